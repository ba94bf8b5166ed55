"""A stand-in for Java with the LanguageTool server: what it does is told by STUB_JAVA.

It answers health checks, lists its languages and finds the word “sofas”. `exit` ends at once,
`sleep` never answers, `old` is too old for the server, `die` ends at the first real text, `cold`
takes long to warm up.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

MODE = os.environ.get("STUB_JAVA", "")
WORD = "sofas"


class Handler(BaseHTTPRequestHandler):
    """Speaks as much of the interface as a client needs."""

    def do_GET(self) -> None:
        """Health, languages, version."""
        if "languages" in self.path:
            self._answer([{"name": "English", "code": "en", "longCode": "en-US"}])
        else:
            self._answer({"software": {"version": "1.0", "buildDate": "today"}})

    def do_POST(self) -> None:
        """Check a text."""
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        form = {key: values[0] for key, values in parse_qs(body).items()}
        if "text" in form:
            if MODE == "cold":
                time.sleep(60)
            self._answer({"matches": []})
            return
        _count()
        if MODE == "die":
            os._exit(3)
        if MODE == "slow":
            time.sleep(60)
        if MODE.isdigit():
            self._answer({"error": "no"}, int(MODE))
            return
        if MODE == "garbage":
            self._answer("hello")
            return
        parts = json.loads(form["data"])["annotation"]
        self._answer({"matches": list(_matches(parts))})

    def _answer(self, data: object, status: int = 200) -> None:
        content = json.dumps(data).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def _count(what: str = "STUB_COUNT") -> None:
    if path := os.environ.get(what):
        with open(path, "a", encoding="utf-8") as file:  # noqa: PTH123
            file.write("x")


def _matches(parts: list[dict[str, str]]) -> Iterator[dict[str, Any]]:
    text = "".join(part.get("text", part.get("interpretAs", "")) for part in parts)
    place = text.find(WORD)
    while place >= 0:
        yield {
            "message": "This is wrong.",
            "offset": len(text[:place].encode("utf-16-le")) // 2,
            "length": len(WORD),
            "replacements": [{"value": "couch"}],
            "rule": {"id": "STUB_RULE", "issueType": "grammar", "category": {"id": "GRAMMAR"}},
        }
        place = text.find(WORD, place + 1)


def main() -> None:
    """Do what the environment says."""
    if MODE == "exit":
        sys.exit("something is broken")
    if MODE == "old":
        sys.exit("java.lang.UnsupportedClassVersionError: class file version 61.0")
    if MODE == "taken":
        sys.exit("java.net.BindException: Address already in use")
    if MODE == "sleep":
        time.sleep(100)
    if "-version" in sys.argv:
        print('openjdk version "17.0.1"', file=sys.stderr)
        return
    _count("STUB_STARTS")
    port = int(sys.argv[sys.argv.index("-p") + 1])
    if path := os.environ.get("STUB_PID"):
        with open(path, "w", encoding="utf-8") as file:  # noqa: PTH123
            file.write(str(os.getpid()))
    ThreadingHTTPServer(("127.0.0.1", port), Handler).serve_forever()


if __name__ == "__main__":
    main()
