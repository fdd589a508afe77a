import json

import pytest

from bot.errors import IndexMismatchError, IndexMissingError, WaypointError
from bot.indexing import Progress, forget, known_sources, sync
from bot.settings import Settings
from bot.store import Store
from tests.word_encoder import WordEncoder


def ids(report):
    return report.added, report.changed, report.unchanged, report.removed


def test_everything_under_a_folder_gets_in(settings, guides, words):
    report = sync([guides], settings, encoder=words)
    index = Store(settings).current()

    assert ids(report) == (("guides/archive.md", "guides/library.md", "guides/pay.csv"), (), (), ())
    assert report.documents == 3
    assert report.skipped == ()
    assert {document.id for document in index.documents} == set(report.added)
    assert len(index.chunks) == report.chunks == 3
    assert [record.role for record in index.pay if record.document_id == "guides/pay.csv"] == [
        "Librarian",
        "Archivist",
    ]
    (librarian,) = {d for d in index.documents if d.id == "guides/library.md"}
    assert (librarian.publisher, librarian.year, librarian.country) == ("City of Example", 2025, "GB")


def test_an_unchanged_file_is_not_read_or_embedded_again(settings, guides, words):
    sync([guides], settings, encoder=words)
    first = Store(settings).current().generation
    words.seen.clear()

    report = sync([guides], settings, encoder=words)

    assert len(report.unchanged) == 3
    assert words.seen == []
    assert Store(settings).current().generation == first


def test_only_new_texts_of_a_changed_file_are_embedded(settings, guides, words):
    sync([guides], settings, encoder=words)
    words.seen.clear()
    text = (guides / "library.md").read_text().replace("order books", "order books and maps")
    (guides / "library.md").write_text(text)

    report = sync([guides], settings, encoder=words)

    assert ids(report)[1:] == (("guides/library.md",), ("guides/archive.md", "guides/pay.csv"), ())
    assert report.embedded == 1
    assert words.seen == ["Library work\nDay\nThey help readers and order books and maps."]


def test_a_renamed_file_is_embedded_from_memory(settings, guides, words):
    sync([guides], settings, encoder=words)
    words.seen.clear()
    (guides / "library.md").rename(guides / "libraries.md")

    report = sync([guides], settings, encoder=words)

    assert (report.added, report.removed) == (("guides/libraries.md",), ("guides/library.md",))
    assert words.seen == []


def test_a_removed_file_is_forgotten_unless_told_otherwise(settings, guides, words):
    sync([guides], settings, encoder=words)
    (guides / "archive.md").unlink()

    assert sync([guides], settings, encoder=words, prune=False).removed == ()
    report = sync([guides], settings, encoder=words)

    assert report.removed == ("guides/archive.md",)
    assert not any(c.document_id == "guides/archive.md" for c in Store(settings).current().chunks.values())


def test_what_was_not_named_is_never_touched(settings, guides, words, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    (other / "guide.md").write_text("Other work.\n")
    sync([guides], settings, encoder=words)
    (guides / "archive.md").unlink()

    report = sync([other], settings, encoder=words)

    assert (report.added, report.removed, report.documents) == (("other/guide.md",), (), 4)


def test_a_folder_can_end_up_empty(settings, guides, words):
    sync([guides], settings, encoder=words)
    for path in guides.iterdir():
        path.unlink()

    report = sync([guides], settings, encoder=words)
    index = Store(settings).current()

    assert len(report.removed) == 3
    assert (index.documents, dict(index.chunks)) == ((), {})
    assert index.nearest([1.0] * 64, 5) == []
    assert index.keyword("pay", 5) == []


def test_unreadable_files_are_skipped_and_the_rest_get_in(settings, guides, words):
    (guides / "empty.md").write_text("")
    (guides / "program.exe").write_bytes(b"MZ")

    report = sync([guides, guides / "gone"], settings, encoder=words)

    assert len(report.added) == 3
    assert [path for path, _ in report.skipped] == [
        str(guides / "gone"),
        "guides/empty.md",
        "guides/program.exe",
    ]
    assert all(reason for _, reason in report.skipped)


def test_a_file_that_can_no_longer_be_read_keeps_what_it_held(settings, guides, words):
    sync([guides], settings, encoder=words)
    (guides / "archive.md").write_text("")

    report = sync([guides], settings, encoder=words)

    ((path, reason),) = report.skipped
    assert path == "guides/archive.md"
    assert "what it held before is kept" in reason
    assert any(c.document_id == path for c in Store(settings).current().chunks.values())


def test_nothing_usable_leaves_no_index(settings, tmp_path, words):
    report = sync([tmp_path / "nowhere"], settings, encoder=words)

    assert report.nothing_done
    with pytest.raises(IndexMissingError, match=r"python ingest\.py"):
        Store(settings).current()


def test_a_dry_run_says_which_files_cannot_be_read(settings, guides, words):
    (guides / "broken.docx").write_bytes(b"no archive")
    (guides / "front.md").write_text("---\ntitle: [bad\n---\n# A guide\n\nSome text.\n", encoding="utf-8")

    report = sync([guides], settings, encoder=words, dry_run=True)

    assert [skipped.path for skipped in report.skipped] == ["guides/broken.docx"]
    assert len(report.added) == 4
    assert "at line 2" in report.warnings[0].reason


def test_a_dry_run_changes_nothing(settings, guides, words):
    report = sync([guides], settings, encoder=words, dry_run=True)

    assert len(report.added) == 3
    assert report.dry_run
    assert words.seen == []
    with pytest.raises(IndexMissingError):
        Store(settings).current()


def test_two_files_of_one_name_are_both_kept_and_keep_their_ids(settings, words, tmp_path):
    for name in ("one", "two"):
        folder = tmp_path / name / "guides"
        folder.mkdir(parents=True)
        (folder / "a.md").write_text(f"Work in {name}.\n")

    sync([tmp_path / "one" / "guides"], settings, encoder=words)
    report = sync([tmp_path / "two" / "guides"], settings, encoder=words)
    again = sync([tmp_path / "two" / "guides" / "a.md"], settings, encoder=words)

    assert (report.added, report.documents) == (("guides/a.md~2",), 2)
    assert again.unchanged == ("guides/a.md~2",)


def test_a_folder_that_moved_is_recognised(settings, guides, words, tmp_path):
    sync([guides], settings, encoder=words)
    words.seen.clear()
    new = tmp_path / "elsewhere" / "guides"
    new.parent.mkdir()
    guides.rename(new)

    report = sync([new], settings, encoder=words)

    assert len(report.unchanged) == 3
    assert words.seen == []
    assert all(str(new) in source.location for source in known_sources(settings))


def test_another_encoder_is_told_and_the_next_ingest_rebuilds(settings, guides, words):
    sync([guides], settings, encoder=words)
    _edit_stamp(settings, encoder="another-encoder")

    with pytest.raises(
        IndexMismatchError, match=r"another-encoder.*python ingest\.py --rebuild --data-dir .+"
    ):
        Store(settings).current()
    report = sync([guides], settings, encoder=words)

    assert report.rebuilt
    assert "another-encoder" in report.rebuilt
    assert len(report.changed) == 3
    assert Store(settings).current().stamp.encoder == "all-MiniLM-L6-v2"


def test_an_index_of_a_newer_version_is_not_overwritten_unasked(settings, guides, words):
    sync([guides], settings, encoder=words)
    _edit_stamp(settings, schema_version=999)

    with pytest.raises(IndexMismatchError, match="newer Waypoint"):
        Store(settings).current()
    with pytest.raises(IndexMismatchError, match="--rebuild"):
        sync([guides], settings, encoder=words)
    assert sync([guides], settings, encoder=words, rebuild=True).rebuilt == "asked for"


def test_a_rebuild_reads_everything_the_index_knows(settings, guides, words, tmp_path):
    (tmp_path / "other.md").write_text("Other work.\n")
    sync([tmp_path / "other.md"], settings, encoder=words)
    sync([guides], settings, encoder=words)
    seen = sorted(words.seen)
    words.seen.clear()

    report = sync([], settings, encoder=words, rebuild=True)

    assert report.documents == 4
    assert sorted(words.seen) == seen
    assert report.embedded == len(seen)


def test_forget_removes_by_id_folder_or_path(settings, guides, words):
    sync([guides], settings, encoder=words)

    assert forget(["guides/pay.csv"], settings).removed == ("guides/pay.csv",)
    assert forget([str(guides / "archive.md")], settings, dry_run=True).removed == ("guides/archive.md",)
    assert forget(["guides"], settings).removed == ("guides/archive.md", "guides/library.md")
    with pytest.raises(WaypointError, match="no document goes by 'guides'"):
        forget(["guides"], settings)


def test_pay_that_prose_repeats_from_a_table_is_shown_once(settings, guides, words):
    index = _index_of(settings, guides, words)

    starting = [record for record in index.pay if record.role.casefold().startswith("librarian")]

    assert all(record.document_id == "guides/pay.csv" for record in starting if record.high == 29000)


def test_progress_is_told_in_order(settings, guides, words):
    steps: list[Progress] = []

    sync([guides], settings, encoder=words, on_progress=steps.append)

    assert list(dict.fromkeys(step.stage for step in steps)) == ["reading", "embedding", "writing"]
    assert all(0 <= step.done <= step.total for step in steps)


def test_a_report_is_plain_data(settings, guides, words):
    report = sync([guides, guides / "gone"], settings, encoder=words)

    assert json.loads(json.dumps(report.to_dict()))["skipped"][0]["reason"]


def test_a_folder_that_cannot_be_written_to_is_named(guides, words, tmp_path):
    (tmp_path / "file").write_text("in the way")
    settings = Settings(data_dir=tmp_path / "file" / "data", knowledge_dir=guides, _env_file=None)

    with pytest.raises(WaypointError, match=r"cannot be written to.*--data-dir"):
        sync([guides], settings, encoder=words)


def _index_of(settings, guides, words: WordEncoder):
    sync([guides], settings, encoder=words)
    return Store(settings).current()


def _edit_stamp(settings, **values):
    folder = settings.data_dir / "index"
    name = json.loads((folder / "current.json").read_text())["current"]
    manifest = folder / name / "manifest.json"
    content = json.loads(manifest.read_text())
    content["stamp"].update(values)
    manifest.write_text(json.dumps(content))


def test_a_sheet_with_the_columns_of_a_pay_table_is_one(settings, tmp_path, words):
    import openpyxl

    book = openpyxl.Workbook()
    for row in [
        ["Role", "Low", "High", "Currency", "Period", "Place", "Year", "Publisher"],
        ["Lamplighter", 24000, 29000.5, "GBP", "year", "United Kingdom", 2025, "City of Example"],
    ]:
        book.active.append(row)
    book.save(tmp_path / "pay.xlsx")

    index = _index_of(settings, tmp_path / "pay.xlsx", words)

    (record,) = index.pay
    assert (record.role, record.low, record.high, record.year) == ("Lamplighter", 24000, 29000.5, 2025)
    assert record.document_id == "pay.xlsx"
    assert index.chunks


def test_many_generations_leave_two_folders_and_one_open_store(settings, guides, words):
    store = Store(settings)
    for number in range(5):
        (guides / "archive.md").write_text(f"Version {number}.\n")
        sync([guides], settings, encoder=words)
        assert any(f"Version {number}." in chunk.text for chunk in store.current().chunks.values())

    assert sum(path.is_dir() for path in (settings.data_dir / "index").iterdir()) == 2


def test_pay_beyond_reach_stays_in_the_text_and_is_told(settings, tmp_path, words, monkeypatch):
    guide = tmp_path / "long.md"
    guide.write_text(
        "# Pay\n\nLamplighters earn £24,000 a year.\n\nCoopers earn £31,000 a year.\n\n"
        "## More pay\n\nFarriers earn £39,000 a year.\n"
    )
    monkeypatch.setattr("bot.pay.reading.walking.MOST_READ", 50)

    report = sync([guide], settings, encoder=words)

    index = Store(settings).current()
    assert [record.role for record in index.pay] == ["lamplighter"]
    assert any("Farriers earn £39,000" in chunk.text for chunk in index.chunks.values())
    assert [warning.reason for warning in report.warnings] == [
        "is so long that pay was read from its first 50 characters only; split it"
    ]
