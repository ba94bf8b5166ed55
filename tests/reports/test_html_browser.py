"""A real browser opens the page: it reads, filters, moves and decides; nothing else runs."""

from __future__ import annotations

import io
import json
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace as changed
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from report_pages import page as parsed
from report_samples import (
    TEA,
    busy_run,
    fixed_run,
    hostile_run,
    run,
    scripts_document,
    tea_findings,
)

from linter.baseline import entry_for
from linter.reports import Options, html
from linter.reports.parts.earlier import load_earlier
from linter.results import FileResult, Run

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

if os.environ.get("CI") == "true":  # what is missing is a failure there
    from playwright import sync_api
else:
    sync_api = pytest.importorskip("playwright.sync_api", reason="pip install playwright")

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 400, "height": 850}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None and os.environ.get("CI") == "true":
        pytest.fail("no browser is installed: .ci/run must install chromium")
    if found is None:
        pytest.skip("no Chromium on this machine: apt-get install chromium")
    with sync_api.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield opened
        opened.close()


@contextmanager
def listener() -> Iterator[tuple[str, list[str]]]:
    """A server on this machine, and the paths it was asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def written(shown: Run, folder: Path, options: Options | None = None) -> Path:
    out = io.StringIO()
    html.render(shown, out, options or Options())
    path = folder / "report.html"
    path.write_text(out.getvalue(), encoding="utf-8")
    return path


@contextmanager
def opened(browser: Browser, path: Path, **context: Any) -> Iterator[Page]:
    """The page in a browser that remembers nothing; no error of its script goes unnoticed."""
    with browser.new_context(**{"viewport": WIDE} | context) as made:
        shown = made.new_page()
        wrong: list[str] = []
        shown.on("pageerror", lambda error: wrong.append(str(error)))
        asked: list[str] = []
        shown.on("request", lambda request: asked.append(request.url))
        shown.goto(path.as_uri())
        yield shown
        assert wrong == []
        assert {url for url in asked if not url.startswith("blob:")} == {path.as_uri()}


def shown_entries(shown: Page) -> list[str]:
    return [str(e.get_attribute("id")) for e in shown.locator(".entry:visible").all()]


def saved(shown: Page) -> dict[str, Any]:
    """What the reviewer hands on."""
    shown.keyboard.press("s")
    with shown.expect_download() as download:
        shown.get_by_role("button", name="Save as a file").click()
    assert download.value.suggested_filename == "medlint-decisions.json"
    content: dict[str, Any] = json.loads(Path(download.value.path()).read_bytes())
    return content


def said(shown: Page, number: int) -> str:
    return shown.locator(f"#finding-{number} .said").text_content() or ""


def test_without_script_the_page_reads(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, written(busy_run(), tmp_path), java_script_enabled=False) as shown:
        assert shown.locator("mark:visible").count() == 10
        assert shown.locator(".entry:visible").count() == 9
        assert not shown.locator("#bar").is_visible()
        assert shown.get_by_role("link", name="content/tea.md").is_visible()


def test_keys_lead_through_the_findings(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, written(run(), tmp_path)) as shown:
        focus = "document.activeElement.id"
        seen = []
        for key in ("j", "j", "j", "k"):
            shown.keyboard.press(key)
            seen.append(shown.evaluate(focus))
        assert seen == ["finding-1", "finding-2", "finding-3", "finding-2"]
        assert shown.locator("mark.current").all_text_contents() == ["best remedy"]
        shown.keyboard.press("a")
        shown.keyboard.press("k")
        shown.keyboard.press("n")
        assert shown.evaluate(focus) == "finding-3"
        shown.keyboard.press("w")
        assert shown.locator("#finding-3 details").get_attribute("open") is not None
        shown.keyboard.press("m")
        assert shown.evaluate(focus) == "mark-3"


def test_a_click_on_marked_words_leads_to_their_card(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, written(run(), tmp_path)) as shown:
        shown.locator("mark", has_text="inflamation").click()
        assert shown.evaluate("document.activeElement.id") == "finding-4"


def test_a_claim_made_again_is_decided_on_the_card_of_the_first(
    browser: Browser, tmp_path: Path
) -> None:
    found = tea_findings()
    first, later = found[0], found[3]
    again = changed(later, rule=first.rule, category="claim", severity=first.severity, fixes=())
    shown_run = run(
        FileResult(TEA.path.as_posix(), TEA.words, (first, changed(again, related=(first.span,))),
                   document=TEA)
    )  # fmt: skip
    with opened(browser, written(shown_run, tmp_path)) as shown:
        assert shown.locator("li.card").count() == 1
        shown.locator("mark", has_text="inflamation").click()
        assert shown.evaluate("document.activeElement.id") == "finding-2"
        assert shown.locator("li.card #finding-2").is_visible()
        for key in ("w", "a", "m"):
            shown.keyboard.press(key)
        assert shown.evaluate("document.activeElement.id") == "mark-2"
        assert shown.locator("#progress").text_content() == "1 of 2 decided"


def test_decisions_are_made_kept_and_handed_on(browser: Browser, tmp_path: Path) -> None:
    path = written(run(), tmp_path)
    with opened(browser, path) as shown:
        for key in ("j", "a", "j", "r"):
            shown.keyboard.press(key)
        shown.keyboard.type("Quoted, “as is” <b>.")
        shown.keyboard.press("Escape")
        for key in ("j", "c"):
            shown.keyboard.press(key)
        shown.keyboard.type("ask Jane")
        assert shown.locator("#progress").text_content() == "2 of 9 decided"
        shown.reload()
        assert shown.locator("#progress").text_content() == "2 of 9 decided"
        shown.keyboard.press("s")
        assert (
            shown.locator("#tally").text_content() == "1 accepted, 1 rejected, 7 open, 2 comments."
        )
        shown.get_by_label("Your name").fill("Dr. N. O'Hara")
        shown.keyboard.press("Escape")
        content = saved(shown)
        today = shown.evaluate("new Date().toLocaleDateString('sv')")
    assert (content["format"], content["version"]) == ("medlint-decisions/1", "0.1.0")
    expected = []
    for found, decision, reason in zip(
        tea_findings(),
        ("accept", "reject", ""),
        ("", "Quoted, “as is” <b>.", "ask Jane"),
        strict=False,
    ):
        rule, text, sentence = entry_for("", found).words
        place = {"file": "content/tea.md", "rule": rule, "line": found.line, "column": found.column}
        words = {"text": text, "sentence": sentence, "key": found.fingerprint}
        made = {"decision": decision, "reason": reason, "name": "Dr. N. O'Hara", "date": today}
        expected.append({**place, **words, **made})
    assert content["decisions"] == expected


def test_a_second_click_takes_a_decision_back(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, written(run(), tmp_path)) as shown:
        accept = shown.locator("#finding-1").get_by_role("button", name="Accept")
        accept.click()
        assert accept.get_attribute("aria-pressed") == "true"
        accept.click()
        assert accept.get_attribute("aria-pressed") == "false"
        assert saved(shown)["decisions"] == []


def test_decisions_come_back_without_a_loss(browser: Browser, tmp_path: Path) -> None:
    path = written(run(), tmp_path)
    with opened(browser, path) as shown:
        for number in range(1, 10):
            shown.keyboard.press("j")
            shown.keyboard.press("a" if number % 2 else "r")
            if not number % 2:
                shown.keyboard.type(f"Reason {number}")
                shown.keyboard.press("Escape")
        content = saved(shown)
    file = tmp_path / "decisions.json"
    lost = {"file": "other.md", "rule": "a/b", "text": "x", "sentence": "x", "decision": "accept"}
    file.write_text(json.dumps({**content, "decisions": [*content["decisions"], lost, None]}))
    with opened(browser, path) as shown:
        with shown.expect_file_chooser() as chooser:
            shown.keyboard.press("s")
            shown.get_by_role("button", name="Load a file").click()
        chooser.value.set_files(file)
        status = shown.get_by_role("status")
        sync_api.expect(status).to_have_text("9 decisions loaded; 2 no longer apply here.")
        assert saved(shown)["decisions"] == content["decisions"]


@pytest.mark.parametrize("content", ["", "[]", "null", '{"format": "x"}', '{"decisions": {}}'])
def test_what_holds_no_decisions_is_refused(content: str, browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "odd.json"
    file.write_text(content)
    with opened(browser, written(run(), tmp_path)) as shown:
        with shown.expect_file_chooser() as chooser:
            shown.keyboard.press("s")
            shown.get_by_role("button", name="Load a file").click()
        chooser.value.set_files(file)
        status = shown.get_by_role("status")
        sync_api.expect(status).to_contain_text("“odd.json” is no file of decisions")


def test_filters_by_severity_category_rule_and_decision(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, written(run(), tmp_path)) as shown:
        shown.get_by_label("Should fix 5").uncheck()
        assert shown_entries(shown) == [f"finding-{n}" for n in (2, 3, 4, 8)]
        assert shown.locator("mark.warning.off").count() == 6
        assert shown.get_by_role("status").text_content() == "4 findings of 9 shown."
        shown.get_by_label("Category", exact=True).select_option("claim")
        assert shown_entries(shown) == ["finding-2", "finding-3"]
        shown.get_by_label("Rule", exact=True).select_option("claims/safe-for-all")
        assert shown_entries(shown) == ["finding-3"]
        assert shown.locator(".card:visible").count() == 1
        shown.get_by_label("Category", exact=True).select_option("*")
        shown.get_by_label("Rule", exact=True).select_option("*")
        shown.locator("#finding-4").get_by_role("button", name="Accept").click()
        shown.get_by_label("Decision", exact=True).select_option("undecided")
        assert shown_entries(shown) == ["finding-2", "finding-3", "finding-8"]
        shown.get_by_label("Decision", exact=True).select_option("accept")
        assert shown_entries(shown) == ["finding-4"]


def test_new_findings_can_be_shown_alone(browser: Browser, tmp_path: Path) -> None:
    tea = run().results[0]
    before = run(changed(tea, findings=tea.findings[1:]))
    options = Options(earlier=load_earlier(written(before, tmp_path)))
    with opened(browser, written(run(), tmp_path, options)) as shown:
        shown.get_by_label("Decision", exact=True).select_option("new")
        assert shown_entries(shown) == ["finding-1"]


def test_the_keys_that_are_told_are_those_that_work(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, written(run(), tmp_path)) as shown:
        shown.keyboard.press("?")
        told = shown.locator("#keys:visible kbd").all_text_contents()
        shown.get_by_role("button", name="Close").click()
        assert not shown.locator("#keys").is_visible()
    script = (Path(html.__file__).parent / "report.js").read_text(encoding="utf-8")
    tables = script.partition("const ON_PAGE")[2].partition("function pressed")[0]
    works = [line.strip().split(":")[0].strip('"') for line in tables.splitlines() if ":" in line]
    assert sorted(told) == sorted([*works, "Esc"])


RUNS: dict[str, Callable[[], Run]] = {
    "tea": run,
    "busy": busy_run,
    "fixed": fixed_run,
    "hostile": hostile_run,
    "table": lambda: run(FileResult("a.md", 1, document=scripts_document())),
}


LOOKS = {"wide and light": (WIDE, "light"), "narrow and dark": (NARROW, "dark")}


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("name", RUNS)
def test_axe_finds_nothing(name: str, look: str, browser: Browser, tmp_path: Path) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    path = written(RUNS[name](), tmp_path)
    size, scheme = LOOKS[look]
    with opened(browser, path, viewport=size, color_scheme=scheme) as shown:
        wrong = [axe.run(shown).generate_report()]
        for key in ("j", "a", "j", "r", "Escape", "w", "?"):
            shown.keyboard.press(key)
            wrong += [axe.run(shown).generate_report()] if key in {"w", "?"} else []
        shown.keyboard.press("Escape")
        shown.keyboard.press("s")
        wrong.append(axe.run(shown).generate_report())
    assert [each for each in wrong if not each.startswith("Found 0")] == []


@pytest.mark.parametrize("name", RUNS)
def test_a_narrow_screen_need_not_be_moved_sideways(
    name: str, browser: Browser, tmp_path: Path
) -> None:
    with opened(browser, written(RUNS[name](), tmp_path), viewport=NARROW) as shown:
        assert shown.evaluate("document.documentElement.scrollWidth") <= 400


def test_on_paper_are_the_article_the_cards_and_the_decisions(
    browser: Browser, tmp_path: Path
) -> None:
    with opened(browser, written(run(), tmp_path)) as shown:
        shown.keyboard.press("j")
        shown.keyboard.press("r")
        shown.keyboard.type("As the leaflet says.")
        shown.emulate_media(media="print")
        assert not shown.locator("#bar").is_visible()
        assert not shown.locator(".buttons:visible").count()
        assert shown.locator("#finding-1 .said").is_visible()
        assert said(shown, 1).endswith(": As the leaflet says.")
        last = shown.locator(".article").last.bounding_box()
        first = shown.locator(".entry").first.bounding_box()
        assert last is not None
        assert first is not None
        assert last["y"] < first["y"]  # the cards follow the whole article
        assert shown.pdf().startswith(b"%PDF")


def test_hostile_text_runs_nothing_and_fetches_nothing(browser: Browser, tmp_path: Path) -> None:
    with listener() as (host, asked):
        hostile = hostile_run(host)
        with opened(browser, written(hostile, tmp_path)) as shown:
            shown.keyboard.press("j")
            shown.keyboard.press("a")
            content = saved(shown)
            tree = parsed(shown.content())
    assert asked == []
    assert not [e for e in tree.all() if e.name in {"img", "iframe", "i"}]
    assert len(tree.all("script")) == 2
    assert [m.text for m in tree.all("mark")] == [f"<script>fetch('http://{host}/x')</script>"]
    assert "onerror=alert(1)" in tree.all("main")[0].text
    (decision,) = content["decisions"]
    assert decision["file"] == hostile.results[0].path
    assert decision["text"] == f"<script>fetch('http://{host}/x')</script>"


def test_the_policy_stops_what_escaping_might_miss(browser: Browser, tmp_path: Path) -> None:
    """A script and an image put into the page by force neither run nor load."""
    with listener() as (host, asked):
        bait = (
            f"<script>document.title='ran';fetch('http://{host}/s')</script>"
            f"<img src='http://{host}/i' onerror=\"document.title='ran'\">"
            f"<link rel=stylesheet href='http://{host}/c'><style>h1 {{ display: none }}</style>"
            "<h2 id=styled style='display: none'>shown</h2>"
        )
        path = written(run(), tmp_path)
        path.write_text(path.read_text(encoding="utf-8").replace("</main>", f"{bait}</main>"))
        with browser.new_context() as context:
            shown = context.new_page()
            shown.goto(path.as_uri())
            shown.evaluate("document.body.offsetHeight")
            assert shown.title() == "Findings: content/tea.md"
            assert shown.get_by_role("heading", level=1).is_visible()
            assert shown.locator("#styled").is_visible()
            with pytest.raises(sync_api.Error, match="TrustedHTML"):
                shown.evaluate("document.body.innerHTML = '<b>x</b>'")
    assert asked == []


def test_a_long_report_is_ready_at_once(browser: Browser, tmp_path: Path) -> None:
    """Controls are made where they come into sight, not for thousands of cards in advance."""
    tea = run().results[0]
    many = run(*(changed(tea, path=f"content/{n}.md") for n in range(60)))
    with opened(browser, written(many, tmp_path)) as shown:
        assert shown.locator(".entry").count() == 540
        assert shown.locator(".decide").count() < 100
        last = shown.locator("#finding-540")
        last.scroll_into_view_if_needed()
        last.get_by_role("button", name="Accept").click()
        assert shown.locator("#progress").text_content() == "1 of 540 decided"
