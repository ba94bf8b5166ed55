"""Asking: politely, again where a server is busy, and never without an end."""

from __future__ import annotations

from dataclasses import replace

import pytest
from registry import Registry, Reply, as_json

from linter.online import web as module
from linter.online.web import OnlineError, Web


def busy(status: int = 429, **headers: str) -> Reply:
    return Reply(status, headers={name.replace("_", "-"): v for name, v in headers.items()})


def test_a_client_says_who_it_is(web: Web, registry: Registry) -> None:
    registry.put("/crossref/works/x", as_json({}))
    web.read(f"{registry.url}/crossref/works/x")
    agent = registry.headers[0]["User-Agent"]
    assert agent.startswith("medlint/")
    assert "mailto:desk@example.org" in agent


def test_an_answer_is_asked_for_once_and_kept_with_its_age(web: Web, registry: Registry) -> None:
    registry.put("/a", as_json({"n": 1}))
    first = web.read(f"{registry.url}/a", {"q": "1"})
    again = web.read(f"{registry.url}/a", {"q": "1"})
    other = web.read(f"{registry.url}/a", {"q": "2"})
    assert (first.asked, again.json()) == (again.asked, {"n": 1})
    assert other.asked >= first.asked
    assert len(registry.asked) == 2


def test_an_old_answer_is_asked_for_again(web: Web, registry: Registry) -> None:
    registry.put("/a", as_json({}))
    now = web.clock()
    web.read(f"{registry.url}/a")
    web.clock = lambda: now + 29 * 86_400
    web.read(f"{registry.url}/a")
    assert len(registry.asked) == 1
    web.clock = lambda: now + 31 * 86_400
    web.read(f"{registry.url}/a")
    assert len(registry.asked) == 2


def test_that_there_is_nothing_is_kept_for_a_day_only(web: Web, registry: Registry) -> None:
    now = web.clock()
    assert web.read(f"{registry.url}/none").status == 404
    web.clock = lambda: now + 2 * 86_400
    web.read(f"{registry.url}/none")
    assert len(registry.asked) == 2


def test_fresh_asks_anew(web: Web, registry: Registry) -> None:
    registry.put("/a", as_json({}))
    for _ in range(2):
        web.fresh = True
        web.read(f"{registry.url}/a")
    assert len(registry.asked) == 2


def test_a_busy_server_is_asked_again_later_and_later(
    web: Web, registry: Registry, pauses: list[float]
) -> None:
    registry.put("/a", busy(), busy(503), as_json({"n": 1}))
    assert web.read(f"{registry.url}/a").json() == {"n": 1}
    waits = [each for each in pauses if each >= 1]
    assert waits == [1.0, 2.0]


def test_a_server_may_say_how_long_to_wait(
    web: Web, registry: Registry, pauses: list[float]
) -> None:
    registry.put("/a", busy(Retry_After="7"), busy(Retry_After="99999"), as_json({}))
    web.read(f"{registry.url}/a")
    assert [each for each in pauses if each >= 1] == [7.0, 30.0]


def test_a_server_that_stays_busy_is_left_alone(web: Web, registry: Registry) -> None:
    registry.put("/a", busy(500))
    for _ in range(4):
        with pytest.raises(OnlineError, match="busy or out of order"):
            web.read(f"{registry.url}/a")
    assert len(registry.asked) == 2 * module.TRIES


def test_one_record_out_of_order_costs_no_other(web: Web, registry: Registry) -> None:
    registry.put("/a", busy(500))
    registry.put("/b", as_json({"n": 2}))
    for query in ("1", "2", "3"):
        with pytest.raises(OnlineError, match="out of order"):
            web.read(f"{registry.url}/a")
        assert web.read(f"{registry.url}/b", {"q": query}).json() == {"n": 2}


def test_two_questions_are_not_asked_at_once(
    web: Web, registry: Registry, pauses: list[float]
) -> None:
    now = web.clock()
    web.clock = lambda: now
    registry.put("/a", as_json({}))
    web.read(f"{registry.url}/a", {"q": "1"})
    assert pauses == []
    web.read(f"{registry.url}/a", {"q": "2"})
    assert pauses == [pytest.approx(0.35)]


def test_silence_has_an_end(web: Web, registry: Registry) -> None:
    registry.put("/a", Reply(wait=1.5))
    web.seconds = 0.1
    web.__exit__(None, None, None)
    with web, pytest.raises(OnlineError, match="did not answer in time"):
        web.read(f"{registry.url}/a")


def test_a_server_that_is_not_there(web: Web) -> None:
    with pytest.raises(OnlineError, match="cannot be reached"):
        web.read("http://127.0.0.1:9/a")


def test_a_damaged_answer_is_not_kept(web: Web, registry: Registry) -> None:
    registry.put("/a", Reply(body=b'{"half": '), as_json({"whole": 1}))
    with pytest.raises(OnlineError, match="damaged"):
        web.read(f"{registry.url}/a")
    assert web.read(f"{registry.url}/a").json() == {"whole": 1}


def test_a_huge_answer_is_not_read_to_its_end(
    web: Web, registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MAX_BYTES", 1_000_000)
    registry.put("/a", Reply(body=b" " * 3_000_000))
    with pytest.raises(OnlineError, match="larger than 1 MB"):
        web.read(f"{registry.url}/a")


def test_redirects_are_followed_and_have_an_end(web: Web, registry: Registry) -> None:
    registry.put("/a", Reply(302, headers={"Location": "/b"}))
    registry.put("/b", as_json({"n": 2}))
    assert web.read(f"{registry.url}/a").json() == {"n": 2}
    registry.put("/round", Reply(301, headers={"Location": "/round"}))
    with pytest.raises(OnlineError, match="redirects again and again"):
        web.read(f"{registry.url}/round")
    registry.put("/file", Reply(301, headers={"Location": "file:///etc/hosts"}))
    with pytest.raises(OnlineError, match="no web page"):
        web.read(f"{registry.url}/file")


def test_no_redirect_leads_into_the_network_at_home(web: Web, registry: Registry) -> None:
    registry.put("/a", Reply(302, headers={"Location": "http://localhost:9/secret"}))
    with pytest.raises(OnlineError, match="private network"):
        web.read(f"{registry.url}/a")


def test_links_into_the_network_at_home_are_not_opened(web: Web, registry: Registry) -> None:
    with pytest.raises(OnlineError, match="private network"):
        web.visit(f"{registry.url}/a")
    assert registry.asked == []


def test_a_page_that_refuses_head_is_asked_with_get(
    web: Web, registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "is_public", lambda _: True)
    registry.put("/page", Reply(405), Reply(200, b"x" * 100))
    assert web.visit(f"{registry.url}/page").status == 200
    assert registry.asked == ["HEAD /page", "GET /page"]
    registry.put("/gone", Reply(410))
    assert web.visit(f"{registry.url}/gone").status == 410


def test_other_answers_say_nothing(web: Web, registry: Registry) -> None:
    registry.put("/a", Reply(403))
    with pytest.raises(OnlineError, match="status 403"):
        web.read(f"{registry.url}/a")


@pytest.mark.parametrize("url", ["http://[::1/x", "http://exa mple.org\x00/", "https:///x"])
def test_addresses_that_are_none(web: Web, url: str) -> None:
    with pytest.raises(OnlineError):
        web.visit(url)


def test_without_a_cache(web: Web, registry: Registry) -> None:
    registry.put("/a", as_json({}))
    web.store = None
    web.settings = replace(web.settings, days=0)
    web.read(f"{registry.url}/a")
    web.read(f"{registry.url}/a")
    assert len(registry.asked) == 2
