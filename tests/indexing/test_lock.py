import json
import os
import subprocess
import sys

import pytest

from bot.errors import IndexBusyError
from bot.indexing.lock import ingest_lock

HOLD = """
import sys, time
from pathlib import Path
from bot.indexing.lock import ingest_lock
with ingest_lock(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_second_ingest_is_told_who_holds_the_lock(tmp_path):
    with subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE) as holder:
        try:
            assert holder.stdout is not None
            holder.stdout.readline()
            with pytest.raises(IndexBusyError, match=f"process {holder.pid} on "), ingest_lock(tmp_path):
                pass
        finally:
            holder.kill()
    with ingest_lock(tmp_path):
        assert json.loads((tmp_path / "ingest.holder.json").read_text())["pid"] == os.getpid()


def test_the_lock_is_let_go_after_an_error(tmp_path):
    with pytest.raises(KeyError), ingest_lock(tmp_path):
        raise KeyError
    with ingest_lock(tmp_path):
        pass
    assert not (tmp_path / "ingest.holder.json").exists()
