"""The composer's own output through the same gate as a model's: what fails is withheld and said to be."""

from dataclasses import dataclass, replace

from bot.composer.draft import (
    Block,
    Draft,
    Paragraph,
    Rendered,
    cited,
    render,
    statements_of,
    unmarked,
    without,
)
from bot.composer.units import escape
from bot.grounding import GroundingContext, check_text
from bot.schema import Figure, Passage


@dataclass(frozen=True, slots=True)
class Checked:
    """A draft less what failed the gate, its print, its figures, and what was withheld and why."""

    draft: Draft
    rendered: Rendered
    figures: tuple[Figure, ...]
    withheld: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def notice(self) -> str | None:
        """One line for the person when statements were withheld."""
        count = len(self.withheld)
        if not count:
            return None
        some = "1 statement was" if count == 1 else f"{count} statements were"
        return f"{some} withheld, because the guides do not support every figure."


def check_draft(draft: Draft, context: GroundingContext) -> Checked:
    """Check every sentence of a draft against what it cites; drop the statements that fail."""
    rendered = render(draft.blocks)
    verdicts = check_text(rendered.text, rendered.evidence, context)
    voice = _voice(draft.blocks)
    failed = tuple(
        (text, verdict.reasons)
        for text, verdict in verdicts
        if not verdict.supported and unmarked(text).removeprefix("- ") not in voice
    )
    if not failed:
        figures = dict.fromkeys(figure for _, verdict in verdicts for figure in verdict.figures)
        return Checked(draft, rendered, tuple(figures))
    kept = _without_failing(draft.blocks, {text for text, _ in failed})
    checked = check_draft(replace(draft, blocks=kept), context)
    return replace(checked, withheld=failed + checked.withheld)


def _voice(blocks: tuple[Block, ...]) -> str:
    """The adviser's own words in a draft, and the names of sections, as one text to look sentences up in."""
    own = [unmarked(one.text) for one in statements_of(blocks) if one.voice]
    named = (item.section for item in cited(blocks) if isinstance(item, Passage))
    return "\n".join((*own, *map(escape, named)))


def _without_failing(blocks: tuple[Block, ...], failing: set[str]) -> tuple[Block, ...]:
    left = tuple(found for block in blocks if (found := without(block, failing)) is not None)
    last = len(left) - 1
    left = tuple(one for at, one in enumerate(left) if at < last or not _announces(one))
    # a failing unit that no statement holds word for word must not be printed either: drop its whole block
    return left if left != blocks else blocks[:-1]


def _announces(block: Block) -> bool:
    """Whether a block only says what comes next."""
    return (
        isinstance(block, Paragraph)
        and block.statements[-1].voice
        and block.statements[-1].text.endswith(":")
    )
