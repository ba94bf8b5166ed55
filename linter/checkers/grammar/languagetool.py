"""LanguageTool: the client of a server, by language-tool-python.

language-tool-python connects and makes sure that the server knows the language. The texts are sent
from here, for it cannot send annotated text, loses parts of the answer and counts wrongly behind
characters beyond U+FFFF.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from linter.checkers.grammar.model import EngineError, Match
from linter.checkers.grammar.offsets import from_utf16
from linter.checkers.grammar.pieces import Piece
from linter.checkers.grammar.server import Server
from linter.checkers.grammar.slots import slot
from linter.documents.model import STAND_IN

LANGUAGE = "en-US"
SECONDS = 120.0
AT_ONCE = 2
_MISSING = (
    "the Python package “language-tool-python” is not installed. "
    'Install it with: pip install "medlint[languagetool]"'
)
_LIMIT = "it takes no more texts for now (a rate limit). Wait, or run a server of your own."
_ANSWERS = {
    413: "the text is too long for it. Raise maxTextLength in the server's configuration.",
    426: _LIMIT,
    429: _LIMIT,
    500: "it failed on this text. The server's own log says more.",
    503: "it is overloaded. Run again later.",
}

_REASONS = {  # a sign in the text of an error, and what it means
    "connection refused": "nothing listens there",
    "actively refused": "nothing listens there",
    "failed to resolve": "no machine of that name is known",
    "name or service not known": "no machine of that name is known",
    "no connection adapters": "the address must begin with http:// or https://",
    "unreachable": "this machine has no way to it",
    "timed out": "it takes too long",
    "certificate": "its certificate is not one that this machine trusts",
    "<html": "another program answers there, no LanguageTool",
    "<!doctype": "another program answers there, no LanguageTool",
}
_SHOWN = 200  # characters of an error that is none of these


class LanguageTool:
    """A server, running at `address` or startable, with the rules that are switched.

    Rules that are `on` are those that it has off by itself. The same settings go with every text:
    the server sets its rules up anew for each new combination.
    """

    name = "languagetool"
    title = "LanguageTool"

    def __init__(
        self,
        address: str,
        server: Server | None,
        on: tuple[str, ...] = (),
        off: tuple[str, ...] = (),
        seconds: float = SECONDS,
    ) -> None:
        self._address = address
        self._server = server
        self._settings = {"enabledRules": ",".join(on), "disabledRules": ",".join(off)}
        self._seconds = seconds
        self._failed = ""
        self.requests = AT_ONCE if server else 1  # of a running one there may be other users

    def key(self) -> str:
        """Its version and settings.

        Raises:
            EngineError: it is not installed, or a running one does not answer.
        """
        _check_client()
        version = self._remote_version if self._server is None else self._server.version()
        return f"{version}\n{self._settings}"

    @cached_property
    def _remote_version(self) -> str:
        """What a running server says of itself."""
        import requests

        try:
            answer = requests.get(f"{self._base}info", timeout=10)
            software = answer.json()["software"] if answer.ok else {}
        except (requests.RequestException, ValueError, KeyError, TypeError):
            software = {}
        if not software:
            self._client()  # its answer says what is wrong
        return f"{self._address} {software.get('version', '')} {software.get('buildDate', '')}"

    def check(self, piece: Piece) -> list[Match]:
        """What it finds.

        Raises:
            EngineError: it does not answer, or refuses the text.
        """
        if self._failed:
            raise EngineError(self._failed)
        data = {
            "language": LANGUAGE,
            "data": json.dumps({"annotation": annotation(piece)}),
            **{key: value for key, value in self._settings.items() if value},
        }
        if self._server is not None:
            self._server.begin()
        with slot(self._server.folder if self._server else None, AT_ONCE):
            found = self._post(data)
        index = from_utf16(piece.text)
        return [_match(each, index) for each in found]

    @property
    def _base(self) -> str:
        url = self._address if self._server is None else self._server.url()
        return f"{url.rstrip('/').removesuffix('/v2')}/v2/"

    @cached_property
    def _session(self) -> Any:
        """A connection that stays open, to a server that knows the language."""
        return self._client()

    def _client(self) -> Any:
        base = self._base
        try:
            import requests
            from language_tool_python import LanguageTool as Client
        except ImportError:
            raise EngineError(_MISSING) from None
        try:
            Client(LANGUAGE, remote_server=base.removesuffix("v2/")).close()
        except (Exception, SystemExit) as error:
            raise self._broken(_reason(error)) from error
        session = requests.Session()
        if self._server is not None:
            session.trust_env = False  # no proxy between two programs of one machine
        return session

    def _post(self, data: Mapping[str, str]) -> list[dict[str, Any]]:
        import requests

        try:
            session = self._session
            answer = session.post(f"{self._base}check", data=data, timeout=(10, self._seconds))
        except requests.Timeout:
            raise self._broken(f"it did not answer within {self._seconds:.0f} seconds") from None
        except requests.RequestException as error:
            raise self._broken(_reason(error)) from error
        if answer.status_code != 200:
            raise EngineError(self._refusal(answer.status_code, answer.text))
        return self._matches(answer)

    def _matches(self, answer: Any) -> list[dict[str, Any]]:
        try:
            found = answer.json()
            matches: list[dict[str, Any]] = found["matches"]
        except (ValueError, KeyError, TypeError):
            raise self._broken("what it answers is not what LanguageTool answers") from None
        if found.get("warnings", {}).get("incompleteResults"):
            raise EngineError("LanguageTool gave up on a text: it took too long. Run again.")
        return matches

    def _broken(self, what: str) -> EngineError:
        """For what will not be better with the next text: it is not tried again."""
        known = self._server.why_silent() if self._server is not None else ""
        place = f" at {self._address}" if self._server is None else ""
        advice = "Check grammar.url, and whether the server runs." if place else "Run again."
        self._failed = known or f"LanguageTool{place} does not answer ({what}). {advice}"
        return EngineError(self._failed)

    def _refusal(self, status: int, text: str) -> str:
        said = _ANSWERS.get(status, " ".join(text.split())[:200] or "it gives no reason.")
        if status in (426, 429):
            self._failed = f"LanguageTool refuses to check (HTTP {status}): {said}"
        return f"LanguageTool refuses to check (HTTP {status}): {said}"


def _reason(error: BaseException) -> str:
    """What an error of the connection means, for somebody who does not program."""
    said = str(error)
    for sign, meaning in _REASONS.items():
        if sign in said.lower():
            return meaning
    first = next(iter(said.splitlines()), "")[:_SHOWN]
    return f"{type(error).__name__}: {first}" if first else type(error).__name__


def _check_client() -> None:
    """Raises EngineError where the client is not installed, before a server is started for it."""
    from importlib.util import find_spec

    if find_spec("language_tool_python") is None:
        raise EngineError(_MISSING)


def annotation(piece: Piece) -> list[dict[str, str]]:
    """The text as LanguageTool takes it: what is put in, and the ends of blocks, as markup.

    Markup is as long as what is read in its place, so that offsets are those of `Piece.text`; what
    stands there in the draft is not sent.
    """
    parts: list[dict[str, str]] = []
    for part in piece.parts:
        if part.verbatim:
            parts.append({"text": part.text})
        elif part.text:
            parts.append({"markup": STAND_IN * len(part.text), "interpretAs": part.text})
    return parts


def _match(found: Mapping[str, Any], index: Any) -> Match:
    rule = found["rule"]
    start = found["offset"]
    return Match(
        index(start),
        index(start + found["length"]),
        rule["id"],
        rule.get("category", {}).get("id", ""),
        rule.get("issueType", ""),
        found["message"],
        tuple(each["value"] for each in found["replacements"][:5]),
    )
