"""What reviewers decided about findings: a sheet or an exported file that comes back.

One format for all: a decision names a file, a rule, the words and the sentence, as an entry of
the baseline does, and says `accept` (the finding is right) or `reject` (the text stays), with a
reason, a name and a date. `read` takes an Excel file, a csv file or what the HTML page exports.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from linter.decisions.model import Decision, DecisionsError

__all__ = ["Decision", "DecisionsError", "read"]

_LARGEST = 64_000_000  # bytes; a sheet of fifty thousand findings has about ten million


def read(path: Path) -> tuple[Decision, ...]:
    """The decisions of a file, in its order; rows in which nobody decided are left out.

    Raises:
        DecisionsError: it is no such file, or something in it cannot be understood; the message
            names the file, the row, what is wrong and what to do.
    """
    reader = _reader(path)
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except FileNotFoundError:
        raise DecisionsError(f"There is no file “{path}”.") from None
    except OSError as error:
        raise DecisionsError(f"{path} cannot be read: {error.strerror or error}.") from None
    if len(data) > _LARGEST:
        raise DecisionsError(
            f"{path} is larger than {_LARGEST / 1e6:.0f} MB. Decisions of that size are not read; "
            "delete the rows of drafts that are done, or make a report per folder."
        )
    return reader(path, data)


def _reader(path: Path) -> Callable[[Path, bytes], tuple[Decision, ...]]:
    """What reads files of this name.

    Raises:
        DecisionsError: nothing does.
    """
    suffix = path.suffix.lower()
    if suffix in {".xlsx", ".xlsm"}:
        from linter.decisions.workbook import read_workbook

        return read_workbook
    if suffix in {".csv", ".tsv", ".txt"}:
        from linter.decisions.separated import read_separated

        return read_separated
    if suffix == ".json":
        from linter.decisions.exported import read_exported

        return read_exported
    raise DecisionsError(
        f"“{path}” holds no decisions that medlint can read. It reads the sheets that “medlint "
        "report -o FILE.xlsx” and “-o FILE.csv” write, and the .json that the HTML report exports."
    )
