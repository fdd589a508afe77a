"""Messages that say too little to stand alone, and the question that they hang on."""

import re
from dataclasses import dataclass

from bot.catalogue.words import is_ordinary, is_transparent, tokenize
from bot.dialogue.marks import Marks
from bot.dialogue.spans import spans
from bot.dialogue.splitting import asks

_POINTING = re.compile(
    r"\b(?:it|that|this|there|they|them|those|these|he|him|his|she|hers?|theirs?|its|same|one|such)\b",
    re.IGNORECASE,
)
_EXISTS = re.compile(
    r"\b(?:is|are|was|were|will)\s+there\b|\bthere\s+(?:is|are|was|were|will)\b", re.IGNORECASE
)
_TAKES_BACK = re.compile(
    r"^\W*(?:(?:no|nope|nah|sorry|oh|well)\b\W*)*\b(?:i\s+mean[t]?|i\s+was\s+(?:talking|asking|thinking))\b(?:\s+(?:about|of))?"
    r"|^\W*no\b(?=\s*[,.:;-]|\s+(?:not|i|we|he|she|they|it['’]?s?|that['’]?s?|the|my|for|in|on|at|about|as|with)\b)"
    r"(?=(?:\W+\w+){3})",
    re.IGNORECASE,
)
_RULED_OUT = re.compile(r"(?:^|,|\bbut\b)\s*not\b[^,.;?!]*(?:,|$)", re.IGNORECASE)
_SET_ASIDE = re.compile(
    r"\b(?:(?:apart|aside)\s+from|besides|other\s+than|except(?:ing|\s+for)?)\s+(?:the\s+|my\s+)?"
    r"[\w-]+(?:\s+(?:and|or)\s+[\w-]+)?(?:\s*,\s*|\s+|(?=\W*$))",
    re.IGNORECASE,
)
_LEFT_OVER = 3
_AGAIN = r"^[^?]{0,24}\bwhat (?:was|were) (?:that|those|the|your)\b[^?]{0,20}\bagain\b"
_ASKS_AGAIN = re.compile(rf"{_AGAIN} (?:about|on|of|for)\b", re.IGNORECASE)
_RECALLS = re.compile(
    r"^\W*(?:(?:and|so|ok|okay|sorry|wait|again)\W+)*(?:(?:what|which|how|where|when)\W+)?(?:(?:did|had|have)\s+you\s+|(?:as\s+)?you\s+"
    r"(?:just\s+|had\s+)?)(?:say|said|tell\s+me|told\s+me|mention(?:ed)?)\b(?:\s+(?:earlier|before|again))*(?:\s+(?:about|of|on|that))?"
    rf"|{_AGAIN}(?:\s+(?:about|on|of|for))?"
    r"|^[^?]{0,24}\b(?:back|return(?:ing)?) to "
    r"(?:what (?:you|we) (?:said|told me|had|talked) ?(?:about|on|of)?|the|my|your|that)\b",
    re.IGNORECASE,
)
_ENDING = re.compile(r"(?:er|est|ed|ing)$")
_LONGEST = 10
_OWN_WORDS = 2
_OWN_WORDS_POINTING = 3
_TELLS = re.compile(
    r"^\W*(?:(?:and|but|so|well|yeah|yes|also|ok)\W+)*"
    r"(?:i|we|he|she|they|it|my|our|his|her|their|mine|ours|most|half|some|nobody|everyone)\b(?:\W+\w+){3}",
    re.IGNORECASE,
)

_SAYS = re.compile(
    r"^\W*(?:(?:and|but|so|well|yeah|yes|no|also|ok)\W+)*"
    r"(?:i|we|he|she|they|it|this|that|my|our|his|her|their|mine|ours|i['’]?[mv]e?|it['’]?s|(?:he|she|that)['’]s"
    r"|they['’]re)\b(?:\W+\w+){2}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Topic:
    """The last question that stood alone: its wording, what it was after and the roles it was about."""

    text: str = ""
    intents: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()


def points_back(text: str) -> bool:
    """Whether a message has a word that stands for something said before."""
    return bool(_POINTING.search(_EXISTS.sub(" ", text)))


def takes_back(text: str) -> bool:
    """Whether a message sets right how the one before was understood ("no, I mean for my kids")."""
    return bool(_TAKES_BACK.search(text))


def asks_again(text: str) -> bool:
    """Whether a message asks for a thing to be said once more ("what was that again about ...?")."""
    return _ASKS_AGAIN.match(text) is not None


def recalls(text: str) -> bool:
    """Whether a message asks for what was said already ("what did you say about the pay?")."""
    return bool(_RECALLS.match(text)) and meant(text) != text


def meant(text: str) -> str:
    """What a message says, less the words that ask for it again or set another right ("no, not X")."""
    text = without_aside(text)
    if _RECALLS.match(text):
        return _RECALLS.sub("", text).strip(" ,.:;-") or text
    if not takes_back(text):
        return text
    said = _TAKES_BACK.sub("", text).strip(" ,.:;-")
    return _RULED_OUT.sub(" ", said).strip(" ,.:;-") or said


def without_aside(text: str) -> str:
    """A message less what it sets aside ("apart from pay, what ..."), where enough of it is left."""
    left = _SET_ASIDE.sub("", text).strip()
    return left if left != text and len(re.findall(r"\w+", left)) >= _LEFT_OVER else text


def hangs(marks: Marks) -> bool:
    """Whether a message means little without the one before it ("how do I lower it?").

    It names nothing, and what words of its own it has are everyday ones: a rarer word is a subject.
    """
    if marks.asked_roles() or marks.titles or marks.own or marks.money or len(marks.text.split()) > _LONGEST:
        return False
    own = _own_words(marks)
    if points_back(marks.text):
        return len(own) <= _OWN_WORDS_POINTING
    return len(own) <= _OWN_WORDS and all(_is_everyday(word) for word in own)


def says_little(marks: Marks) -> bool:
    """Whether a message has hardly a word of its own ("what should I say exactly?")."""
    own = _own_words(marks)
    return len(own) <= 1 and all(_is_everyday(word) for word in own)


def _own_words(marks: Marks) -> list[str]:
    named = spans(marks.places, marks.industries)
    words = (t for t in tokenize(marks.text) if not any(start <= t.start < end for start, end in named))
    return [word.key for word in words if _tells(word.text)]


def _is_everyday(key: str) -> bool:
    return is_ordinary(key) or is_ordinary(_ENDING.sub("", key))


def _tells(word: str) -> bool:
    """Whether a word has a meaning of its own; "exactly" and its like only shade another's."""
    return word.isalpha() and not word.endswith("ly") and not is_transparent(word)


def tells(text: str) -> bool:
    """Whether a message is put as a statement of somebody's ("he already tried that")."""
    return bool(_TELLS.match(text)) and not text.rstrip().endswith("?")


def only_says(text: str) -> bool:
    """Whether a message says something of somebody and asks nothing ("mine was 71")."""
    return bool(_SAYS.match(text)) and not asks(text)
