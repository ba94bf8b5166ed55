"""Word reports: comments on the right words, all else untouched, and other programs open them."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import docx
import pytest

from linter.cli import main

SOFFICE = shutil.which("soffice")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def draft(path: Path) -> None:
    word = docx.Document()
    word.add_heading("Ketamine", 0)
    paragraph = word.add_paragraph("In-clinic treatment ")
    paragraph.add_run("has been said to").italic = True
    paragraph.add_run(" have the highest success rate. Recieved wisdom, that.")
    word.save(str(path))


def comments(path: Path) -> list[tuple[str, str]]:
    """The words and the first line of each comment."""
    word = docx.Document(str(path))
    found = []
    for comment in word.comments:
        words, inside = "", False
        for element in word.element.body.iter():
            name = element.tag.split("}")[-1]
            number = element.get(f"{element.tag.split('}')[0]}}}id")
            if name == "commentRangeStart" and number == str(comment.comment_id):
                inside = True
            elif name == "commentRangeEnd" and number == str(comment.comment_id):
                inside = False
            elif inside and name == "t":
                words += element.text or ""
        found.append((words, comment.paragraphs[0].text))
    return found


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as left:
        main(list(arguments))
    assert isinstance(left.value.code, int)
    return left.value.code


def test_each_finding_is_a_comment_on_its_words(folder: Path) -> None:
    draft(folder / "draft.docx")
    before = (folder / "draft.docx").read_bytes()
    assert run("report", "draft.docx", "-o", "marked.docx", "--quiet") == 0
    told = comments(folder / "marked.docx")
    assert ("Recieved", "") in [(words, "") for words, _ in told]
    assert any(words.startswith("has been said to have") for words, _ in told)
    assert (folder / "draft.docx").read_bytes() == before


def test_the_draft_in_the_report_is_the_draft(folder: Path) -> None:
    draft(folder / "draft.docx")
    run("report", "draft.docx", "-o", "marked.docx", "--quiet")
    marked = docx.Document(str(folder / "marked.docx"))
    plain = docx.Document(str(folder / "draft.docx"))
    assert [p.text for p in marked.paragraphs] == [p.text for p in plain.paragraphs]
    with zipfile.ZipFile("draft.docx") as old, zipfile.ZipFile("marked.docx") as new:
        changed = {n for n in old.namelist() if old.read(n) != new.read(n)}
    assert changed <= {
        "word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml",
        "word/comments.xml",
    }  # fmt: skip


def test_comments_of_others_stay(folder: Path) -> None:
    word = docx.Document()
    paragraph = word.add_paragraph("Recieved wisdom is a thing of the past here.")
    word.add_comment(paragraph.runs, text="Nice.", author="Ann", initials="A")
    word.save("draft.docx")
    run("report", "draft.docx", "-o", "marked.docx", "--quiet")
    told = [(c.author, c.paragraphs[0].text) for c in docx.Document("marked.docx").comments]
    assert ("Ann", "Nice.") in told
    assert any(author == "medlint" for author, _ in told)
    assert len({c.comment_id for c in docx.Document("marked.docx").comments}) == len(told)


def test_other_drafts_are_set_as_a_simple_word_file(folder: Path) -> None:
    (folder / "a.md").write_text("# Ketamine\n\nRecieved wisdom is a thing of the past.\n")
    (folder / "b.html").write_text("<h1>Sleep</h1><p>Pain is often <b>recieved</b> badly.</p>")
    assert run("report", "a.md", "b.html", "-o", "both.docx", "--quiet") == 0
    assert [words for words, _ in comments(folder / "both.docx")] == ["Recieved", "recieved"]


def test_fixes_become_tracked_changes(folder: Path) -> None:
    draft(folder / "draft.docx")
    run("fix", "draft.docx", "--unsafe", "--quiet")
    body = zipfile.ZipFile("draft.docx").read("word/document.xml").decode()
    assert "<w:delText" in body
    assert "Received" in body


def test_a_patch_of_a_word_file_shows_its_text(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    draft(folder / "draft.docx")
    assert run("fix", "--diff", "--unsafe", "draft.docx") == 1
    shown = capfd.readouterr().out
    assert "-In-clinic treatment has been said to" in shown
    assert "Received wisdom" in shown


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_what_was_written(folder: Path) -> None:
    draft(folder / "draft.docx")
    run("report", "draft.docx", "-o", "marked.docx", "--quiet")
    run("fix", "draft.docx", "--unsafe", "--quiet")
    assert SOFFICE
    home = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    command = [SOFFICE, "--headless", home, "--convert-to", "txt:Text", "--outdir", "out"]
    subprocess.run([*command, "marked.docx", "draft.docx"], check=True, timeout=120)
    marked = (folder / "out" / "marked.txt").read_text(encoding="utf-8-sig")
    assert "highest success rate. Recieved wisdom" in marked
    assert "Received wisdom" in (folder / "out" / "draft.txt").read_text(encoding="utf-8-sig")


def test_a_report_is_a_word_file_also_without_findings(folder: Path) -> None:
    (folder / "a.md").write_text("# Sleep\n\nSleep is a state of rest.\n")
    run("report", "a.md", "-o", "a.docx", "--quiet")
    assert docx.Document(io.BytesIO((folder / "a.docx").read_bytes())).paragraphs


def test_a_report_is_no_draft_until_somebody_saves_it(folder: Path) -> None:
    draft(folder / "draft.docx")
    (folder / "notes.md").write_text("Recieved wisdom.\n", encoding="utf-8")
    assert run("report", "draft.docx", "-o", "marked.docx") == 0
    assert run("report", "notes.md", "-o", "set.docx") == 0
    assert run("check", "marked.docx", "set.docx") == 0
    docx.Document(str(folder / "marked.docx")).save(str(folder / "marked.docx"))
    assert run("check", "marked.docx") == 1
