"""Whether the elements of an XML file are closed as they were opened."""

from __future__ import annotations

from linter.documents.jats.tokens import END, START


class Nesting:
    """Is told each tag of a file in order; `fault` says what is wrong first, "" if nothing is."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._open: list[tuple[str, int]] = []
        self.fault = ""

    def tag(self, what: int, place: int, name: str) -> None:
        """A tag, where it begins, and the element's name."""
        if self.fault:
            return
        if what == START:
            self._open.append((name, place))
        elif what == END:
            opened, begun = self._open.pop() if self._open else ("", 0)
            if opened != name:
                self.fault = self._closed_wrongly(place, name, opened, begun)

    def end(self) -> None:
        """The file ends here."""
        if self._open and not self.fault:
            name, place = self._open[-1]
            self.fault = f"<{name}> in line {self._line(place)} is never closed"

    def _closed_wrongly(self, place: int, name: str, opened: str, begun: int) -> str:
        line = self._line(place)
        if not opened:
            return f"</{name}> in line {line} closes nothing"
        before = f"<{opened}> of line {self._line(begun)}"
        return f"</{name}> in line {line} comes before the end of {before}"

    def _line(self, place: int) -> int:
        return self._source.count("\n", 0, place) + 1
