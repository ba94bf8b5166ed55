"""Tracked changes on exact words of a Word file, all else as it was."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from linter.documents.docx.cutting import Cutting
from linter.documents.docx.names import SPACE, w
from linter.documents.docx.package import Package
from linter.documents.docx.text import Place, read_text
from linter.spans import Edit

if TYPE_CHECKING:
    from lxml.etree import _Element

AUTHOR = "medlint"
_TRACKED = ("ins", "del", "moveFrom", "moveTo")


def with_changes(data: bytes, edits: Sequence[Edit]) -> bytes:
    """The file with each edit as a tracked change.

    What the text shows and no letter of the file holds (the label of a note, the end of a
    paragraph) stays as it is.

    Raises:
        ValueError: two edits overlap, or one lies outside the source.
    """
    text = read_text(data)
    _check(edits, len(text.source))
    cutting = Cutting(text)
    tracked = _Tracked(text.trees.values())
    changed = {part for edit in sorted(edits, reverse=True) for part in tracked.make(edit, cutting)}
    package = Package(data)
    parts = {name: package.serialized(text.trees[name]) for name in changed}
    return package.with_parts(parts) if parts else data


def _check(edits: Iterable[Edit], length: int) -> None:
    end = 0
    for edit in sorted(edits):
        if edit.span.start < end or edit.span.end > length:
            raise ValueError(f"the edit {edit} overlaps another one, or lies outside the text")
        end = edit.span.end


class _Tracked:
    """Makes the elements of tracked changes, each with a number of its own."""

    def __init__(self, trees: Iterable[_Element]) -> None:
        self._date = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        marks = (mark for root in trees for mark in root.iter(*map(w, _TRACKED)))
        numbers = [int(n) for mark in marks if (n := mark.get(w("id"), "")).isdigit()]
        self._last = max(numbers, default=0)

    def make(self, edit: Edit, cutting: Cutting) -> list[str]:
        """Delete the words of an edit and insert its text; the parts that were changed."""
        places = [p for p in cutting.cut(edit.span) if p.piece.kind in ("text", "mark")]
        model = places[-1] if places else cutting.beside(edit.span.start)
        if model is None:
            return []
        run = run_of(model)
        if edit.text:
            made = self._inserted(edit.text, run)
            if places or model.end <= edit.span.start:
                put_after(run, made)
            else:
                put_before(run, made)
        for each in dict.fromkeys(map(run_of, places)):
            self._delete(each)
        return [model.part]

    def _inserted(self, text: str, model: _Element) -> _Element:
        change = self._change(model, "ins")
        run = change.makeelement(w("r"))
        properties = model.find(w("rPr"))
        if properties is not None:
            run.append(copy.deepcopy(properties))
        words = run.makeelement(w("t"), {SPACE: "preserve"})
        words.text = text
        run.append(words)
        change.append(run)
        return change

    def _delete(self, run: _Element) -> None:
        parent = run.getparent()
        if parent is None or parent.tag == w("del"):
            return
        if parent.tag == w("ins") and parent.get(w("author")) == AUTHOR:  # its own, taken back
            parent.remove(run)
            if not len(parent):
                _remove(parent)
            return
        change = self._change(run, "del")
        parent.replace(run, change)
        change.append(run)
        for words in run.findall(w("t")):
            words.tag = w("delText")
            words.set(SPACE, "preserve")

    def _change(self, model: _Element, kind: str) -> _Element:
        self._last += 1
        names = {w("id"): str(self._last), w("author"): AUTHOR, w("date"): self._date}
        return model.makeelement(w(kind), names)


def run_of(place: Place) -> _Element:
    """The run that holds a place; the element itself where it stands in none (a formula)."""
    element = place.piece.element
    parent = element.getparent()
    return element if parent is None or parent.tag != w("r") else parent


def put_after(run: _Element, made: _Element) -> None:
    """Put an element behind a run, outside of the change that the run may be part of."""
    top = _outside(run, behind=True)
    top.addnext(made)


def put_before(run: _Element, made: _Element) -> None:
    """Put an element before a run, outside of the change that the run may be part of."""
    top = _outside(run, behind=False)
    top.addprevious(made)


def _outside(run: _Element, *, behind: bool) -> _Element:
    """The element on whose side something can stand; a change that goes on there is cut in two."""
    top = run
    parent = top.getparent()
    while parent is not None and parent.tag in (w("ins"), w("moveTo"), w("del")):
        _cut_change(parent, top, behind=behind)
        top, parent = parent, parent.getparent()
    return top


def _cut_change(change: _Element, child: _Element, *, behind: bool) -> None:
    """Give what stands on one side of a child of a change a change of its own."""
    index = change.index(child)
    rest = list(change)[index + 1 :] if behind else list(change)[:index]
    if not rest:
        return
    other = change.makeelement(
        change.tag, {str(name): str(value) for name, value in change.attrib.items()}
    )
    if behind:
        change.addnext(other)
    else:
        change.addprevious(other)
    other.extend(rest)


def _remove(element: _Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
