"""Bookkeeping measured on articles: what is counted where nothing and where something is wrong."""

from __future__ import annotations

from evals.citations import findings

ARTICLE = """# Warm rooms

Warm rooms help sleep [1]. Cool ones help more [2]. Noise matters as well [3].

## References

1. Ahlers KT, Moss B. Warm rooms in winter. J Rest. 2019;4:10-5.
2. Prewitt L. Cool rooms. J Rest. 2021;6:1-9.
3. Lindqvist P. Noise at night. J Rest. 2020;8:1-4.
"""


def test_an_article_without_a_defect_has_no_findings() -> None:
    assert findings(ARTICLE, "md") == set()


def test_a_mark_without_an_entry_is_counted() -> None:
    found = findings(ARTICLE.replace("more [2]", "more [2,4]"), "md")
    assert {rule for rule, _ in found} == {"citations/not-listed"}


def test_only_bookkeeping_is_counted() -> None:
    assert findings(ARTICLE.replace("Cool ones", "The the cool ones"), "md") == set()


def test_a_single_letter_is_no_author() -> None:
    text = """Rooms help (Ahlers, 2019). Cool ones do, too (Prewitt, 2021; A, 2010).
Noise harms (Lindqvist, 2020).

## References

Ahlers KT (2019). Warm rooms in winter. J Rest 4:10-15.

Lindqvist P (2020). Noise at night. J Rest 8:1-4.

Prewitt L (2021). Cool rooms. J Rest 6:1-9.
"""
    assert findings(text, "md") == set()
    unknown = findings(text.replace("A, 2010", "Adair, 2010"), "md")
    assert {rule for rule, _ in unknown} == {"citations/author-not-listed"}
