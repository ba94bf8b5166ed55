"""What a look at capitals is: from a block of a document to findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from linter.documents.document import Document
from linter.findings import Finding

Look = Callable[[Document, int], Iterable[Finding]]  # the block's index
