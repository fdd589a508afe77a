"""How someone is paid for the work: by an employer, or by what is left of their own takings."""

import re

_OWN = (
    r"self[- ]employed|self[- ]employment|freelancers?|freelance|selbst(?:st)?ändig\w*|freiberuflich\w*"
    r"|travailleurs? indépendants?|à son compte|autónom[oa]s?"
    r"|(?:your|their|his|her) own (?:business|firm|workshop|practice)"
    r"|(?:runs?|running) (?:your|their|his|her) own"
    r"|work(?:s|ing)? for (?:myself|yourself|themselves|himself|herself)|sub-?contract(?:ing|ors?)"
    r"|eigene[nrs]? (?:betrieb|werkstatt|firma)"
)
_EMPLOYED = r"employed|employees?|salaried|angestellte?[rn]?|salariée?s?|asalariad[oa]s?"
STANDING = re.compile(rf"(?i)(?<![^\W_])(?:(?P<own>{_OWN})|(?P<employed>{_EMPLOYED}))(?![^\W_])")
# What is left to those who work for themselves is their pay, and no profit of a firm.
PROFIT = (
    r"(?:net )?(?:profits?|income|earnings|takings) (?:after (?:all )?(?:expenses|costs)|before tax)"
    r"(?:,? (?:and|but|or)? ?(?:before tax|after (?:all )?(?:expenses|costs)))?"
    r"|gewinne?n? (?:vor|nach) (?:abzug der )?(?:steuern|kosten)|bénéfices? avant impôts?"
    r"|beneficios? antes de impuestos"
)
_PROFIT = re.compile(r"(?i)(?<![^\W_])(?:profits?|gewinn|bénéfices?|beneficios?)(?![^\W_])")


def standing_of(text: str) -> str | None:
    """Return whether a label is of the employed or of the self-employed; None where it tells neither."""
    found = {match.lastgroup for match in STANDING.finditer(text)}
    if len(found) != 1:
        return None
    return "self-employed" if found == {"own"} else "employed"


def is_own_profit(label: str) -> bool:
    """Whether a label is of what the self-employed keep: "Self-employed profit"."""
    return standing_of(label) == "self-employed" and _PROFIT.search(label) is not None
