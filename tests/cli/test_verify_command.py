"""`medlint references verify` against a server on this machine."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from command_line import CommandLine
from registry import Registry, Reply, written

DRAFT = """Warm rooms help sleep [1]. Salt does not [2]. Nor does rest [3].

## References

1. Ahlers KT, Moss B. Warm rooms in winter. J Rest. 2019;4:10-5. doi:10.1000/rest.2019.4
2. Lind S. Salt and the night shift. J Rest. 2004;1:1-9. doi:10.1000/rest.2004.1
3. World Sleep Bureau. Bedrooms of the coming century. 2020.
"""


@pytest.fixture
def desk(shell: CommandLine, registry: Registry, own_cache: Path) -> CommandLine:
    """A folder whose configuration names the server; the second DOI is that of the first paper."""
    rooms = written("Warm rooms in winter", "Ahlers", "Moss")
    registry.work("10.1000/rest.2019.4", **rooms)
    registry.work("10.1000/rest.2004.1", **rooms)
    registry.works()
    shell.write(
        "medlint.yml",
        f"online: {{crossref: '{registry.url}/crossref', pubmed: '{registry.url}/pubmed', "
        f"doi: '{registry.url}/doi'}}\n",
    )
    shell.write("draft.md", DRAFT)
    return shell


def test_verdicts_for_people(desk: CommandLine, registry: Registry) -> None:
    done = desk.run("references", "verify", "draft.md")
    assert done.code == 1
    assert done.out.splitlines() == [
        "draft.md",
        "  6:4  error  mismatch  reference 2",
        "       Lind (2004). Salt and the night shift",
        "       The DOI 10.1000/rest.2004.1 is of another work: Ahlers et al. (2019),",
        "       “Warm rooms in winter”, J Rest (Crossref).",
        "",
        "  7:4  info  not-found  reference 3",
        "       World Sleep Bureau (2020). Bedrooms of the coming century",
        "       Crossref knows no work of this title. Books, reports and web pages often",
        "       are not there; a paper should be: look whether it exists.",
        "",
        "3 references: 1 as recorded, 1 not as recorded, 1 not found.",
    ]
    assert "Of 3 references, 2 DOIs, 1 title go to 127.0.0.1" in done.err
    assert "Nothing else leaves this machine." in done.err


def test_verdicts_for_programs(desk: CommandLine) -> None:
    done = desk.run("references", "verify", "-f", "json", "--exit-zero", "draft.md")
    data = json.loads(done.out)
    assert done.code == 0
    assert data["schema"] == "medlint-references/1"
    assert data["summary"] == {
        "files": 1,
        "references": 3,
        "outcomes": {"match": 1, "mismatch": 1, "not-found": 1, "could-not-check": 0},
        "remarks": {"error": 1, "warning": 0, "info": 1},
    }
    first, second, _ = data["files"][0]["references"]
    assert (first["line"], first["outcome"], first["remarks"]) == (5, "match", [])
    assert second["given"]["doi"] == "10.1000/rest.2004.1"
    assert second["remarks"][0]["kind"] == "other-work"
    assert second["records"][0]["title"] == "Warm rooms in winter"


def test_only_the_references_are_sent(desk: CommandLine, registry: Registry) -> None:
    desk.run("references", "verify", "draft.md")
    assert not any("help" in str(each) for each in registry.headers)
    assert {each.split("/")[1] for each in registry.asked} <= {"crossref", "doi", "pubmed"}


@pytest.mark.parametrize("command", [("check",), ("references", "list"), ("explain",)])
def test_no_other_command_asks_anybody(
    desk: CommandLine, registry: Registry, command: tuple[str, ...]
) -> None:
    desk.run(*command, "draft.md")
    assert registry.asked == []


def test_a_dry_run_shows_what_would_be_sent(desk: CommandLine, registry: Registry) -> None:
    done = desk.run("references", "verify", "--dry-run", "draft.md")
    assert done.code == 0
    assert "  DOI 10.1000/rest.2019.4" in done.out
    assert "  “Bedrooms of the coming century”" in done.out
    assert registry.asked == []


def test_a_second_time_nobody_is_asked(desk: CommandLine, registry: Registry) -> None:
    desk.run("references", "verify", "draft.md")
    before = len(registry.asked)
    desk.run("references", "verify", "draft.md")
    assert len(registry.asked) == before
    desk.run("references", "verify", "--fresh", "draft.md")
    assert len(registry.asked) == 2 * before


def test_a_question_without_an_answer_is_exit_code_2(desk: CommandLine, registry: Registry) -> None:
    registry.put("/crossref/works/10.1000/rest.2004.1", Reply(403))
    done = desk.run("references", "verify", "draft.md")
    assert done.code == 2
    assert "could not be checked: 127.0.0.1" in done.out


def test_the_address_is_told(desk: CommandLine, registry: Registry) -> None:
    desk.run("references", "verify", "--email", "desk@example.org", "draft.md")
    assert "mailto:desk@example.org" in registry.headers[0]["User-Agent"]
    wrong = desk.run("references", "verify", "--email", "nobody", "draft.md")
    assert wrong.code == 2
    assert "no e-mail address" in wrong.err


def test_without_httpx(desk: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "httpx", None)
    done = desk.run("references", "verify", "draft.md")
    assert done.code == 2
    assert "pip install “medlint[online]”" in done.err


def test_a_draft_without_references(desk: CommandLine) -> None:
    desk.write("bare.md", "Nothing here.\n")
    done = desk.run("references", "verify", "bare.md")
    assert (done.code, done.out) == (0, "There is no reference list.\n")
    assert desk.run("references", "verify", "none.md").code == 2
