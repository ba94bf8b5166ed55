"""Compiled rules: the same after a round through the cache, and made anew when a file changes."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from rule_lab import Lab, rules_that_find, scan_of

from linter.documents.model import ReadOptions
from linter.findings import Safety, Severity
from linter.ruleset import compiling, load_ruleset, prepared
from linter.ruleset.codec import from_plain, to_plain
from linter.ruleset.compiled import Ruleset
from linter.ruleset.model import (
    Condition,
    Example,
    Examples,
    Filter,
    Pair,
    Pattern,
    Rule,
    Scope,
    Signal,
)
from linter.ruleset.patterns import compile_expression
from linter.sessions import check_options
from linter.storage import Store

RULE = Rule(
    "a/b",
    "m",
    Severity.ERROR,
    "claim",
    "w",
    find=(Condition(words=("a",), near=Condition(signals=("s",)), within=Scope("words", 3)),),
    blocks=Filter(("paragraph",), negated=True),
    safety=Safety.SAFE,
    examples=Examples(bad=(Example("[[a]]", line=3),)),
    options=(("max", "3"),),
)


@pytest.mark.parametrize(
    "value",
    [
        RULE,
        Signal("s", "w", pairs=(Pair(("a",), object_signals=("x",), any_order=True),)),
        ReadOptions(sections={"methods": "methods"}, never_end=frozenset({"dr"})),
        (1, "a", None, True, 2.5, (), ("a", ("b",))),
        {"a": (Severity.INFO,)},
    ],
)
def test_values_survive_being_made_plain(value: object) -> None:
    import marshal

    assert from_plain(marshal.loads(marshal.dumps(to_plain(value)))) == value


def load(lab: Lab, store: Store) -> Ruleset:
    return load_ruleset([lab.shipped, lab.house], store, check_options)


def must_not_compile() -> dict[str, dict[str, type]]:
    raise AssertionError("the rules are compiled anew")


def test_cached_rules_are_the_same_and_read_no_yaml(lab: Lab, tmp_path: Path) -> None:
    lab.signal("sig", "[heal]")
    lab.rule("find: [cure~, {signal: sig}]\nreplace: [x]\nsafety: safe")
    store = Store(tmp_path / "cache")
    first = load(lab, store)
    second = load_ruleset([lab.shipped, lab.house], store, must_not_compile)
    assert second.rules() == first.rules()
    assert second.signal("sig") == first.signal("sig")
    assert second.options == first.options
    assert second.always == first.always
    assert [(word, second.hits(word)) for word in second.index] == [
        (word, first.hits(word)) for word in first.index
    ]
    numbers = range(len(second.plain_patterns))
    assert list(map(second.pattern, numbers)) == list(map(first.pattern, numbers))


def test_a_changed_added_or_removed_file_is_noticed(lab: Lab, tmp_path: Path) -> None:
    store = Store(tmp_path / "cache")
    path = lab.rule("find: cure")
    digests = {load(lab, store).digest}
    path.write_text(path.read_text().replace("cure", "heal"))
    os.utime(path, ns=(1, 1))
    assert load(lab, store).rule("house/rule").find[0].words == ("heal",)
    digests.add(load(lab, store).digest)
    lab.rule("find: ease", id="house/other")
    assert len(load(lab, store).rules()) == 2
    digests.add(load(lab, store).digest)
    path.unlink()
    assert [rule.id for rule in load(lab, store).rules()] == ["house/other"]
    digests.add(load(lab, store).digest)
    assert len(digests) == 4


def test_a_changed_pack_or_language_file_is_noticed(lab: Lab, tmp_path: Path) -> None:
    store = Store(tmp_path / "cache")
    lab.write(lab.house / "house" / "rule.yml", "id: house/rule\nmessage: m\nwhy: w\nexamples: {}\n"
              "category: style\nfind: grow~")  # fmt: skip
    lab.write(lab.house / "house" / "_pack.yml", "severity: info")
    assert load(lab, store).rule("house/rule").severity is Severity.INFO
    lab.write(lab.house / "house" / "_pack.yml", "severity: error")
    assert load(lab, store).rule("house/rule").severity is Severity.ERROR
    lab.write(lab.shipped / "language/en/irregular.yml", "irregular: {grow: [grows, grew]}")
    scan = scan_of(load(lab, store), "It grew.")
    assert [(mark.start, mark.end) for mark in scan.marks(0)] == [(3, 7)]


@pytest.mark.parametrize("content", [b"", b"nonsense", b"\xe9\x00\x00\x00\x00", b"N", b"(\x00"])
def test_a_damaged_entry_of_the_cache_is_made_anew(
    lab: Lab, tmp_path: Path, content: bytes
) -> None:
    class Damaged(Store):
        def get(self, key: str) -> bytes | None:
            return content

    lab.rule("find: cure")
    assert load(lab, Damaged(tmp_path / "cache")).rule("house/rule").find[0].words == ("cure",)


def test_many_words_cost_no_pattern_more_than_they_must() -> None:
    ruleset = rules_that_find([[f"word{n}x other" for n in range(300)]])
    scan = scan_of(ruleset, "word7x other things, no rule that another word needs")
    assert sum(len(hits) for hits in scan.hits.values()) <= 300
    plain = scan_of(rules_that_find([[f"w{c}w" for c in "abcdefgh"]]), "wcw here")
    assert [hit[0] for hits in plain.hits.values() for hit in hits] == [2]


def test_unknown_names_raise() -> None:
    ruleset = rules_that_find([["a"]])
    with pytest.raises(KeyError):
        ruleset.rule("house/none")
    with pytest.raises(KeyError):
        ruleset.signal("none")


def found_in(ruleset: Ruleset, text: str) -> list[str]:
    scan = scan_of(ruleset, text)
    return [text[each.start : each.end] for list_id in scan.hits for each in scan.marks(list_id)]


def test_a_changed_rule_has_only_its_own_expressions_compiled(
    lab: Lab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled: list[str] = []

    def watched(source: str, *more: Any, **named: Any) -> Pattern:
        compiled.append(source)
        return compile_expression(source, *more, **named)

    monkeypatch.setattr(compiling, "compile_expression", watched)
    store = Store(tmp_path / "cache")
    lab.signal("sig", "[mend]")
    path = lab.rule("find: [cure~, {signal: sig}]")
    load(lab, store)
    assert {"mend", "cure~"} <= set(compiled)
    compiled.clear()
    path.write_text(path.read_text().replace("cure~", "heal~"))
    changed = load(lab, store)
    assert compiled == ["heal~"]
    assert found_in(changed, "It heals.") == ["heals"]


def test_expressions_that_another_python_kept_match_all_the_same(
    lab: Lab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(tmp_path / "cache")
    path = lab.rule("find: [cure~ <number> of <number>]")
    monkeypatch.setattr(prepared, "PYTHON", "another")
    load(lab, store)
    monkeypatch.undo()
    path.write_text(path.read_text().replace("find: [cure~", "find: [heal, cure~"))
    assert found_in(load(lab, store), "It cures 3 of 4.") == ["cures 3 of 4"]
