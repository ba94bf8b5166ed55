"""What the files come to as a whole: a row for each, plots, and the change against before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from linter.findings import Severity
from linter.reports.html.plots import Row, bars, histogram, sparkline
from linter.reports.parts.cards import Card, FileCards, found
from linter.reports.parts.earlier import Change
from linter.reports.parts.grades import grade_of
from linter.reports.parts.markup import NOTHING, Html, escape, joined, tag
from linter.reports.parts.wording import CATEGORY_NAMES, SEVERITY_NAMES, counted

_HEADS = {"File": "", "Words": "figure words"}


def changed(change: Change) -> Html:
    """What became of the findings of the earlier report, in a sentence."""
    told = (
        f"Since {change.name}: {change.repaired:,} no longer found, {len(change.new):,} new, "
        f"{change.kept:,} still open."
    )
    return tag("p", escape(told), class_="changed")


def plots(files: Sequence[FileCards], cards: Sequence[Card]) -> Html:
    """The findings by category and, where it was measured, how hard the texts are to read."""
    by_category: dict[str, Counter[Severity]] = {}
    for card in cards:
        by_category.setdefault(card.finding.category, Counter())[card.finding.severity] += 1
    rows = [Row(category_name(name), counts) for name, counts in by_category.items()]
    drawn = [bars("Findings by category", sorted(rows, key=lambda row: (-row.total, row.name)))]
    grades = [grade for file in files if (grade := grade_of(file.result)) is not None]
    if len(grades) > 1:
        drawn.append(histogram("Reading grade (Flesch–Kincaid)", grades, "grade", "file"))
    return tag("div", *drawn, class_="plots")


def category_name(name: str) -> str:
    """A category in people's words."""
    return CATEGORY_NAMES.get(name, name.capitalize())


def overview(files: Sequence[FileCards], change: Change | None) -> Html:
    """A table with a row per file; nothing for one file alone."""
    if len(files) < 2:
        return NOTHING
    graded = any(grade_of(file.result) is not None for file in files)
    most = max(len(file.cards) for file in files)
    names = ["File", "Words", *SEVERITY_NAMES.values(), ""]
    names += (["Grade"] if graded else []) + (["Change"] if change else [])
    head = tag("tr", joined((_head(name) for name in names), ""))
    rows = joined(_row(number, file, most, graded, change) for number, file in enumerate(files, 1))
    table = tag(
        "table", tag("thead", head), tag("tbody", rows), tag("tfoot", _sum(files, change, graded))
    )
    heading = tag("h2", escape("Files"), id="files")
    scrolled = tag("div", table, class_="table", tabindex="0")
    return tag("section", heading, scrolled, class_="overview", aria_labelledby="files")


def _head(name: str) -> Html:
    if not name:
        return tag("td", class_="spark")
    return tag("th", escape(name), scope="col", class_=_HEADS.get(name, "figure"))


def _row(number: int, file: FileCards, most: int, graded: bool, change: Change | None) -> Html:
    result = file.result
    counts = Counter(card.finding.severity for card in file.cards)
    link = tag("a", escape(result.path), href=f"#file-{number}")
    cells = [tag("th", link, scope="row"), _figure(f"{result.words:,}", "words")]
    if result.problems and not result.words:
        cells.append(tag("td", escape(found(file)), colspan="4", class_="none"))
    else:
        cells += [_count(severity, counts[severity]) for severity in Severity]
        cells.append(tag("td", sparkline(counts, most), class_="spark"))
    if graded:
        grade = grade_of(result)
        cells.append(_figure("" if grade is None else f"{grade:.0f}"))
    if change:
        cells.append(_figure(_change(change, result.path)))
    return tag("tr", *cells)


def _sum(files: Sequence[FileCards], change: Change | None, graded: bool) -> Html:
    counts = Counter(card.finding.severity for file in files for card in file.cards)
    words = sum(file.result.words for file in files)
    cells = [
        tag("th", escape(counted(len(files), "file")), scope="row"),
        _figure(f"{words:,}", "words"),
    ]
    cells += [_count(severity, counts[severity]) for severity in Severity]
    cells.append(tag("td", class_="spark"))
    cells += [tag("td")] * graded
    if change:
        cells.append(_figure(_moved(len(change.new), change.repaired)))
    return tag("tr", *cells)


def _figure(text: str, kind: str = "") -> Html:
    return tag("td", escape(text), class_=f"figure {kind}".strip())


def _count(severity: Severity, number: int) -> Html:
    return tag("td", escape(f"{number:,}"), class_=f"figure {severity if number else 'none'}")


def _change(change: Change, path: str) -> str:
    if path not in change.known:
        return "new file"
    return _moved(change.new_in(path), change.repaired_in(path))


def _moved(new: int, repaired: int) -> str:
    """`+3 −2`: three more, two fewer."""
    told = [f"+{new:,}"] * bool(new) + [f"−{repaired:,}"] * bool(repaired)
    return " ".join(told) or "±0"
