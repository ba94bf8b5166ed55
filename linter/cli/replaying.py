"""The output of an earlier run, printed again where nothing at all has changed.

Writing out the findings of a thousand drafts takes longer than looking them up. What a run prints
follows from its files, their baselines and how it was called; the key covers all of that.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from marshal import dumps, loads
from pathlib import Path

from linter.baseline import load, relative_path
from linter.cache import answers_in
from linter.cache.packs import KEY_SIZE
from linter.config import ConfigError, digest
from linter.discovery import Discovery
from linter.reports import Options
from linter.results import Run
from linter.runner import new_reuse
from linter.sessions import Session
from linter.storage import cache_folder
from linter.values import dataclass

FROM = 20  # files; of fewer the output is made in no time
FORMS = frozenset({"full", "concise", "json"})  # what they print follows from the run alone


@dataclass(frozen=True, slots=True)
class Answer:
    """What a run printed and ended with.

    `others` are files that baselines name and the run did not look at, and whether they exist.
    """

    text: str
    code: int
    others: Mapping[str, bool]


def answer_key(
    session: Session, discovery: Discovery, form: str, options: Options, asked: object
) -> bytes | None:
    """What names a run that is about to be made; None where its output cannot be known.

    `asked` is what the command line says.
    """
    if len(discovery.files) < FROM or discovery.problems or form not in FORMS:
        return None
    reuse = new_reuse(session)
    keys = reuse.keys(discovery.files) if reuse else {}
    if len(keys) != len(discovery.files):
        return None
    try:
        config = session.configurations.for_folder(session.working_folder)
        parts = (
            session.about(config).state,
            [str(file) for file in config.files],
            [(found.shown, key) for found, key in keys.items()],
            [(path, digest(path)) for path in _baselines(session, discovery)],
            (discovery.passed_over, form, repr(options), repr(asked)),
        )
    except ConfigError:
        return None
    return blake2b(repr(parts).encode("utf-8", "surrogatepass"), digest_size=KEY_SIZE).digest()


def replay(key: bytes | None) -> int | None:
    """Print what the run printed that had this key; its exit code, or None if there was none."""
    values = answers_in(cache_folder()).get([key]) if key else {}
    answer = _unpack(values[key]) if key and key in values else None
    if answer is None or any(Path(p).exists() != was for p, was in answer.others.items()):
        return None
    sys.stdout.write(answer.text)
    return answer.code


def keep(
    key: bytes, session: Session, discovery: Discovery, run: Run, text: str, code: int
) -> None:
    """Keep what a run printed, if all that it rests on is in its key."""
    if run.all_problems or any(result.files for result in run.results):
        return
    others = {
        str(path): path.exists() for path in _named(_baselines(session, discovery), discovery)
    }
    try:
        value = dumps((text, code, others))
    except ValueError:
        return
    answers_in(cache_folder()).put({key: value})


def _unpack(value: bytes) -> Answer | None:
    try:
        return Answer(*loads(value))
    except (ValueError, EOFError, TypeError):
        return None


def _baselines(session: Session, discovery: Discovery) -> Sequence[Path]:
    """The baselines of the files, where they count."""
    if not session.use_baseline:
        return ()
    config_for = session.configurations.for_file
    configs = {id(config): config for config in (config_for(each.path) for each in discovery.files)}
    return tuple(dict.fromkeys(config.baseline for config in configs.values()))


def _named(baselines: Iterable[Path], discovery: Discovery) -> Iterable[Path]:
    """The files that baselines name beside those of the run."""
    for baseline in baselines:
        entries = load(baseline)
        if entries:
            known = {relative_path(found.path, baseline) for found in discovery.files}
            for name in {entry.path for entry in entries} - known:
                yield baseline.parent / name
