"""Word files of all kinds go round: marks on the right words, all else as it was."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import docx
import pytest
from word_checks import accepted, body, comments, differing, drawn_back, main_part
from word_files import parts
from word_samples import FIXED, SAMPLES, Sample

from linter import documents, lint_file
from linter.cli import main
from linter.documents.model import ReadOptions

SOFFICE = shutil.which("soffice")
each_sample = pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES)
_IN_TEXT = re.compile("|".join(FIXED), re.IGNORECASE)
_NOTE_MARK = re.compile(r"\[\^\d+\]|\ufffc")


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as left:
        main(list(arguments))
    assert isinstance(left.value.code, int)
    return left.value.code


@pytest.fixture
def draft(sample: Sample, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "draft.docx"
    path.write_bytes(sample.make())
    return path


@each_sample
def test_the_text_is_what_a_reader_reads(sample: Sample) -> None:
    document = documents.read(sample.make(), Path("draft.docx"), ReadOptions())
    assert Counter(_IN_TEXT.findall(document.prose)) == Counter(sample.mistakes)
    for words in sample.shown:
        assert words in document.source
    assert "ADDIN" not in document.source


@each_sample
def test_each_comment_stands_on_the_words_of_its_finding(sample: Sample, draft: Path) -> None:
    before = len(comments(draft.read_bytes()))
    source = documents.read(draft.read_bytes(), draft, ReadOptions()).source
    findings = lint_file(draft).findings
    assert run("report", "draft.docx", "-o", "marked.docx", "--quiet") == 0
    marked = Path("marked.docx").read_bytes()
    told = comments(marked)[before:]
    assert [each.author for each in told] == ["medlint"] * len(told)
    words = [
        _NOTE_MARK.sub("", source[finding.span.start : finding.span.end]) for finding in findings
    ]
    for each, found in zip(told, words, strict=True):
        if each.said[0].startswith(("In the note", "In the text box", "In the field")):
            assert f"“{found}”" in each.said[0]
        else:
            assert each.words == found
    assert Counter(w for w in words if w in sample.mistakes) == Counter(sample.mistakes)
    if not sample.strict:
        docx.Document("marked.docx")


@each_sample
def test_comments_change_nothing_else(sample: Sample, draft: Path) -> None:
    assert run("report", "draft.docx", "-o", "marked.docx", "--quiet") == 0
    old, new = draft.read_bytes(), Path("marked.docx").read_bytes()
    assert differing(old, new) <= {
        main_part(old),
        main_part(old).replace("word/", "word/_rels/") + ".rels",
        "[Content_Types].xml",
        "word/comments.xml",
    }
    ours = range(len(comments(old)), 1000)
    first = _first_number(old)
    ids = frozenset(str(first + n) for n in range(len(ours)))
    assert drawn_back(body(new), ids=ids) == drawn_back(body(old))
    assert [c.said for c in comments(new)][: len(comments(old))] == [c.said for c in comments(old)]


def _first_number(data: bytes) -> int:
    part = parts(data).get("word/comments.xml", b"")
    return max((int(n) for n in re.findall(rb'<w:comment [^>]*w:id="(\d+)"', part)), default=-1) + 1


@each_sample
def test_fixes_are_tracked_changes_of_the_right_words_and_nothing_else(
    sample: Sample, draft: Path
) -> None:
    old = draft.read_bytes()
    run("fix", "draft.docx", "--select", "spelling", "--quiet")
    new = draft.read_bytes()
    assert drawn_back(body(new)) == drawn_back(body(old))
    assert differing(old, new) <= {main_part(old), "word/footnotes.xml", "word/endnotes.xml"}
    assert accepted(new) == [_IN_TEXT.sub(_repaired, line) for line in accepted(old)]
    document = documents.read(new, draft, ReadOptions())
    assert not _IN_TEXT.search(document.prose)
    if not sample.strict:
        docx.Document("draft.docx")


def _repaired(match: re.Match[str]) -> str:
    fixed = FIXED[match[0].lower()]
    return fixed if match[0].islower() else fixed.capitalize()


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_them_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names = [f"{number}.docx" for number in range(len(SAMPLES))]
    for name, sample in zip(names, SAMPLES.values(), strict=True):
        for folder in ("old", "marked", "fixed"):
            Path(folder).mkdir(exist_ok=True)
            (Path(folder) / name).write_bytes(sample.make())
        run("report", f"old/{name}", "-o", f"marked/{name}", "--quiet")
    run("fix", "fixed", "--select", "spelling", "--quiet")
    home = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    for folder in ("old", "marked", "fixed"):
        command = [str(SOFFICE), "--headless", home, "--convert-to", "txt:Text"]
        given = [f"{folder}/{name}" for name in names]
        subprocess.run([*command, "--outdir", f"{folder}-text", *given], check=True, timeout=170)
    for name, sample in zip(names, SAMPLES.values(), strict=True):
        old, marked, fixed = (
            Path(f"{folder}-text/{name}").with_suffix(".txt").read_text(encoding="utf-8-sig")
            for folder in ("old", "marked", "fixed")
        )
        assert old.split() == marked.split()
        for wrong in sample.mistakes:  # its plain text lacks what stands in boxes and notes
            assert wrong not in old or FIXED[wrong.lower()][1:] in fixed
