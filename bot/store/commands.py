"""What a person types to build an index, with their own data folder where it is not the usual one."""

import shlex

from bot.settings import Settings

REBUILD = "python ingest.py --rebuild"


def with_folder(command: str, settings: Settings) -> str:
    """Return a command of ingest.py for the data folder of these settings."""
    usual = Settings.model_fields["data_dir"].get_default(call_default_factory=True)
    folder = settings.data_dir
    return command if folder == usual else f"{command} --data-dir {shlex.quote(str(folder))}"


def rebuild_command(settings: Settings) -> str:
    """Return what to type to build the index of these settings again."""
    return with_folder(REBUILD, settings)
