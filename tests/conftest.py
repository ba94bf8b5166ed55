"""What tests of several folders share."""

from __future__ import annotations

from pathlib import Path

import pytest
from rule_lab import Lab, make_lab


@pytest.fixture
def lab(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Lab:
    """A place to try rules."""
    return make_lab(tmp_path, monkeypatch)
