"""Only what lies outside is opened."""

from __future__ import annotations

import socket

import pytest

from linter.online.addresses import is_public


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/x",
        "http://localhost/x",
        "http://printer.local/",
        "http://10.1.2.3/",
        "http://192.168.0.1/",
        "http://169.254.169.254/latest/",
        "http://[::1]/",
        "http://intranet/",
        "ftp://93.184.216.34/",
        "file:///etc/passwd",
        "http://93.184.216.34:22/",
        "http://93.184.216.34:99999/",
        "https://",
    ],
)
def test_what_lies_inside(url: str) -> None:
    assert not is_public(url)


@pytest.mark.parametrize("url", ["http://93.184.216.34/", "https://[2606:2800:220:1::1]/x"])
def test_what_lies_outside(url: str) -> None:
    assert is_public(url)


@pytest.mark.parametrize(("number", "public"), [("93.184.216.34", True), ("10.0.0.7", False)])
def test_a_name_is_what_it_stands_for(
    monkeypatch: pytest.MonkeyPatch, number: str, public: bool
) -> None:
    entry = (socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, 0))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [entry])
    assert is_public("https://example.org/page") is public
