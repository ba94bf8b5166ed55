"""Input that no draft should be: told in words that name the file, the others still linted."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from command_line import CommandLine, Done

from linter import documents
from linter.discovery import Discovery, discover

TITLE = "# Rest\n\n"
LARGE = 100_000
posix = pytest.mark.skipif(os.name == "nt", reason="needs links and pipes as POSIX has them")


def checked(shell: CommandLine, name: str, content: str | bytes) -> Done:
    """A run over a file and a draft with an error, which must be found in any case."""
    shell.write("zz-draft.md", "All the the best.\n")
    shell.write(name, content)
    done = shell.run("check", ".", "-q", "-f", "concise")
    assert "zz-draft.md:1:5: error style/doubled-word" in done.out
    assert "Traceback" not in done.err
    assert "report this as a bug" not in done.err
    return done


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (bytes(range(256)) * 20, "the file is binary, not text"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n\x00\x01\x02 obj", "the file is binary, not text"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "the file is binary, not text"),
        (b"One.\n\nThe na\xefve eye.\n", "line 3, column 7 is not valid UTF-8 (byte 0xEF"),
        (b"Cut off \xe2\x80", "line 1, column 9 is not valid UTF-8"),
        ("All is well.".encode("utf-16"), "the file is UTF-16; save it as UTF-8"),
        ("All is well.".encode("utf-16-be"), "looks like UTF-16 without a byte-order mark"),
        ("All is well.".encode("utf-16-le"), "looks like UTF-16 without a byte-order mark"),
        ("All is well.".encode("utf-32"), "the file is UTF-32; save it as UTF-8"),
        ("Half \ud800 a pair.".encode("utf-8", "surrogatepass"), "is not valid UTF-8"),
    ],
)
@pytest.mark.parametrize("suffix", [".md", ".html", ".txt"])
def test_what_is_no_text(shell: CommandLine, content: bytes, says: str, suffix: str) -> None:
    done = checked(shell, f"bad{suffix}", content)
    assert done.code == 2
    assert f"medlint: bad{suffix}: " in done.err
    assert says in done.err


@pytest.mark.parametrize("suffix", [".md", ".html", ".txt"])
@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"\n", b" \t\r\n\x0c\n", b"\xc2\xa0"])
def test_a_file_without_text_is_fine(shell: CommandLine, content: bytes, suffix: str) -> None:
    path = shell.write(f"empty{suffix}", content)
    for command in ("check", "fix", "report"):
        done = shell.run(command, f"empty{suffix}", "-o", "out.json", "-o", "out.html")
        assert done.code == 0, done
    assert path.read_bytes() == content


def test_a_file_larger_than_any_draft(shell: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "MAX_BYTES", 1_000_000)
    done = checked(shell, "bad.md", b"a" * 1_600_000)
    assert done.code == 2
    assert "bad.md: the file is 2 MB; medlint reads drafts of up to 1 MB" in done.err
    assert shell.run("check", "-", stdin=b"a " * 600_000).code == 2


ENDLESS = {
    "words.md": "a " * 500_000,
    "words.html": "a " * 500_000,
    "words.txt": "a " * 500_000,
    "line.md": "The patients rested for a week and felt better (p < 0.05) [1]. " * 6_000,
    "line.txt": "The patients rested for a week and felt better (p < 0.05) [1]. " * 6_000,
    "word.md": "a" * 2_000_000,
    "digits.md": "1" * 1_000_000,
    "dots.md": "." * LARGE,
    "spaces.md": "a" + " " * 1_000_000 + "b",
    "newlines.md": "\n" * 1_000_000,
    "numbers.md": "1.5, " * 30_000,
    "citations.md": "[1] " * 30_000,
    "quotes.txt": '"a ' * LARGE,
    "tags.html": "<div>" * LARGE + "a" + "</div>" * LARGE,
    "open.html": "<b><i>" * LARGE + "a",
    "closing.html": "</p>" * LARGE + "a",
    "angles.html": "<" * LARGE,
    "entities.html": "&" * LARGE + "&#xD800;&#0;&#x110000;&#99999999999999999999;",
    "attributes.html": "<a " + 'b="c" ' * LARGE + ">a</a>",
    "quote.md": ">" * 10_000 + " a",
    "brackets.md": "[" * 10_000 + "a" + "]" * 10_000,
    "links.md": "[a](" * 10_000,
    "images.md": "![" * 10_000,
    "emphasis.md": "*a " * 10_000,
    "stars.md": "*" * 10_000 + "a" + "*" * 10_000,
    "strong.md": "**a *b " * 10_000,
    "lists.md": "".join("  " * depth + "- a\n" for depth in range(1_000)),
    "backticks.md": "".join("`" * count + "a" for count in range(1_000)),
    "table.md": "|a" * 5_000 + "\n" + "|-" * 5_000 + "\n" + "|b" * 5_000,
    "comments.md": "<!-- medlint-disable-next " * 5_000,
    "shortcodes.md": "{{< " * 20_000,
    "footnotes.md": "[^1]" * 20_000 + "\n\n[^1]: a\n",
    "definitions.md": "".join(f"[a{number}]: https://example.org\n" for number in range(20_000)),
    "front-matter.md": "---\n" + "a: b\n" * LARGE,
    "title.md": '---\ntitle: "' + "\\" * LARGE + '"\n---\na',
}


@pytest.mark.parametrize("name", sorted(ENDLESS))
def test_what_is_nested_or_endless_is_read(shell: CommandLine, name: str) -> None:
    shell.write("medlint.yml", "# every rule\n")
    done = checked(shell, name, ENDLESS[name])
    assert done.err == ""
    assert done.code == 1


BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
MERGES = "a: &a {x: y}\n" + "".join(
    f"{name}: &{name} {{<<: [{', '.join([f'*{before}'] * 9)}], {name}: z}}\n"
    for before, name in zip("abcdefghijkl", "bcdefghijklm", strict=True)
)
NESTED = "[" * 5_000 + "]" * 5_000


def indented(text: str) -> str:
    return "".join(f"  {line}\n" for line in text.splitlines())


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (f"---\nmedlint:\n{indented(BOMB)}---\na", "Anchors (&name) and aliases (*name)"),
        (f"---\nmedlint:\n{indented(MERGES)}---\na", "Anchors (&name) and aliases (*name)"),
        ("---\nmedlint: &a\n  words: *a\n---\na", "Anchors (&name) and aliases (*name)"),
        (f"---\nmedlint: {NESTED}\n---\na", "nesting depth"),
        ("---\nmedlint: " + "{a: " * 5_000 + "}" * 5_000 + "\n---\na", "nested more than"),
        ("---\nmedlint: !!python/object/apply:os.getcwd []\n---\na", "Tags such as"),
        ("---\nmedlint: {words: [a\n---\na", "no valid YAML"),
        ("---\nmedlint:\n  wrods: [a]\n---\na", "Unknown key “wrods”. Did you mean “words”?"),
        ("---\nmedlint: [a]\n---\na", "A mapping"),
        ("---\nmedlint: {rules: {style/no: off}}\n---\na", "there is no rule or pack “style/no”"),
        (f"+++\nmedlint = {NESTED}\n+++\na", "not valid TOML"),
        ("+++\n[medlint]\nwords = 2026-01-01\n+++\na", "no setting"),
    ],
)
def test_front_matter_that_attacks(shell: CommandLine, text: str, says: str) -> None:
    done = checked(shell, "bad.md", text)
    assert done.code == 2
    assert done.err.startswith("medlint: bad.md: ")
    assert done.err.count("bad.md") == 1
    assert says in done.err


def test_front_matter_outside_of_medlint_does_not_matter(shell: CommandLine) -> None:
    done = checked(shell, "a.md", f"---\n{BOMB}title: Rest\n---\nAll is well.\n")
    assert (done.code, done.err) == (1, "")


@pytest.mark.parametrize(
    "text", [BOMB, MERGES, NESTED, "a: " * 1_000, "rules: " + "{a: " * 1_000, "- " * LARGE]
)
def test_a_configuration_that_attacks(shell: CommandLine, text: str) -> None:
    shell.write("bad/medlint.yml", text)
    done = checked(shell, "bad/a.md", "All the the best.\n")
    assert done.code == 2
    assert "bad/medlint.yml:1: " in done.err or "bad/medlint.yml: " in done.err


@posix
def test_loops_of_links(shell: CommandLine) -> None:
    (shell.folder / "loop.md").symlink_to("loop.md")
    (shell.folder / "a").symlink_to("b")
    (shell.folder / "b").symlink_to("a")
    (shell.folder / "up").symlink_to(".")
    (shell.folder / "nowhere.md").symlink_to("missing.md")
    done = checked(shell, "good.md", "All is well.\n")
    assert (done.code, done.err) == (1, "")
    for name in ("loop.md", "a", "nowhere.md"):
        done = shell.run("check", name)
        assert done.code == 2
        assert name in done.err


@posix
def test_what_is_no_file_in_a_folder_is_passed_over(shell: CommandLine) -> None:
    os.mkfifo(shell.folder / "pipe.md")
    (shell.folder / "folder.md").mkdir()
    assert checked(shell, "good.md", "All is well.\n").code == 1


@pytest.mark.parametrize("change", [Path.unlink, lambda path: (path.unlink(), path.mkdir())])
@pytest.mark.parametrize("command", ["check", "fix"])
def test_a_file_that_vanishes_before_it_is_read(
    shell: CommandLine,
    monkeypatch: pytest.MonkeyPatch,
    command: str,
    change: Callable[[Path], object],
) -> None:
    gone = shell.write("gone.md", "All is well.\n")
    shell.write("zz.md", "All the the best.\n")

    def found(*arguments: object, **more: object) -> Discovery:
        result = discover(*arguments, **more)  # type: ignore[arg-type]
        change(gone)
        return result

    monkeypatch.setattr("linter.runner.discover", found)
    done = shell.run(command, ".", "-f", "json=out.json", "-q")
    assert done.code == 2
    assert "gone.md: cannot be read: " in done.err
    written = json.loads((shell.folder / "out.json").read_text(encoding="utf-8"))
    assert [each["path"] for each in written["files"]] == ["gone.md", "zz.md"]


def test_names_that_are_hard_to_read(shell: CommandLine) -> None:
    names = ["a b.md", "-q.md", "ö…😀.md", "a\nb.md"]
    for name in names if os.name != "nt" else names[:3]:
        done = checked(shell, name, "Rest the the leg.\n")
        assert (done.code, done.out.count("doubled-word")) == (1, 2)
        (shell.folder / name).unlink()


@pytest.mark.skipif(os.name == "nt" or os.uname().sysname == "Darwin", reason="needs bytes names")
def test_a_name_that_is_no_text(shell: CommandLine) -> None:
    (shell.folder / os.fsdecode(b"caf\xe9.md")).write_text("Rest the the leg.\n", "utf-8")
    for name in ("concise", "full", "github", "json", "html", "markdown"):
        assert shell.run("check", ".", "-f", name, "-o", "out.htm").code == 1
