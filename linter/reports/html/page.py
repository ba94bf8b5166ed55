"""The page as a whole: what the browser is told, the header, the sections, the footer."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from pathlib import Path

from linter.findings import Severity
from linter.reports import Options
from linter.reports.html import controls, fixing, overview
from linter.reports.html.articles import section
from linter.reports.html.embedded import embedded
from linter.reports.parts.cards import Card, FileCards, numbered
from linter.reports.parts.earlier import Change, compared
from linter.reports.parts.markup import NOTHING, Html, escape, joined, tag
from linter.reports.parts.wording import SEVERITY_NAMES, counted, extent, made_by, problem_line
from linter.results import Run


def page(run: Run, options: Options) -> str:
    """The page of a run."""
    files = numbered(run)
    fixed = any(result.applied for result in run.results)
    change = compared(options.earlier, run) if options.earlier else None
    title = "Fixes" if fixed else "Findings"
    style, script = _file("report.css"), _file("report.js")
    body = [
        tag("a", escape("Skip to the text"), class_="skip", href="#text"),
        _header(run, files, title, options, change),
        controls.bar(files, change),
        tag(
            "main",
            _problems(run),
            overview.overview(files, change),
            fixing.fix_report(files) if fixed else NOTHING,
            joined(
                section(number, file, fixed, change, len(files) > 1)
                for number, file in enumerate(files, 1)
            ),
            id="text",
        ),
        tag("footer", tag("p", escape(made_by(run)))),
        *controls.beside(files),
        embedded(run, files),
        tag("script", script),
    ]
    head = _head(run, title, _policy(style, script), style)
    shown = tag("body", joined(part for part in body if part))
    return f'<!doctype html>\n<html lang="en">\n{head}\n{shown}\n</html>\n'


def _file(name: str) -> Html:
    return Html(Path(__file__).with_name(name).read_text(encoding="utf-8"))


def _policy(style: str, script: str) -> str:
    """What the page may do: show this style, run this script, and nothing else.

    Trusted types let no text become markup or code, not even in the page's own script.
    """
    return (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        "base-uri 'none'; form-action 'none'; "
        "require-trusted-types-for 'script'; trusted-types 'none'"
    )


def _hash(content: str) -> str:
    digest = hashlib.sha256(content.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _head(run: Run, title: str, policy: str, style: Html) -> Html:
    paths = [result.path for result in run.results]
    about = paths[0] if len(paths) == 1 else counted(len(paths), "file")
    return tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="generator", content="medlint"),
        tag("meta", http_equiv="Content-Security-Policy", content=policy),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("title", escape(f"{title}: {about}")),
        tag("style", style),
    )


def _header(
    run: Run, files: Sequence[FileCards], title: str, options: Options, change: Change | None
) -> Html:
    cards = [card for file in files for card in file.cards]
    applied = sum(len(result.applied) for result in run.results)
    done = tag("li", tag("b", escape(f"{applied:,}")), escape("Fixed"), class_="tile fixed")
    tiles = [*([done] if applied else []), *(_tile(severity, cards) for severity in Severity)]
    made = f"{extent(run)}, {options.date}" if options.date else extent(run)
    parts = [
        tag("p", escape("medlint"), class_="brand"),
        tag("h1", escape(title)),
        tag("p", escape(made), class_="extent"),
        tag("ul", joined(tiles), class_="tiles"),
        overview.changed(change) if change else NOTHING,
        NOTHING if cards else tag("p", escape(_nothing_found(applied)), class_="nothing"),
        overview.plots(files, cards) if cards else NOTHING,
    ]
    return tag("header", *parts)


def _nothing_found(applied: int) -> str:
    return "Nothing is left to fix." if applied else "Nothing to fix. Every check was quiet."


def _tile(severity: Severity, cards: Sequence[Card]) -> Html:
    number = sum(card.finding.severity is severity for card in cards)
    return tag(
        "li",
        tag("b", escape(f"{number:,}")),
        escape(SEVERITY_NAMES[severity]),
        class_=f"tile {severity}",
    )


def _problems(run: Run) -> Html:
    if not run.all_problems:
        return NOTHING
    items = joined(tag("li", escape(problem_line(problem))) for problem in run.all_problems)
    heading = tag("h2", escape("What could not be checked"), id="problems")
    return tag("section", heading, tag("ul", items), class_="problems", aria_labelledby="problems")
