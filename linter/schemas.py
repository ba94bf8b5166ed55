"""JSON Schemas of rules, signals, configuration and output, for editors and programs.

They are put together from what the loaders themselves use, so that a key or a choice that is
added there cannot be forgotten here: a key without a schema makes `schemas()` fail.
``python -m linter.schemas`` writes them into `schemas/`, and into each shipped YAML file a first
line that tells editors its schema.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from linter.config import keys
from linter.config import model as config
from linter.findings import Safety, Severity, State
from linter.ruleset import conditions, loading, model

Schema = dict[str, Any]
EDITOR_LINE = "# yaml-language-server: $schema="
DRAFT = "https://json-schema.org/draft/2020-12/schema"
_TEXT: Schema = {"type": "string"}
_TEXTS: Schema = {"type": "array", "items": _TEXT}
_TEXT_OR_TEXTS: Schema = {"anyOf": [_TEXT, _TEXTS]}
_SCALAR: Schema = {"type": ["string", "number", "boolean"]}
_CONDITION: Schema = {"$ref": "#/$defs/condition"}
_CONDITIONS: Schema = {
    "anyOf": [_TEXT, _CONDITION, {"type": "array", "items": {"anyOf": [_TEXT, _CONDITION]}}]
}
_SCOPE: Schema = {"anyOf": [{"enum": list(model.SCOPES)}, {"pattern": r"^[1-9]\d{0,3} words?$"}]}
_FILTER: Schema = {"anyOf": [_TEXT_OR_TEXTS, {"$ref": "#/$defs/allBut"}]}


def schemas() -> dict[str, Schema]:
    """All schemas by the name of their file, without the suffix."""
    return {
        "rule": _rule(),
        "pack": _pack(),
        "signal": _signal(),
        "config": _config(),
        "output": _output(),
    }


def as_json(schema: Schema) -> str:
    """A schema as it stands in its file."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _choice(names: Iterable[str]) -> Schema:
    return {"enum": [str(name) for name in names]}


def _choices(names: Iterable[str]) -> Schema:
    one = _choice(names)
    return {"anyOf": [one, {"type": "array", "items": one}]}


def _mapping(allowed: Iterable[str], known: Mapping[str, Schema], **more: Any) -> Schema:
    """A mapping with just these keys.

    Raises:
        KeyError: a key has no schema.
    """
    return {
        "type": "object",
        "properties": {key: known[key] for key in allowed},
        "additionalProperties": False,
        **more,
    }


def _whole(title: str, body: Schema, **definitions: Schema) -> Schema:
    named = {"$defs": definitions} if definitions else {}
    return {"$schema": DRAFT, "title": title, **body, **named}


def _condition() -> Schema:
    known = {
        "words": _TEXT_OR_TEXTS,
        "signal": _TEXT_OR_TEXTS,
        "claim": _choices((*conditions.CLAIMS, "any")),
        "citation": _choice(model.CITATIONS),
        "quotation": _choice(model.QUOTATIONS),
        "mood": _choices(model.MOODS),
        "strength": _choices(model.STRENGTHS),
        "attribution": _choices(model.ATTRIBUTIONS),
        "evidence": _choices(model.EVIDENCE),
        "polarity": _choices(model.POLARITIES),
        "near": {"anyOf": [_TEXT_OR_TEXTS, _CONDITION]},
        "within": _SCOPE,
        "all": _CONDITIONS,
        "missing": {"anyOf": [_TEXT_OR_TEXTS, _CONDITION]},
        "at-least": {"type": "string", "pattern": r"^[1-9]\d{0,3} per [1-9]\d{0,5} words$"},
    }
    return _mapping(conditions.CONDITION_KEYS, known, minProperties=1)


def _examples(names: Iterable[str]) -> Schema:
    example = _mapping(
        ("text", "fixed", "format", "document"),
        {
            **dict.fromkeys(("text", "fixed", "format"), _TEXT),
            "document": _choice(model.KINDS_OF_DOCUMENT),
        },
    )
    several = {"type": "array", "items": {"anyOf": [_TEXT, example]}}
    return _mapping(names, dict.fromkeys(names, several))


def _documents() -> Schema:
    kinds = _choice(model.KINDS_OF_DOCUMENT)
    names = {"anyOf": [kinds, {"type": "array", "items": kinds}]}
    return {"anyOf": [names, _mapping(("not",), {"not": names}, required=["not"])]}


def _keys_of_rules() -> Mapping[str, Schema]:
    return {
        "id": {"type": "string", "pattern": "^[^/]+/[^/]+$"},
        "message": _TEXT,
        "severity": _choice(Severity),
        "category": _choice(loading.CATEGORIES),
        "check": _TEXT,
        "find": _CONDITIONS,
        "not": _CONDITIONS,
        "unless": _CONDITIONS,
        "soften": _CONDITIONS,
        "when": _CONDITIONS,
        "once": _choice(loading.ONCE),
        "blocks": _FILTER,
        "sections": _FILTER,
        "documents": _documents(),
        "replace": _TEXT_OR_TEXTS,
        "swap": {"type": "object", "additionalProperties": {"type": ["string", "null"]}},
        "safety": _choice(Safety),
        "case": _choice(("exact", "any")),
        "options": {
            "type": "object",
            "additionalProperties": {"anyOf": [_SCALAR, {"type": "array", "items": _SCALAR}]},
        },
        "suggestions": _TEXT_OR_TEXTS,
        "rewordings": _TEXT_OR_TEXTS,
        "why": _TEXT,
        "source": _TEXT,
        "examples": _examples(loading.EXAMPLE_KEYS),
        "renamed-from": _TEXT_OR_TEXTS,
        "status": _choice(loading.STATUSES),
    }


def _rule() -> Schema:
    required = ["id", "message", "why", "examples"]
    body = _mapping(loading.RULE_KEYS, _keys_of_rules(), required=required)
    return _whole("A rule of medlint", body, condition=_condition(), allBut=_all_but())


def _pack() -> Schema:
    body = _mapping(loading.PACK_KEYS, _keys_of_rules())
    return _whole("What the rules of a pack of medlint share", body, allBut=_all_but())


def _all_but() -> Schema:
    return _mapping(("not",), {"not": _TEXT_OR_TEXTS}, required=["not"])


def _signal() -> Schema:
    pair = {
        "verb": _TEXT_OR_TEXTS,
        "object": {
            "anyOf": [
                _TEXT_OR_TEXTS,
                _mapping(("signal", "words"), dict.fromkeys(("signal", "words"), _TEXT_OR_TEXTS)),
            ]
        },
        "within": {"type": "string", "pattern": r"^[1-9]\d{0,3} words?$"},
        "order": _choice(("any", "forward")),
    }
    known = {
        "signal": _TEXT,
        "title": _TEXT,
        "what": _TEXT,
        "words": _TEXT_OR_TEXTS,
        "pairs": {"type": "array", "items": _mapping(pair, pair, required=["verb", "object"])},
        "signals": _TEXT_OR_TEXTS,
        "not": _CONDITIONS,
        "claim": _choice(conditions.CLAIMS),
        "case": _choice(("exact", "any")),
        "rewordings": _TEXT_OR_TEXTS,
        "told": {"anyOf": [_choice(("yes", "no")), {"type": "boolean"}]},
        "examples": _examples(("marks", "leaves")),
    }
    body = _mapping(loading.SIGNAL_KEYS, known, required=["signal", "what", "examples"])
    return _whole("A signal of medlint", body, condition=_condition())


def _config() -> Schema:
    level = {"anyOf": [_choice(config.LEVELS), {"type": "boolean"}]}
    with_options: Schema = {"type": "object", "properties": {"severity": level}}
    citations = {
        "style": _choice(config.CITATION_STYLES),
        "window": _choice(config.CITATION_WINDOWS),
        "profile": _choice(config.CITATION_PROFILES),
        "bibliography": _TEXT_OR_TEXTS,
        "retractions": _TEXT,
    }
    engines = {"anyOf": [_choice(config.GRAMMAR_ENGINES), {"const": False}]}
    grammar = {"engine": engines, "url": _TEXT, "off": _TEXT_OR_TEXTS, "on": _TEXT_OR_TEXTS}
    online: dict[str, Schema] = dict.fromkeys(("email", "crossref", "pubmed", "doi"), _TEXT)
    online["days"] = {"type": "integer", "minimum": 0, "maximum": 9999}
    known: dict[str, Schema] = {
        **dict.fromkeys(("extends", "include", "exclude", "rule-folders"), _TEXT_OR_TEXTS),
        **dict.fromkeys(("words", "word-files", "dictionaries", "plugins"), _TEXT_OR_TEXTS),
        "rules": {"type": "object", "additionalProperties": {"anyOf": [level, with_options]}},
        "language": _choice(config.LANGUAGES),
        "document": _choice(config.DOCUMENTS),
        "citations": _mapping(citations, citations),
        "grammar": _mapping(grammar, grammar),
        "online": _mapping(online, online),
        "baseline": _TEXT,
    }
    known["per-file"] = {
        "type": "object",
        "additionalProperties": _mapping(keys.PER_FILE_KEYS, known),
    }
    return _whole("The configuration of medlint", _mapping(keys.ALL_KEYS, known))


def _object(**parts: Schema) -> Schema:
    """An object of the output: every key is there, and more may come with later versions."""
    return {"type": "object", "properties": parts, "required": list(parts)}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _measures(count: Schema) -> Schema:
    number: Schema = {"type": ["number", "null"]}
    share: Schema = {"type": ["number", "null"], "minimum": 0, "maximum": 1}
    made = _object(
        words=count,
        sentences=count,
        grade=number,
        smog=number,
        sentence_length=number,
        longest=count,
        long_sentences=share,
        passive=share,
        claims=count,
        supported=share,
        citations=count,
        citation_density=number,
        references=count,
        reference_age=number,
        unexplained=_TEXTS,
    )
    return {**made, "type": ["object", "null"]}


def _output() -> Schema:
    count: Schema = {"type": "integer", "minimum": 0}
    place: Schema = {"type": "integer", "minimum": 1}
    maybe_text: Schema = {"type": ["string", "null"]}
    span = {"start": count, "end": count}
    evidence = {"role": _TEXT, **span, **dict.fromkeys(("text", "signal", "within", "note"), _TEXT)}
    edit = _object(**span, text=_TEXT)
    finding = _object(
        rule=_TEXT,
        category=_choice(loading.CATEGORIES),
        severity=_choice(Severity),
        confidence={"type": ["number", "null"], "minimum": 0, "maximum": 1},
        engine=_TEXT,
        message=_TEXT,
        state=_choice(State),
        reason=maybe_text,
        fingerprint=_TEXT,
        url=maybe_text,
        **span,
        line=place,
        column=place,
        end_line=place,
        end_column=place,
        text=_TEXT,
        section=_TEXTS,
        scope=_TEXT,
        sentence=_TEXT,
        also=_TEXTS,
        related=_list(_object(**span)),
        evidence=_list({"type": "object", "properties": evidence, "required": ["role"]}),
        fixes=_list(_object(safety=_choice(Safety), description=_TEXT, edits=_list(edit))),
        rewordings=_list(_TEXT),
    )
    summary = _object(
        files=count, words=count, rules=count, findings=_object(**dict.fromkeys(Severity, count))
    )
    whole = _object(
        schema={"const": "medlint/1"},
        version=_TEXT,
        rules_digest=_TEXT,
        configuration=_TEXTS,
        summary=summary,
        problems=_list(_object(path=_TEXT, message=_TEXT)),
        files=_list(
            _object(
                path=_TEXT,
                document=_TEXT,
                words=count,
                measures=_measures(count),
                findings=_list(finding),
            )
        ),
    )
    return _whole("The JSON output of medlint", whole)


def shipped(rules: Path) -> Iterator[tuple[Path, str]]:
    """The YAML files of a folder of rules that have a schema, and its name."""
    yield from ((path, "rule") for path in loading.rule_files(rules))
    yield from ((path, "signal") for path in loading.signal_files(rules))
    yield from ((path, "pack") for path in sorted(rules.glob("*/_pack.yml")))
    yield from ((path, "config") for path in sorted((rules / "presets").glob("*.yml")))


def with_editor_line(text: str, schema: str) -> str:
    """A YAML text whose first line, and no other, tells editors where its schema lies."""
    first, _, rest = text.partition("\n")
    return f"{EDITOR_LINE}{schema}\n{rest if first.startswith(EDITOR_LINE) else text}"


def editor_path(path: Path, name: str, folder: Path) -> str:
    """The schema of that name in `folder` as seen from a file."""
    return Path(os.path.relpath(folder / f"{name}.schema.json", path.parent)).as_posix()


def main(folder: Path = Path("schemas"), rules: Path = Path("rules")) -> None:
    """Write all schemas into a folder, and where they lie into the files of the rules."""
    folder.mkdir(exist_ok=True)
    for name, schema in schemas().items():
        (folder / f"{name}.schema.json").write_text(as_json(schema), encoding="utf-8")
    for path, name in shipped(rules):
        before = path.read_bytes().decode("utf-8")
        after = with_editor_line(before, editor_path(path, name, folder))
        if after != before:
            path.write_bytes(after.encode("utf-8"))


if __name__ == "__main__":
    main()
