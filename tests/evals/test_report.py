import re
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from evals.gates import Baseline, hold_all, load_gates
from evals.pipeline import flips_between
from evals.report import write_report
from evals.report.context import Material
from evals.report.diff import word_diff
from evals.selftest import self_tests
from tests.evals.conftest import scored_truths

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def _spoilt(item):
    text = item.answer.text.replace("$34,750", "$36,750") + (
        " <script>alert(1)</script>" * (item.case.id == "truth/star")
    )
    return item.with_answer(text=text)


@pytest.fixture(scope="module")
def report(tmp_path_factory) -> tuple[Path, Path]:
    before, scored = scored_truths("offline"), scored_truths("offline", _spoilt)
    held = {"offline": hold_all(scored, "offline", load_gates(), Baseline())}
    flips = tuple(flips_between(before, scored, "offline", "before"))
    manifest = {"when": "now", "command": "python -m evals run", "seed": 1}
    material = Material(scored, held, self_tests(), flips, manifest)
    return write_report(tmp_path_factory.mktemp("report"), material)


def test_it_has_no_external_address(report):
    html = report[0].read_text(encoding="utf-8")
    addresses = re.findall(r"""(?:src|href|action|data)=["']?([^"'> ]+)|url\(([^)]+)\)|@import""", html)
    assert all(found[0].startswith("#") for found in addresses if found[0]), addresses
    assert "<link" not in html
    assert len(html) < 3_000_000


def test_what_a_target_says_is_never_markup(report):
    html = report[0].read_text(encoding="utf-8")
    assert "<script>alert(1)</script>" not in html
    assert "&lt;script&gt;alert(1)" in html


def test_it_follows_the_order_of_the_definitions(report):
    html = report[0].read_text(encoding="utf-8")
    names = [
        "gates",
        "measures",
        "flips",
        "categories",
        "chapter-1",
        "chapter-5",
        "stages",
        "worst",
        "trust",
        "limits",
        "manifest",
    ]
    places = [html.index(f'<section id="{name}"') for name in names]
    assert places == sorted(places)
    for skill in (
        "AI prompting",
        "Critical evaluation",
        "Quality",
        "Privacy and security",
        "Empathy and clarity",
    ):
        assert skill in html


def test_the_markdown_says_the_same(report):
    html, markdown = (path.read_text(encoding="utf-8") for path in report)
    verdict = markdown.splitlines()[0].removeprefix("# ")
    assert verdict.startswith("offline fails")
    assert verdict in html
    for part in (
        "## Gates",
        "## Flipped answers",
        "## Failures by stage",
        "## How far to trust this",
        "## Limits",
    ):
        assert part in markdown
    assert "grounding" in markdown


def test_flipped_answers_come_with_a_word_diff(report):
    html = report[0].read_text(encoding="utf-8")
    assert "<del>$34,750</del><ins>$36,750</ins>" in html


def test_private_data_is_blacked_out(report):
    assert "4111 1111" not in report[0].read_text(encoding="utf-8") + report[1].read_text(encoding="utf-8")


def test_a_word_diff_gives_both_texts_back():
    runs = word_diff("a b c d", "a x c d e")
    assert "".join(r.text for r in runs if r.kind != "new") == "a b c d"
    assert "".join(r.text for r in runs if r.kind != "gone") == "a x c d e"


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts-on", "scripts-off"])
def test_it_opens_in_a_browser(report, scripts):
    # a thread of its own: the page's tests may hold a Playwright of this thread open
    with ThreadPoolExecutor(1) as pool:
        pool.submit(_opens, report, scripts).result()


def _opens(report, scripts):
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        page = browser.new_context(
            java_script_enabled=scripts, viewport={"width": 1000, "height": 800}
        ).new_page()
        wanted, errors = [], []
        page.on("request", lambda request: wanted.append(request.url))
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(report[0].as_uri())
        assert page.locator("h1").inner_text().startswith("offline fails")
        assert page.locator("#cases details.case").first.is_visible()
        assert page.locator("figure svg").first.is_visible()
        assert page.locator("#filters").is_visible() == scripts
        if scripts:
            _search(page)
        assert [url for url in wanted if not url.startswith("file:")] == []
        assert errors == []
        browser.close()


def _search(page):
    page.fill("#search", "bavaria")
    shown = page.locator("#cases details.case:visible")
    assert shown.count() == 1
    page.fill("#search", "")
    page.select_option("#passed", "no")
    failing = page.locator("#cases details.case:visible")
    assert 0 < failing.count() < page.locator("#cases details.case").count()
    assert page.locator("#count").inner_text().startswith(str(failing.count()))


def test_two_targets_of_a_run_stand_side_by_side(tmp_path):
    from evals.answers import Record
    from evals.pipeline import Options, finish
    from evals.selftest import load_truths

    items = load_truths()
    records = [
        Record(key=f"{variant}{item.id}", case=item.case.id, variant=variant, answers=(answer,))
        for variant in ("usual", "brief")
        for item in items
        for answer in [
            item.answer
            if variant == "usual"
            else item.answer.model_copy(update={"text": item.answer.text.split(". ")[0] + "."})
        ]
    ]
    folder = tmp_path / "runs" / "two"
    folder.mkdir(parents=True)
    outcome = finish(folder, [item.case for item in items], records, Options(), {"when": "now"})
    told = outcome.html.read_text(encoding="utf-8")
    assert "Side by side" in told
    assert "<th>usual</th><th>brief</th>" in told
    assert "| correctness | 1.00 |" in (folder / "report.md").read_text(encoding="utf-8")
