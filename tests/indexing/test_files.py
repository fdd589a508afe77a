import os
from pathlib import Path

import pytest

from bot.indexing.files import find_files, location_of, path_at, printable


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "guides"
    (folder / "deep" / "deeper").mkdir(parents=True)
    for name in ("b.md", "a.md", "README.md", ".hidden.md", "deep/deeper/c.md"):
        (folder / name).write_text("text")
    (folder / ".git").mkdir()
    (folder / ".git" / "d.md").write_text("text")
    return folder


def test_a_folder_is_walked_in_order_without_hidden_files_and_readmes(folder):
    found = find_files([folder], ())

    assert [file.id for file in found.files] == ["guides/a.md", "guides/b.md", "guides/deep/deeper/c.md"]
    assert found.folders == (str(folder.resolve()),)
    assert found.skipped == ()


def test_a_readme_that_is_named_is_meant(folder):
    assert [file.id for file in find_files([folder / "README.md"], ()).files] == ["README.md"]


def test_a_file_named_twice_is_one_file(folder):
    found = find_files([folder / "a.md", folder, folder], ())

    assert [file.id for file in found.files] == ["a.md", "guides/b.md", "guides/deep/deeper/c.md"]


def test_links_that_lead_out_or_nowhere_are_named_and_not_followed(folder, tmp_path):
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "s.md").write_text("secret")
    (folder / "out.md").symlink_to(tmp_path / "secret" / "s.md")
    (folder / "nowhere.md").symlink_to(folder / "gone.md")
    (folder / "inside.md").symlink_to(folder / "a.md")
    (folder / "elsewhere").symlink_to(tmp_path / "secret")
    os.mkfifo(folder / "pipe.md")

    found = find_files([folder], ())

    assert dict(found.skipped) == {
        "guides/out.md": "a link that leads out of the folder is not followed",
        "guides/nowhere.md": "a link that leads out of the folder is not followed"
        if not (folder / "gone.md").resolve().is_relative_to(folder.resolve())
        else "a link that leads nowhere",
        "guides/elsewhere": "a link to another folder is not followed",
        "guides/pipe.md": "not an ordinary file",
    }
    assert "secret" not in " ".join(file.location for file in found.files)


def test_a_link_within_the_folder_is_known_by_the_file_s_own_name(folder):
    (folder / "0-alias.md").symlink_to(folder / "a.md")

    found = find_files([folder], ())

    assert [file.id for file in found.files] == ["guides/a.md", "guides/b.md", "guides/deep/deeper/c.md"]
    assert found.skipped == ()


def test_names_with_control_characters_can_be_shown(folder):
    (folder / "evil\x1b[31m\n.md").write_text("text")
    (folder / os.fsdecode(b"caf\xe9.md")).write_text("text")

    names = [file.id for file in find_files([folder], ()).files]

    assert all(name.isprintable() for name in names)
    assert "guides/evil\ufffd[31m\ufffd.md" in names


def test_printable_leaves_other_scripts_alone():
    assert printable("給料 – λόγος é.md") == "給料 – λόγος é.md"


def test_a_link_to_itself_is_named_and_the_rest_are_found(folder):
    (folder / "loop.md").symlink_to("loop.md")
    found = find_files([folder], ())
    assert [(skipped.path, skipped.reason) for skipped in found.skipped] == [
        ("guides/loop.md", "a link that leads nowhere")
    ]
    assert len(found.files) == 3


def test_a_folder_that_cannot_be_opened_is_named(folder, monkeypatch):
    real = os.scandir

    def scandir(path):
        if str(path).endswith("deep"):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    found = find_files([folder], ())
    assert [(skipped.path, skipped.reason) for skipped in found.skipped] == [
        ("guides/deep", "cannot be opened: Permission denied")
    ]
    assert [file.id for file in found.files] == ["guides/a.md", "guides/b.md"]


def test_a_name_that_is_no_text_is_stored_and_found_again(tmp_path):
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.md"))
    location_of(path).encode("utf-8")
    assert path_at(location_of(path)) == path.resolve()
