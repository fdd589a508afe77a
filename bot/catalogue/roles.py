"""Finding the catalogue's roles in what a person typed."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from bot.catalogue.words import Token, is_ordinary, keys, mistypes, shortens, tokenize, word_lists

_SEGMENT = re.compile(r",|\(| of | for | in | except | at | / ")
_AGENT = re.compile(r"(?:er|or|ist|ian|ant|ent|ive|man|person|ary|eer|yst|ess|ee)$")
_POSSESSIVES = frozenset({"my", "our", "his", "her", "their", "your"})
_JOINED = 8

_Table = dict[tuple[str, ...], dict[str, float]]


@dataclass(frozen=True, slots=True)
class Role:
    """A job title the guides hold.

    `tier` is 1 when a guide presents it, 2 when only a pay table does, 3 when only a link does; `paid`
    says whether any pay record is for this very title.
    """

    name: str
    aliases: tuple[str, ...] = ()
    document_ids: tuple[str, ...] = ()
    tier: int = 1
    paid: bool = False


@dataclass(frozen=True, slots=True)
class RoleMention:
    """Where a text names a role: one of `roles` when decided, several when the wording fits them all.

    `domain` is True when only the field was named ("town planning" for "town planning clerk").
    """

    start: int
    end: int
    roles: tuple[str, ...]
    score: float
    exact: bool
    text: str = ""
    domain: bool = False
    plural: bool = False

    @property
    def decided(self) -> bool:
        """Whether the wording names one role."""
        return len(self.roles) == 1


@dataclass(frozen=True, slots=True)
class RoleIndex:
    """The names of all roles, by their compared words; built once for a catalogue."""

    roles: Mapping[str, Role]
    names: Mapping[tuple[str, ...], tuple[str, ...]]
    joined: Mapping[str, tuple[str, ...]]
    initials: Mapping[str, tuple[str, ...]]
    heads: Mapping[str, Mapping[str, float]]
    domains: Mapping[tuple[str, ...], tuple[str, ...]]
    vocabulary: frozenset[str]
    weight: Mapping[str, float]
    near: dict[str, frozenset[str]] = field(default_factory=dict)

    def likenesses(self, key: str) -> frozenset[str]:
        """Return the words of role names that a typed word may stand for."""
        if key not in self.near:
            self.near[key] = frozenset(
                word for word in self.vocabulary if shortens(key, word) or mistypes(key, word)
            ) | ({key} & self.vocabulary)
        return self.near[key]


def head_words(name: str) -> tuple[str, ...]:
    """Return the words of a title up to its head noun: "clerk" last in "Clerks, all other"."""
    return keys(_SEGMENT.split(f"{name} ")[0])


def name_forms(name: str) -> set[tuple[str, ...]]:
    """Return the compared forms of a title: whole, without what qualifies it, each side of "and"."""
    forms = {
        keys(name),
        keys(re.sub(r"\([^)]*\)", " ", name)),
        *map(keys, re.findall(r"\(([A-Z]{3,})\)", name)),
    }
    for part in re.split(r"\s/\s|\bor\b", name):
        forms.add(keys(part))
    first = _SEGMENT.split(f"{name} ")[0]
    sides = re.split(r"\s+and\s+", first)
    if len(sides) == 2 and all(_names_people(side) for side in sides):
        forms.update(keys(side) for side in sides)
        forms.add(head_words(name))
    elif len(sides) == 1 and "," in name:
        forms.add(head_words(name))
    return {
        form
        for form in forms
        if form and not (len(form) == 1 and is_ordinary(form[0]) and form != keys(name))
    }


def _names_people(words: str) -> bool:
    tokens = tokenize(words)
    return bool(tokens) and bool(_AGENT.search(tokens[-1].key)) and tokens[-1].plural


def build_role_index(roles: Sequence[Role]) -> RoleIndex:
    """Index every name, its initials, its head word and the field before the head word."""
    names: _Table = defaultdict(dict)
    heads: _Table = defaultdict(dict)
    domains: _Table = defaultdict(dict)
    weight: Counter[str] = Counter()
    for role in roles:
        for label in (role.name, *role.aliases):
            rank = role.tier + (0.0 if label == role.name else 0.5)
            for form in name_forms(label):
                _note(names, form, role.name, role.tier)
            words = head_words(label)
            if words:
                _note(heads, words[-1:], role.name, rank)
            if len(words) > 2 or (len(words) == 2 and len(words[0]) > 5 and not is_ordinary(words[0])):
                _note(domains, words[:-1], role.name, rank)
        per_document = {1: 4.0, 2: 1.0}.get(role.tier, 0.25) * max(len(role.document_ids), 1)
        weight.update({word: per_document for word in set(head_words(role.name)[:-1])})
    best = _best(names)
    return RoleIndex(
        roles={role.name: role for role in roles},
        names=best,
        joined={"".join(form): found for form, found in best.items() if len("".join(form)) >= _JOINED},
        initials=_initials(best),
        heads={form[0]: found for form, found in heads.items()},
        domains={form: found for form, found in _best(domains).items() if form not in best},
        vocabulary=frozenset(word for form in names for word in form),
        weight=weight,
    )


def _note(table: _Table, form: tuple[str, ...], name: str, rank: float) -> None:
    table[form][name] = min(rank, table[form].get(name, rank))


def _best(table: _Table) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Keep, for each form, the roles of the best rank that has it."""
    return {
        form: tuple(name for name, rank in found.items() if rank == min(found.values()))
        for form, found in table.items()
    }


def _initials(names: Mapping[tuple[str, ...], tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    table: dict[str, dict[str, None]] = defaultdict(dict)
    for form, found in names.items():
        letters = "".join(word[0] for word in form)
        if 3 <= len(form) <= 5 and letters.isalpha() and not is_ordinary(letters):
            table[letters].update(dict.fromkeys(found))
    return {letters: tuple(found) for letters, found in table.items()}


def find_roles(index: RoleIndex, text: str, prefer: Sequence[str] = ()) -> tuple[RoleMention, ...]:
    """Return the roles named in `text`, in order; the longest name wins.

    `prefer` are roles spoken of before: they decide between titles that end in the same word.
    """
    tokens = tokenize(text)
    found: list[tuple[int, int, RoleMention]] = []
    taken: set[int] = set()
    for first, last, mention in sorted(_candidates(index, tokens, text, prefer), key=_rank):
        if not taken.intersection(range(first, last)):
            taken.update(range(first, last))
            found.append((first, last, mention))
    return tuple(mention for _, _, mention in sorted(found, key=lambda item: item[0]))


def _rank(candidate: tuple[int, int, RoleMention]) -> tuple[bool, int, float, int]:
    first, last, mention = candidate
    return mention.domain, first - last, -mention.score, first


def _candidates(
    index: RoleIndex, tokens: Sequence[Token], text: str, prefer: Sequence[str]
) -> list[tuple[int, int, RoleMention]]:
    found = []
    longest = max((len(form) for form in index.names), default=0) + 1
    for first in range(len(tokens)):
        for last in range(min(first + longest, len(tokens)), first, -1):
            window = tokens[first:last]
            if _broken(window, text):
                continue
            mention = _named(index, window, text, prefer)
            if mention is not None:
                found.append((first, last, mention))
        head = _headed(index, tokens, first, text, prefer)
        if head is not None:
            found.append(head)
    return found


def _broken(window: Sequence[Token], text: str) -> bool:
    gaps = [text[left.end : right.start] for left, right in pairwise(window)]
    return any(set(gap.strip()) - set("-–/&.,") or re.search(r"[.,]\s", gap) for gap in gaps)


def _named(index: RoleIndex, window: Sequence[Token], text: str, prefer: Sequence[str]) -> RoleMention | None:
    form = tuple(token.key for token in window)
    start, end = window[0].start, window[-1].end
    typed = text[start:end]
    if form in index.names:
        found = decide(index, index.names[form], prefer)
        return RoleMention(start, end, found, 1.0, True, typed)
    if len(form) == 1 and form[0] in index.initials:
        return RoleMention(start, end, decide(index, index.initials[form[0]], prefer), 0.95, True, typed)
    joined = "".join(form)
    if len(form) > 1 and joined in index.joined:
        return RoleMention(start, end, decide(index, index.joined[joined], prefer), 0.95, False, typed)
    similar = _similar(index, form)
    if similar:
        return RoleMention(start, end, decide(index, similar, prefer), 0.85, False, typed)
    if form in index.domains:
        return RoleMention(
            start, end, decide(index, index.domains[form], prefer), 0.5, True, typed, domain=True
        )
    return None


def _similar(index: RoleIndex, form: tuple[str, ...]) -> tuple[str, ...]:
    """Return the roles whose name the words stand for, each word as it is, shortened or mistyped."""
    likenesses = [index.likenesses(key) for key in form]
    if not all(likenesses):
        return ()
    found = [
        name
        for label, roles in index.names.items()
        if len(label) == len(form) and all(word in like for word, like in zip(label, likenesses, strict=True))
        for name in roles
    ]
    return tuple(dict.fromkeys(found))


def _headed(
    index: RoleIndex, tokens: Sequence[Token], at: int, text: str, prefer: Sequence[str]
) -> tuple[int, int, RoleMention] | None:
    """Read a title by its last word alone ("managers"), unless the words before it make it another job."""
    likenesses = index.likenesses(tokens[at].key)
    heads = [head for head in index.heads if head in likenesses and head not in word_lists()["generic"]]
    if not heads or (is_ordinary(tokens[at].key) and not tokens[at].plural):
        return None
    ranks = {name: rank for head in heads for name, rank in index.heads[head].items()}
    candidates = tuple(name for name, rank in ranks.items() if rank == min(ranks.values()))
    first = at
    while first > 0 and not _broken(tokens[first - 1 : first + 1], text):
        word = tokens[first - 1].key
        if word in word_lists()["transparent"]:
            break
        if word in _POSSESSIVES:
            return None
        narrowed = tuple(name for name in candidates if index.likenesses(word) & set(head_words(name)))
        if not narrowed:
            return None
        candidates, first = narrowed, first - 1
    exact = tokens[at].key in heads
    start, end = tokens[first].start, tokens[at].end
    roles = decide(index, candidates, prefer)
    mention = RoleMention(
        start, end, roles, 0.7 if exact else 0.6, False, text[start:end], plural=tokens[at].plural
    )
    return first, at + 1, mention


def decide(index: RoleIndex, candidates: Sequence[str], prefer: Sequence[str] = ()) -> tuple[str, ...]:
    """Order the candidates; keep one alone when the talk so far, or what the guides can answer, decides."""
    best = min(index.roles[name].tier for name in candidates)
    pool = [name for name in dict.fromkeys(candidates) if index.roles[name].tier == best]
    pool = [name for name in pool if index.roles[name].paid] or pool
    pool.sort(key=lambda name: -_centrality(index, name))
    spoken = {word for name in prefer for word in _field(index, name)}
    shared = {name: len(spoken & _field(index, name)) for name in pool}
    closest = [name for name in pool if shared[name] == max(shared.values())]
    return (closest[0],) if len(closest) == 1 else tuple(pool)


def _field(index: RoleIndex, name: str) -> frozenset[str]:
    role = index.roles.get(name)
    labels = (role.name, *role.aliases) if role else (name,)
    return frozenset(word for label in labels for word in head_words(label)[:-1])


def _centrality(index: RoleIndex, name: str) -> float:
    words = head_words(name)[:-1]
    return float(sum(index.weight.get(word, 0.0) for word in words) / math.sqrt(max(len(words), 1)))
