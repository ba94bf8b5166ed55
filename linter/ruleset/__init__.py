"""Rules and signals: read from YAML, compiled, and chosen by the configuration."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from linter.ruleset.compiled import Ruleset, key_of, ruleset_from
from linter.storage import Store

if TYPE_CHECKING:
    from linter.ruleset.compiling import Spread

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
    return ruleset_from(key, store, lambda: _compile(folders, check_options(), digest, spread))


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


def _compile(folders: Sequence[Path], checks: CheckOptions, digest: str, spread: Spread) -> Ruleset:
    from linter.ruleset.compiling import compile_ruleset
    from linter.ruleset.language import load_language, load_vocabulary, load_word_lists
    from linter.ruleset.loading import load_rules, load_signals

    language = folders[0] / "language" / "en"
    options, frequent = load_language(language)
    vocabulary = load_vocabulary(language)
    word_lists = load_word_lists(language)
    rules = {rule.id: rule for folder in folders for rule in load_rules(folder, checks)}
    signals = {signal.name: signal for folder in folders for signal in load_signals(folder)}
    return compile_ruleset(
        rules.values(),
        signals.values(),
        vocabulary,
        frequent,
        options,
        digest,
        word_lists,
        spread,
    )


__all__ = ["CheckOptions", "Ruleset", "contents_digest", "load_ruleset"]
