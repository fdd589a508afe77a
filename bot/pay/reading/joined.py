"""Titles of several jobs in one: "Elevator and Escalator Installers and Repairers"."""

import re

from bot.pay.reading.naming import are_people, is_agent, singular, tidy

_BETWEEN = re.compile(r"(?i),? (?:and|or|und|oder|et|ou|y) |, ")
_MOST = 12


def jobs_in(title: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Part a title that joins several jobs.

    Returns:
        The jobs that it joins ("escalator repairer"), and the words of it that are no job alone ("elevator").
    """
    parts = [part.strip() for part in _BETWEEN.split(title) if part.strip()]
    at = next((n for n, part in enumerate(parts) if _names_several(part)), len(parts))
    several = any(singular(part.casefold()) != part.casefold() for part in parts[:at])
    if several or len(parts) < 2 or not all(_names_several(part) for part in parts[at:]) or at == len(parts):
        return (), ()
    *kind, head = parts[at].split()
    fields = [*parts[:at], " ".join(kind)] if kind else parts[:at]
    behind = parts[at + 1 :]
    whole = next((n for n, part in enumerate(behind) if " " in part), len(behind))
    alone = [part for n, part in enumerate(behind) if n >= whole or (at == 0 and not kind)]
    heads = [head, *(part for part in behind if part not in alone)]
    jobs = [f"{field} {one}".strip() for field in fields or [""] for one in heads] + alone
    names = tuple(dict.fromkeys(tidy(job) for job in jobs))
    return (names, tuple(part.casefold() for part in parts[:at])) if len(names) <= _MOST else ((), ())


def _names_several(part: str) -> bool:
    """Whether some words name people by what they do, several of them."""
    last = part.split()[-1]
    several = singular(last.casefold()) != last.casefold()
    return several and (is_agent(last) or are_people(part))
