"""Pay in a sentence: which of its amounts are pay, in which period and of what kind."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.pay.reading import cues
from bot.pay.reading.about import industry_of, place_of, roles_of, year_of
from bot.pay.reading.ages import age_behind
from bot.pay.reading.deciding import is_barred, is_pay, without_other_money
from bot.pay.reading.drafts import Draft, amounts_of, kind_from, merged
from bot.pay.reading.experience import years_said
from bot.pay.reading.gender import of_one_form
from bot.pay.reading.known import RoleNames
from bot.pay.reading.naming import level_of, level_right_after
from bot.pay.reading.periods import period_of
from bot.pay.reading.scope import Scope
from bot.pay.reading.sentence import LONGEST, Found, take_apart
from bot.pay.reading.standing import standing_of
from bot.pay.reading.steps import step_for, step_on, step_said
from bot.pay.reading.training import training_level, with_training
from bot.quantities import Quantity
from bot.schema import PayKind, Period

_RESTATED = re.compile(
    r"(?i)^(?:[^.;]{0,40}?[ ,(])?(?:or|which is|that is|that's|i\.e\.|equal to)[ (]{1,2}(?:about"
    r"|roughly|around)? ?$"
    r"|^[,(& ]{1,3}(?:about|roughly|around)? ?$"
)
_ASIDE = re.compile(r"(?<=[\d$£€]) \([^()]{0,65}\) (?=(?:to|and|bis|à|a|-) [^()]{0,12}[$£€₹])")
_COMPARED = re.compile(
    r"(?i) ?\((?:compared|against|versus|vs\.?|gegenüber|contre|frente)(?![^\W_])[^()]{0,120}\)"
)
_AT_LEVEL = re.compile(
    r"(?i)(?<![^\W_])at (?:an? |the )?(?P<level>[^\W\d_]+(?:-[^\W\d_]+)?)[ -]level(?![^\W_])"
)
_OTHERS = re.compile(r"(?i)(?<![^\W_])(?:those|others|the rest|with|after)(?![^\W_])")
_IN_BRACKETS = re.compile(r" ?\((?:the |at the )?(?P<label>[^()]{2,25})\)")
_RISING = re.compile(
    r"(?i)(?<![^\W_])(?:(?:reach|reaches|reaching|topping out at|tops? out at)(?: about| around)?"
    r"|(?:rising|rises|grow(?:s|ing)?|increasing|increases|progressing|going up|up|steigt"
    r"|steigend)(?: [^\W\d_]+)?(?: (?:by|in|over|um) [^.;,\d]{1,25})? (?:to|auf)) $"
)
# Where pay can get to, and not what it is: "can reach $80,000".
_REACHING = re.compile(
    r"(?i)(?<![^\W_])(?:can|could|may|might|peut|peuvent|pouvant|puede[n]?)(?: [^\W\d_]+)?"
    r" (?:reach|climb to|rise to|go up to|atteindre|alcanzar|llegar a)(?: (?:about|around|environ|unos))? $"
)
_LATER = re.compile(
    r"(?i)(?<![^\W_])(?:en fin de carrière|(?:at|by) the end|later|with (?:more )?experience"
    r"|after (?:that|\w+ years?)"
    r"|once|when (?:fully )?(?:qualified|trained)|mit (?:der |mehr )?erfahrung|später|am ende|con experiencia"
    r"|al final|avec (?:de )?l['’]expérience|avec de l['’]ancienneté|nach \w+ jahren|après \w+ ans)(?![^\W_])"
)
_FROM_DATE = re.compile(
    r"(?i)(?<![^\W_])(?:ab|seit|from|since|as of|effective|au|à partir du|depuis le|desde(?: el)?|dal|vanaf"
    r"|per|stand) (?:dem |the )?\d{1,2}[./-]\d{1,2}[./-](?P<year>(?:19|20)\d\d)(?!\d)"
)
_FAR = 60
_USUAL = re.compile(
    r"(?i)^ ?(?:(?:is|was|being) )?(?:typical|usual|(?:the )?(?:most )?common(?:est)?)(?![^\W_])"
)
_NET = re.compile(r"(?i)^ ?(?:net|netto|neto|netos|after tax|take[- ]home)(?![^\W_])")
_SOURCE = re.compile(
    r"(?:(?<![^\W_])(?i:according to|data from|figures from|published by|reported by|says|by) (?:the )?"
    r"|^)(?P<name>[A-Z][\w&.*-]*(?: (?:(?:of|for|and|the|de|für) )?[A-Z][\w&.*-]*){0,7})(?:'s|’s)?"
    r"(?: (?:[a-z]+ )?(?:19|20)\d\d)?(?: (?:[Ss]alary [Gg]uide|[Gg]uide|[Ss]urvey|[Rr]eport|data|figures"
    r"|statistics)| (?:puts?|reports?|gives?|lists?|estimates?|says|shows?))(?![^\W_])"
)


# "$320 a half day", "$90 per visit": paid by something that is no period, whatever the amounts beside it.
_BY_THE_PIECE = re.compile(
    r"(?i)\s?(?:(?:an?|per|each|for a) half[- ]?[^\W\d_]+"
    r"|an? (?:visit|call|piece|patient|session|lesson|class|page|word|mile|ride|trip|delivery|show|gig|game"
    r"|assignment|job|order|head|unit)(?![^\W_])|(?:per|each|pro|par|por) "
    r"(?!person|head|capita|employee"
    r"|worker|full|the|la|le|der|kopf|tête|persona)[^\W\d_]+)(?![^\W_])"
)


def read_sentence(text: str, scope: Scope, names: RoleNames, country: str | None) -> list[Draft]:
    """Return the pay a sentence states.

    Args:
        text: One sentence or list item, as plain text.
        scope: What the headings and the lead-in have said.
        names: The job titles of the document.
        country: ISO code of the country the document is about; it decides between places of one name.
    """
    if len(text) > LONGEST or scope.barred:
        return []
    told = _ASIDE.sub(" ", _COMPARED.sub("", without_other_money(of_one_form(text))))
    found = take_apart(told, scope, names, country)
    if not found.money or is_barred(found):
        return []
    drafts: list[Draft] = []
    status: list[bool] = []
    for number, quantity in enumerate(found.money):
        status.append(is_pay(found, number, scope, status))
        if status[number]:
            drafts += _drafts(found, number, quantity, scope, drafts)
    return [replace(draft, quote=text) for draft in merged(drafts)]


def _drafts(
    found: Found, number: int, quantity: Quantity, scope: Scope, earlier: Sequence[Draft]
) -> Iterator[Draft]:
    if quantity.period is None and _BY_THE_PIECE.match(found.after(number)):
        return
    period = quantity.period or _shared_period(found, number) or _earlier_period(quantity, earlier)
    period = period or period_of(quantity, found.text, scope)
    if period is None:
        return
    place = place_of(found, number)
    year, dated = year_of(found, number), _dated(found)
    source = _SOURCE.search(found.text)
    training = training_level(found, number, scope.training)
    for role, level in roles_of(found, number, scope, earlier):
        others = scope.kind == "starting_range" and scope.role not in (role, None)
        named = _kind(found, number, replace(scope, kind=None) if others else scope, earlier)
        amounts, kind = _amounts(found, number, quantity, named, scope.statistic)
        draft = Draft(
            role=role,
            currency=quantity.unit,
            period=period,
            kind=kind,
            amounts=amounts,
            quote=found.text,
            level=_with_typical(
                found,
                number,
                with_training(
                    _level(found, number, level) or (scope.level if scope.role in (role, None) else None),
                    training,
                ),
            ),
            place=place.name if place else scope.place,
            place_kind=place.kind if place else scope.place_kind,
            industry=industry_of(found, number) or scope.industry,
            year=int(year.low) if year and year.low else dated or scope.year,
            year_label=_label(year) if year else None if dated else scope.year_label,
            section=scope.section,
            note=_note(
                source["name"] if source else None,
                net=_NET.search(quantity.text + found.after(number)) is not None,
            ),
        )
        if _is_conversion(draft, quantity, earlier):
            continue
        yield _as_restated(draft, found.before(number), earlier)


def _dated(found: Found) -> int | None:
    """Return the year of the only date from which a sentence says its pay holds: "ab 01.08.2025 980 €"."""
    years = {int(match["year"]) for match in _FROM_DATE.finditer(found.text)}
    return next(iter(years)) if len(years) == 1 else None


def _level(found: Found, number: int, said: str | None) -> str | None:
    """Return the level of an amount: in front of it in a row of labels, behind it, or of its subject."""
    before = found.before(number)
    if _RISING.search(before):
        previous = found.money[number - 1].end if number else 0
        named = [role for role in found.roles if previous <= role.start < found.money[number].start]
        level = level_of(before)
        if level and not level.startswith("experience"):
            return level
        return said if named else years_said(found.text) if len(found.money) == 1 else years_said(before)
    if _labels_lead(found) and (level := level_of(before)):
        return level
    at = _AT_LEVEL.search(before)
    return (
        level_right_after(found.after(number))
        or step_for(found.after(number))
        or (step_said(before) if number else None)
        or age_behind(found.text, found.after(number))
        or said
        or (level_of(at["level"]) if at else None)
        or years_said(found.text[: found.money[number].start])
        or step_on(found.text[: found.money[number].start])
        or _own_account(found, number)
    )


def _own_account(found: Found, number: int) -> str | None:
    """Return "self-employed" where an amount is told of those who work for themselves."""
    standing = standing_of(found.text[: found.money[number].start])
    return standing if standing == "self-employed" else None


def _with_typical(found: Found, number: int, level: str | None) -> str | None:
    """Return the level of an amount called the usual one of a range: "$16 to $22, with $18 typical"."""
    if (
        not number
        or not _USUAL.match(found.after(number))
        or found.money[number - 1].low == found.money[number - 1].high
    ):
        return level
    return f"{level}, typical" if level else "typical"


def _labels_lead(found: Found) -> bool:
    """Whether each amount has its level in front: "Starter £24,000, Experienced £38,000"."""
    return len(found.money) > 1 and all(
        (words := found.before(number).strip(" ,;:/|")) and len(words) < 30 and level_of(words) is not None
        for number in range(len(found.money))
    )


def _note(source: str | None, *, net: bool) -> str | None:
    notes = ["The source gives this as net pay."] if net else []
    notes += [f"The text names as its source: {source}."] if source else []
    return " ".join(notes) or None


def _as_restated(draft: Draft, before: str, earlier: Sequence[Draft]) -> Draft:
    """Give "$38.59 an hour, or $80,260 a year" one meaning: the second figure is what the first one is."""
    last = earlier[-1] if earlier else None
    if (
        last is None
        or last.period == draft.period
        or last.currency != draft.currency
        or not _RESTATED.match(before)
    ):
        return draft
    fields, values = [name for name, _ in last.amounts], sorted({value for _, value in draft.amounts})
    if len(fields) == 1 and len(values) == 1:
        draft = replace(draft, amounts=((fields[0], values[0]),))
    elif len(fields) != len(draft.amounts):
        return draft
    same = len(fields) == 1 or (len(values) > 1 and last.kind in ("starting_range", "range"))
    kind = last.kind if same or last.kind == "starting_range" else draft.kind
    return replace(
        draft, role=last.role, kind=kind, level=last.level, place=last.place, place_kind=last.place_kind,
        industry=last.industry, year=last.year, year_label=last.year_label,
    )  # fmt: skip


def _label(year: Quantity) -> str | None:
    return year.text if not year.text.isdigit() else None


def _shared_period(found: Found, number: int) -> Period | None:
    """Return the period that closes a row of amounts of one size: "$17 to start, $21 an hour later"."""
    here = found.money[number]
    for at in range(number + 1, len(found.money)):
        following = found.money[at]
        first, second = here.values[-1:], following.values[:1]
        if len(found.after(at - 1)) > _FAR or here.unit != following.unit or not first or not second:
            return None
        if not second[0] / 4 <= first[0] <= second[0] * 4:
            return None
        if following.period:
            return following.period
    return None


def _earlier_period(quantity: Quantity, earlier: Sequence[Draft]) -> Period | None:
    """Return the period of the amount before it in the sentence when both are of a size."""
    if not earlier or earlier[-1].currency != quantity.unit or not quantity.values:
        return None
    last = max(value for _, value in earlier[-1].amounts)
    return earlier[-1].period if last / 10 <= quantity.values[0] <= last * 10 else None


def _kind(found: Found, number: int, scope: Scope, earlier: Sequence[Draft]) -> PayKind | None:
    before = found.before(number)
    later = number > 0 and _LATER.search(re.split(r"[;,(]", found.after(number))[0]) is not None
    if later or _RISING.search(before):
        return None
    if _labels_lead(found):
        return cues.kind_of(before) or _entry_of(found, number)
    if level := level_right_after(found.after(number)):
        return cues.kind_of(level)
    after = found.after(number)[:80] if len(found.money) == 1 else ""
    after = after or re.split(r"[;,(]| and | but | while | plus ", found.after(number))[0]
    named = cues.kind_of(before) or cues.kind_of(after) or _entry_of(found, number)
    other = any(mark.search(before) for mark in (_OTHERS, _LATER)) or level_of(before) is not None
    if named is None and number and earlier and not other and not cues.CUE.search(before):
        named = earlier[-1].kind if earlier[-1].kind != "percentiles" else None
    grown = _LATER.search(found.text[: found.money[number].start]) or years_said(found.text)
    return named or (None if grown and scope.kind == "starting_range" else scope.kind)


def _entry_of(found: Found, number: int) -> PayKind | None:
    """Return starting pay when the title in front of an amount is at entry level: "Entry-level agents"."""
    previous = found.money[number - 1].end if number else 0
    levels = [role.level for role in found.roles if previous <= role.start < found.money[number].start]
    return cues.entry_kind(levels[-1]) if levels and levels[-1] else None


def _amounts(
    found: Found, number: int, quantity: Quantity, named: PayKind | None, statistic: str | None
) -> tuple[tuple[tuple[str, float], ...], PayKind]:
    before = found.before(number)
    low, high = quantity.low, quantity.high
    is_range = low != high
    if cues.MIDDLE_HALF.search(before) and low is not None and high is not None and is_range:
        return (("p25", low), ("p75", high)), "percentiles"
    behind = _IN_BRACKETS.match(found.after(number))
    labelled = cues.percentile_label(behind["label"]) if behind else None
    name = labelled or cues.percentile_of(before, upper=high is None) or statistic
    value = low if low is not None else high
    if name and value is not None and not (low is not None and high is not None and is_range):
        return ((name, value),), "median" if name == "median" else "percentiles"
    if low == high and _REACHING.search(before):
        low, is_range = None, True
    amounts = amounts_of(low, high, named or "single")
    return amounts, kind_from(dict(amounts), named, is_range=is_range)


def _is_conversion(draft: Draft, quantity: Quantity, earlier: Sequence[Draft]) -> bool:
    """Whether an approximate amount only restates the one before it in another period."""
    if not quantity.approximate or not earlier:
        return False
    last = earlier[-1]
    return last.role == draft.role and last.currency == draft.currency and last.period != draft.period
