"""Words of certainty, rank and authority that the evidence must use too: "always", "the best"."""

import re
from collections.abc import Mapping, Sequence

from bot.grounding import lexicon
from bot.grounding.facts import Segment, Source
from bot.grounding.wording import shared_weight
from bot.schema import Passage

_CLOSE = 0.3
_AS_CLOSE = 0.8
_WORD = re.compile(r"[^\W\d_]+")
_EVERY = frozenset({"all", "every", "everyone", "everybody", "each", "always", "whole", "anybody", "anyone"})
_SOME = frozenset({"some", "several", "few", "certain", "sometimes", "may", "might", "occasionally"})
_MOST = frozenset(
    {"most", "many", "mostly", "usually", "often", "typically", "generally", "commonly", "normally"}
    | {"majority"}
)
# "They all have the same" needs a line that says so: that most have one, or each its own, does not.
_ALIKE = re.compile(
    r"(?:^|[;:,]\s(?:and |but |so )?)(?:all|every|each|everyone|everybody)\b(?: [^\W\d_]+){1,4}?"
    r" (?P<word>same(?! (?:time|day|way))|identical|alike)\b",
    re.IGNORECASE,
)
_TIME = re.compile(r"every (?:year|month|week|day|hour|shift|call|time|one|other)\b", re.IGNORECASE)
_SAME = frozenset({"same", "identical", "alike", "equal", "equally", "uniform", "shared", "common"})
_STRONG = {
    "always": frozenset({"always", "every", "each", "all"}),
    "never": frozenset({"never", "no", "not", "none"}),
    "must": frozenset(
        {"must", "need", "needs", "required", "require", "requires", "has", "have", "necessary", "mandatory"}
    ),
    "definitely": frozenset({"definitely", "certain", "certainly"}),
    "certainly": frozenset({"definitely", "certain", "certainly"}),
    "nobody": frozenset({"nobody", "no", "none", "not"}),
    "most": frozenset(
        {"most", "mostly", "majority", "usually", "often", "typically", "main", "mainly", "many", "common"}
        | {"commonly", "normal", "normally", "generally", "nearly", "almost", "usual", "chiefly"}
        | {"any", "best"}
    ),
    "none": frozenset({"nobody", "no", "none", "not", "never", "nothing"}),
}  # fmt: skip

_SUPERLATIVES = lexicon.words("superlatives")
_SUPERLATIVE = re.compile(
    r"\b(?:the|a|an) (?:single |very |absolute |by far the )?(?:most|least|best|worst|biggest|largest"
    r"|greatest|fastest"
    r"|easiest|hardest|strongest|only) (?!of\b)[^\W\d_]+|\bmost (?:important|valued|common|popular|wanted)\b"
    r"|\b(?:more|better|higher|less|lower) than (?:any|every|all) other\b|\b(?:essential|crucial|vital"
    r"|indispensable)\b|\bmore than anything\b",
    re.IGNORECASE,
)

# Lean on somebody, or wave something away; a line on the same matter must do so too.
_LEANING = re.compile(
    r"\b(?:stud(?:y|ies)|research|experts?|scientists|surveys?|statistics|polls?)\b(?= (?:\w+ )?(?:show"
    r"|say|find|found|agree|suggest|prove|confirm))"
    r"|\b(?:no difference|no point|no use|useless|pointless|worthless|irrelevant|no risk"
    r"|without (?:any )?risk|risk-free)\b"
    r"|(?:n['’]t|\bnot) (?:really )?(?:matter|count)\b(?=\s*(?:[.,;:!]|$|much|here|at all|as))",
    re.IGNORECASE,
)
_IDIOM = re.compile(
    r"\b(?:all (?:in|of|about|right|this|that|these|those|at|the (?:same|time|way|while)|three|two|four)"
    r"|most (?:of|part)|most (?:[^\W\d_]+)(?= (?:and|of))"
    r"|every (?:now|so|time))\b",
    re.IGNORECASE,
)


def overstated(
    text: str, stems: Sequence[str], sources: Sequence[Source], rarity: Mapping[str, float]
) -> str | None:
    """Return a word of certainty that no line on the same matter backs."""
    near = _closest(stems, sources, rarity)
    held = {word.casefold() for _, line in near for word in _WORD.findall(line.text)}
    held |= {word for source, _ in near for word in source.heading_words}
    passages = any(isinstance(source.evidence, Passage) for source, _ in near)
    for match in _WORD.finditer(text.casefold()):
        backing = _STRONG.get(match.group())
        idiom = _IDIOM.match(text, match.start())
        if backing and held.isdisjoint(backing) and not (match.group() == "most" and (idiom or not passages)):
            return match.group()
        if passages and _is_widened(match, held) and not idiom:
            return match.group()
    leaning = _LEANING.search(text)
    if leaning and not held.issuperset(leaning.group().casefold().split()):
        return leaning.group()
    alike = _ALIKE.search(text)
    if alike and passages and held.isdisjoint(_SAME):
        return alike["word"]
    best = _SUPERLATIVE.search(text)
    return best.group() if best and held.isdisjoint(_SUPERLATIVES) else None


def _is_widened(match: re.Match[str], held: set[str]) -> bool:
    """Whether "all" is said where the evidence says "some", or "all of a kind" where it says "most"."""
    if match.group() not in _EVERY or not held.isdisjoint(_EVERY):
        return False
    of_kind = match.group() in ("all", "every") and not _TIME.match(match.string, match.start())
    return bool(held & (_SOME | _MOST if of_kind else _SOME))


def _closest(
    stems: Sequence[str], sources: Sequence[Source], rarity: Mapping[str, float]
) -> list[tuple[Source, Segment]]:
    unseen = max(rarity.values(), default=1.0)
    weight = {item: rarity.get(item, unseen) for item in stems}
    lines = [(shared_weight(weight, line), source, line) for source in sources for line in source.segments]
    top = max((share for share, _, _ in lines), default=0.0)
    least = max(_CLOSE * sum(weight.values()), _AS_CLOSE * top)
    return [(source, line) for share, source, line in lines if share >= least]
