"""Which guides a question about a job is put to: those that speak of the job, and those they belong with."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property

from bot.catalogue import Catalogue
from bot.catalogue.words import keys
from bot.schema import Chunk


class Belonging:
    """Tells the documents of one generation apart by the jobs they speak of."""

    def __init__(self, catalogue: Catalogue, chunks: Mapping[str, Chunk]) -> None:
        """Read who speaks of what at the first question about a job."""
        self._catalogue = catalogue
        self._chunks = chunks

    def of(self, roles: Iterable[str]) -> frozenset[str] | None:
        """Return the documents that may answer a question about some roles; None where all may.

        Those name one of them, or present a job together with one that does, or are about no job at all: what
        another guide says of another job is no answer, however near it comes in meaning.
        """
        held = frozenset().union(*(self._speaking.get(role, frozenset()) for role in roles))
        if not held:
            return None
        near = set(held)
        for group in self._groups:
            if group & held:
                near |= group
        fitting = near | self._of_no_job
        return None if fitting >= self._documents else frozenset(fitting)

    @cached_property
    def _documents(self) -> frozenset[str]:
        return frozenset(chunk.document_id for chunk in self._chunks.values())

    @cached_property
    def _of_no_job(self) -> frozenset[str]:
        return self._documents.difference(*(role.document_ids for role in self._catalogue.roles))

    @cached_property
    def _groups(self) -> tuple[frozenset[str], ...]:
        """The documents that present the same jobs, directly or by way of each other."""
        groups: list[set[str]] = []
        for role in self._catalogue.roles:
            together = set(role.document_ids) & self._documents if role.tier == 1 else set()
            apart = [group for group in groups if group.isdisjoint(together)]
            groups = [*apart, together.union(*(group for group in groups if group not in apart))]
        return tuple(frozenset(group) for group in groups if group)

    @cached_property
    def _speaking(self) -> Mapping[str, frozenset[str]]:
        """The documents that name each role in full, or that it was read from."""
        beginning: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        names = self._catalogue.role_index.names
        for form in names:
            beginning[form[0]].append(form)
        found: dict[str, set[str]] = {
            role.name: set(role.document_ids) & self._documents for role in self._catalogue.roles
        }
        for chunk in self._chunks.values():
            words = keys(chunk.embedded_text)
            named = (
                form
                for at, word in enumerate(words)
                for form in beginning.get(word, ())
                if words[at : at + len(form)] == form
            )
            for form in set(named):
                for role in names[form]:
                    found[role].add(chunk.document_id)
        return {role: frozenset(documents) for role, documents in found.items()}
