"""The text around one figure: what belongs to it, and to no other figure of the sentence."""

import re
from collections.abc import Callable, Sequence

from bot.grounding.kinds import Cue, cue_after, cues_in
from bot.grounding.names import Mention
from bot.grounding.words import content_stems, stem
from bot.quantities import Quantity

# A new start within a sentence: what was said of the figures before does not carry over it.
BREAK = re.compile(
    r";|—|–(?=\s)|:(?=\s)|(?<!\b[A-Z])[.!?](?=\s)|,\s+followed by\b"
    r"|,?\s+(?:while|whereas|but|although|though|against|compared|instead|unlike)\b"
)

_POST_GAP = re.compile(
    r"[\s(,]*(?:(?:a|an|per|the|in|for|as|at|of|across|by|year|yearly|hour|hourly|week|month|day"
    r"|nationally|full"
    r"|time|starting|new|most|May|is|was|what|which|where|that|marks?|begins?|starts?|ends?|top|bottom|upper"
    r"|lower|lowest|highest|best|paid|tenth|quarter|half|median|mean|mid-?point|middle|average)\b[\s(,]*)*"
)

_AT = re.compile(r" ?(?:at|with|on|is|was|\(|:)? (?:about |around |roughly )?[(]?", re.IGNORECASE)

_ASIDE = re.compile(
    r"\b(?:compared (?:with|to)|unlike|like|next to|against|than|from|beyond|with|as|versus|vs\.?|under"
    r"|alongside|besides"
    r"|below|above|over)\s+(?:an?|the|other|most|your)?\s*$",
    re.IGNORECASE,
)

_CUT = re.compile(
    r"[,;:—]|\s(?:and|or(?! (?:more|less|above|below|over|under|higher|lower|fewer)\b)|but|to|while"
    r"|whereas|against|than|versus|then)\s"
)

_PER = r"(?:a|an|per|each|every|the)\s+"

_RATE = re.compile(
    rf"\s*(?:[^\W\d_]+\s+){{0,5}}?(?:(?P<year>{_PER}year\b|yearly\b|annual|annually\b)"
    rf"|(?P<month>{_PER}month\b|monthly\b)"
    rf"|(?P<week>{_PER}week\b|weekly\b)|(?P<day>{_PER}day\b|daily\b)|(?P<hour>{_PER}hour\b|hourly\b))",
    re.IGNORECASE,
)

_BOUND = re.compile(r"^\s*,?\s*(?:or|and) (?:more|less|above|below|up|over|under|higher|lower|fewer)\b")
_RELATIVE = re.compile(r",?\s+(?:who|which|whose)\b")
# "... under all other managers, a mixed group with a median of ...".
_GROUPED = re.compile(r",\s+an? (?:[^\W\d_]+ ){0,2}(?:group|occupation|category)\b[^.;]{0,20}\b(?:with|of)\b")
_JOINED = re.compile(r",|\b(?:and|but|who|which|that|so)\b")


class Window:
    """The text around one figure: from the end of the figure before it to the start of the next."""

    def __init__(self, text: str, figures: Sequence[Quantity], index: int) -> None:
        self.text = text
        self.figure = figures[index]
        self.start = figures[index - 1].end if index else 0
        self.end = figures[index + 1].start if index + 1 < len(figures) else len(text)
        self.first = index == 0

    def bind(
        self, mentions: Sequence[Mention], choose: Callable[[str, Sequence[Mention], Quantity], Mention]
    ) -> Mention | None:
        """Return the mention the figure belongs to: right after it, else before it, else the next."""
        after = [item for item in mentions if self.figure.end <= item.start < self.end]
        in_turn = self._leads(mentions, self.figure.start) and self._leads(after[:1], self.end)
        if after and not in_turn and _POST_GAP.fullmatch(self.text, self.figure.end, after[0].start):
            return after[0]
        before = [item for item in mentions if self.start <= item.start and item.end <= self.figure.start]
        before = [item for item in before if not self._was_bound_back(item)]
        if before:
            return choose(self.text, before, self.figure)
        breaks = BREAK.search(self.text, self.figure.end, after[0].start) if after else None
        return after[0] if after and self.first and not breaks else None

    def _leads(self, mentions: Sequence[Mention], figure: int) -> bool:
        """Whether a mention stands right before the figure that begins at `figure`: "Ohio at $40,000"."""
        return any(one.end <= figure and _AT.fullmatch(self.text, one.end, figure) for one in mentions)

    def _was_bound_back(self, mention: Mention) -> bool:
        """Whether a mention stands right after the figure before this one, and so belongs to that one."""
        back = not self.first and _POST_GAP.fullmatch(self.text, self.start, mention.start) is not None
        return back and not self._leads([mention], self.figure.start)

    def cues(self) -> frozenset[Cue]:
        """Return the kind words said of the figure."""
        after = cue_after(self.text, self.figure.end, self.end)
        before = self.text[self.start : self.figure.start]
        if not self.first:
            before = before[cue_after(self.text, self.start, self.figure.start).length :]
            before = _BOUND.sub("", before)
        breaks = list(BREAK.finditer(before))
        if breaks and before[breaks[-1].end() :].strip():
            before = before[breaks[-1].start() :]
        return cues_in(before, self.text[self.figure.end : self.end]) | after.cues

    def clause(self) -> str:
        """Return the words around the figure up to its neighbours or the next break."""
        start = max(
            [match.end() for match in BREAK.finditer(self.text, self.start, self.figure.start)]
            or [self.start]
        )
        after = BREAK.search(self.text, self.figure.end, self.end)
        return self.text[start : after.start() if after else self.end]

    def direct(self) -> str:
        """Return the words that belong to this figure and to no other of the sentence."""
        cuts = [] if self.first else list(_CUT.finditer(self.text, self.start, self.figure.start))
        breaks = list(BREAK.finditer(self.text, self.start, self.figure.start))
        told = [cut for cut in cuts if content_stems(self.text[cut.end() : self.figure.start])]
        start = max([match.end() for match in (*breaks, *(told or cuts)[-1:])] or [self.start])
        if self.first and not content_stems(self.text[start : self.figure.start]):
            start = 0
        last = self.end == len(self.text)
        after = (BREAK if last else _CUT).search(self.text, self.figure.end, self.end)
        end = after.start() if after else self.end
        return self.text[start : self.figure.start] + " " + self.text[self.figure.end : end]

    def neighbours(self, figures: Sequence[Quantity], index: int) -> frozenset[str]:
        """Return the figures right beside this one, as marks to know it by: "26% put it at six months"."""
        found = set()
        for other, start, end in (
            (index - 1, self.start, self.figure.start),
            (index + 1, self.figure.end, self.end),
        ):
            if 0 <= other < len(figures) and not _CUT.search(self.text, start, end):
                found.add(mark_of(figures[other]))
        return frozenset(found)

    def preamble(self, first: Quantity) -> str:
        """Return the words before the first figure, when nothing new began since: they hold here too."""
        if self.first or BREAK.search(self.text, first.end, self.figure.start):
            return ""
        breaks = list(BREAK.finditer(self.text, 0, first.start))
        return self.text[breaks[-1].end() if breaks else 0 : first.start]

    def rate(self) -> str | None:
        """Return the time over which a figure that is no money is counted."""
        match = _RATE.match(self.text, self.figure.end, self.end)
        return next((name for name, found in match.groupdict().items() if found), None) if match else None

    def gap(self) -> str:
        """Return the text between the figure before and this one."""
        return self.text[self.start : self.figure.start]


def mark_of(figure: Quantity) -> str:
    """Return a figure as a mark among stems."""
    noun = stem(figure.noun.split()[0]) if figure.noun else ""
    return f"#{figure.low}~{figure.high}~{figure.unit}~{noun}"


def nearest(text: str, before: Sequence[Mention], figure: Quantity) -> Mention:
    """Choose the last mention before a figure."""
    del text, figure
    return before[-1]


def subject(text: str, before: Sequence[Mention], figure: Quantity) -> Mention:
    """Choose whom a figure is said of among the roles named before it: the subject, not one in an aside."""
    grouped = [item for item in before if _GROUPED.match(text, item.end)]
    if grouped:
        return grouped[-1]
    main = [item for item in before if not _ASIDE.search(text[: item.start])] or list(before)
    last = main[-1]
    if _RELATIVE.match(text, last.end):
        return last
    return main[0] if _JOINED.search(text[last.end : figure.start]) else last
