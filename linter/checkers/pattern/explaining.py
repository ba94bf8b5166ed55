"""From a match that is reported to the finding: message, fix, and the reasoning behind it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from linter.checkers.pattern.judging import Hit
from linter.checkers.pattern.rewording import rewordings
from linter.checkers.reporting import Correction, fill, make_finding
from linter.findings import Evidence, Finding, Severity
from linter.reading.scopes import View
from linter.reading.search import Found
from linter.ruleset.compiled import Ruleset
from linter.ruleset.model import Condition, Rule
from linter.spans import Span


def finding_of(view: View, hit: Hit, others: Sequence[Hit]) -> Finding:
    rule, found = hit.rule, hit.found
    values: dict[str, str] = {}
    corrections: list[Correction] = []
    if found.mark is not None:
        values = view.scan(found.block).groups(found.mark)
        template = _replacement(rule, found, view.matcher.ruleset)
        if template is not None:
            text = _filled(
                template, values, view.document.prose[found.span.start : found.span.end], rule
            )
            place = found.span if text else _with_a_space(view, found)
            corrections.append(Correction(place, text))
    return make_finding(
        view.document,
        rule,
        hit.span,
        values=values,
        severity=Severity.INFO if hit.softened_by else None,
        corrections=corrections,
        evidence=_evidence(view, hit),
        related=[each.span for each in others],
        rewordings=rewordings(view, hit),
        scope_name=_widest(view, rule),
    )


def _with_a_space(view: View, found: Found) -> Span:
    """What is left out takes one of the spaces around it along."""
    prose, block = view.document.prose, view.document.blocks[found.block]
    start, end = found.span.start, found.span.end
    if prose[end : min(end + 1, block.end)] == " " and prose[block.start : start][-1:] in ("", " "):
        return Span(start, end + 1)
    return Span(start - 1, end) if prose[block.start : start][-1:] == " " else found.span


def _replacement(rule: Rule, found: Found, ruleset: Ruleset) -> str | None:
    """The template that replaces a match: that of its expression, or the only one."""
    if len(rule.replacements) < 2 or found.mark is None:
        return rule.replacements[0] if rule.replacements else None
    numbers = [each for c in rule.find if c.list_id >= 0 for each in ruleset.lists[c.list_id]]
    return rule.replacements[numbers.index(found.mark.pattern)]


def _filled(template: str, values: dict[str, str], match: str, rule: Rule) -> str:
    text = fill(template, {**values, "match": match})
    text = " ".join(text.split()) if not text.isspace() else text
    return text if rule.exact else _like(match, text)


def _like(match: str, text: str) -> str:
    """The text with the capitals of what it replaces."""
    letters = [each for each in match if each.isalpha()]
    if len(letters) > 1 and all(map(str.isupper, letters)) and not text.isupper():
        return text.upper()
    if letters and letters[0].isupper() and match[0].isalpha():
        return text[:1].upper() + text[1:]
    return text


def _evidence(view: View, hit: Hit) -> Iterator[Evidence]:
    """Why the match is reported: what set it off, and what was looked for in vain."""
    ruleset = view.matcher.ruleset
    yield _found("trigger", hit.found, ruleset)
    if hit.near is not None:
        yield _found("near", hit.near, ruleset, view.reach(hit.condition.within))
    if hit.softened_by is not None:
        yield _found("softened-by", hit.softened_by, ruleset)
    for condition in hit.rule.unless:
        for each in condition.everything or (condition,):
            what = "citation" if each.citation else ", ".join(_told(each, ruleset))
            if what:
                note = _nearest_citation(view, hit.found) if each.citation else "none found"
                yield Evidence(
                    "looked-for",
                    signal=what,
                    within=view.reach(each.within),
                    note=note,
                    named=_named(each, ruleset),
                )


def _found(role: str, found: Found, ruleset: Ruleset, within: str = "") -> Evidence:
    named = ruleset.signal(found.signal).plain_name if found.signal else ""
    return Evidence(role, found.span, signal=found.signal, within=within, named=named)


def _named(condition: Condition, ruleset: Ruleset) -> str:
    """What a condition looks for, in plain words."""
    if condition.citation:
        return "a citation"
    return ", ".join(
        ruleset.signal(name).plain_name if name in condition.signals else name
        for name in _told(condition, ruleset)
    )


def _told(condition: Condition, ruleset: Ruleset) -> tuple[str, ...]:
    """The signals of a condition that a writer could have put there, and the claims."""
    return (*(n for n in condition.signals if ruleset.signal(n).told), *condition.claims)


def _nearest_citation(view: View, found: Found) -> str:
    """How far away the nearest citation is, in words."""
    citations = view.document.citations
    if not citations:
        return "the document cites nothing"
    block = view.document.blocks[found.block]
    distances = [
        abs(
            _sentence_number(view, found.block, each.start)
            - _sentence_number(view, found.block, found.span.start)
        )
        for each in citations
        if block.start <= each.start <= block.end
    ]
    if not distances:
        return "the nearest citation is in another paragraph"
    nearest = min(distances)
    return f"the nearest citation is {nearest} sentence{'s' if nearest != 1 else ''} away"


def _sentence_number(view: View, block: int, offset: int) -> int:
    return sum(each.end <= offset for each in view.document.sentences_of(block))


def _widest(view: View, rule: Rule) -> str:
    """The widest scope that was searched, for reports; `whole-text` for what a text lacks."""
    if any(each.missing is not None for each in rule.find):
        return "whole-text"
    order = ("clause", "words", "sentence", "adjacent", "paragraph", "section", "document")
    return max(
        (view.reach_name(each.within) for each in (*rule.unless, *rule.soften)),
        key=order.index,
        default="sentence",
    )
