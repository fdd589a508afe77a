"""Choosing the intents of a message from the guesses about its parts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.dialogue.additions import is_beside_pay
from bot.dialogue.followups import Before, asks_why
from bot.dialogue.fragments import TOLD_OF_A_JOB, of_fragment
from bot.dialogue.hanging import hangs, points_back, says_little, takes_back, tells
from bot.dialogue.intents import Guess
from bot.dialogue.marks import Marks
from bot.dialogue.neighbours import PAY, asked_within, judges_pay, settle_name, stands_beside
from bot.dialogue.person import asks_for_another, find_claims, says_where
from bot.dialogue.splitting import A_TALE, Part
from bot.dialogue.wishes import declines_advice, form_wished, rewords
from bot.pay.reading.cues import PAY_WORD
from bot.quantities import HOURLY_BELOW, YEARLY_FROM
from bot.safety import is_figure_of_speech
from bot.schema import Form

SOCIAL = frozenset({"greeting", "thanks", "goodbye", "insult", "identity", "refusal", "invitation"})
ASIDES = SOCIAL | {"out_of_scope", "coverage"}
SMALL_TALK = SOCIAL | {"gibberish", "empty"}
FORMS: dict[str, Form] = {"_shorter": "short", "_figures": "figures", "_table": "table", "_source": "source"}
_NO_QUESTION = ("_fact", "_no")
_NO_FACTS = frozenset({"_no", "_yes", "refusal", "distress", "crisis", "legal", "medical"})
_OF_MONEY = re.compile(
    r"\b(?:pa(?:y|ys|id|ying)|salar\w+|wages?|earn\w*|incomes?|money|mak(?:e|es|ing)|made|rates?|raise[sd]?"
    r"|offer\w*|gets?|worth|compensat\w+|percentile|median|average|bonus\w*|afford|prices?|costs?|hourly"
    r"|an hour|a year)\b|[$£€]",
    re.IGNORECASE,
)
_PROFESSIONAL = frozenset({"legal", "medical"})
_PLAINLY = 0.6
_SHORT = 7
_NO_TOPIC = 4
_LEAN = 0.25
_ENOUGH = 0.30
_SURE_REMARK = 0.8
_ALONE = 0.18
_CLEAR = 0.5
_FAINT = 0.35
_CLEAR_ASIDE = 0.8


@dataclass(frozen=True, slots=True)
class Choice:
    """The intents of a message. `fragment`: it only names things; `more`: it asks for more of the same;
    `agrees`: it is a plain yes; `follow_up`: its intent comes from the turns before; `fact`: it only tells
    something of the person; `form`: it wants the last answer in another form; `asked` pairs the parts of the
    message that ask something with what each is after; `between`: it is about the two offers spoken of.
    """  # noqa: D205

    intents: tuple[str, ...]
    confidence: float
    fragment: bool = False
    more: bool = False
    agrees: bool = False
    follow_up: bool = False
    fact: bool = False
    form: Form | None = None
    asked: tuple[tuple[Part, str], ...] = ()
    between: bool = False


def choose(
    parts: Sequence[Part], guesses: Sequence[Guess], marks: Marks, before: Before, *, fragment: bool
) -> Choice:
    """Choose the intents of a message, several when it asks several things."""
    if fragment:
        known = bool(before.request and before.request.intents)
        return Choice(of_fragment(marks, before), 0.8 if known else 0.6, fragment=True, follow_up=known)
    guesses = [_as_asked(part, guess, marks, before) for part, guess in zip(parts, guesses, strict=True)]
    said = _wished(marks.text, before) or _told_of_self(parts, guesses, marks, before)
    if said is not None:
        return said
    if before.request and len(parts) == 1:
        if _goes_on(guesses[0], before.request.intents, marks):
            previous = before.request.intents
            left = PAY & set(previous) and not asks_why(marks.text)
            return Choice(("advice",) if left else previous, _CLEAR, follow_up=True)
        if len(parts[0].text.split()) <= _SHORT and not marks.asked_roles():
            guesses = [_of_pay_or_not(guesses[0], marks).leaning(before.request.intents, _LEAN)]
    named = _each_asked(_of_parts(parts, guesses, marks), alone=len(parts) == 1)
    inner = [one.name for one in named if one.name.startswith("_")]
    asked = [one for one in named if not one.name.startswith("_")]
    remarks = all(not one.part.asks and (one.name != "distress" or one.sure < _CLEAR) for one in asked)
    if not asked or (remarks and before.request and any(name in FORMS for name in inner)):
        return _of_inner(inner, max((one.sure for one in named), default=0.0), parts, marks, before)
    asked = _less_doubtful(asked)
    serious = _serious(asked, marks, before)
    tale = len(parts) >= A_TALE
    within = (asked_within(marks, one.part) if tale else marks for one in serious)
    settled = tuple(
        (one.part, _settled_part(one, own, before)) for one, own in zip(serious, within, strict=True)
    )
    intents = tuple(dict.fromkeys(name for _, name in settled))
    intents = intents if tale else _by_amounts(intents, max(one.sure for one in serious), marks)
    short = bool(parts) and len(parts[0].text.split()) < 6
    more = "_more" in inner and not any(one.part.asks for one in serious)
    more = more or (short and before.request is not None and asks_why(parts[0].text))
    apart = tuple(pair for pair in settled if pair[0].asks or pair[1] != "distress")
    several_asked = apart if sum(part.asks for part, _ in apart) > 1 else ()
    return Choice(intents, max(one.sure for one in serious), more=more, asked=several_asked)


def _wished(text: str, before: Before) -> Choice | None:
    """Read a wish about what was told last: put otherwise, or as a list."""
    if before.request is None:
        return None
    if declines_advice(text):
        return Choice(("refusal",), 1.0)
    if not PAY & set(before.request.intents) and rewords(text):
        return Choice(("advice",), _CLEAR, follow_up=True)
    form = form_wished(text)
    return Choice(before.request.intents, _CLEAR, follow_up=True, form=form) if form else None


def _told_of_self(
    parts: Sequence[Part], guesses: Sequence[Guess], marks: Marks, before: Before
) -> Choice | None:
    """Read a message that asks nothing new as one more fact about what was asked before."""
    if before.request and _only_says_where(guesses, marks, before):
        placed = before.request.amounts or before.person.pay or before.person.offer
        return Choice(("pay_offer",) if placed else ("pay_place",), _CLEAR, follow_up=True)
    if before.request is None or not _only_tells(parts, guesses, marks):
        return None
    return Choice(_beside_pay(marks, before.request.intents), _CLEAR, follow_up=True, fact=True)


def _only_says_where(guesses: Sequence[Guess], marks: Marks, before: Before) -> bool:
    """Whether somebody in a talk about pay only says where they are ("I'm in X, where does that put me")."""
    of_pay = before.request is not None and bool(PAY & set(before.request.intents))
    named = marks.asked_roles() or marks.money or marks.titles
    doubted = all(guess.confidence < _PLAINLY or guess.name in _NO_QUESTION for guess in guesses)
    return of_pay and doubted and not named and says_where(marks)


def _only_tells(parts: Sequence[Part], guesses: Sequence[Guess], marks: Marks) -> bool:
    """Whether a message asks nothing new: it sets right how the question before was meant, or adds to it."""
    if any(part.asks for part in parts) or any(not role.domain for role in marks.asked_roles()):
        return False
    if any(guess.name in _NO_FACTS | SOCIAL for guess in guesses):
        return False
    bar = _PLAINLY if tells(marks.text) else _FAINT * (len(marks.text.split()) >= _NO_TOPIC)
    return takes_back(marks.text) or all(guess.confidence < bar for guess in guesses)


def _by_amounts(intents: tuple[str, ...], sure: float, marks: Marks) -> tuple[str, ...]:
    """Hold a figure that someone claims against those held, and one with no clear question beside it too."""
    if PAY & set(intents):
        return intents
    if find_claims(marks.text, marks):
        return ("pay_lookup", *intents)
    # a bare number between an hour's and a year's pay is often no pay at all: "1099 or employee?"
    plain = [m for m in marks.money if not (m.assumed and m.low and HOURLY_BELOW < m.low < YEARLY_FROM)]
    return ("pay_offer",) if plain and sure < _ENOUGH else intents


@dataclass(frozen=True, slots=True)
class _Named:
    """What one part of a message is taken to be after, and how surely."""

    part: Part
    name: str
    sure: float


def _serious(asked: list[_Named], marks: Marks, before: Before) -> list[_Named]:
    """Leave out small talk beside what is asked; where nothing is, all was said for one reason."""
    serious = [
        one for one in asked if one.name not in ASIDES or (one.name == "out_of_scope" and one.part.asks)
    ]
    serious = serious if any(one.name not in ASIDES for one in serious) else asked
    # "is that normal?" beside what is told is about that, where no pay is spoken of
    serious = [one for one in serious if one.name != "pay_offer" or judges_pay(marks, before)] or serious
    if any(one.name in _PROFESSIONAL for one in serious):  # "can I sue, and how much would I get?"
        serious = [one for one in serious if one.name not in PAY or PAY_WORD.search(one.part.text)]
    asks = any(one.part.asks for one in serious)
    return serious if asks else [max(serious, key=lambda one: one.sure)]


def _as_asked(part: Part, guess: Guess, marks: Marks, before: Before) -> Guess:
    """Take no question for a bare fact or a plain no, and a first one for no wish about the last answer.

    One in no talk of pay that has no word of it is about pay only where that is plainly likelier.
    """
    unlikely = {*(_NO_QUESTION if part.asks else ()), *(() if before.request else FORMS)}
    of_pay = before.request and PAY & set(before.request.intents)
    if not (of_pay or marks.money or _OF_MONEY.search(part.text)) and guess.family(PAY) < _PLAINLY:
        unlikely |= PAY
    calm = before.request and "distress" not in before.request.intents
    if asks_for_another(marks.text) or (calm and part.asks and asks_why(part.text)):
        unlikely |= {"distress"}
    guess = guess.without(*unlikely)
    of_text = before.request and not (of_pay or before.request.roles) and points_back(part.text)
    aged = of_text and guess.name == "pay_basis"  # "how old is that figure?"
    return Guess((("_source", guess.confidence),)) if aged else guess


def _of_pay_or_not(guess: Guess, marks: Marks) -> Guess:
    """Settle whether a short message is about pay by all its intents together, and then by which of them."""
    if marks.places or marks.money or marks.periods or marks.industries or marks.levels:
        return guess
    likely = guess.family(PAY)
    others = [name for name, _ in guess.ranked if name not in PAY]
    return guess.without(*others) if likely >= _CLEAR else guess.without(*PAY)


def _goes_on(guess: Guess, previous: Sequence[str], marks: Marks) -> bool:
    """Whether a message that hangs on the one before it is after the same thing as that was."""
    if guess.name.startswith("_") or not hangs(marks):
        return False
    if guess.name in SOCIAL or guess.name == "out_of_scope":
        return guess.confidence < _CLEAR_ASIDE and (guess.name != "insult" or guess.confidence < _CLEAR)
    if (PAY | {"distress"}) & set(previous) or guess.family(PAY) >= _CLEAR:
        return False
    return guess.confidence < _CLEAR and guess.lead < _LEAN


def _of_parts(parts: Sequence[Part], guesses: Sequence[Guess], marks: Marks) -> list[_Named]:
    """Keep one intent per part, leaving out remarks beside a question and guesses too weak to count."""
    pairs = [(part, guess.without("crisis")) for part, guess in zip(parts, guesses, strict=True)]
    asking = [pair for pair in pairs if pair[0].asks and pair[1].name != "_fact"]
    one_asked = sum(part.asks for part in parts) < 2 and len(parts) < A_TALE
    kept = []
    for part, guess in pairs:
        remark = bool(asking) and not part.asks
        if guess.name == "distress" and guess.confidence >= _CLEAR and not is_figure_of_speech(part.text):
            remark = False
        telling = PAY | _NO_FACTS if one_asked else {"pay_offer"} if len(parts) < A_TALE else set()
        bar = _ENOUGH if guess.name in telling else _SURE_REMARK
        if remark and (guess.name == "_fact" or guess.confidence < bar):
            continue
        if len(pairs) > 1 and guess.confidence < _ALONE and (part, guess) not in asking:
            continue
        doubted = (
            guess.name == "distress" and part.asks and len(asking) > 1 and guess.confidence < _CLEAR_ASIDE
        )
        name = "advice" if doubted else guess.name
        told = remark and any(part.start <= money.start < part.end for money in marks.money)
        name = "pay_offer" if told and name in PAY - {"pay_raise"} else name  # a statement asks for no list
        kept.append(_Named(part, name, guess.confidence))
    if pairs and not kept:
        part, guess = max(pairs, key=lambda pair: pair[1].confidence)
        return [_Named(part, "advice", guess.confidence)]
    return kept


def _each_asked(named: list[_Named], *, alone: bool) -> list[_Named]:
    """Put a question that leans on the rest of its message to the guides ("what is X, how do I get it")."""
    if all(_says_nothing(one) and (alone or one.name != "out_of_scope") for one in named):
        return named
    leaning = [one.part.asks and _says_nothing(one) and not asks_why(one.part.text) for one in named]
    return [replace(one, name="advice") if leans else one for one, leans in zip(named, leaning, strict=True)]


def _says_nothing(one: _Named) -> bool:
    """Whether what a part is after cannot be told from the part alone."""
    outside = one.name == "out_of_scope" and (one.sure < _CLEAR_ASIDE or hangs(Marks(one.part.text)))
    return one.name.startswith("_") or outside


def _settled_part(one: _Named, marks: Marks, before: Before) -> str:
    """Settle what one part is after; a part that names one role compares none."""
    if stands_beside(one.name, one.part, marks):
        return "pay_offer"
    name = settle_name(one.name, marks, before)
    within = [role for role in marks.asked_roles() if one.part.start <= role.start < one.part.end]
    alone = len(within) == 1 and len(marks.asked_roles()) > 1 and one.name != name
    return one.name if alone and name == "pay_compare" else name


def _less_doubtful(asked: list[_Named]) -> list[_Named]:
    """Put a lone faint guess at small talk to the guides instead: a terse topic looks like it too."""
    first = asked[0]
    doubted = len(asked) == 1 and first.name in SOCIAL and first.sure < _FAINT
    return [replace(first, name="advice")] if doubted else asked


def _of_inner(
    inner: Sequence[str], sure: float, parts: Sequence[Part], marks: Marks, before: Before
) -> Choice:
    """Give "why?", "yes", "no" and bare facts the meaning they have after the turns before."""
    previous = before.request.intents if before.request else ()
    long = len(parts) == 1 or len(marks.text.split()) > _SHORT
    if not previous and inner[:1] == ["_more"] and long and sure < _CLEAR_ASIDE:
        return Choice(("advice",), sure)
    form = next((FORMS[name] for name in inner if name in FORMS), None)
    if form and previous:
        named = bool(marks.roles or marks.places or marks.money)
        return Choice(previous, _CLEAR if named else sure, follow_up=True, form=None if named else form)
    why = bool(parts) and asks_why(parts[0].text)
    if previous and not why and sure < _CLEAR and "_more" in inner and not says_little(marks):
        return Choice(("advice",), sure, follow_up=True)
    if previous == ("pay_offer",) and not why and sure < _CLEAR and parts and parts[0].asks:
        return Choice(previous, _CLEAR, follow_up=True)
    if "_more" in inner or why or form:
        return Choice(
            previous or ("invitation",), 0.7 if previous else 1.0, more=True, follow_up=bool(previous)
        )
    if "_yes" in inner:
        firm = 0.6 if previous else 1.0
        return Choice(
            previous or ("invitation",), firm, more=bool(previous), agrees=True, follow_up=bool(previous)
        )
    if "_fact" in inner:
        intents = _of_facts(marks, previous)
        return Choice(intents, 0.5, follow_up=bool(previous), fact=True)
    return Choice(("refusal",) if inner else (), 1.0)


def _beside_pay(marks: Marks, previous: Sequence[str]) -> tuple[str, ...]:
    """What was asked before, which a fact tells more of; one that changes no pay asks for no more of that."""
    wages = [one for one in marks.money if not is_beside_pay(marks.text, one.end)]
    of_pay = set(previous) <= TOLD_OF_A_JOB or PAY_WORD.search(marks.text)
    if wages and of_pay and not marks.asked_roles():
        return ("pay_offer",)
    alters = (wages, marks.places, marks.periods, marks.levels, marks.roles)
    pay = bool(PAY & set(previous)) and not any(alters) and not takes_back(marks.text)
    return ("advice",) if pay else tuple(previous)


def _of_facts(marks: Marks, previous: Sequence[str]) -> tuple[str, ...]:
    """Guess what would help someone who only says who they are."""
    if marks.money and marks.own_roles() and previous != ("pay_raise",):
        return ("pay_offer",)
    if previous and previous[0] not in {*SOCIAL, "distress", "crisis"}:
        return _beside_pay(marks, previous)
    if marks.own_roles():
        return ("pay_offer", "ladder") if marks.money else ("ladder",)
    if marks.own:
        return ("transfer",)
    return ("role_list",) if hangs(marks) else ("advice",)
