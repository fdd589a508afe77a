"""Does the evidence say the contrary, or less than the sentence does?"""

import re
from collections.abc import Callable, Mapping, Sequence

from bot.grounding import lexicon
from bot.grounding.claims import MARK
from bot.grounding.facts import Segment, Source
from bot.grounding.reading import CLAUSE
from bot.grounding.speech import tells_silence
from bot.grounding.wording import shared_weight
from bot.grounding.words import content_stems, stem, tokens

_CLOSE = 0.3

_AS_CLOSE = 0.8
_AMONG_CLOSEST = 0.8

_SCOPE = 3
_UNDOING = ("un", "in", "im", "ir", "dis", "non", "mis")
_NOT_PART = re.compile(
    r"(?:\bnot|n['’]t) (?:a )?(?:part of|included in|counted (?:in|as|towards?)|covered by)\b"
    r"|\bdo(?:es)?(?: not|n['’]t) (?:include|count|cover)\b|\bleaves? out\b"
    r"|(?:\bnot|n['’]t) (?:included|counted)\b",
    re.IGNORECASE,
)
_PART = re.compile(r"\b(?:part of|counts? in|counted in)\b", re.IGNORECASE)
# Say "not" in other words, so that both texts are read alike.
_SOFT_NOT = re.compile(
    r"\b(?:warn(?:s|ed)?|caution(?:s|ed)?|advis(?:e|es|ed)) against\b|\bavoid(?:s|ing|ed)?\b"
    r"|\bno longer\b"
    r"|\b(?:leave|leaves|leaving|left) (?:[^\W\d_]+ )?out\b"
    r"|\b(?:(?:stay|keep|steer) (?:away from|clear of)|keep out of)\b|\bfalls? away\b|\bfar from\b"
    r"|\b(?:refuse|decline|fail)(?:s|d|ed)? to\b|\bno need (?:to|for)\b",
    re.IGNORECASE,
)
_WITH_NO = re.compile(r"\bwith no\b", re.IGNORECASE)
_HARDLY = re.compile(r"\b(?:hardly|barely|scarcely)\b(?! any)", re.IGNORECASE)
_NOT_SAME = re.compile(
    r"(?:\bnot|n['’]t) (?:\w+ )?(?:the same|alike|equal|identical)\b(?!\s+(?!in\b|for\b|every)[^\W\d_])",
    re.IGNORECASE,
)
_SAY_NO = re.compile(
    r"\b(?:say(?:s|ing)?|tell(?:s|ing)?(?: [^\W\d_]+)?|an?|the|your)(?: [^\W\d_]+)? no\b(?! [^\W\d_]+s\b)",
    re.IGNORECASE,
)
_LEFT_OUT = re.compile(r"\b(?:without|excluding|before)\b", re.IGNORECASE)
_FULL_PART = re.compile(r"\b(full|part) time\b", re.IGNORECASE)
_INSTEAD = re.compile(r"\b(?:instead of|rather than|as opposed to)\b", re.IGNORECASE)
_NO_TWO = re.compile(r"\bno two\b", re.IGNORECASE)
_AT_MOST = re.compile(
    r"(?:\bnot|n['’]t|\bno) (?:\w+ )?(?:over|above|beyond|past|longer than|more than)\b", re.IGNORECASE
)
_EITHER_WAY = re.compile(r"\b(?:with or without|whether or not)\b", re.IGNORECASE)
_TO_YOURSELF = re.compile(
    r"\bkeep\b(?P<what>[^.;]{3,90}?)\b(?:to (?:yourself|themselves)|private)\b", re.IGNORECASE
)
_BEST_AVOIDED = re.compile(r"^(?P<what>[^,;]*?)\b(?:is|are) (?:best |better )?avoided\b", re.IGNORECASE)
_NOT_FORBID = re.compile(
    r"(?:\b(?:not|never|cannot)|n['’]t) (?:forbid|prevent|stop|ban|prohibit)\b", re.IGNORECASE
)
_NOT_ALL = re.compile(r"\bnot (?:all|every|always)\b|n['’]t always\b", re.IGNORECASE)
_NOT_UNTIL = re.compile(r"(?:\bnot|n['’]t|\bnever)\b(?=[^.;]*\b(?:until|before|unless)\b)", re.IGNORECASE)
_TURNING = re.compile(r"\b(?:before|until|unless|first|only after)\b", re.IGNORECASE)
_PAIR = re.compile(r"(?=\b([^\W\d_]+)\s+([^\W\d_]+))")
_FUNCTION = lexicon.words("function_words")
_MEASURED = lexicon.words("measured")

_NEGATORS = lexicon.words("negators")

_AGAINST: dict[str, list[frozenset[str]]] = {}

_SAME_SIDE: dict[str, frozenset[str]] = {}
for _one, _other in lexicon.sides("opposites"):
    for _side, _contrary in ((_one, _other), (_other, _one)):
        for _word in _side:
            _AGAINST.setdefault(_word, []).append(_contrary)
            _SAME_SIDE[_word] = _SAME_SIDE.get(_word, frozenset()) | _side


Against = Callable[[str, str], tuple[str, str] | None]


def contradicted(
    text: str, stems: Sequence[str], sources: Sequence[Source], rarity: Mapping[str, float], against: Against
) -> str | None:
    """Return where the closest line of the evidence says the contrary, by `negated` or by `flipped`."""
    unseen = max(rarity.values(), default=1.0)
    clauses = [clause for source in sources for clause in source.clauses]
    for part in CLAUSE.split(text):
        if tells_silence(part):
            continue
        held = frozenset(content_stems(part))
        weight = {item: rarity.get(item, unseen) for item in stems if item in held}
        if reason := _contradiction(part, weight, clauses, against):
            return reason
    return None


def _contradiction(
    part: str, weight: Mapping[str, float], clauses: Sequence[Segment], against: Against
) -> str | None:
    """Return what a clause close to this one says the contrary of, unless one as close says the same."""
    least = _CLOSE * sum(weight.values())
    shares = [(shared_weight(weight, clause), clause) for clause in clauses]
    least = max(least, _AMONG_CLOSEST * max((share for share, _ in shares), default=0.0))
    near = [(share, clause) for share, clause in shares if 0 < least <= share]
    for share, clause in near:
        said = against(part, clause.text)
        least = _AS_CLOSE * share if against is negated else 0.0
        rivals = [other for closeness, other in near if other is not clause and closeness >= least]
        denied = (
            said
            and against is negated
            and any(closeness >= share and _deny_alike(part, other.text) for closeness, other in near)
        )
        if said and not denied and not any(_agrees(part, other.text, said[0]) for other in rivals):
            return said[1]
    return None


def _deny_alike(claim: str, line: str) -> bool:
    """Whether two texts deny the same thing."""
    claim, line = _readied(claim, line)
    return bool(_negated(claim, None) & _negated(line, None))


def _agrees(claim: str, line: str, word: str) -> bool:
    """Whether another line uses a word as the sentence does, so that one line alone proves nothing."""
    held = {item.casefold() for item in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)?", line)}
    alike = held & (_SAME_SIDE.get(word, frozenset()) | {word}) or word in content_stems(line)
    return bool(alike) and _against(claim, line) is None


def _evened(text: str) -> str:
    """Return a text with what only words "not" differently said as "not"."""
    text = _NOT_FORBID.sub("allow", text)
    text = _BEST_AVOIDED.sub(r"not \g<what>", _TO_YOURSELF.sub(r"not share\g<what>", text))
    text = _HARDLY.sub("little", _NOT_SAME.sub("differ", text))
    text = _SAY_NO.sub(" ", text)
    text = _FULL_PART.sub(r"\1-time", text)
    text = _NO_TWO.sub(" ", text)
    text = _AT_MOST.sub("at most", text)
    return _SOFT_NOT.sub("not", _WITH_NO.sub("without", _EITHER_WAY.sub(" ", text)))


def negated(claim: str, line: str) -> tuple[str, str] | None:
    """Return a word that one of two texts denies and the other states, with the reason in words."""
    claim, line = _readied(claim, line)
    word = _negation_differs(claim, line)
    if word is None or _other_degree(claim, line) or _flipped(claim, line):
        return None
    return word, f"the source says the contrary about “{word}”"


def flipped(claim: str, line: str) -> tuple[str, str] | None:
    """Return a word of a claim whose opposite a line has, with the reason in words."""
    claim, line = _readied(claim, line)
    word = _other_degree(claim, line)
    if word is None and not _negation_differs(claim, line):
        word = _flipped(claim, line)
    return (word, f"the source says the opposite of “{word}”") if word else None


def _against(claim: str, line: str) -> tuple[str, str] | None:
    return flipped(claim, line) or negated(claim, line)


def _readied(claim: str, line: str) -> tuple[str, str]:
    if not _INSTEAD.search(claim):
        line = _INSTEAD.sub("not", line)
    elif _negated(line, None):
        claim = _INSTEAD.sub("not", claim)
    claim, line = _evened(claim), _evened(line)
    if _NOT_ALL.search(claim) and _NOT_ALL.search(line):
        claim, line = _NOT_ALL.sub(" ", claim), _NOT_ALL.sub(" ", line)
    turned = _TURNING.search(line)
    if _NOT_UNTIL.search(claim) and turned and turned.group() not in claim and not _negated(line, None):
        claim = _NOT_UNTIL.sub(" ", claim)
    return claim, line


def _flipped(claim: str, line: str) -> str | None:
    """Return a word of a claim whose opposite the line has; what is more beside figures the sums decide."""
    claim, line = (_PART.sub("included in", _NOT_PART.sub("excluded from", text)) for text in (claim, line))
    claimed = [str(word).casefold() for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)?", claim)]
    actual = {word.casefold() for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)?", line)}
    said, denied = set(claimed), _negated(claim, _SCOPE)
    figures = any(letter.isdigit() for letter in MARK.sub("", claim))
    for word in claimed:
        if (figures and word in _MEASURED) or stem(word) in denied:
            continue
        if _is_undone(word, actual) and not said & _undone(word):
            return word
        for against in _AGAINST.get(word, ()):
            same = _SAME_SIDE[word]
            if actual & (against - _NEGATORS) and not actual & same and not said & against:
                return word
    return None


def _other_degree(claim: str, line: str) -> str | None:
    """Return "more" where a claim has more of something of which a line has fewer, "easier" for "harder"."""
    held: dict[str, set[str]] = {}
    for word, noun in _PAIR.findall(line):
        held.setdefault(stem(noun), set()).add(word.casefold())
    for word, noun in _PAIR.findall(claim):
        said, words = word.casefold(), held.get(stem(noun), set())
        if noun.casefold() in _FUNCTION or said in _NEGATORS or not words:
            continue
        against = any(words & (contrary - _NEGATORS) for contrary in _AGAINST.get(said, ()))
        if against and not words & _SAME_SIDE.get(said, frozenset()):
            return str(said)
    return None


def _undone(word: str) -> frozenset[str]:
    """Return how a word reads with and without a prefix that turns it round: "paid" and "unpaid"."""
    forms = {f"{prefix}{word}" for prefix in _UNDOING}
    return frozenset(
        forms | {word.removeprefix(prefix) for prefix in _UNDOING if len(word) > len(prefix) + 3}
    )


def _is_undone(word: str, actual: set[str]) -> bool:
    return len(word) > 3 and word not in actual and bool(actual & (_undone(word) - {word}))


def _negation_differs(claim: str, line: str) -> str | None:
    """Return a word that one text denies and the other states; a denial counts to the end of its clause."""
    said, held = ({token.stem for token in tokens(text)} for text in (claim, line))
    if _NOT_PART.search(line) and _LEFT_OUT.search(claim):
        return None
    claim, line = (_NOT_PART.sub("excluded from", text) for text in (claim, line))
    if _negated(claim, None) & _negated(line, None):
        return None
    differing = (_negated(claim, _SCOPE) - _negated(line, None)) | (
        _negated(line, _SCOPE) - _negated(claim, None)
    )
    found = sorted(differing & said & held)
    return found[0] if found else None


def _negated(text: str, scope: int | None) -> set[str]:
    """Return the content stems after a negation: so many of them, or all up to the end of its clause."""
    words = re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)?|[,;:.!?–—]", text)
    found: set[str] = set()
    for index, word in enumerate(words):
        only = words[index + 1 : index + 2] in (["only"], ["just"])
        if word.casefold().replace("’", "'") in _NEGATORS and not only:
            after = _scope(words[index + 1 :], scope)
            # "closed deals don't": the denial follows what it denies
            ends = (
                not after
                and index > 0
                and word.casefold().endswith(("n't", "n’t", "not", "nobody", "nothing"))
            )
            found.update(_scope(words[index - 1 :: -1], scope) if ends else after)
    return found


def _scope(following: Sequence[str], limit: int | None) -> set[str]:
    found: set[str] = set()
    for word in following:
        if word in ",;:.!?–—" or len(found) == limit or word.casefold() in ("but", "and", "or"):
            break
        if word.casefold() not in _FUNCTION:
            found.add(stem(word))
    return found
