"""What does it pay: one role, or the overview and a question back when no role is named."""

from collections.abc import Sequence
from dataclasses import replace

from bot.composer import guided, talk
from bot.composer.draft import Draft, Statement, paragraph
from bot.composer.paying import asking
from bot.composer.paying.asked import cited, place_of, role_of
from bot.composer.paying.comparison import compare_places, compare_roles, no_pay
from bot.composer.paying.industries import in_industries
from bot.composer.paying.percentiles import percentile_asked
from bot.composer.paying.single import one_role
from bot.composer.paying.words import headline, pay_table
from bot.composer.sources import Sources
from bot.composer.units import escape
from bot.composer.wording import capital, place_name, plural
from bot.pay import Source
from bot.schema import Request, Turn

DOUBTED = 0.55
FAINT = 0.3
"""Below these confidences it is doubtful, and unlikely, that a question which names no job is about pay."""


def lookup(request: Request, sources: Sources, turns: Sequence[Turn]) -> Draft | None:
    """Answer what a role pays; asks which role when none is named, declines one no guide covers."""
    if request.unknown_roles and not request.roles:
        turn, ideas = talk.turn_number(turns), asking.about_pay(sources, request.unknown_roles)
        return talk.decline(request, sources.catalogue, turn, ideas, what="pay")
    if len(request.roles) > 1:
        return compare_roles(request, sources, turns)
    role = _decided(request, sources)
    if role is None:
        fitting = _in_asked_industry(request, sources) or _told_by_guides(request, sources, turns)
        if fitting is None and request.confidence < FAINT and not request.role_choices:
            return None
        return fitting or overview(request, sources, request.role_choices)
    if len(request.places) > 1 and (told := compare_places(role, request, sources)):
        return told
    if request.industries and (told := in_industries(role, request, sources)):
        return told
    told = one_role(role, place_of(request), request, sources)
    if told is None or not request.unknown_roles:
        return told
    return replace(told, blocks=paragraph(no_pay(request.unknown_roles)) + told.blocks)


def _decided(request: Request, sources: Sources) -> str | None:
    """The role asked about; where several are open and one record answers for all of them, its own role."""
    if request.roles or (role_of(request) and not request.role_choices):
        return role_of(request)
    roles = request.role_choices or tuple(main_with_pay(sources))
    found = {role: view for role in roles if (view := _views(role, request, sources))}
    records = {view[0].record.id for view in found.values()}
    if percentile_asked(request.question) or len(request.places) > 1:
        return next(
            (role for role, views in found.items() if _tells_apart(role, views, request, sources)), None
        )
    if not found and request.role_choices and place_of(request):
        return request.role_choices[0]
    local = [role for role, views in found.items() if request.role_choices and _is_local(views[0])]
    if len(local) == 1:
        return local[0]
    if len(records) != 1 or (not request.role_choices and not place_of(request)):
        return None
    return next((role for role, view in found.items() if view[0].via is None), next(iter(found)))


def _is_local(view: Source) -> bool:
    """Whether a figure is a role's own, for a place within a country."""
    return view.via is None and view.record.place_kind not in (None, "country")


def _tells_apart(role: str, views: Sequence[Source], request: Request, sources: Sources) -> bool:
    """Whether a role's own figures tell what sets the question apart: a percentile, or each of its places."""
    if views[0].via is not None:
        return False
    held = [sources.book.find(role, place=place) for place in request.places]
    if len(held) > 1:
        return not any(found.gap("place") for found in held)
    return {"p10", "p90"} <= set(views[0].record.amounts)


def _told_by_guides(request: Request, sources: Sources, turns: Sequence[Turn]) -> Draft | None:
    """What the guides say, where no job or place is named and it is doubtful that a job's pay is meant."""
    if request.role_choices or place_of(request) or request.confidence >= DOUBTED:
        return None
    told = guided.answer("pay_lookup", request, sources, turns)
    return told if told.outcome == "answered" else None


def _views(role: str, request: Request, sources: Sources) -> tuple[Source, ...]:
    return sources.book.sources(role, place_of(request), period=request.period)


def main_with_pay(sources: Sources) -> list[str]:
    """The roles guides write most about, of those that have figures of their own."""
    return [role for role in talk.main_roles(sources.catalogue) if sources.book.own(role)]


def _in_asked_industry(request: Request, sources: Sources) -> Draft | None:
    """Where the wording leaves several roles open, the first with a figure for the industry asked about."""
    if not request.industries:
        return None
    drafts = (in_industries(role, request, sources) for role in request.role_choices)
    return next((draft for draft in drafts if draft), None)


def overview(request: Request, sources: Sources, choices: Sequence[str]) -> Draft:
    """With no role to go by: the best overview, and one question back."""
    roles = list(choices) or main_with_pay(sources)
    place = place_of(request)
    held = [(role, found[0]) for role in roles[:6] if (found := _views(role, request, sources))]
    local = [(role, source) for role, source in held if place and source.exact_place]
    lead = []
    if place and not local:
        held = held or [
            (role, found[0])
            for role in roles[:6]
            if (found := sources.book.sources(role, period=request.period))
        ]
        lead.append(Statement(f"I have no figures for {escape(place_name(place.name))} itself.", voice=True))
    shown = _once(local or held)
    names = [capital(escape(role)) for role, _ in shown]
    records = [source.record for _, source in shown]
    evidence = [cited(source) for _, source in shown]
    question = "Which of these roles do you mean?" if choices else "Which role would you like to know about?"
    ask = paragraph(Statement(question, voice=True))
    if not records:
        return Draft("clarify", paragraph(*lead) + ask, asking.about_pay(sources))
    suggestions = tuple(f"What do {plural(role)} earn?" for role in roles[:3])
    if len(shown) == 1:
        role, source = shown[0]
        lead.append(headline(source.record, link=source.via, role=role))
        return Draft("clarify", paragraph(*lead) + ask, suggestions, tuple(records))
    lead.append(Statement("Pay depends on the role. Here is what my guides hold:", voice=True))
    blocks = (*paragraph(*lead), pay_table(names, records, evidence), *ask)
    return Draft("clarify", blocks, suggestions, tuple(records))


def _once(held: Sequence[tuple[str, Source]]) -> list[tuple[str, Source]]:
    """Keep each figure once, for the role whose own it is before those only counted in it."""
    found: dict[str, tuple[str, Source]] = {}
    for role, source in sorted(held, key=lambda item: item[1].via is not None):
        found.setdefault(source.record.id, (role, source))
    return [item for item in held if item in found.values()]
