"""How reports say things to people: counts, severities, states, and why something stays."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from linter.findings import Evidence, Finding, Fix, Safety, Severity, State
from linter.late import late
from linter.results import FileResult, Problem, Run
from linter.spans import Edit, Span, apply_edits

# In the words of an editor's desk rather than of a compiler.
SEVERITY_NAMES = {
    Severity.ERROR: "Must fix",
    Severity.WARNING: "Should fix",
    Severity.INFO: "Consider",
}
SAFETY_NAMES = {
    Safety.SAFE: "safe fix",
    Safety.UNSAFE: "only with --unsafe",
    Safety.MANUAL: "by hand",
}
STATE_NAMES = {
    State.OPEN: "open",
    State.SUPPRESSED: "suppressed",
    State.BASELINED: "in the baseline",
    State.EXISTING: "there before",
}
CATEGORY_NAMES = {
    "typo": "Typos",
    "grammar": "Grammar",
    "spacing": "Spacing",
    "style": "Style",
    "claim": "Claims",
    "citation": "Citations",
    "structure": "Structure",
    "medlint": "About medlint's comments",
}
KIND_NAMES = {
    "research": "a research report",
    "review": "a review",
    "news": "news",
    "patient": "a text for patients and the public",
}
_SPACES = str.maketrans({" ": "␣", "\u00a0": "⍽", "\u202f": "⍽", "\t": "⇥", "\n": "↵", "\r": "↵"})
# White space but for a single space or line break between words.
_ODD_SPACE = late(r"\A\s+|\s+\Z|\s{2,}|[^\S \r\n]")
_FAR = 300
_COUNTED = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def counted(number: int, noun: str) -> str:
    """`3 files`, `1 file`, `4,210 words`."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def severities(counts: Mapping[Severity, int]) -> str:
    """`1 error, 4 warnings`, leaving out what there is none of."""
    return ", ".join(counted(counts[s], _COUNTED[s]) for s in Severity if counts.get(s))


def extent(run: Run) -> str:
    """How much was looked at: `3 files, 4,210 words, 131 rules`."""
    return ", ".join(
        (
            counted(len(run.results), "file"),
            counted(run.words, "word"),
            counted(len(run.rules), "rule"),
        )
    )


def made_by(run: Run) -> str:
    """Which version, rules and configuration made a report, and what was passed over."""
    configured = ", ".join(run.configuration) or "the built-in configuration"
    digest = f" ({run.rules_digest[:12]})" if run.rules_digest else ""
    passed = run.passed_over
    over = f" {counted(passed, 'file')} of other formats passed over." if passed else ""
    rules = counted(len(run.rules), "rule")
    return f"Checked by medlint {run.version} with {rules}{digest} and {configured}.{over}"


def read_as(result: FileResult) -> str:
    """`, read as a review`, or nothing where no rule asked what kind of text it is."""
    return f", read as {KIND_NAMES[result.kind]}" if result.kind in KIND_NAMES else ""


def problem_line(problem: Problem) -> str:
    """A problem as one line, led by its file."""
    return f"{problem.path}: {problem.message}" if problem.path else problem.message


def first_sentence(text: str) -> str:
    """The first sentence of an explanation (a full stop before white space ends it)."""
    folded = " ".join(text.split())
    head, stop, _ = folded.partition(". ")
    return head + stop.rstrip()


def matched(finding: Finding) -> str:
    """The words a finding is about, as a reader sees them."""
    marked = finding.sentence[finding.marked.start : finding.marked.end]
    return marked or finding.text


def shortened(text: str, length: int = 80) -> str:
    """The text on one line, its middle left out where it is longer than `length` characters."""
    text = " ".join(text.split()) or spelt_out(text)
    if len(text) <= length:
        return text
    half = (length - 3) // 2
    return f"{text[:half].rstrip()} … {text[-half:].lstrip()}"


def has_safe_fix(finding: Finding) -> bool:
    """Whether `medlint fix` repairs it: of several fixes the first one counts."""
    return bool(finding.fixes) and finding.fixes[0].safety is Safety.SAFE


def has_unsafe_fix(finding: Finding) -> bool:
    """Whether `medlint fix --unsafe` repairs it and `medlint fix` does not."""
    return bool(finding.fixes) and finding.fixes[0].safety is Safety.UNSAFE


def replacement(finding: Finding, fix: Fix, source: str | None = None) -> tuple[str, str] | None:
    """The words before and after a fix: those of the finding and of what the fix edits.

    None where the fix reaches beyond the finding and `source` is not at hand, or far beyond it.
    """
    places = [finding.span, *(edit.span for edit in fix.edits)]
    start, end = min(place.start for place in places), max(place.end for place in places)
    if Span(start, end) == finding.span:
        source, offset = finding.text, start
    elif source is None or end - start > _FAR:
        return None
    else:
        source, offset = source[start:end], start
    edits = [
        Edit(Span(edit.span.start - offset, edit.span.end - offset), edit.text)
        for edit in fix.edits
    ]
    return source, apply_edits(source, edits)


def spelt_out(text: str) -> str:
    """The words of an edit, with white space made visible where it may be what changes."""
    if not text.strip():
        return text.translate(_SPACES)
    return _ODD_SPACE.sub(lambda run: run.group().translate(_SPACES), text)


def change_line(before: str, after: str) -> str:
    """An edit in words: `“teh” → “the”`, `added “.”`, `removed “very”`."""
    if not before:
        return f"added “{shortened(spelt_out(after))}”"
    if not after:
        return f"removed “{shortened(spelt_out(before))}”"
    return f"“{shortened(spelt_out(before))}” → “{shortened(spelt_out(after))}”"


def evidence_lines(finding: Finding) -> list[tuple[str, str]]:
    """What a finding rests on, as label and text: what was found, what was looked for.

    A trigger that is all of the marked words says nothing new and is left out.
    """
    evidence = finding.evidence
    lines: list[tuple[str, str]] = []
    found = [e for e in evidence if e.role in {"trigger", "near"} and e.signal and e.text]
    if [item.text for item in found] not in ([], [matched(finding)]):
        lines.append(("found", "; ".join(dict.fromkeys(map(_found, found)))))
    lines += [("softened by", _found(item)) for item in evidence if item.role == "softened-by"]
    searches = _looked_for(evidence)
    lines += [("looked for", "; ".join(searches))] if searches else []
    told = {"trigger", "near", "softened-by", "looked-for"}
    lines += [("note", item.note) for item in evidence if item.role not in told and item.note]
    return lines


def _found(item: Evidence) -> str:
    words = f"“{shortened(item.text, 60)}”"
    return f"{words} ({_named(item)})" if item.signal else words


def _looked_for(evidence: Sequence[Evidence]) -> list[str]:
    """What was looked for where, and what came of it; said once for all that share it.

    A search that a wider one for the same covers is left out, and so are those of the whole
    document: they ask what kind of text it is, and are nothing that a writer could add here.
    """
    widest: dict[tuple[str, str], str] = {}
    for item in evidence:
        if item.role == "looked-for" and item.within not in {"document", "section"}:
            for what in _named(item).split(", "):
                key = (what, item.note or "none found")
                widest[key] = max(widest.get(key, ""), item.within, key=_width)
    searches: dict[tuple[str, str], list[str]] = {}
    for (what, came), within in widest.items():
        if what:
            searches.setdefault((within, came), []).append(what)
    return [
        f"{', '.join(names)}{_where(within)}: {came}" for (within, came), names in searches.items()
    ]


def _width(scope: str) -> int:
    """How wide a scope is; one that is counted in words is as narrow as any."""
    return _NARROW_TO_WIDE.index(scope) if scope in _NARROW_TO_WIDE else 1


def _named(item: Evidence) -> str:
    return item.named or (item.signal or item.text).replace("-", " ")


def _where(within: str) -> str:
    return _WITHIN.get(within, f" within {within}" if within else "")


_NARROW_TO_WIDE = ("", "clause", "sentence", "adjacent", "paragraph")
_WITHIN = {
    "clause": " in this clause",
    "sentence": " in this sentence",
    "adjacent": " in this and the neighbouring sentences",
    "paragraph": " in this paragraph",
    "section": " in this section",
    "document": " in the whole text",
}


def why_open(finding: Finding) -> str:
    """Why `medlint fix` left a finding."""
    if has_safe_fix(finding):
        return "overlaps another fix: run medlint fix again"
    if has_unsafe_fix(finding):
        return "unsafe: run medlint fix --unsafe"
    if finding.fixes or advice(finding):
        return "changes wording: needs a person"
    return "no automatic fix"


def advice(finding: Finding) -> list[str]:
    """How a person may repair it: wordings in quotation marks, and what to think of.

    Of the rule's own suggestions one is enough where there are wordings to choose from.
    """
    texts = [f"“{text}”" for text in finding.rewordings]
    return [*texts, *(finding.suggestions[:1] if texts else finding.suggestions)]


def set_aside(findings: Iterable[Finding]) -> str:
    """How many findings are not open, by state: `2 suppressed, 1 in the baseline`."""
    states = [finding.state for finding in findings]
    return ", ".join(
        f"{states.count(state):,} {STATE_NAMES[state]}"
        for state in State
        if state is not State.OPEN and state in states
    )


def state_name(finding: Finding) -> str:
    """The state of a finding in words, with the reason if one was given."""
    name = STATE_NAMES[finding.state]
    return f"{name}: {finding.reason}" if finding.reason else name


def set_aside_line(finding: Finding) -> str:
    """A finding that is not open, in one line."""
    words = f"“{shortened(matched(finding))}”"
    place = f"{finding.line}:{finding.column}"
    return f"{place} {words} {finding.rule}: {state_name(finding)}"


def statistics(findings: Sequence[Finding]) -> list[tuple[int, int, str]]:
    """For each rule how many findings, how many of them a safe fix repairs; most first."""
    rows: dict[str, list[int]] = {}
    for finding in findings:
        row = rows.setdefault(finding.rule, [0, 0])
        row[0] += 1
        row[1] += has_safe_fix(finding)
    return sorted(((n, f, rule) for rule, (n, f) in rows.items()), key=lambda r: (-r[0], r[2]))
