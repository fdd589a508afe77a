"""Every check on every guide and table under the paths named."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.errors import DocumentError
from bot.lint import figures, pay, structure
from bot.lint.finding import Finding
from bot.lint.guide import Guide, read_guide
from bot.lint.pay import Table
from bot.pay.tables import read_table
from bot.settings import Settings

_GUIDES = frozenset({".md", ".markdown"})
_TABLES = frozenset({".csv"})


def lint(paths: Sequence[Path], settings: Settings | None = None) -> tuple[Finding, ...]:
    """Check guides (.md) and pay tables (.csv); READMEs, hidden files and other kinds are passed over.

    Args:
        paths: files, and folders to look through.
        settings: says which encoder's window sections must fit.

    Returns:
        What to put right, in the order of files and lines; empty when all is well.
    """
    settings = settings or Settings()
    findings: list[Finding] = []
    guides: list[Guide] = []
    tables: list[Table] = []
    folders: dict[str, Path] = {}
    for path in _files(paths, findings):
        shown = str(path)
        folders[shown] = path.parent
        try:
            if path.suffix.lower() in _GUIDES:
                guides.append(read_guide(path, shown))
            else:
                table = read_table(path)
                tables += [Table(shown, table)] if table.kind else []
        except (DocumentError, OSError) as error:
            findings.append(Finding(shown, 1, str(error)))
    findings += _check(guides, tables, folders, settings)
    return tuple(sorted(set(findings)))


def _check(
    guides: Sequence[Guide], tables: Sequence[Table], folders: dict[str, Path], settings: Settings
) -> Iterator[Finding]:
    # The author's own name vouches for nothing; a publisher with an address of its own does.
    cited = {guide.document.publisher for guide in guides if guide.document.url}
    cited |= {record.publisher for table in tables for record in table.content.records}
    cited |= {price.publisher for table in tables for price in table.content.prices}
    cited |= {link.publisher for table in tables for link in table.content.links if link.url}
    publishers = sorted(name for name in cited if name)
    for guide in guides:
        yield from structure.front_matter(guide)
        yield from structure.headings(guide)
        yield from structure.lengths(guide, settings.embedding_model)
        yield from structure.links(guide, folders[guide.path])
        yield from structure.asks(guide)
        yield from figures.sourceless(guide, publishers)
    yield from structure.repeated_asks(guides)
    for table in tables:
        yield from pay.rows(table)
    yield from pay.hours(tables)
    yield from pay.occupations(tables, guides)
    yield from pay.names(tables, guides)


def _files(paths: Sequence[Path], findings: list[Finding]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            inside = (file for file in path.rglob("*") if file.is_file())
            yield from sorted(file for file in inside if _wanted(file.relative_to(path)))
        elif path.exists():
            yield path
        else:
            findings.append(Finding(str(path), 1, "there is no such file or folder"))


def _wanted(file: Path) -> bool:
    hidden = any(part.startswith(".") for part in file.parts)
    return not hidden and file.stem.casefold() != "readme" and file.suffix.lower() in _GUIDES | _TABLES
