"""Who employs those that a sentence speaks of: "work for a contractor" tells nothing of contractors' pay."""

import re

_WORKING = (
    r"(?:work|works|worked|working|employed|hired|engaged|taken on|recruited|contracted|contracts"
    r"|contracting|subcontracting|job|jobs)(?: [^\W\d_]+ly)? (?:for|by|with|under)"
    r"|travaill\w+(?: [^\W\d_]+ment)? (?:pour|chez)|(?:employée?s?|embauchée?s?|recrutée?s?) (?:par|chez)"
    r"|trabaj\w+ (?:para|con)|(?:emplead|contratad)[oa]s? por"
    r"|(?:arbeit\w+|angestellt\w*|beschäftigt\w*|tätig) (?:für|bei)"
    r"|bei (?=(?:[^\W\d_]+ ){1,4}(?:arbeit\w+|angestellt\w*|beschäftigt\w*|tätig)(?![^\W_]))"
)
_ENDS = re.compile(
    r"[^\w'’&/ -]|(?<![^\W_])(?:and|or|but|who|that|which|earns?|makes?|are|is|can|may|gets?|receives?|und"
    r"|oder|arbeit\w+|angestellt\w*|beschäftigt\w*|verdien\w+|erh[aä]lt\w*|bekomm\w+|et|gagne\w*|perçoi\w+"
    r"|touche\w*|y|gana\w*|cobra\w*|on|at|in|as)(?![^\W_])|$"
)
_WHOM = re.compile(rf"(?i)(?<![^\W_])(?:{_WORKING}) ?(?=[^\W\d_])")


def employer_spans(text: str) -> list[tuple[int, int]]:
    """Return where a text names who employs its subject."""
    return [(match.end(), _ENDS.search(text, match.end()).start()) for match in _WHOM.finditer(text)]  # type: ignore[union-attr]
