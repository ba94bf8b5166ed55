"""`checklist-html`: the sign-off page for a browser and for paper."""

from __future__ import annotations

from typing import IO

from linter.reports import Options
from linter.reports.parts.markup import Html, escape, joined, tag
from linter.reports.parts.signoff import SIGNERS, Group, Page, pages
from linter.results import Run

SUFFIXES: tuple[str, ...] = ("checklist.html", "sign-off.html")
NEEDS: frozenset[str] = frozenset({"reviews"})
_STYLE = """
:root{color-scheme:light dark}
body{font:15px/1.5 system-ui,sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.4rem;overflow-wrap:anywhere}h2{font-size:1.05rem;margin:1.2rem 0 .3rem}
ul{margin:0;padding:0;list-style:none}li{padding:.15rem 0 .15rem 1.7rem;position:relative;
overflow-wrap:anywhere}li.box::before{content:"☐";position:absolute;left:0;font-size:1.1rem}
table{border-collapse:collapse;width:100%;margin:.5rem 0}
th,td{border:1px solid currentColor;padding:.5rem;text-align:left;font-weight:normal}
td{height:2.2rem}
dl{font-size:.85rem;display:grid;grid-template-columns:auto 1fr;gap:.1rem 1rem;
overflow-wrap:anywhere}dd{margin:0}
article+article{break-before:page;border-top:1px solid;margin-top:3rem}
@media print{body{margin:0;max-width:none;font-size:8.5pt;line-height:1.25}h1{font-size:13pt;
margin:0}h2{font-size:10pt;margin:.6rem 0 .1rem}li{padding-top:0}
td{height:1.4rem}th,td{padding:.2rem}
article+article{border:0;margin:0}
h2{break-after:avoid}li,tr{break-inside:avoid}}
"""


def render(run: Run, out: IO[str], options: Options) -> None:
    """Write one HTML file with a page for each file that was checked."""
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="generator", content="medlint"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("title", escape("Sign-off")),
        tag("style", Html(_STYLE)),
    )
    body = tag("body", tag("main", joined(map(_page, pages(run)))))
    out.write(f"<!doctype html>\n{tag('html', head, body, lang='en')}\n")


def _page(page: Page) -> Html:
    heads = ("Who", "Name", "Date", "Signature")
    rows = (
        tag("tr", tag("th", escape(who), scope="row"), *(tag("td", Html("")) for _ in heads[1:]))
        for who in SIGNERS
    )
    head = tag("tr", *(tag("th", escape(each), scope="col") for each in heads))
    made = (tag("dt", escape(name)) + tag("dd", escape(value)) for name, value in page.made)
    return tag(
        "article",
        tag("h1", escape(f"Sign-off: {page.path}")),
        *map(_group, page.groups),
        tag("h2", escape("Signed")),
        tag("table", tag("thead", head), tag("tbody", *rows)),
        tag("dl", *map(Html, made)),
    )


def _group(group: Group) -> Html:
    kind = "box" if group.boxes else ""
    lines = (tag("li", escape(line), class_=kind) for line in group.lines)
    lead = [tag("p", escape(group.lead))] if group.lead else []
    return tag("section", tag("h2", escape(group.title)), *lead, tag("ul", joined(lines)))
