"""What the HTML report exports: `{"format": "medlint-decisions/1", "decisions": […]}`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from linter.decisions.model import FORMAT, Decision, DecisionsError, checked, meant

_NEEDED = ("file", "rule", "text", "sentence", "decision")
_TEXTS = (*_NEEDED, "reason", "name", "date", "key", "new_words")
_NUMBERS = ("line", "column")


def read_exported(path: Path, data: bytes) -> tuple[Decision, ...]:
    """The decisions of an export.

    Raises:
        DecisionsError: it is no such file, or something in it cannot be understood.
    """
    made, faults = [], list[str]()
    for number, each in enumerate(_list(path, data), 1):
        place = f"decision {number}"
        if wrong := _wrong(each):
            faults.append(f"{place}: {wrong}")
            continue
        decision = meant(each["decision"])
        if decision:
            made.append(_decision(each, decision, place))
    return checked(path, made, faults)


def _list(path: Path, data: bytes) -> list[Any]:
    try:
        content = json.loads(data)
    except (ValueError, RecursionError) as error:
        line = f", line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise DecisionsError(
            f"{path}{line}: is not well formed. Export the decisions from the HTML report again."
        ) from None
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise DecisionsError(
            f"{path} does not say “format”: “{FORMAT}”. Give medlint the file that the HTML report "
            "exports."
        )
    decisions = content.get("decisions")
    if not isinstance(decisions, list):
        raise DecisionsError(
            f"{path} has no list of “decisions”. Export them from the HTML report again."
        )
    return decisions


def _wrong(content: Any) -> str:
    """What is wrong with a decision; "" if nothing is."""
    if not isinstance(content, dict):
        return "is none. Export the decisions from the HTML report again"
    missing = [key for key in _NEEDED if key not in content]
    if missing:
        return f"lacks “{missing[0]}”. Export the decisions from the HTML report again"
    for key in _TEXTS:
        if not isinstance(content.get(key) or "", str):
            return f"“{key}” is not a text. Export the decisions from the HTML report again"
    if meant(content["decision"] or "") is None:
        return f"says “{content['decision']}”. It must be accept or reject, or empty"
    return ""


def _decision(content: dict[str, Any], decision: str, place: str) -> Decision:
    texts: dict[str, Any] = {key: content.get(key) or "" for key in _TEXTS}
    texts |= {key: texts[key].strip() for key in ("reason", "name", "date")}
    numbers = {key: content.get(key) for key in _NUMBERS}
    texts |= {key: n if isinstance(n, int) and n > 0 else 0 for key, n in numbers.items()}
    return Decision(**(texts | {"decision": decision, "place": place}))
