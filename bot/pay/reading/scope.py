"""What the text around a figure has already said: each level of a document narrows the one above it."""

from dataclasses import dataclass, replace
from typing import Any

from bot.schema import PayKind, Period, PlaceKind


@dataclass(frozen=True, slots=True)
class Scope:
    """What holds for a stretch of text until something nearer says otherwise.

    `pay` is True where the text is about pay, `listing` where its labels are job titles, `placed` where they
    are places, `titled` where the
    heading just above is one, `stepped` where the label is a step of the job;
    `convention` is the period the document gives for all its figures, `stated` the
    sizes of its amounts that name their period; `barred` marks a stretch whose figures are not pay (laws,
    prices, sums); `training` is who is paid where that is those who learn the job; `statistic` is the field
    of a record that a table's row is about; `unit` is what a table counts in (1000 for "in thousands");
    `words` are the headings and labels that speak of pay, `lead` is the text just above a list or a table.
    """

    role: str | None = None
    level: str | None = None
    training: str | None = None
    place: str | None = None
    place_kind: PlaceKind | None = None
    industry: str | None = None
    year: int | None = None
    year_label: str | None = None
    currency: str | None = None
    period: Period | None = None
    convention: Period | None = None
    stated: tuple[tuple[str, float, float, Period], ...] = ()
    kind: PayKind | None = None
    pay: bool = False
    barred: bool = False
    listing: bool = False
    placed: bool = False
    titled: bool = False
    stepped: bool = False
    section: str = ""
    words: str = ""
    lead: str = ""
    statistic: str | None = None
    unit: float = 1.0

    def narrowed(self, **said: Any) -> "Scope":  # noqa: ANN401
        """Return the scope with what was said; None leaves what held before."""
        return replace(self, **{name: value for name, value in said.items() if value is not None})
