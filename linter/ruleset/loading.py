"""Reads rules and signals from their YAML files, strictly.

A folder of rules holds ``<pack>/<name>.yml`` (one rule each; its id is ``pack/name``), may hold
``<pack>/_pack.yml`` (what the rules of a pack share) and ``signals/<name>.yml``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from linter.findings import Safety, Severity
from linter.ruleset.conditions import CLAIMS, read_conditions, read_filter, read_pair
from linter.ruleset.model import (
    KINDS_OF_DOCUMENT,
    Condition,
    Example,
    Examples,
    Filter,
    Rule,
    Signal,
)
from linter.yamltext import Node, YamlError, load

NOT_PACKS = frozenset({"signals", "language", "presets"})
CATEGORIES = ("typo", "grammar", "spacing", "style", "claim", "citation", "structure", "medlint")
PACK_KEYS = (
    "category", "severity", "safety", "source", "sections", "blocks", "documents", "status",
    "rewordings",
)  # fmt: skip
STATUSES = ("stable", "preview", "optional")
RULE_KEYS = (
    "id", "message", "severity", "category", "check", "find", "not", "unless", "soften", "when",
    "once", "blocks", "sections", "documents", "replace", "swap", "safety", "case", "options",
    "suggestions", "rewordings", "why", "source", "examples", "renamed-from", "status",
)  # fmt: skip
SIGNAL_KEYS = (
    "signal", "title", "what", "words", "pairs", "signals", "not", "claim", "case",
    "rewordings", "told", "examples",
)  # fmt: skip
EXAMPLE_KEYS = ("bad", "good", "todo-bad", "todo-good")
ONCE = ("sentence", "paragraph", "section", "document")


def rule_files(folder: Path) -> Iterator[Path]:
    """The rule files of a folder, in a stable order."""
    for pack in sorted(folder.iterdir()):
        if pack.is_dir() and pack.name not in NOT_PACKS and not pack.name.startswith((".", "_")):
            yield from (each for each in sorted(pack.glob("*.yml")) if each.name[0] != "_")
        elif pack.suffix == ".yml" and pack.name[0] not in "._":
            yield pack


def signal_files(folder: Path) -> Iterator[Path]:
    """The signal files of a folder, in a stable order."""
    yield from sorted((folder / "signals").glob("*.yml"))


def load_rules(folder: Path, check_options: Mapping[str, Mapping[str, type]]) -> Iterator[Rule]:
    """The rules of a folder; `check_options` says what each check lets its rules set.

    Raises:
        YamlError: a file is not a well-formed rule.
    """
    packs: dict[Path, Mapping[str, Node]] = {}
    files: dict[str, str] = {}
    for path in rule_files(folder):
        if path.parent not in packs:
            shared = path.parent / "_pack.yml"
            packs[path.parent] = load(shared, None).mapping(PACK_KEYS) if shared.exists() else {}
        node = load(path, None)
        rule = _rule(node, packs[path.parent], check_options)
        _check_id(node, rule, path, folder)
        if files.setdefault(rule.id, rule.file) != rule.file:
            raise node.error(f"{files[rule.id]} has the id “{rule.id}” too; give one another id")
        yield rule


def load_signals(folder: Path) -> Iterator[Signal]:
    """The signals of a folder.

    Raises:
        YamlError: a file is not a well-formed signal.
    """
    for path in signal_files(folder):
        node = load(path, None)
        signal = _signal(node)
        if signal.name != path.stem:
            raise node.error(
                f"the signal is called “{signal.name}”, its file must be {signal.name}.yml"
            )
        yield signal


def _rule(node: Node, pack: Mapping[str, Node], checks: Mapping[str, Mapping[str, type]]) -> Rule:
    own = node.mapping(RULE_KEYS)
    for key in ("id", "message", "why", "examples"):
        if key not in own:
            raise node.error(f"the rule lacks `{key}:`")
    parts = {**pack, **own}
    for key in ("severity", "category"):
        if key not in parts:
            raise node.error(f"neither the rule nor its _pack.yml has `{key}:`")
    check = parts["check"].string() if "check" in parts else "pattern"
    if check not in checks:
        raise parts["check"].error(
            f"there is no check “{check}”; there are {', '.join(sorted(checks))}"
        )
    find, replacements = _find(node, parts, check)
    exclude = read_conditions(parts["not"]) if "not" in parts else ()
    return Rule(
        id=parts["id"].string(),
        message=parts["message"].string(),
        severity=Severity(parts["severity"].choice(tuple(Severity))),
        category=parts["category"].choice(CATEGORIES),
        why=parts["why"].string().strip(),
        check=check,
        find=find,
        exclude=tuple(word for each in exclude for word in each.words),
        exclude_signals=tuple(name for each in exclude for name in each.signals),
        unless=read_conditions(parts["unless"]) if "unless" in parts else (),
        soften=read_conditions(parts["soften"]) if "soften" in parts else (),
        when=read_conditions(parts["when"]) if "when" in parts else (),
        once=parts["once"].choice(ONCE) if "once" in parts else "",
        blocks=read_filter(parts["blocks"]) if "blocks" in parts else Filter(),
        sections=read_filter(parts["sections"]) if "sections" in parts else Filter(),
        documents=_documents(parts["documents"]) if "documents" in parts else Filter(),
        replacements=replacements,
        safety=Safety(parts["safety"].choice(tuple(Safety)))
        if "safety" in parts
        else Safety.UNSAFE,
        exact=_exact(parts),
        options=_options(parts, check, checks[check]),
        suggestions=parts["suggestions"].strings() if "suggestions" in parts else (),
        rewordings=parts["rewordings"].strings() if "rewordings" in parts else (),
        source=parts["source"].string().strip() if "source" in parts else "",
        examples=_examples(parts["examples"]),
        renamed_from=parts["renamed-from"].strings() if "renamed-from" in parts else (),
        status=parts["status"].choice(STATUSES) if "status" in parts else "stable",
        file=node.name,
        line=parts["id"].line,
    )


def _find(
    node: Node, parts: Mapping[str, Node], check: str
) -> tuple[tuple[Condition, ...], tuple[str, ...]]:
    """What a rule looks for, and the replacements that go with its expressions."""
    if "swap" in parts:
        if "find" in parts or "replace" in parts:
            raise parts["swap"].error("`swap:` stands in place of `find:` and `replace:`")
        table = parts["swap"].mapping()
        return (
            (Condition(words=tuple(table)),),
            tuple(value.string() if value.text or value.quoted else "" for value in table.values()),
        )
    if check == "pattern" and "find" not in parts:
        raise node.error("the rule lacks `find:` (or `swap:`)")
    find = read_conditions(parts["find"]) if "find" in parts else ()
    replacements = parts["replace"].strings() if "replace" in parts else ()
    expressions = sum(len(each.words) for each in find)
    if len(replacements) > 1 and len(replacements) != expressions:
        raise parts["replace"].error(
            f"there are {expressions} expressions and {len(replacements)} replacements; "
            "give one for all, or one for each"
        )
    return find, replacements


def _documents(node: Node) -> Filter:
    """The kinds of document a rule is for."""
    names = node.mapping(("not",))["not"] if node.kind == "map" else node
    for item in names.items or (names,):
        item.choice(KINDS_OF_DOCUMENT)
    return read_filter(node)


def _options(
    parts: Mapping[str, Node], check: str, allowed: Mapping[str, type]
) -> tuple[tuple[str, str], ...]:
    if "options" not in parts:
        return ()
    if not allowed:
        raise parts["options"].error(f"the check “{check}” has no options")
    return tuple(
        (key, "\n".join(value.strings()))
        for key, value in parts["options"].mapping(tuple(allowed)).items()
    )


def _exact(parts: Mapping[str, Node]) -> bool:
    return "case" in parts and parts["case"].choice(("exact", "any")) == "exact"


def _examples(node: Node) -> Examples:
    parts = node.mapping(EXAMPLE_KEYS)
    lists = {
        key: tuple(map(_example, parts[key].items)) if key in parts else () for key in EXAMPLE_KEYS
    }
    texts: set[str] = set()
    for example in (each for examples in lists.values() for each in examples):
        if example.text in texts:
            raise YamlError(node.name, example.line, "the same example stands twice")
        texts.add(example.text)
    return Examples(lists["bad"], lists["good"], lists["todo-bad"], lists["todo-good"])


def _example(node: Node) -> Example:
    if node.kind == "scalar":
        return Example(node.string(), line=node.line)
    parts = node.mapping(("text", "fixed", "format", "document"))
    if "text" not in parts:
        raise node.error("the example lacks `text:`")
    return Example(
        parts["text"].string(),
        parts["fixed"].string() if "fixed" in parts else "",
        parts["format"].string() if "format" in parts else "md",
        node.line,
        parts["document"].choice(KINDS_OF_DOCUMENT) if "document" in parts else "",
    )


def _check_id(node: Node, rule: Rule, path: Path, folder: Path) -> None:
    pack, _, name = rule.id.partition("/")
    if not pack or not name or "/" in name:
        raise node.error(f"the id “{rule.id}” must be a pack and a name: “claims/cure”")
    expected = path.parent.name if path.parent != folder else pack
    if name != path.stem or pack != expected:
        raise node.error(f"the id is “{rule.id}”, so its file must be {rule.id}.yml")


def _signal(node: Node) -> Signal:
    parts = node.mapping(SIGNAL_KEYS)
    for key in ("signal", "what", "examples"):
        if key not in parts:
            raise node.error(f"the signal lacks `{key}:`")
    if not parts.keys() & {"words", "pairs", "signals"}:
        raise node.error("the signal lacks `words:`, `pairs:` or `signals:`")
    exclude = read_conditions(parts["not"]) if "not" in parts else ()
    examples = parts["examples"].mapping(("marks", "leaves"))
    return Signal(
        name=parts["signal"].string(),
        what=parts["what"].string(),
        words=parts["words"].strings() if "words" in parts else (),
        pairs=tuple(map(read_pair, parts["pairs"].items)) if "pairs" in parts else (),
        signals=parts["signals"].strings() if "signals" in parts else (),
        exclude=tuple(word for each in exclude for word in each.words),
        exclude_signals=tuple(name for each in exclude for name in each.signals),
        claim=parts["claim"].choice(CLAIMS) if "claim" in parts else "",
        exact=_exact(parts),
        marks=tuple(map(_example, examples["marks"].items)) if "marks" in examples else (),
        leaves=tuple(map(_example, examples["leaves"].items)) if "leaves" in examples else (),
        title=parts["title"].string() if "title" in parts else "",
        told="told" not in parts or parts["told"].choice(("yes", "no")) == "yes",
        rewordings=parts["rewordings"].strings() if "rewordings" in parts else (),
        file=node.name,
        line=parts["signal"].line,
    )
