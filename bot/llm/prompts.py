"""The model's instructions, one Markdown file each, with a version and the variables they must use."""

import re
from dataclasses import dataclass
from pathlib import Path
from string import Formatter

import frontmatter

from bot.errors import SettingsError

PROMPTS = Path(__file__).resolve().parent.parent / "prompts"
VARIABLES = {
    "answer": frozenset({"language"}),
    "question": frozenset({"sources", "facts", "person", "question"}),
    "rewrite": frozenset({"conversation", "question"}),
}


@dataclass(frozen=True, slots=True)
class Prompt:
    """One file's text, as a template with named variables in braces."""

    name: str
    version: int
    text: str

    def fill(self, **values: str) -> str:
        """Return the text with its variables filled in; values are never read as templates.

        Raises:
            SettingsError: a variable has no value; names it.
        """
        missing = sorted(VARIABLES[self.name] - values.keys())
        if missing:
            raise SettingsError(f"The prompt {self.name}.md needs a value for {{{missing[0]}}} and got none.")
        return re.sub(r"\{(\w+)\}", lambda match: values[match.group(1)], self.text)


def load_prompt(name: str, folder: Path | None = None) -> Prompt:
    """Read a prompt from a folder of the person's own, else from the ones that ship.

    Raises:
        SettingsError: the file is missing or unreadable, has no version, or its variables are not the ones it
            must use; names the file and the variable.
    """
    path = (folder or PROMPTS) / f"{name}.md"
    if folder and not path.exists():
        path = PROMPTS / f"{name}.md"
    try:
        page = frontmatter.loads(path.read_text(encoding="utf-8"))
        version = int(page["version"])
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"The prompt {path} cannot be read: {error}.") from error
    except (KeyError, ValueError, TypeError) as error:
        raise SettingsError(
            f'The prompt {path} has no version: start it with "---", "version: 1", "---".'
        ) from error
    _check_variables(path, page.content, VARIABLES[name])
    return Prompt(name, version, page.content)


def _check_variables(path: Path, text: str, wanted: frozenset[str]) -> None:
    try:
        found = {field for _, field, _, _ in Formatter().parse(text) if field is not None}
    except ValueError as error:
        raise SettingsError(
            f"The prompt {path} has a brace that opens or closes nothing: {error}."
        ) from error
    for name in sorted(wanted - found):
        raise SettingsError(f"The prompt {path} does not use {{{name}}}: add it where its text should stand.")
    for name in sorted(found - wanted):
        known = ", ".join(f"{{{item}}}" for item in sorted(wanted))
        raise SettingsError(f"The prompt {path} uses {{{name}}}, which is not filled in; it may use {known}.")
