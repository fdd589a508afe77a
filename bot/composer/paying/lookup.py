"""What does it pay: one role, or the overview and a question back when no role is named."""

from collections.abc import Sequence

from bot.composer import talk
from bot.composer.draft import Draft, Statement, paragraph
from bot.composer.paying import asking
from bot.composer.paying.asked import cited, place_of, role_of
from bot.composer.paying.comparison import compare_roles
from bot.composer.paying.single import in_industry, one_role
from bot.composer.paying.words import pay_table
from bot.composer.sources import Sources
from bot.composer.units import escape
from bot.composer.wording import capital, plural
from bot.schema import Request, Turn


def lookup(request: Request, sources: Sources, turns: Sequence[Turn]) -> Draft | None:
    """Answer what a role pays; asks which role when none is named, declines one no guide covers."""
    if request.unknown_roles and not request.roles:
        turn = len(turns) // 2
        return talk.decline(request, sources.catalogue, turn, asking.about_pay(sources), what="pay")
    if request.role_choices and not request.roles:
        fitting = _in_asked_industry(request, sources)
        return fitting or overview(request, sources, request.role_choices)
    role = role_of(request)
    if role is None:
        return overview(request, sources, ())
    if len(request.roles) > 1:
        return compare_roles(request, sources, turns)
    if request.industries:
        found = in_industry(role, request, sources)
        if found:
            return found
    return one_role(role, place_of(request), request, sources)


def _in_asked_industry(request: Request, sources: Sources) -> Draft | None:
    """Where the wording leaves several roles open, the first with a figure for the industry asked about."""
    if not request.industries:
        return None
    drafts = (in_industry(role, request, sources) for role in request.role_choices)
    return next((draft for draft in drafts if draft), None)


def overview(request: Request, sources: Sources, choices: Sequence[str]) -> Draft:
    """With no role to go by: the best overview, and one question back."""
    roles = list(choices) or [role for role in talk.main_roles(sources.catalogue) if sources.book.own(role)]
    place = place_of(request)
    views = [(role, sources.book.sources(role, place, period=request.period)) for role in roles[:6]]
    held = [(role, found[0]) for role, found in views if found]
    local = [(role, source) for role, source in held if place and source.exact_place]
    names = [capital(escape(role)) for role, _ in local or held]
    records = [source.record for _, source in local or held]
    evidence = [cited(source) for _, source in local or held]
    question = "Which of these roles do you mean?" if choices else "Which role would you like to know about?"
    if not records:
        return Draft("clarify", paragraph(Statement(question, voice=True)), asking.about_pay(sources))
    lead = Statement("Pay depends on the role. Here is what my guides hold:", voice=True)
    table = pay_table(names, records, evidence)
    suggestions = tuple(f"What do {plural(role)} earn?" for role in roles[:3])
    blocks = (*paragraph(lead), table, *paragraph(Statement(question, voice=True)))
    return Draft("clarify", blocks, suggestions, tuple(records))
