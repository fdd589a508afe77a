"""The names of the catalogue's roles, arranged so that they can be found in a text."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.catalogue.words import AGENT, is_ordinary, keys, mistypes, shortens, slips, tokenize, word_lists

_SEGMENT = re.compile(
    r",|\(| of | for | in | except | at | / "
    r"| de | du | des | d['’]| en | à | aux? | del | di | für | im | von "
)
_JOINED = 8
_CUT_OFF = 4
_DOER = re.compile(r"[^\W\d_]{3,}(?:er|or)$")
SHORTENED = 0.5
"""How far a title cut down to its first and last word ranks behind titles that are written so."""

_Table = dict[tuple[str, ...], dict[str, float]]


@dataclass(frozen=True, slots=True)
class Role:
    """A job title the guides hold.

    `tier` is 1 when a guide presents it, 2 when only a pay table does, 3 when only a link does;
    `currencies` are those of the pay records for this very title.
    """

    name: str
    aliases: tuple[str, ...] = ()
    document_ids: tuple[str, ...] = ()
    tier: int = 1
    currencies: tuple[str, ...] = ()

    @property
    def paid(self) -> bool:
        """Whether any pay record is for this very title."""
        return bool(self.currencies)


@dataclass(frozen=True, slots=True)
class RoleIndex:
    """The names of all roles, by their compared words; built once for a catalogue."""

    roles: Mapping[str, Role]
    names: Mapping[tuple[str, ...], tuple[str, ...]]
    joined: Mapping[str, tuple[str, ...]]
    initials: Mapping[str, tuple[str, ...]]
    heads: Mapping[str, Mapping[str, float]]
    domains: Mapping[tuple[str, ...], tuple[str, ...]]
    longest: int
    vocabulary: frozenset[str]
    weight: Mapping[str, float]
    near: dict[str, frozenset[str]] = field(default_factory=dict)
    slipped: dict[str, frozenset[str]] = field(default_factory=dict)
    of_length: dict[int, tuple[tuple[str, ...], ...]] = field(default_factory=dict)

    def forms(self, length: int) -> tuple[tuple[str, ...], ...]:
        """Return the names of so many words, by their compared words."""
        if length not in self.of_length:
            self.of_length[length] = tuple(form for form in self.names if len(form) == length)
        return self.of_length[length]

    def slips(self, key: str) -> frozenset[str]:
        """Return the words of role names that a typed word may be beside others typed right."""
        if key not in self.slipped:
            self.slipped[key] = frozenset(word for word in self.vocabulary if slips(key, word))
        return self.slipped[key]

    def begun(self, key: str) -> frozenset[str]:
        """Return the words of role names that a word, be it an everyday one, is only the beginning of."""
        long = len(key) + _CUT_OFF
        return frozenset(
            word for word in self.vocabulary if word.startswith(key) and len(key) > 3 and len(word) >= long
        )

    def likenesses(self, key: str) -> frozenset[str]:
        """Return the words of role names that a typed word may stand for."""
        if key not in self.near:
            doers = {f"{key}{ending}" for ending in ("er", "or", "r")}  # "survey" is no short "surveyor"
            self.near[key] = frozenset(
                word for word in self.vocabulary - doers if shortens(key, word) or mistypes(key, word)
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


def _titles_shared(roles: Sequence[Role]) -> _Table:
    """Table the titles that several roles share, with each of them: "sales representatives" of ..."""
    shared: _Table = defaultdict(dict)
    words = {role.name: head_words(role.name) for role in roles}
    for form in sorted({form for name, form in words.items() if len(form) > 1 and form != keys(name)}):
        kinds = [role for role in roles if words[role.name][-len(form) :] == form]
        for role in kinds if len(kinds) > 1 else ():
            _note(shared, form, role.name, role.tier)
    return shared


def _names_people(words: str) -> bool:
    tokens = tokenize(words)
    return bool(tokens) and bool(AGENT.search(tokens[-1].key)) and tokens[-1].plural


def build_role_index(roles: Sequence[Role]) -> RoleIndex:
    """Index every name, its initials, its head word and the field before the head word."""
    names = _titles_shared(roles)
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
            domains.update({doing: {role.name: rank, **domains[doing]} for doing in _doing(words)})
            if not set(words[:-1]) - word_lists()["transparent"]:
                continue
            if len(words) > 2:
                _note(domains, words[:-1], role.name, rank)
                if label == role.name and role.tier == 1:
                    _note(names, (words[0], words[-1]), role.name, role.tier + SHORTENED)
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
        longest=max(map(len, best), default=0),
        vocabulary=frozenset(word for form in names for word in form),
        weight=weight,
    )


def _doing(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    """What someone of a title does, as the title says it: "court interpreting" of "court interpreter"."""
    head = words[-1] if words else ""
    if not _DOER.search(head) or (len(words) == 1 and (len(head) < _JOINED or is_ordinary(head))):
        return []
    return [(*words[:-1], f"{head[:-2]}ing")]


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
