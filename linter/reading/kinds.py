"""What kind of text a draft is: research, review, news or patient, elected from what it says.

A configuration that names the kind wins. Else a report of the authors' own research shows by its
sections or its words (signal `research-report`), news by its words (`news-report`), a review by
what it cites; everything else is taken to be written for patients and the public.
"""

from __future__ import annotations

from linter.documents.document import Document
from linter.reading.marks import Scan

AUTO = "auto"
_OWN_SECTIONS = {"methods", "results"}
_WORDS_PER_MARK = 400  # a long text must say more than once that it reports research
_MARKS = 3
_CITED = 5  # marks in the text, or entries in its list, that make a review


class Election:
    """Counts, block by block, what speaks for a kind of document."""

    def __init__(self, document: Document, configured: str = AUTO) -> None:
        self.document = document
        self.configured = configured
        self.marks = {"research-report": 0, "news-report": 0}

    def look_at(self, scan: Scan) -> None:
        """Count what a block says about the whole."""
        if self.configured == AUTO:
            for name in self.marks:
                if name in scan.matcher.signal_lists:
                    self.marks[name] += len(scan.signal(name))

    def kind(self) -> str:
        """The kind that is configured, or else elected."""
        if self.configured != AUTO:
            return self.configured
        document = self.document
        sections = {block.section_kind for block in document.blocks}
        enough = min(_MARKS, 1 + document.words // _WORDS_PER_MARK)
        if sections >= _OWN_SECTIONS or self.marks["research-report"] >= enough:
            return "research"
        if self.marks["news-report"]:
            return "news"
        cited = len(document.references) >= _CITED or len(document.citations) >= _CITED
        return "review" if cited else "patient"
