"""A server on this machine that answers as Crossref, PubMed and the DOI resolver do."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from linter.config.model import OnlineSettings


@dataclass
class Reply:
    """What is answered: status, content, headers, and the seconds before it."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    wait: float = 0.0


@dataclass
class Registry:
    """The answers by path (of several, each once, the last for good), and what was asked."""

    port: int
    replies: dict[str, list[Reply]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def settings(self, **more: Any) -> OnlineSettings:
        return OnlineSettings(
            crossref=f"{self.url}/crossref",
            pubmed=f"{self.url}/pubmed",
            doi=f"{self.url}/doi",
            **more,
        )

    def put(self, path: str, *replies: Reply) -> None:
        self.replies[path] = list(replies)

    def work(self, doi: str, **fields: Any) -> None:
        """A work that Crossref has."""
        message = {"DOI": doi, **fields}
        self.put(f"/crossref/works/{doi}", as_json({"status": "ok", "message": message}))

    def works(self, *items: Mapping[str, Any]) -> None:
        """What a search at Crossref finds."""
        self.put("/crossref/works", as_json({"status": "ok", "message": {"items": items}}))

    def summaries(self, **by_number: Mapping[str, Any]) -> None:
        """What PubMed has: `n` before each number."""
        result = {name.removeprefix("n"): value for name, value in by_number.items()}
        uids = list(result)
        self.put("/pubmed/esummary.fcgi", as_json({"result": {"uids": uids, **result}}))

    def next_reply(self, path: str) -> Reply:
        replies = self.replies.get(path)
        if not replies:
            return Reply(404, b"Resource not found.")
        return replies.pop(0) if len(replies) > 1 else replies[0]


def as_json(value: object) -> Reply:
    return Reply(body=json.dumps(value).encode(), headers={"Content-Type": "application/json"})


def written(
    title: str, *families: str, year: int = 2019, journal: str = "J Rest"
) -> dict[str, Any]:
    """The fields of a work as Crossref has them."""
    return {
        "title": [title],
        "author": [{"family": each, "given": "A."} for each in families],
        "issued": {"date-parts": [[year, 4, 2]]},
        "container-title": [journal],
    }


@contextmanager
def serve() -> Iterator[Registry]:
    """Run the server as long as it is needed."""
    registry = Registry(0)

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            parts = urlsplit(self.path)
            path = unquote(parts.path)
            registry.asked.append(f"{self.command} {path}")
            registry.headers.append({**self.headers, "query": str(parse_qs(parts.query))})
            reply = registry.next_reply(path)
            time.sleep(reply.wait)
            try:
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(reply.body)))
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(reply.body)
            except OSError:
                pass  # whoever asked has gone

        do_GET = do_HEAD = answer  # noqa: N815

        def log_message(self, *_: object) -> None:
            """Nothing is told."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    registry.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield registry
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
