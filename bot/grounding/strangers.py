"""Names and roles in a sentence that its evidence does not speak of."""

import re
from collections.abc import Mapping, Sequence

from bot.grounding import lexicon
from bot.grounding.case import SECOND_PERSON
from bot.grounding.facts import Segment, Source
from bot.grounding.figures import figures_in
from bot.grounding.names import Mention
from bot.grounding.reading import CLAUSE
from bot.grounding.wording import shared_weight
from bot.grounding.words import (
    IDIOM_STEMS,
    PAY_STEMS,
    PAY_WORDS,
    STOPWORDS,
    bare_word,
    content_stems,
    is_held,
    prefixes,
    singular,
    starts_sentence,
    stem,
    tokens,
)
from bot.quantities import CURRENCY_CODES

_TOPIC = 0.25
ENOUGH = 0.5
_ROOT = 4
_BESIDE = re.compile(r";|,?\s+(?:while|whereas|but)\s")

_AGENTS = re.compile(r"[^\W\d_]{3,}(?:er|or|ist|ian|ant|ive|man|eer)$")
_WITHIN = re.compile(
    r"\s+(?:in|at|within)\s+(?:the\s+)?(?P<word>(?!general\b|all\b|this\b|that\b)[a-z]{4,})\b"
)
_PLAIN = lexicon.words("figure_words") | PAY_WORDS
_LARGE = frozenset(["million", "thousand", "hundred", "dozen"])
_CURRENCY_SIGN = re.compile(r"[$£¥]\d")  # "CA" in "CA$23" tells a dollar apart and names nobody
_LACKS = re.compile(r"\b(?:no|not|nothing|only|itself)\b|n['’]t\b", re.IGNORECASE)
_MYSELF = re.compile(r"I['’](?:d|ll|m|ve)")
_ACRONYM = re.compile(r"[A-Z]{2,}(?:['’]s)?")
_PROPER_FREE = lexicon.words("proper_free")


def _is_code(word: str, behind: str) -> bool:
    """Whether a word is the code of a currency in front of its amount: "ZAR" of "ZAR1,360,000"."""
    return behind.isdigit() and word in CURRENCY_CODES


def telling(stems: Sequence[str], sources: Sequence[Source], rarity: Mapping[str, float]) -> dict[str, float]:
    """Weigh stems for finding the line a sentence speaks of; those of the headings count less."""
    unseen = max(rarity.values(), default=1.0)
    topics = frozenset().union(*(source.heading_stems for source in sources if len(source.segments) > 1))
    return {item: rarity.get(item, unseen) * (_TOPIC if item in topics else 1.0) for item in stems}


def strange_names(
    text: str, sources: Sequence[Source], known: frozenset[str], covered: Sequence[Mention]
) -> list[str]:
    """Return capitalised words within a sentence that neither its sources nor the person used."""
    held = {word for source in sources for word in source.words} | known
    names = frozenset().union(*(source.names for source in sources))
    spans = [(mention.start, mention.end) for mention in covered]
    found = []
    for token in tokens(text):
        plain = bare_word(token.word)
        if (
            len(plain) < 2
            or not token.word[0].isupper()
            or plain in _PROPER_FREE
            or _MYSELF.fullmatch(token.word)
            or (starts_sentence(text, token.start) and not _ACRONYM.fullmatch(token.word))
        ):
            continue
        if _CURRENCY_SIGN.match(text, token.end) or _is_code(token.word, text[token.end : token.end + 1]):
            continue
        if (
            plain in held
            or plain.rstrip("s") in held
            or any(len(plain) > _ROOT and plain[:_ROOT] == name[:_ROOT] for name in names)  # "Texan" of Texas
            or any(start <= token.start < end for start, end in spans)
            or any(_is_short_for(token.word, source) for source in sources)
        ):
            continue
        found.append(token.word)
    return found


def _is_short_for(word: str, source: Source) -> bool:
    """Whether a word is the initials of who published a source, or of the last words of that name."""
    initials = "".join(re.findall(r"\b[A-Z]", source.evidence.publisher or ""))
    return len(word) > 1 and word.isupper() and (initials.endswith(word) or word in source.initials)


def unknown_role(
    text: str, sources: Sequence[Source], mentions: Sequence[Mention], person: str
) -> str | None:
    """Return the job title a sentence begins with when neither the sources nor the person name it."""
    known: frozenset[str] = frozenset().union(*(source.heading_roles for source in sources))
    known = known.union(*(line.roles for source in sources for line in source.segments))
    known = known.union(*(fact.roles for source in sources for fact in source.facts))
    first = next((one for one in mentions if one.whole and " " in text[one.start : one.end]), None)
    if first is None or first.names & known:
        return None
    words = text[first.start : first.end].casefold()
    named = any(
        words.rstrip("s") in held.casefold() for held in (person, *(source.raw for source in sources))
    )
    return None if named else words


def unknown_people(text: str, figure: int, sources: Sequence[Source], person: str) -> str | None:
    """Return whom an amount at `figure` is said of when nobody has named them: "data scientists"."""
    held = frozenset().union(*(source.stems for source in sources))
    starts = prefixes(held)
    for token in tokens(text[:figure]):
        word = token.word.casefold()
        if not word.endswith("s") or not _AGENTS.search(singular(word)) or word in STOPWORDS:
            continue
        if token.stem in PAY_STEMS | IDIOM_STEMS or is_held(token.stem, held, starts):
            continue
        if singular(word) not in person.casefold():
            return token.word
    return None


def qualified_role(
    text: str, sources: Sequence[Source], roles: Sequence[Mention], covered: Sequence[Mention]
) -> str | None:
    """Return a word that narrows a role to people of whom no source speaks: "certified", "in retail"."""
    held = frozenset().union(*(source.stems for source in sources))
    words = tokens(text)
    for mention in roles:
        before = [token for token in words if token.end <= mention.start]
        if not before or text[before[-1].end : mention.start].strip():
            continue
        word = before[-1]
        if word.word.casefold() in _LARGE or any(one.start <= word.start < one.end for one in covered):
            continue
        where = _WITHIN.match(text, mention.end)
        if (
            where
            and where["word"] not in _PLAIN | STOPWORDS
            and not is_held(stem(where["word"]), held, prefixes(held))
        ):
            return where["word"]
        everyday = word.word.casefold() in STOPWORDS | _PLAIN or word.stem in PAY_STEMS | IDIOM_STEMS
        if not everyday and not word.word.endswith("'s") and not is_held(word.stem, held, prefixes(held)):
            return word.word
    return None


def persons_name(
    text: str, sources: Sequence[Source], known: frozenset[str], covered: Sequence[Mention]
) -> str | None:
    """Return a name that the person used and the sources do not, unless the sentence says so itself."""
    if _LACKS.search(text) or SECOND_PERSON.search(text):
        return None
    names = strange_names(text, sources, frozenset(), covered)
    return next((name for name in names if name.casefold() in known), None)


def misplaced_name(
    text: str, sources: Sequence[Source], stems: Sequence[str], rarity: Mapping[str, float]
) -> str | None:
    """Return a name of which the sources say something else: the closest line is about another name."""
    named = frozenset().union(*(source.names for source in sources))
    for part in CLAUSE.split(text):
        own = {bare_word(token.word) for token in tokens(part) if token.word[0].isupper()} & named
        held = frozenset(content_stems(part)) - {stem(name) for name in own}
        weight = telling([item for item in stems if item in held], sources, rarity)
        if (
            own
            and weight
            and not _has_its_figure(own, part, sources)
            and _stands_elsewhere(own, weight, sources)
        ):
            return min(own)
    return None


def _has_its_figure(own: set[str], part: str, sources: Sequence[Source]) -> bool:
    """Whether a line with the name has a figure that the words beside the name have."""
    values = _values_in(part)
    lines = (line for source in sources for line in source.segments if own & line.names)
    return bool(values) and any(values & _values_in(line.text) for line in lines)


def _values_in(text: str) -> set[float]:
    return {value for item in figures_in(text) if item.unit not in ("year", "code") for value in item.values}


def _stands_elsewhere(own: set[str], weight: Mapping[str, float], sources: Sequence[Source]) -> bool:
    lines = [(shared_weight(weight, line), line, source) for source in sources for line in source.segments]
    top = max((score for score, _, _ in lines), default=0.0)
    if top < ENOUGH * sum(weight.values()):
        return False
    closest = [(line, source) for score, line, source in lines if score >= top - 1e-9]
    return all(_is_of_another_name(own, line.names & source.names, source) for line, source in closest)


def _is_of_another_name(own: set[str], names: frozenset[str], source: Source) -> bool:
    """Whether a line names others; a heading that names both tells not of whom its lines are."""
    if own & source.heading_words and names & source.heading_words:
        return not own & names
    return not own & (names | source.heading_words) and bool(names - source.heading_words)


def wrong_subject(
    text: str, sources: Sequence[Source], stems: Sequence[str], rarity: Mapping[str, float]
) -> str | None:
    """Return a subject of which the line says something else: "night staff ...; day staff ..."."""
    for part in CLAUSE.split(text):
        held = frozenset(content_stems(part))
        weight = telling([item for item in stems if item in held], sources, rarity)
        lines = [line for source in sources for line in source.segments if _BESIDE.search(line.text)]
        for line in lines if weight else ():
            clauses = [tuple(content_stems(clause)) for clause in _BESIDE.split(line.text)]
            if subject := _other_subject(held, weight, [clause for clause in clauses if clause]):
                return subject
    return None


def _other_subject(
    held: frozenset[str], weight: Mapping[str, float], clauses: Sequence[Sequence[str]]
) -> str | None:
    """Return whose subject a clause has when its words are those of the clause beside it."""
    scores = [sum(value for item, value in weight.items() if item in clause) for clause in clauses]
    best = max(range(len(clauses)), key=lambda n: scores[n], default=None)
    if best is None or scores[best] < ENOUGH * sum(weight.values()):
        return None
    for n, clause in enumerate(clauses):
        own = next((item for item in clauses[best] if item not in clause), None)
        theirs = next((item for item in clause if item not in clauses[best]), None)
        if n != best and theirs in held and own not in held and scores[n] < scores[best]:
            return theirs
    return None


def other_roles(
    mentions: Sequence[Mention],
    text: str,
    sources: Sequence[Source],
    stems: Sequence[str],
    rarity: Mapping[str, float],
) -> str | None:
    """Return a role of the sentence where its closest evidence speaks of others, or has them reversed."""
    titles = [one for one in mentions if _is_title(one, text) and not _is_spoken_of(one, text, sources)]
    for match in re.finditer(r".+?(?:" + CLAUSE.pattern + r"|$)", text):
        inside = [one for one in titles if match.start() <= one.start < match.end()]
        held = frozenset(content_stems(match.group()))
        weight = telling([item for item in stems if item in held], sources, rarity)
        if inside and weight and _is_others(inside, match.group(), weight, sources):
            return min(inside[0].names)
    return None


def _is_title(mention: Mention, text: str) -> bool:
    """Whether a job is meant: a whole title, or the last word of one ("managers")."""
    word = singular(bare_word(text[mention.start : mention.end]))
    return mention.whole or any(name.split(" ")[-1] == word for name in mention.names)


def _is_spoken_of(mention: Mention, text: str, sources: Sequence[Source]) -> bool:
    """Whether the sources themselves have a short form with the word before it: "automation analysts"."""
    before = text[: mention.start].rstrip().rpartition(" ")[2].casefold()
    title = f"{before} {singular(bare_word(text[mention.start : mention.end]))}"
    return not mention.whole and bool(before) and any(title in source.raw.casefold() for source in sources)


def _is_others(
    mentions: Sequence[Mention], text: str, weight: Mapping[str, float], sources: Sequence[Source]
) -> bool:
    scored = [
        (shared_weight(weight, clause), clause, source) for source in sources for clause in source.clauses
    ]
    top = max((score for score, _, _ in scored), default=0.0)
    closest = [(clause, source) for score, clause, source in scored if score >= top - 1e-9]
    return top > 0 and all(
        _is_about_others(mentions, clause, source) or _is_reversed(mentions, text, clause)
        for clause, source in closest
    )


def _is_about_others(mentions: Sequence[Mention], clause: Segment, source: Source) -> bool:
    about = clause.roles or source.heading_roles
    return bool(about) and not any(mention.names & (about | source.heading_roles) for mention in mentions)


def _is_reversed(mentions: Sequence[Mention], text: str, clause: Segment) -> bool:
    """Whether two roles stand the other way round: "A coaches B" for "B coaches A"."""
    if len(mentions) < 2 or len(clause.order) < 2 or (" by " in text) != (" by " in clause.text):
        return False
    first, second = mentions[0].names, mentions[1].names
    if first & second or clause.order[0] & clause.order[1]:
        return False
    return bool(first & clause.order[1]) and bool(second & clause.order[0]) and not first & clause.order[0]
