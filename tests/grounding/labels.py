"""The labelled sentences, read: worlds of evidence, and each sentence with its label and its half."""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bot.documents import read_document
from bot.grounding import GroundingContext
from bot.pay.reading import read_pay
from bot.schema import Document, Evidence, Passage, PayRecord, PriceLevel, RoleLink, Section

GUIDES = Path(__file__).parent.parent / "data" / "guides"
GUIDE_LABELS = GUIDES.parent / "grounding_guides.yaml"
ANSWER_LABELS = GUIDES.parent / "grounding_answers.yaml"
REPLY_LABELS = GUIDES.parent / "grounding_replies.yaml"
FLUENT_LABELS = GUIDES.parent / "grounding_fluent.yaml"
FRESH_LABELS = GUIDES.parent / "grounding_fresh.yaml"
SPOKEN_LABELS = GUIDES.parent / "grounding_spoken.yaml"
LATEST_LABELS = GUIDES.parent / "grounding_latest.yaml"
NEW_LABELS = GUIDES.parent / "grounding_unseen.yaml"
WORDED_LABELS = GUIDES.parent / "grounding_worded.yaml"
REWORDED_LABELS = GUIDES.parent / "grounding_reworded.yaml"
REPHRASED_LABELS = GUIDES.parent / "grounding_rephrased.yaml"
RETOLD_LABELS = GUIDES.parent / "grounding_retold.yaml"
FIGURED_LABELS = GUIDES.parent / "grounding_figured.yaml"
MODELLED_LABELS = GUIDES.parent / "grounding_modelled.yaml"
GUIDED_LABELS = GUIDES.parent / "grounding_guided.yaml"
HELD_OUT = (
    NEW_LABELS,
    FRESH_LABELS,
    LATEST_LABELS,
    REWORDED_LABELS,
    RETOLD_LABELS,
    FIGURED_LABELS,
    MODELLED_LABELS,
    GUIDED_LABELS,
)
FITTED = (REPLY_LABELS, FLUENT_LABELS, SPOKEN_LABELS, WORDED_LABELS, REPHRASED_LABELS)
LABELS = Path(__file__).parent.parent / "data" / "grounding_labels.yaml"


@dataclass(frozen=True)
class Labelled:
    world: str
    text: str
    kind: str
    evidence: Mapping[int, Sequence[Evidence]]
    context: GroundingContext
    previous: Sequence[Evidence] = ()

    @property
    def is_true(self) -> bool:
        return self.kind == "true"

    @property
    def held_out(self) -> bool:
        return hashlib.sha256(self.text.encode()).digest()[0] % 2 == 0


def _evidence(world: str, number: int, index: int, item: dict[str, Any]) -> Evidence:
    data = dict(item)
    kind = data.pop("type")
    name = f"{world}-{number}-{index}"
    if kind == "passage":
        return Passage(document_id=name, score=1.0, similarity=1.0, **data)
    if kind == "pay":
        return PayRecord(id=name, **data)
    return PriceLevel(id=name, **data) if kind == "price" else RoleLink(id=name, **data)


@cache
def _roles() -> dict[str, list[str]]:
    roles: dict[str, list[str]] = yaml.safe_load((GUIDES.parent / "grounding_roles.yaml").read_text("utf-8"))
    return roles


def load(path: Path = LABELS) -> tuple[Labelled, ...]:
    worlds = yaml.safe_load(path.read_text(encoding="utf-8"))["worlds"]
    roles = _roles()
    whole = path in (*FITTED, *HELD_OUT)
    labelled: list[Labelled] = []
    for name, world in worlds.items():
        evidence = {
            number: tuple(_evidence(name, number, index, item) for index, item in enumerate(items))
            for number, items in world["evidence"].items()
        }
        pay = [item for items in evidence.values() for item in items if isinstance(item, PayRecord)]
        context = GroundingContext(world.get("roles", roles), pay, world["person"])
        labelled += _in_order(
            name,
            world["labels"],
            evidence,
            context,
            whole=whole,
        )
    return tuple(labelled)


def _in_order(
    world: str,
    labels: Sequence[tuple[Any, str]],
    evidence: Mapping[int, Sequence[Evidence]],
    context: GroundingContext,
    *,
    whole: bool,
) -> Iterator[Labelled]:
    """Yield the sentences of a world; those of a whole reply may lean on what the true one before cites."""
    previous: Sequence[Evidence] = ()
    for kind, text in labels:
        yield Labelled(world, text, "true" if kind is True else kind, evidence, context, previous)
        marks = [int(mark) for mark in re.findall(r"\[(\d+)\]", text)] if whole and kind is True else []
        previous = tuple(item for mark in marks for item in evidence.get(mark, ())) or previous


def load_fitting() -> tuple[Labelled, ...]:
    """Read the sentences that the weights are fitted on; those held out are left out."""
    halves = (*load(), *load_guides())
    return (
        *(one for one in halves if not one.held_out),
        *(one for path in (ANSWER_LABELS, *FITTED) for one in load(path)),
    )


def load_guides(path: Path = GUIDE_LABELS) -> tuple[Labelled, ...]:
    """Read the sentences about whole guides; their sections and pay come from the product's own readers."""
    labelled: list[Labelled] = []
    for name, world in yaml.safe_load(path.read_text(encoding="utf-8")).items():
        document = read_document(GUIDES / name, root=GUIDES)
        pay = read_pay(document)
        evidence: dict[int, Sequence[Evidence]] = {
            number: (_passage(document, section),) for number, section in enumerate(document.sections, 1)
        }
        roles = {role.name: role.aliases for role in document.roles}
        context = GroundingContext(roles, pay, world["person"])
        labelled += [
            Labelled(name, text, "true" if kind is True else kind, evidence, context)
            for kind, text in world["labels"]
        ]
    return tuple(labelled)


def _passage(document: Document, section: Section) -> Passage:
    return Passage(
        document_id=document.id,
        title=document.title,
        section=" > ".join(section.heading),
        text=section.text,
        score=1.0,
        similarity=1.0,
        publisher=document.publisher,
        year=document.year,
        country=document.country,
    )
