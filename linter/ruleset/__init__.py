"""Rules and signals: read from YAML, compiled, and chosen by the configuration."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from linter.ruleset.compiled import Ruleset, key_of, ruleset_from
from linter.storage import Store

if TYPE_CHECKING:
    from linter.ruleset.compiling import Spread
    from linter.ruleset.expressions import Vocabulary
    from linter.ruleset.model import Rule, Signal

CheckOptions = Mapping[str, Mapping[str, type]]


def load_ruleset(
    folders: Sequence[Path],
    store: Store | None,
    check_options: Callable[[], CheckOptions],
    spread: Spread = map,
) -> Ruleset:
    """All rules and signals of some folders, the shipped one first.

    A rule of a later folder replaces one of the same id, likewise a signal. The language data
    comes from the first folder. `check_options` is asked only when something must be compiled, and
    `spread` then applies a function to many things (`map`, or several processes).

    Raises:
        YamlError: a file is not well formed, or names something that does not exist.
        OSError: a file cannot be read.
    """
    files = [path for folder in folders for path in all_files(folder)]
    key = key_of(files)
    digest = blake2b(key.encode(), digest_size=8).hexdigest()
    return ruleset_from(
        key, store, lambda: _compile(folders, store, check_options(), digest, spread)
    )


def all_files(folder: Path) -> Iterator[Path]:
    """Every file that the rules of a folder depend on."""
    yield from sorted(each for each in folder.rglob("*.yml") if each.is_file())


def contents_digest(folders: Sequence[Path], store: Store | None) -> str:
    """What tells the contents of rule folders apart, whenever and wherever they were written.

    Raises:
        OSError: a file cannot be read.
    """
    files = [(folder, path) for folder in folders for path in all_files(folder)]
    key = f"rule-contents\0{key_of(path for _, path in files)}"
    known = store.get(key) if store else None
    if known:
        return known.decode("ascii", "replace")
    made = blake2b(digest_size=16)
    for folder, path in files:
        content = blake2b(path.read_bytes(), digest_size=16).hexdigest()
        made.update(f"{path.relative_to(folder)}\0{content}\0".encode("utf-8", "surrogatepass"))
    if store:
        store.put(key, made.hexdigest().encode())
    return made.hexdigest()


def expressions_of(
    folder: Path, check_options: Callable[[], CheckOptions], spread: Spread = map
) -> bytes:
    """The compiled expressions of a folder's rules, as a package brings them along.

    Raises:
        YamlError: a file is not well formed.
    """
    from linter.ruleset.compiling import compile_expressions
    from linter.ruleset.prepared import as_bytes

    read = _read([folder], check_options())
    compiled = compile_expressions(
        read.rules, read.signals, read.vocabulary, read.frequent, {}, spread
    )
    return as_bytes(read.state, compiled)


class _Read(NamedTuple):
    """What the YAML files of some folders say; `state` names that of the language."""

    rules: Sequence[Rule]
    signals: Sequence[Signal]
    vocabulary: Vocabulary
    frequent: Sequence[str]
    state: str


def _read(folders: Sequence[Path], checks: CheckOptions) -> _Read:
    from linter.ruleset.language import load_language, load_vocabulary
    from linter.ruleset.loading import load_rules, load_signals

    language = _language(folders)
    rules = {rule.id: rule for folder in folders for rule in load_rules(folder, checks)}
    signals = {signal.name: signal for folder in folders for signal in load_signals(folder)}
    return _Read(
        tuple(rules.values()),
        tuple(signals.values()),
        load_vocabulary(language),
        load_language(language)[1],
        contents_digest([language], None),
    )


def _language(folders: Sequence[Path]) -> Path:
    return folders[0] / "language" / "en"


def _compile(
    folders: Sequence[Path], store: Store | None, checks: CheckOptions, digest: str, spread: Spread
) -> Ruleset:
    from linter.ruleset.compiling import compile_expressions, compile_ruleset
    from linter.ruleset.language import load_language, load_word_lists
    from linter.ruleset.prepared import keep_prepared, load_prepared

    read = _read(folders, checks)
    given = (read.rules, read.signals, read.vocabulary, read.frequent)
    known = load_prepared(read.state, store)
    compiled = compile_expressions(*given, known, spread)
    if compiled.keys() != known.keys():
        keep_prepared(read.state, compiled, store)
    language = _language(folders)
    options, word_lists = load_language(language)[0], load_word_lists(language)
    return compile_ruleset(*given, options, digest, word_lists, compiled)


__all__ = ["CheckOptions", "Ruleset", "contents_digest", "expressions_of", "load_ruleset"]
