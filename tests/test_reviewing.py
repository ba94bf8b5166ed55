"""What a reviewer confirms of a draft, whether a rule speaks up or not."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from linter.cli.running import Flags, open_session
from linter.results import FileResult, Review
from linter.runner import find_files, run
from linter.sessions import Session

TEXT = """# Rosehip

Rosehip tea may relieve knee pain [1]. It does not help everyone. Rosehip cures arthritis.

Side effects include nausea. Adults take 400 mg a day.

The trial was funded by its maker. Page updated in May 2024.

## References

1. Brandt A, Lund T. Rosehip powder. J Hedge Med. 2019;3:1-9. doi:10.1000/hedge.2019.3
2. Nobody N. The porch. J Rest. 2018;1:1.
"""


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Session:
    monkeypatch.chdir(tmp_path)
    session = open_session(Flags(isolated=True))
    session.keep_reviews = True
    return session


def reviewed(session: Session, text: str = TEXT, name: str = "draft.md") -> Review:
    path = session.working_folder / name
    path.write_text(text, "utf-8")
    review = result_of(session, path).review
    assert review is not None
    return review


def result_of(session: Session, path: Path) -> FileResult:
    return run(find_files([path], session), session).results[0]


def test_claims_are_there_with_strength_caveat_and_support(session: Session) -> None:
    review = reviewed(session)
    by_kind = {each.kind: each for each in review.statements}
    relief = next(each for each in review.statements if "relieve" in each.words)
    assert relief.strength == "as a possibility"
    assert relief.citations == ("[1]",)
    assert relief.sources[0].startswith("1 Brandt A, Lund T. Rosehip powder.")
    assert not relief.near
    assert any("not help" in words for words in relief.caveats)
    cure = next(each for each in review.statements if "cures arthritis" in each.words)
    assert "cure" in cure.kind
    assert (cure.line, TEXT[cure.span.start : cure.span.end]) == (3, cure.words)
    assert by_kind["harm"].words.startswith("Side effects")


def test_support_in_a_neighbouring_sentence_is_marked_so(session: Session) -> None:
    review = reviewed(session, "Rosehip cures arthritis. It was tested in Rome [1].\n\n" + TEXT)
    cure = review.statements[0]
    assert cure.citations == ("[1]",)
    assert cure.near


def test_references_and_where_they_are_cited(session: Session) -> None:
    first, second = reviewed(session).references
    assert (first.key, first.year, first.doi, first.lines) == (
        "1",
        "2019",
        "10.1000/hedge.2019.3",
        (3,),
    )
    assert second.lines == ()


def test_doses_funding_and_dates_are_mentioned(session: Session) -> None:
    found = {each.about: each for each in reviewed(session).mentions}
    assert found["dose"].sentence == "Adults take 400 mg a day."
    assert found["funding"].line == 7
    assert "document-date" in found


def test_the_hash_is_of_the_file(session: Session) -> None:
    assert reviewed(session).sha256 == hashlib.sha256(TEXT.encode()).hexdigest()


def test_references_and_menus_make_no_claims(session: Session) -> None:
    text = "# A\n\nIt rains.\n\n## References\n\n1. Lee B. Rosehip cures arthritis. J. 2019;1:1.\n"
    assert reviewed(session, text).statements == ()


def test_a_result_of_the_cache_has_the_same_review(session: Session) -> None:
    fresh = reviewed(session)
    assert reviewed(session) == fresh


def test_without_a_report_that_shows_it_there_is_none(session: Session) -> None:
    session.keep_reviews = False
    path = session.working_folder / "draft.md"
    path.write_text(TEXT)
    assert result_of(session, path).review is None
