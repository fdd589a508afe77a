"""What a follow-up wants done with what was told: put in words to use, one thing chosen, the rest told."""

import re

_WORDS = re.compile(
    r"\b(?:an?|some|any|more) (?:\w+ )?(?:examples?|samples?)\b"
    r"|\b(?:give|need|want|got|have|show|what['’]?s)\b[^.?!]{0,20}\b(?:an?|some|any|few|two|three) (?:\w+ )?"
    r"(?:scripts?|lines?|wording|phrases?|sentences?)\b"
    r"|^\W*(?:(?:ok|so|and|now|please|(?:can|could|would) you)\W+)*(?:write|draft|compose)\b"
    r"|\bput (?:it |that |this )?together\b"
    r"|\b(?:for (?:example|instance)|like what|such as|word for word)\W*$"
    r"|\b(?:what|how) (?:\w+ly )?(?:do|would|should|could|can) (?:i|you|we|he|she|they) "
    r"(?:\w+ly )?(?:say|word|phrase|put)(?:\W+(?:it|that|this|then|\w+ly))*\W*$"
    r"|\bwhat (?:exact |actual )?words\b",
    re.IGNORECASE,
)
_ONE = re.compile(
    r"^(?!.*\bor\b).*(?:"
    r"\b(?:which|what)\b.*\b(?:pick|choose|try|start with|begin with|practi[cs]e)\b"
    r"|\b(?:which|what)\b.*\b(?:matters?|helps?|works?|counts?|important|do|try)\b.*\b(?:most|best|first)\b"
    r"|\b(?:first|one|single|best|main) (?:thing|step)\b"
    r"|\bwhere (?:would|should|do) (?:you|i|we) (?:start|begin)\b)",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?:i|we|he|she|they)(?:['’]ve| have|['’]s| has)? (?:\w+ )?already\b"
    r"(?! (?:have|am|are|work|earn|make)\b)"
    r"|\balready (?:tried|did|do|done|doing|asked|told|said)\b"
    r"|\b(?:tried|did|done) (?:all )?(?:that|those|this|it|them)\b",
    re.IGNORECASE,
)


def wants_words(text: str) -> re.Match[str] | None:
    """Where a message asks for an example, or for the very words to say."""
    return _WORDS.search(text)


def wants_one(text: str) -> re.Match[str] | None:
    """Where a message asks which of the things told to do, or to do first."""
    return _ONE.search(text)


def was_done(text: str) -> re.Match[str] | None:
    """Where a message tells that what was advised is done already."""
    return None if "?" in text else _DONE.search(text)
