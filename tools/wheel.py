"""Puts the compiled expressions of the shipped rules into the wheel.

Compiling them takes many seconds, which every fresh machine would spend at its first check.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_IN_WHEEL = "linter/data/expressions.bin"


class CompiledExpressions(BuildHookInterface[Any]):
    """The build hook that pyproject.toml names."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, and say where the file goes; a checkout in use as it is needs none."""
        if version == "editable":
            return
        self._made.parent.mkdir(parents=True, exist_ok=True)
        self._made.write_bytes(_compiled(Path(self.root)))
        build_data["force_include"][str(self._made)] = _IN_WHEEL

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Leave nothing but the wheel behind."""
        self._made.unlink(missing_ok=True)

    @property
    def _made(self) -> Path:
        return Path(self.directory) / "expressions.bin"


def _compiled(root: Path) -> bytes:
    sys.path.insert(0, str(root))
    try:
        from linter.processes import map_on_cores
        from linter.ruleset import expressions_of
        from linter.sessions import check_options

        return expressions_of(root / "rules", check_options, map_on_cores)
    finally:
        sys.path.remove(str(root))
