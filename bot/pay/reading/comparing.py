"""What a sentence only compares its subject with: "more than cooks", "unlike cooks", "next to cooks"."""

import re

_MORE = (
    r"(?:more|less|better|worse|higher|lower|fewer|greater|rather|other|[a-z]{3,}er)(?: [^\W\d_]+){0,4}? than"
    r"|as (?:much|well|good|little|high|low|highly|poorly)(?: [^\W\d_]+){0,3}? as|(?:similar|equal|next) to"
    r"|(?:mehr|weniger|besser|schlechter|höher\w*|niedriger\w*|länger)(?: [^\W\d_]+){0,3}? als"
    r"|(?:so viel|so gut|ebenso viel|genauso viel) wie"
    r"|(?:plus|moins|mieux|autant|davantage|meilleur\w*)(?: [^\W\d_]+){0,3}? qu(?:e |[’'])"
    r"|(?:más|menos|mejor|tanto|mayor|menor)(?: [^\W\d_]+){0,3}? (?:que|como)"
)
_AGAINST = (
    r"unlike|(?:when |as )?compared (?:with|to)|in (?:contrast|comparison) (?:to|with)"
    r"|by comparison with|versus|vs"
    r"|im (?:vergleich|gegensatz|unterschied) zu[mr]?|anders als|gegenüber|contrairement (?:à|aux?)"
    r"|par rapport (?:à|aux?)|comparée?s? (?:à|aux?)|à la différence d(?:es?|[’'])|a diferencia de(?:l)?"
    r"|en comparación con|comparado con|frente a(?:l)?"
)
_LIKE = r"(?:^|(?<=, ))(?:just |much )?(?:like|wie)"
_COMPARISON = re.compile(rf"(?i)(?<![^\W_])(?:{_MORE}|{_AGAINST}|{_LIKE})(?![^\W_]|(?<=['’]))[.]? ?")
_NEW_CLAUSE = (
    r" (?:and|but|while|whereas|und|et|y|mais|aber)(?= [^,;:]{1,40}? "
    r"(?:earn|make|get|are|is|start|receive|verdien|erhalt|gagn|gana))"
)
_ENDS = re.compile(
    rf"(?i)[,;:.()—–\d£€$₹]|{_NEW_CLAUSE}| (?:because|since|at|on|who|which|that|do|does|did|can|if"
    rf"|when|though"
    r"|weil|die|der|dans|car|porque|with an? average|earns?|makes?)(?![^\W_])|$"
)
_RELATIVE = re.compile(
    r"(?i),? (?:where|wo|où|donde|who|which|whose|die|der|deren|qui|dont|que|quienes|at|on|earning"
    r"|with)(?![^\W_])"
)
_OPENING = re.compile(rf"(?i)(?:{_AGAINST})(?![^\W_])")
_BEYOND = re.compile(
    r"(?i)(?<![^\W_])(?:well|far|just|slightly|a little|somewhat|lies|is|are)"
    r" (?:above|below|over|under) the $"
)
_RIVAL_AMOUNT = re.compile(
    rf"(?i)(?<![^\W_])(?:{_AGAINST}|against|up from|down from|gegen|contre)"
    r"(?: (?:about|around|just|only|the|an?|average|median|mean|national|of|typical|etwa|rund"
    r"|environ)){0,5} ?$"
)


def compared_spans(text: str) -> list[tuple[int, int]]:
    """Return where a text names what its subject is compared with."""
    return [(match.end(), _ENDS.search(text, match.end()).start()) for match in _COMPARISON.finditer(text)]  # type: ignore[union-attr]


def is_compared(start: int, spans: list[tuple[int, int]]) -> bool:
    """Whether a position lies in one of the spans."""
    return any(first <= start < last for first, last in spans)


def rival_spans(text: str) -> list[tuple[int, int]]:
    """Return the stretches whose amounts are those of the other side of a comparison.

    "Compared with a driver on $27,000, a pilot...", "less than drivers, who earn $27,000".
    """
    spans = []
    for _, last in compared_spans(text):
        relative = _RELATIVE.match(text, last)
        opening = _OPENING.match(text)
        bound = relative and ("," in relative.group() or opening)
        if bound or (opening and last < len(text) and text[last] not in ",;:"):
            end = re.search(r"[,;:]", text[(relative.end() if relative else last) :])
            base = relative.end() if relative else last
            spans.append((last, base + end.start() if end else len(text)))
    return [span for span in spans if not _is_subject_again(text, span)]


def _is_subject_again(text: str, span: tuple[int, int]) -> bool:
    """Whether ", at $1,900" after a comparison goes on about the subject."""
    return re.match(r"(?i),? (?:at|on|with|earning) ", text[span[0] :]) is not None and not _OPENING.match(
        text
    )


def is_beyond(before: str) -> bool:
    """Whether an amount only marks what another lies above or below: "well above the $65,190 of cooks"."""
    return _BEYOND.search(before) is not None


def is_rival_amount(before: str) -> bool:
    """Whether an amount is only what another is measured against: "compared with $30,000"."""
    return _RIVAL_AMOUNT.search(before) is not None
