"""What a follow-up wants done with what was told: put in words to use, one thing chosen, the rest told."""

import re

from bot.catalogue.words import is_transparent, tokenize
from bot.schema import Form

_WORDS = re.compile(
    r"\b(?:an?|some|any|more) (?:\w+ )?(?:examples?|samples?)\b"
    r"|\b(?:give|need|want|got|have|show|what['’]?s)\b[^.?!]{0,20}\b(?:an?|some|any|few|two|three) (?:\w+ )?"
    r"(?:scripts?|lines?|wording|phrases?|sentences?"
    r"|(?:answers?|repl(?:y|ies)|responses?)\b(?=.{0,30}\bsay\b))\b"
    r"|^\W*(?:(?:ok|so|and|now|please|(?:can|could|would) you|help me)\W+)*(?:write|draft|compose|word)\b"
    r"(?:(?:\W+\w+){0,4}?\W+(?:e-?mails?|messages?|notes?|texts?|letters?|lines?|repl(?:y|ies)|scripts?|answers?)\b"
    r"(?:\W+(?:to|for)\W+(?:send\W+)?(?:my\W+)?\w+)?(?:\W+(?:about|on|asking)\W+(?:\w+\W+){0,2}?(?:it|this|that)\b)?)?"
    r"|\bput (?:it |that |this )?together\b"
    r"|\b(?:for (?:example|instance)|like what|such as|word for word)\W*$"
    r"|\b(?:what|how) (?:\w+ly )?(?:do|would|should|could|can) (?:i|you|we|he|she|they) "
    r"(?:(?:\w+ly|even|best|just) )?(?:have )?(?:say|said|word|phrase|put|write)"
    r"(?:\W+(?:it|that|this|then|tho(?:ugh)?|instead|\w+ly|to (?:them|him|her|that|this|it)"
    r"|as an? (?:\w+ )?(?:bullet|line|point|sentence)))*\W*$"
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
    r"|\b(?:i|we|he|she|they)(?:['’]ve| have)? (?:tried|did|done)\b[^.?!]{0,60}\balready\b"
    r"|\balready (?:tried|did|do|done|doing|asked|told|said)\b"
    r"|\b(?:tried|did|done) (?:all )?(?:that|those|this|it|them)\b",
    re.IGNORECASE,
)


_REWORDED = re.compile(
    r"\b(?:more|less|too|bit|little)\W+(?:\w+ly\W+)?(?:formal|informal|casual|friendly|polite|fancy|stiff|firm|direct|blunt"
    r"|soft|warm|cold|wordy|personal)\b|\b(?:make|say|sound|bit|little|much)\b[^.?!]{0,12}\b(?:firm|friendli|soft|warm|polit|blunt|strong|nic)er\b"
    r"|\b(?:put|work|add|include|mention)\W+(?:that|this|it)\W+in\b(?!\W+\w)"
    r"|\b(?:turn|make|work)\W+(?:that|this|it|mine)\W+into\b"
    r"|\b(?:reword|rephrase|rewrite|redo)\b|\bin my (?:own )?(?:words|voice)\b"
    r"|\b(?:i|we)\W+(?:do\W?n['’]?t|do not|never)\W+(?:talk|speak|sound|write)\W+like\b",
    re.IGNORECASE,
)
_AS_POINTS = re.compile(
    r"^(?!\W*(?:\w+\W+){0,2}(?:how|what)\b)"
    r"(?:\W*\w+){0,8}?\W+(?:as|in|into|to)\W+(?:an?\W+|\w+\W+)?(?:bullets?(?:\W+points?)?|points|checklist|list)\W*$"
    r"|^\W*(?:bullets?|bullet points|points)(?:\W+(?:please|only|instead))*\W*$",
    re.IGNORECASE,
)
_HALVED = re.compile(
    r"\b(?:cut|trim|bring|get)\W+(?:it|that|this)\W+(?:in half|down)\b|\bhalf (?:as long|that length)\b",
    re.IGNORECASE,
)
_NO_ADVICE = re.compile(
    r"\b(?:do\s?n['’]?t|do not) (?:want|need) (?:an? |any |your |more )?"
    r"(?:plan|advice|tips?|list|solutions?|suggestions?)\b"
    r"|\bjust (?:needed|wanted|had) to (?:tell|talk to) (?:someone|somebody|anyone)\W*$",
    re.IGNORECASE,
)
_LONG_WISH, _LITTLE = 16, 2


def wants_words(text: str) -> re.Match[str] | None:
    """Where a message asks for an example, or for the very words to say."""
    return _WORDS.search(text)


def wants_one(text: str) -> re.Match[str] | None:
    """Where a message asks which of the things told to do, or to do first."""
    return _ONE.search(text)


def rewords(text: str) -> bool:
    """Whether a message wants what was told put otherwise ("a bit firmer", "can you put that in")."""
    return bool(_REWORDED.search(text)) and len(text.split()) <= _LONG_WISH


def declines_advice(text: str) -> bool:
    """Whether somebody wants no advice for now, only to have it said."""
    return "?" not in text and bool(_NO_ADVICE.search(text))


def only_declines(text: str) -> bool:
    """Whether a sentence says no more than that: what else it tells may be what hurts."""
    left = tokenize(_NO_ADVICE.sub(" ", text))
    return declines_advice(text) and len(left) <= _LITTLE and all(is_transparent(one.text) for one in left)


def form_wished(text: str) -> Form | None:
    """The form that a message wants what was told in: a list ("as three bullets"), or half as long."""
    return "points" if _AS_POINTS.search(text) else "short" if _HALVED.search(text) else None


def was_done(text: str) -> re.Match[str] | None:
    """Where a message tells that what was advised is done already."""
    return None if "?" in text else _DONE.search(text)
