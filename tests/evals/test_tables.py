from pathlib import Path

from evals.tables import one_line, put_section, table


def test_a_table_lines_up() -> None:
    assert table(["a", "number"], [["long", 1]]).splitlines() == [
        "| a    | number |",
        "|------|--------|",
        "| long | 1      |",
    ]


def test_a_section_is_replaced_and_what_stands_around_it_stays(tmp_path: Path) -> None:
    page = tmp_path / "docs" / "page.md"
    put_section(page, "one", "first", "Title")
    put_section(page, "two", "second", "Title")
    page.write_text(page.read_text() + "\nBy hand.\n")
    put_section(page, "one", r"first \1 again", "Other title")
    assert page.read_text() == (
        "# Title\n\n<!-- one -->\nfirst \\1 again\n<!-- /one -->\n"
        "\n<!-- two -->\nsecond\n<!-- /two -->\n\nBy hand.\n"
    )


def test_what_is_printed_stays_on_its_line() -> None:
    assert one_line("a\r\n\x1b[31m\xa0 b\n") == "a⏎ [31m⍽ b"
    assert one_line("abcdef", 4) == "abc…"
