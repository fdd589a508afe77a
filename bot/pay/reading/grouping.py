"""Lists that give one job's pay after another: a job's name leads each in, its steps are the labels."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from bot.pay.reading.blocks import Block
from bot.pay.reading.known import RoleNames
from bot.pay.reading.naming import role_key
from bot.pay.reading.narrowing import LABEL, lead_scope
from bot.pay.reading.scope import Scope
from bot.pay.reading.subjects import label_role

_GROUPED = re.compile(r"(?P<lead>.*:) (?P<group>[^.:;!?\d]{3,40})", re.DOTALL)


def led_scope(block: Block, scope: Scope, names: RoleNames, country: str | None) -> Scope:
    """Narrow the scope by the words just above a list or a table, and by the one job they lead in."""
    group = _group_of(block.lead, names) if block.kind == "item" else None
    if group is None:
        return lead_scope(block, scope, names, country)
    lead, role, inner = group
    above = lead_scope(replace(block, lead=lead), scope, names, country)
    return replace(above.narrowed(role=role), level=inner)


def shared_steps(labels: Mapping[str, list[str]], names: RoleNames) -> set[str]:
    """Return the labels that stand below several jobs alike, and so are steps of each: "Learner", "Ready"."""
    groups = [{one.casefold() for one in found} for lead, found in labels.items() if _group_of(lead, names)]
    told = Counter(label for group in groups for label in group)
    shared = {label for label, count in told.items() if count > 1}
    return shared.union(*(group for group in groups if 2 * len(group & shared) >= len(group)))


def on_step(block: Block, scope: Scope, steps: set[str]) -> Scope:
    """Give an item the step of its group's job that its label is."""
    match = LABEL.match(block.text)
    label = match["label"].strip().casefold() if match else ""
    if label not in steps or (scope.role and role_key(label).endswith(role_key(scope.role))):
        return scope
    return replace(scope, level=f"{scope.level}, {label}" if scope.level else label, stepped=True)


def _group_of(lead: str, names: RoleNames) -> tuple[str, str, str | None] | None:
    """Part the lead-in of a list from the one job whose pay it is: "Rates are as follows: Clerks (night)"."""
    match = _GROUPED.fullmatch(lead)
    title = label_role(match["group"], names) if match else None
    if match is None or title is None:
        return None
    inner = re.findall(r"\(([^)]*)\)", match["group"])
    return match["lead"], title[0], inner[0].casefold() if inner else title[1]
