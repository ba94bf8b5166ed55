"""Runs made by hand, so that reports are tested without anything that finds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace as changed
from pathlib import Path

from linter.documents.builder import Builder
from linter.documents.document import Document
from linter.documents.model import BlockKind, Note, ReadOptions
from linter.findings import Evidence, Finding, Fix, RuleCard, Safety, Severity, State
from linter.results import AppliedFix, FileResult, Problem, Run
from linter.spans import Edit, Span

Part = tuple[BlockKind, str] | tuple[BlockKind, str, int]


def document(parts: Iterable[Part], path: str = "content/tea.md") -> Document:
    """A document of blocks; `**` in them is markup, and blocks are a blank line apart.

    A part's third member is a heading's level, or the group of a list item or a table cell.
    """
    parts = list(parts)
    builder = Builder("\n\n".join(part[1] for part in parts), ReadOptions())
    place = 0
    for part in parts:
        for piece in part[1].split("**"):
            builder.text(place, place + len(piece))
            place += len(piece) + 2
        kind, number = part[0], part[2] if len(part) > 2 else 0
        level = number if kind is BlockKind.HEADING else 0
        builder.end_block(kind, level, 0 if level else number)
    return builder.document(Path(path), "markdown")


def finding(
    source: str,
    words: str,
    rule: str = "claims/made-up",
    severity: Severity = Severity.WARNING,
    message: str = "Say how this is known.",
    *,
    sentence: str = "",
    **more: object,
) -> Finding:
    """A finding on the first occurrence of `words`; its sentence is its line by default."""
    start = source.index(words)
    line_start = source.rfind("\n", 0, start) + 1
    line_end = source.find("\n", start + len(words))
    scope = Span(line_start, len(source) if line_end < 0 else line_end)
    line = source.count("\n", 0, start) + 1
    sentence = sentence or source[scope.start : scope.end].replace("**", "")
    plain = words.replace("**", "")
    at = sentence.find(plain)
    values: dict[str, object] = {
        "rule": rule,
        "category": rule.partition("/")[0].removesuffix("s"),
        "severity": severity,
        "span": Span(start, start + len(words)),
        "message": message,
        "text": words,
        "scope": scope,
        "sentence": sentence,
        "marked": Span(at, at + len(plain)) if at >= 0 else Span(0, 0),
        "line": line,
        "column": start - line_start + 1,
        "end_line": line + words.count("\n"),
        "end_column": start - line_start + 1 + len(words),
        "fingerprint": f"{start:016x}",
    }
    return Finding(**{**values, **more})  # type: ignore[arg-type]


def replace(source: str, words: str, by: str, safety: Safety = Safety.SAFE) -> Fix:
    """A fix that replaces the first occurrence of `words`."""
    start = source.index(words)
    return Fix(f"replace by {by}", (Edit(Span(start, start + len(words)), by),), safety)


def card(rule: str, why: str, **more: str) -> RuleCard:
    return RuleCard(rule, rule.partition("/")[0], Severity.WARNING, "{match}", why, **more)  # type: ignore[arg-type]


TEA = document(
    [
        (BlockKind.FRONT_MATTER, "Does rosehip tea help with sore knees?"),
        (BlockKind.HEADING, "Rosehip tea for sore knees", 1),
        (
            BlockKind.PARAGRAPH,
            (
                "Rosehip tea has been said to be the **best remedy** for sore knees, and it is "
                "safe for everyone. Many readers ask us about it in the autumn, when the hips "
                "ripen along the hedges and the jam is made."
            ),
        ),
        (
            BlockKind.PARAGRAPH,
            (
                "Galactolipids from the hips calm the inflamation around the joint.They also lower "
                "the the need for pain killers by 40%."
            ),
        ),
        (BlockKind.HEADING, "How to drink it", 2),
        (BlockKind.LIST_ITEM, "Pour 250ml of hot water over two spoons of dried hips.", 1),
        (BlockKind.LIST_ITEM, "Let it stand for ten minutes.", 1),
        (BlockKind.LIST_ITEM, "Drink two cups a day  before meals.", 1),
        (BlockKind.PARAGRAPH, "Whoever takes warfarin should ask a doctor first."),
        (BlockKind.QUOTE, "After a week I threw my crutches away."),
        (BlockKind.HEADING, "Sources", 2),
        (BlockKind.REFERENCE, "1. Brandt A, Lund T. Rosehip powder in gonarthrosis. J Hedge Med."),
        (BlockKind.FURNITURE, "Share this page"),
    ]
)


def tea_findings() -> tuple[Finding, ...]:
    """Findings of all kinds in the tea article, in order."""
    source = TEA.source
    hearsay = "has been said to be the **best remedy** for sore knees"
    start = source.index(hearsay)
    return (
        finding(
            source,
            hearsay,
            "claims/hearsay",
            message="“has been said to be the best remedy” reports a benefit on hearsay. "
            "Say who found it, and how.",
            confidence=0.91,
            section=("Rosehip tea for sore knees",),
            evidence=(
                Evidence(
                    "trigger",
                    Span(start, start + 16),
                    "has been said to",
                    "vague-attribution",
                    marked=Span(12, 28),
                ),
                Evidence("looked-for", signal="citation", within="adjacent"),
            ),
        ),
        finding(
            source,
            "best remedy",
            "claims/superlative",
            Severity.INFO,
            "“best” compares with every other remedy. Say with which ones, and in which study.",
            suggestions=("Name the comparison.",),
        ),
        finding(
            source,
            "it is safe for everyone",
            "claims/safe-for-all",
            Severity.ERROR,
            "Nothing is safe for everyone. Say for whom it was tested.",
            fixes=(replace(source, "safe for everyone", "well tolerated", Safety.MANUAL),),
        ),
        finding(
            source,
            "inflamation",
            "spelling/misspelling",
            Severity.ERROR,
            "“inflamation” is misspelt: “inflammation”.",
            category="typo",
            fixes=(replace(source, "inflamation", "inflammation"),),
        ),
        finding(
            source,
            "joint.They",
            "style/space-after-stop",
            Severity.WARNING,
            "A space is missing after the full stop.",
            category="spacing",
            fixes=(replace(source, "joint.They", "joint. They"),),
        ),
        finding(
            source,
            "the the",
            "style/doubled-word",
            Severity.WARNING,
            "“the” stands here twice.",
            category="typo",
            fixes=(replace(source, "the the", "the", Safety.UNSAFE),),
        ),
        finding(
            source,
            "by 40%",
            "citations/statistic",
            message="“40%” needs a source.",
            evidence=(
                Evidence("looked-for", signal="citation", within="paragraph"),
                Evidence("note", note="the nearest citation is 3 sentences away"),
            ),
        ),
        finding(
            source,
            "250ml",
            "style/unit-space",
            Severity.INFO,
            "A space is missing between number and unit.",
            category="spacing",
            fixes=(replace(source, "250ml", "250 ml"),),
        ),
        finding(
            source,
            "  ",
            "style/double-space",
            Severity.WARNING,
            "Two spaces stand here.",
            category="spacing",
            fixes=(replace(source, "  ", " "),),
        ),
        finding(
            source,
            "threw my crutches away",
            "claims/testimonial",
            state=State.SUPPRESSED,
            reason="quoted with consent",
        ),
    )


RULES = {
    "claims/hearsay": card(
        "claims/hearsay",
        "“Has been said to work” tells readers that it works. It does not say who found it.",
        source="A style guide of our own, section 4",
        url="https://example.org/rules/claims/hearsay",
    ),
    "claims/safe-for-all": card("claims/safe-for-all", "Every medicine harms someone."),
    "style/unit-space": card("style/unit-space", "Units stand apart from their number."),
}


def run(*results: FileResult, **more: object) -> Run:
    """A run over the results, or over the tea article."""
    results = results or (FileResult(TEA_PATH, TEA.words, tea_findings(), document=TEA),)
    return Run(results, RULES, "0.1.0", **more)  # type: ignore[arg-type]


TEA_PATH = "content/tea.md"


def busy_run() -> Run:
    """Three files: one with findings, one silent, one that could not be read."""
    return run(
        FileResult(TEA_PATH, TEA.words, tea_findings(), notes=("1 block is not English.",)),
        FileResult("content/quiet.md", 1200),
        FileResult("content/odd.txt", problems=(Problem("content/odd.txt", "It is not text."),)),
        problems=(Problem("", "No Java was found."),),
        configuration=("medlint.yml",),
        passed_over=2,
    )


def fixed_run() -> Run:
    """The tea article after `fix`."""
    done = (
        AppliedFix(
            "spelling/misspelling", 7, "inflamation", "inflammation", "Misspelt.", Safety.SAFE
        ),
        AppliedFix("style/double-space", 15, "  ", " ", "Two spaces stand here.", Safety.SAFE),
        AppliedFix("style/final-stop", 15, "", ".", "A full stop is missing.", Safety.SAFE),
    )
    left = tuple(f for f in tea_findings() if f.rule not in {fix.rule for fix in done})
    return run(FileResult(TEA_PATH, TEA.words, left, document=TEA, applied=done))


def hostile_run(host: str = "evil.example") -> Run:
    """Markup, escape sequences, workflow commands and overrides wherever text can come from."""
    words = f"<script>fetch('http://{host}/x')</script>"
    text = (
        f"A {words} \x1b[31mred\x1b[0m </title></style><img src=http://{host}/y onerror=alert(1)> "
        "| `code` **bold** [a](javascript:alert(1)) \u202eesrever\u202c \x07 "
        "%0A::error::x &lt;b&gt;"
    )
    nasty = document([(BlockKind.PARAGRAPH, text)], "x.md")
    found = finding(
        nasty.source,
        words,
        "claims/<b>bold</b>",
        message=f"“{words}”\n::error::boo "
        "\x1b]0;title\x07 \u202ekcab | <!-- @someone www.evil.example",
        reason="</li><script>",
        suggestions=("<i>x</i>",),
        evidence=(Evidence("looked-for", note="<u>none</u>\x1b[2J"),),
        section=("<h1>",),
    )
    mean = card(
        "claims/<b>bold</b>", "<script>why</script>", source="<s>", url="javascript:alert(1)"
    )
    applied = AppliedFix("<r>", 1, "<before>", "<after>", "<why>", Safety.SAFE)
    path = "a,b:c%\n::error::<img src=y>.md"
    result = FileResult(
        path, nasty.words, (found,), (Problem(path, "<p>"),), ("<note>",), nasty, (applied,)
    )
    return Run((result, FileResult("</a>", 1)), {mean.id: mean}, "<0>", configuration=("<c>",))


def scripts_document() -> Document:
    """A document with raised and lowered letters and a footnote mark."""
    made = document([(BlockKind.PARAGRAPH, "Take H2O and vitamin D3 daily.")])
    notes = (
        Note("subscript", 6, 7),
        Note("superscript", 22, 23),
        Note("footnote-reference", 23, 23, "n"),
    )
    return changed(made, notes=notes)
