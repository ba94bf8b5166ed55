"""Imports point one way: a module imports from its own layer and from those before it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1] / "linter"
LAYERS = (
    "values, late < watching < spans < storage < yamltext < findings < documents < config "
    "< changes < discovery < ruleset < reading < measures < checkers < results < reviewing "
    "< merging < suppressions < baseline < decisions < fixes < reports < schemas < cache "
    "< online < processes < accepting < sessions < linting < runner < comparing "
    "< selftest, lsp, api < cli < __init__, __main__"
)
RANKS = {name: n for n, layer in enumerate(LAYERS.split(" < ")) for name in layer.split(", ")}
FILES = sorted(ROOT.rglob("*.py"))


def part(path: Path) -> str:
    """The name of the layer's module or package that a file belongs to."""
    first = path.relative_to(ROOT).parts[0]
    return first.removesuffix(".py")


def imported(path: Path) -> Iterator[str]:
    """The parts of linter that a file imports, wherever in it, relative imports included."""
    package = ("linter", *path.relative_to(ROOT).parts[:-1])
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) + 1 - node.level] if node.level else ()
            base = ".".join([*above, *([node.module] if node.module else [])])
            names = [f"{base}.{alias.name}" for alias in node.names]
        for name in names:
            first, *rest = name.split(".")
            here = ROOT / (rest[0] if rest else "")
            if first == "linter" and rest and (here.is_dir() or here.with_suffix(".py").exists()):
                yield rest[0]


def test_every_module_has_its_layer() -> None:
    assert {part(path) for path in FILES} <= RANKS.keys()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_imports_point_to_earlier_layers(path: Path) -> None:
    own = part(path)
    wrong = {name for name in imported(path) if name != own and RANKS[name] >= RANKS[own]}
    assert not wrong, f"{own} imports {', '.join(sorted(wrong))}, which stand behind or beside it"


def test_relative_imports_and_those_in_functions_are_seen(tmp_path: Path) -> None:
    text = (
        "def f():\n    from ..reports import full\n    from . import model\n    import linter.cli\n"
    )
    folder = ROOT / "documents"
    path = tmp_path / "x.py"
    path.write_text(text)

    class Inside(type(path)):  # type: ignore[misc]
        def relative_to(self, *_: object) -> Path:
            return Path("documents/x.py")

    assert folder.is_dir()
    assert list(imported(Inside(path))) == ["reports", "documents", "cli"]
