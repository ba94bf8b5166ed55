"""A real browser opens the page: nothing runs, nothing is fetched, the marks are there."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from report_pages import Element, page
from report_samples import hostile_run, run

from linter.reports import Options, html
from linter.results import Run

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")


@pytest.fixture(scope="module")
def browser() -> str:
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found:
        return found
    if os.environ.get("CI") == "true":
        pytest.fail("no browser is installed: .ci/run must install chromium")
    pytest.skip("no Chromium on this machine: apt-get install chromium")


def opened(browser: str, shown: Run, folder: Path) -> Element:
    """The page as the browser holds it after loading."""
    path = folder / "report.html"
    out = io.StringIO()
    html.render(shown, out, Options())
    path.write_text(out.getvalue(), encoding="utf-8")
    profile = f"--user-data-dir={folder / 'profile'}"
    flags = ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", profile)
    command = [browser, *flags, "--dump-dom", path.as_uri()]
    done = subprocess.run(command, capture_output=True, timeout=120, check=True)
    return page(done.stdout.decode())


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


def test_the_browser_shows_the_article_with_its_marks(browser: str, tmp_path: Path) -> None:
    shown = opened(browser, run(), tmp_path)
    assert len(shown.all("mark")) == 10
    assert [a.text for a in shown.all("a", class_="label")] == list("213456789")
    assert len(shown.all("li", class_="card")) == 9
    assert shown.all("h1")[0].text == "Findings"


def test_hostile_text_runs_nothing_and_fetches_nothing(browser: str, tmp_path: Path) -> None:
    with listener() as (host, asked):
        shown = opened(browser, hostile_run(host), tmp_path)
    assert asked == []
    assert not [e for e in shown.all() if e.name in {"img", "iframe", "i"}]
    assert len(shown.all("script")) == 2
    assert [m.text for m in shown.all("mark")] == [f"<script>fetch('http://{host}/x')</script>"]
    assert "onerror=alert(1)" in shown.all("main")[0].text


def test_the_policy_stops_what_escaping_might_miss(browser: str, tmp_path: Path) -> None:
    """A script and an image put into the page by force neither run nor load."""
    with listener() as (host, asked):
        out = io.StringIO()
        html.render(run(), out, Options())
        bait = (
            f"<script>document.title='ran';fetch('http://{host}/s')</script>"
            f"<img src='http://{host}/i' onerror=\"document.title='ran'\">"
            f"<link rel=stylesheet href='http://{host}/c'>"
        )
        path = tmp_path / "forced.html"
        path.write_text(out.getvalue().replace("</main>", f"{bait}</main>"), encoding="utf-8")
        flags = ("--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'p'}")
        command = [browser, *flags, "--dump-dom", path.as_uri()]
        done = subprocess.run(command, capture_output=True, timeout=120, check=True)
    assert asked == []
    assert b"<title>Findings: content/tea.md</title>" in done.stdout
