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
