"""Ways to spoil a true answer; each returns the spoilt item, or None where it would change nothing."""

import random
import re
from collections.abc import Callable, Collection, Sequence

from evals.corpus import Mention
from evals.numbers import Found, find_figures
from evals.scorers.contract import Item
from evals.text import MARK, Sentence, folded, sentences

_PERIOD_WORDS = (
    (re.compile(r"\ba year\b"), "an hour"),
    (re.compile(r"\bper year\b"), "per hour"),
    (re.compile(r"\ban hour\b"), "a year"),
    (re.compile(r"\bper hour\b"), "per year"),
    (re.compile(r"\bhourly\b"), "yearly"),
    (re.compile(r"\byearly\b"), "hourly"),
)
_BE = re.compile(r"\b(is|are|was|were|can|should|will|may|must)\b(?! not)")
_NOT = re.compile(r"(?<=\w)(?: not|n't)\b| never\b")


def _sourced(item: Item) -> list[tuple[int, Found]]:
    """Return the answer's own money figures: not what the person said, and not the parts of a sum."""
    said = {f.value for text in item.person for f in find_figures(text)}
    return [
        (number, f)
        for number, s in enumerate(item.sentences)
        for f in find_figures(s.text)
        if f.money and f.value not in said
    ]


def _replace_text(item: Item, old: str, new: str, count: int = 1) -> Item | None:
    text = item.answer.text
    if old == new or old not in text:
        return None
    return item.with_answer(text=text.replace(old, new, count), figures=())


def flip_digit(item: Item, chance: random.Random) -> Item | None:
    """Change one digit of one amount."""
    figures = _sourced(item)
    if not figures:
        return None
    _, figure = chance.choice(figures)
    places = [m.start() for m in re.finditer(r"\d", figure.text)]
    at = chance.choice(places[:2])
    digit = str((int(figure.text[at]) + chance.choice((1, 2, 3, 7))) % 10 or 5)
    return _replace_text(item, figure.text, figure.text[:at] + digit + figure.text[at + 1 :], -1)


def flip_value(item: Item, values: frozenset[float]) -> Item | None:
    """Change a digit of the first amount that is one of some values."""
    for sentence in item.sentences:
        for figure in find_figures(sentence.text):
            if figure.value in values and figure.text in item.answer.text:
                at = next(m.start() for m in re.finditer(r"\d", figure.text))
                digit = str(int(figure.text[at]) % 8 + 1)
                return _replace_text(item, figure.text, figure.text[:at] + digit + figure.text[at + 1 :], -1)
    return None


def swap_figures(item: Item) -> Item | None:
    """Exchange the first figures of two sentences that are about different roles."""
    text = item.answer.text
    firsts: dict[str, str] = {}
    for sentence in item.sentences:
        roles = item.corpus.roles_in(sentence.text)
        money = [f for f in find_figures(sentence.text) if f.money]
        if roles and money:
            firsts.setdefault(roles[0].name, money[0].text)
    names = list(firsts)
    if len(names) < 2 or firsts[names[0]] == firsts[names[1]]:
        return None
    one, two = firsts[names[0]], firsts[names[1]]
    swapped = text.replace(one, "\0").replace(two, one).replace("\0", two)
    return item.with_answer(text=swapped, figures=())


def swap_names(item: Item, find: Callable[[str], Sequence[Mention]], chance: random.Random) -> Item | None:
    """Name another role or place of the corpus beside a figure of the source."""
    for sentence in item.sentences:
        found = find(sentence.text)
        if len({m.name for m in found}) != 1 or not any(f.money for f in find_figures(sentence.text)):
            continue
        mention = found[0]
        others = [
            n
            for n in _names_like(item, mention)
            if n != mention.name and n not in item.corpus.related(mention.name)
        ]
        old = sentence.text[mention.start : mention.end]
        if others and old in item.answer.text:
            return _replace_text(item, old, chance.choice(others), -1)
    return None


def _names_like(item: Item, mention: Mention) -> list[str]:
    places = sorted({folded(place) for place in item.corpus.places})
    if mention.name in places:
        return places
    return sorted({folded(row.role) for row in item.corpus.rows})


def change_year(item: Item) -> Item | None:
    """Move the year of the first sentence with money by one or more."""
    for sentence in item.sentences:
        figures = find_figures(sentence.text)
        years = [f for f in figures if f.unit == "year"]
        if years and any(f.money for f in figures):
            return _replace_text(item, years[0].text, str(int(years[0].value) - 9), -1)
    return None


def change_period(item: Item) -> Item | None:
    """Say hour where the source says year, or the other way round."""
    for pattern, new in _PERIOD_WORDS:
        for sentence in item.sentences:
            if pattern.search(sentence.text) and any(f.money for f in find_figures(sentence.text)):
                text = pattern.sub(new, item.answer.text)
                return item.with_answer(text=text, figures=()) if text != item.answer.text else None
    return None


def drop_marks(item: Item) -> Item | None:
    """Take every citation mark out of the text."""
    if not MARK.search(item.answer.text) or not item.answer.citations:
        return None
    return item.with_answer(text=MARK.sub("", item.answer.text))


def shift_marks(item: Item) -> Item | None:
    """Let every mark point to the next citation."""
    numbers = [c.number for c in item.answer.citations]
    if len(numbers) < 2:
        return None
    follow = dict(zip(numbers, [*numbers[1:], numbers[0]], strict=True))
    text = MARK.sub(lambda m: f"[{follow.get(int(m.group(1)), int(m.group(1)))}]", item.answer.text)
    return item.with_answer(text=text)


def negated(item: Item, stated: Collection[Sentence]) -> list[Item]:
    """Turn cited statements into their opposite, one at a time: a "not" put in, or taken out."""
    found = []
    for number, sentence in enumerate(item.sentences):
        changed = _turned(sentence.text) if sentence.reach and sentence in stated else None
        if changed is not None:
            found.append(_with_sentence(item, number, changed))
    return found


def _turned(text: str) -> str | None:
    taken_out = _NOT.sub("", text, count=1)
    if taken_out != text:
        return taken_out
    put_in = _BE.sub(r"\1 not", text, count=1)
    return put_in if put_in != text else None


def _with_sentence(item: Item, number: int, text: str) -> Item:
    """Write the answer anew with one sentence changed, each with the citations that hold for it."""
    told = [text if at == number else sentence.text for at, sentence in enumerate(item.sentences)]
    marked = [
        f"{words} {''.join(f'[{mark}]' for mark in sentence.reach)}".strip()
        for words, sentence in zip(told, item.sentences, strict=True)
    ]
    return item.with_answer(text="\n\n".join(marked))


def append(item: Item, text: str) -> Item:
    """Add words at the end of an answer."""
    return item.with_answer(text=f"{item.answer.text}\n\n{text}")


def first_sentence_only(item: Item) -> Item | None:
    """Keep the first sentence."""
    found = sentences(item.answer.text)
    return item.with_answer(text=found[0].text, figures=()) if len(found) > 1 else None
