"""Findings that were accepted: a file beside the configuration, one finding a line.

An entry names a rule, the words it marked and the sentence around them, never a line: moved text
stays accepted, a changed sentence is asked about again, and a finding that was repaired does not
pay for a new one. Nothing is removed: a finding that an entry accepts gets the state and reason.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field, replace
from pathlib import Path
from typing import Any

from linter.config import ConfigError
from linter.findings import Finding, State
from linter.values import dataclass

SCHEMA = "medlint-baseline/1"
_REQUIRED = ("path", "rule", "text", "sentence")
_OPTIONAL = ("reason", "by", "on")


class BaselineError(ConfigError):
    """A baseline cannot be read; the message names the file, the line and what to do."""


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """One accepted finding. `path` is relative to the baseline's folder, with forward slashes.

    `also` are further rules that found the same; `reason`, `by` (a name) and `on` (a date) are
    what a person said of it. White space in `text` and `sentence` is folded.
    """

    path: str
    rule: str
    text: str
    sentence: str
    also: tuple[str, ...] = ()
    reason: str = ""
    by: str = ""
    on: str = ""

    def said(self, reason: str, by: str, on: str) -> Entry:
        """The same, with what a person said of it."""
        return replace(self, reason=reason, by=by, on=on)

    @property
    def words(self) -> tuple[str, str, str]:
        """What a finding must share to be accepted, wherever it stands."""
        return self.rule, self.text, self.sentence


@dataclass(frozen=True, slots=True)
class Accepted:
    """Findings by path, with their states, and what became of the entries.

    `kept` accept a finding, where it is now; `untouched` are of files that were not looked at;
    `unused` accept nothing any more.
    """

    findings: Mapping[str, tuple[Finding, ...]]
    kept: tuple[Entry, ...]
    untouched: tuple[Entry, ...]
    unused: tuple[Entry, ...]


def entry_for(path: str, finding: Finding) -> Entry:
    """The entry that accepts a finding of the file at `path`."""
    return Entry(path, *_words(finding), also=finding.also)


def accept(
    entries: Iterable[Entry],
    findings: Mapping[str, Sequence[Finding]],
    exists: Callable[[str], bool],
    state: State = State.BASELINED,
) -> Accepted:
    """Match entries with the findings of a run, by path; each entry gives one finding at most
    the state of what was accepted.

    First come findings in the entry's own file with its rule and words, then those of the same
    sentence by a rule that is another name for the same problem (`also`). What is left may have
    moved: from a file that was linted, too, or that is there no longer (`exists`).
    """
    matching = _Matching(
        {path: list(group) for path, group in findings.items()}, list(entries), state
    )
    matching.run(lambda path, finding: (path, *_words(finding)), lambda e: (e.path, *e.words))
    matching.run(
        lambda path, finding: (path, _folded(finding.sentence)),
        lambda entry: (entry.path, entry.sentence),
        _are_one_problem,
    )
    seen = {e.path for e in matching.entries if e.path in findings or not exists(e.path)}
    untouched = tuple(entry for entry in matching.entries if entry.path not in seen)
    matching.entries = [entry for entry in matching.entries if entry.path in seen]
    matching.run(lambda _, finding: _words(finding), lambda entry: entry.words)
    return Accepted(
        {path: tuple(group) for path, group in matching.findings.items()},
        tuple(matching.kept),
        untouched,
        tuple(sorted(matching.entries)),
    )


def _words(finding: Finding) -> tuple[str, str, str]:
    return finding.rule, _folded(finding.text), _folded(finding.sentence)


def _are_one_problem(finding: Finding, entry: Entry) -> bool:
    """Two rules, of which one stood in for the other; one rule at two places is two problems."""
    names = {finding.rule, *finding.also} & {entry.rule, *entry.also}
    return finding.rule != entry.rule and bool(names)


def _folded(text: str) -> str:
    return " ".join(text.split())


_Key = tuple[str, ...]


@dataclass
class _Matching:
    """The findings by path, and the entries that are still without one; `kept` are the others,
    each with the path where it is now."""

    findings: dict[str, list[Finding]]
    entries: list[Entry]
    state: State
    kept: list[Entry] = field(default_factory=list)

    def run(
        self,
        key_of_finding: Callable[[str, Finding], _Key],
        key_of_entry: Callable[[Entry], _Key],
        fit: Callable[[Finding, Entry], bool] = lambda finding, entry: True,
    ) -> None:
        """Pair open findings with entries of the same key, in their order."""
        waiting: dict[_Key, list[Entry]] = {}
        for entry in self.entries:
            waiting.setdefault(key_of_entry(entry), []).append(entry)
        for path, group in self.findings.items():
            for number, finding in enumerate(group):
                if finding.state is not State.OPEN:
                    continue
                candidates = waiting.get(key_of_finding(path, finding), [])
                found = next((each for each in candidates if fit(finding, each)), None)
                if found is not None:
                    candidates.remove(found)
                    self.kept.append(replace(found, path=path))
                    reason = found.reason or None
                    group[number] = replace(finding, state=self.state, reason=reason)
        self.entries = [entry for left in waiting.values() for entry in left]


def render(entries: Iterable[Entry]) -> bytes:
    """The file's content: sorted, a finding a line, so that a diff shows what was accepted."""
    lines = [json.dumps(_plain(entry), ensure_ascii=False) for entry in sorted(entries)]
    body = ",\n".join(lines)
    text = f'{{"schema": "{SCHEMA}", "findings": [\n{body}\n]}}\n'
    return text.encode("utf-8", "surrogatepass")


def _plain(entry: Entry) -> dict[str, Any]:
    optional = {"also": list(entry.also), "reason": entry.reason, "by": entry.by, "on": entry.on}
    required = {key: getattr(entry, key) for key in _REQUIRED}
    return required | {key: value for key, value in optional.items() if value}


def load(path: Path) -> tuple[Entry, ...]:
    """The entries of a baseline; none where there is no such file.

    Raises:
        BaselineError: it is not such a file.
        OSError: it cannot be read.
    """
    try:
        text = path.read_bytes().decode("utf-8", "surrogatepass")
    except FileNotFoundError:
        return ()
    except UnicodeDecodeError:
        raise _error(path, 1, "is not UTF-8 text") from None
    try:
        content = json.loads(text)
    except json.JSONDecodeError as error:
        raise _error(path, error.lineno, f"is not well formed ({error.msg})") from None
    if not isinstance(content, dict) or content.get("schema") != SCHEMA:
        raise _error(path, 1, f"does not say “schema”: “{SCHEMA}”")
    found = content.get("findings")
    if not isinstance(found, list):
        raise _error(path, 1, "has no list of “findings”")
    return tuple(_entry(path, text, number, each) for number, each in enumerate(found))


def _entry(path: Path, text: str, number: int, content: Any) -> Entry:
    def is_text(key: str) -> bool:
        return isinstance(content.get(key, ""), str)

    if isinstance(content, dict) and all(map(is_text, (*_REQUIRED, *_OPTIONAL))):
        also = content.get("also", [])
        if set(_REQUIRED) <= content.keys() and isinstance(also, list):
            words = {key: content.get(key, "") for key in (*_REQUIRED, *_OPTIONAL)}
            return Entry(**words, also=tuple(map(str, also)))
    raise _error(
        path, _line(text, number), f"needs {', '.join(f'“{key}”' for key in _REQUIRED)}, all texts"
    )


def _line(text: str, number: int) -> int:
    """The line where an item of the list begins."""
    decoder = json.JSONDecoder()
    place = text.index("[", text.index('"findings"')) + 1
    for _ in range(number + 1):
        while text[place] in " \t\r\n,":
            place += 1
        start = place
        _, place = decoder.raw_decode(text, place)
    return text.count("\n", 0, start) + 1


def _error(path: Path, line: int, what: str) -> BaselineError:
    return BaselineError(
        f"{path}:{line}: the baseline {what}. Take back the last change to it, or delete it and "
        "run “medlint baseline create”."
    )


def relative_path(file: Path, baseline: Path) -> str:
    """How a baseline names a file: from the baseline's folder, with forward slashes."""
    try:
        return Path(os.path.relpath(file, baseline.parent)).as_posix()
    except ValueError:  # another drive
        return file.as_posix()
