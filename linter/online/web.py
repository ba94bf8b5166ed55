"""Asks web services: politely, patiently, and no more often than needed.

Crossref asks for a mail address in the User-Agent and for few requests a second
(https://www.crossref.org/documentation/retrieve-metadata/rest-api/tips-for-using-the-crossref-rest-api/),
NCBI for three requests a second at most (https://www.ncbi.nlm.nih.gov/books/NBK25497/).
"""

from __future__ import annotations

import json
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import field
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urljoin, urlsplit

from linter import __version__
from linter.config.model import OnlineSettings
from linter.online.addresses import is_public
from linter.storage import Store
from linter.values import dataclass

if TYPE_CHECKING:
    import httpx

INSTALL = (
    "Asking Crossref and PubMed needs one more package: pip install “medlint[online]”, "
    "then call this command again."
)
MAX_BYTES = 8_000_000
TRIES = 4
MOST_REDIRECTS = 5
_AGAIN = frozenset({429, 500, 502, 503, 504})
_MOVED = frozenset({301, 302, 303, 307, 308})
_PAUSE = 0.35  # seconds between two requests to one host
_LONGEST_PAUSE = 30.0
_GIVEN_UP = 2  # questions without an answer, one after the other
_SECONDS = 60.0  # for one answer as a whole
_DAY = 86_400.0
_FORMAT = "online-1"


class OnlineError(Exception):
    """Nothing could be learnt; the message says why. It says nothing about the reference."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the status of HTTP, the content, the time it was asked for (seconds since
    1970), and the address where redirects led."""

    status: int
    body: bytes = b""
    asked: float = 0.0
    url: str = ""

    def json(self) -> Any:
        """The content as JSON.

        Raises:
            OnlineError: it is none.
        """
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError):
            raise OnlineError("the answer is damaged (no JSON)") from None


@dataclass
class Web:
    """The client of one run. `pause` and `clock` can be replaced in tests; `seconds` is how long
    a server may be silent. `store` keeps answers for `settings.days`; `fresh` asks anew."""

    settings: OnlineSettings
    store: Store | None = None
    fresh: bool = False
    seconds: float = 20.0
    pause: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.time
    _client: Any = None
    _last: dict[str, float] = field(default_factory=dict)
    _silent: dict[str, str] = field(default_factory=dict)
    _failures: dict[str, int] = field(default_factory=dict)

    def __enter__(self) -> Self:
        """Open the client.

        Raises:
            OnlineError: httpx is not installed.
        """
        try:
            import httpx
        except ImportError:
            raise OnlineError(INSTALL) from None
        about = f" (mailto:{self.settings.email})" if self.settings.email else ""
        self._client = httpx.Client(
            headers={"User-Agent": f"medlint/{__version__}{about}"},
            timeout=self.seconds,
            follow_redirects=False,
        )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._client.close()

    def read(
        self, url: str, parameters: Mapping[str, str] | None = None, accept: str = ""
    ) -> Answer:
        """The answer to a question, from the cache where it is young enough.

        Only answers that say something (200, and that there is nothing: 404) are kept.

        Raises:
            OnlineError: there is no answer.
        """
        query = sorted((parameters or {}).items())
        key = f"{_FORMAT}\0{url}\0{query!r}\0{accept}"
        if (kept := self._recall(key)) is not None:
            return kept
        headers = {"Accept": accept} if accept else {}
        answer = self._ask("GET", url, parameters=parameters, headers=headers)
        if answer.status not in {200, 404}:
            raise OnlineError(f"{_host(url)} answered with status {answer.status}")
        if answer.status == 200:
            answer.json()  # what is damaged must not be kept
        self._keep(key, answer)
        return answer

    def visit(self, url: str) -> Answer:
        """What a page answers; its content is left out, and nothing is kept.

        Raises:
            OnlineError: there is no answer, or it leads into a private network.
        """
        answer = self._ask("HEAD", url, tries=2, only_public=True)
        if answer.status >= 400:  # many servers do not know HEAD, or refuse it
            answer = self._ask("GET", url, tries=2, only_public=True, content=False)
        return answer

    def _recall(self, key: str) -> Answer | None:
        data = None if self.fresh or self.store is None else self.store.get(key)
        if data is None:
            return None
        try:
            asked, status, body = data.split(b"\n", 2)
            answer = Answer(int(status), zlib.decompress(body), float(asked))
        except (ValueError, zlib.error):
            return None
        days = min(self.settings.days, 1) if answer.status == 404 else self.settings.days
        return answer if 0 <= self.clock() - answer.asked < days * _DAY else None

    def _keep(self, key: str, answer: Answer) -> None:
        if self.store is not None:
            head = f"{answer.asked}\n{answer.status}\n".encode()
            self.store.put(key, head + zlib.compress(answer.body))

    def _ask(
        self,
        method: str,
        url: str,
        *,
        parameters: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        tries: int = TRIES,
        only_public: bool = False,
        content: bool = True,
    ) -> Answer:
        """One question with its redirects; asked again where a server is busy or silent."""
        for _ in range(MOST_REDIRECTS + 1):
            if only_public and not is_public(url):
                raise OnlineError("the address is one of a private network")
            answer, moved = self._ask_patiently(method, url, parameters, headers, tries, content)
            if not moved:
                return answer
            url, parameters = urljoin(url, moved), None
            if urlsplit(url).scheme not in {"http", "https"}:
                raise OnlineError("it redirects to what is no web page")
            only_public = only_public or not self._is_trusted(url)
        raise OnlineError("it redirects again and again")

    def _is_trusted(self, url: str) -> bool:
        """Whether it is on a host that the configuration names."""
        known = (self.settings.crossref, self.settings.pubmed, self.settings.doi)
        return _host(url) in map(_host, known)

    def _ask_patiently(
        self,
        method: str,
        url: str,
        parameters: Mapping[str, str] | None,
        headers: Mapping[str, str] | None,
        tries: int,
        content: bool,
    ) -> tuple[Answer, str]:
        host = _host(url)
        if self._failures.get(host, 0) >= _GIVEN_UP:
            raise OnlineError(self._silent[host])
        failure, unreachable = "", False
        for attempt in range(tries):
            self._wait_for(host)
            wait = 2.0**attempt
            with _in_words(host) as failed:
                answer, moved, asked_to_wait = self._once(method, url, parameters, headers, content)
                if answer.status not in _AGAIN:
                    self._failures[host] = 0
                    return answer, moved
                failure = f"{host} is busy or out of order (status {answer.status})"
                wait = max(wait, asked_to_wait)
            unreachable = bool(failed)
            failure = failed[0] if failed else failure
            if attempt < tries - 1:
                self.pause(min(wait, _LONGEST_PAUSE))
        # One record may be out of order; a host that cannot be reached is so for all of them.
        self._failures[host] = _GIVEN_UP if unreachable else self._failures.get(host, 0) + 1
        self._silent[host] = failure
        raise OnlineError(failure)

    def _wait_for(self, host: str) -> None:
        """Leave a host in peace for a moment between two questions."""
        now = self.clock()
        left = self._last.get(host, 0.0) + _PAUSE - now
        if 0 < left <= _PAUSE:
            self.pause(left)
        self._last[host] = self.clock()

    def _once(
        self,
        method: str,
        url: str,
        parameters: Mapping[str, str] | None,
        headers: Mapping[str, str] | None,
        content: bool,
    ) -> tuple[Answer, str, float]:
        """The answer, where it redirects to, and how many seconds the server wants to rest."""
        with self._client.stream(
            method, url, params=parameters or None, headers=headers or None
        ) as response:
            moved = response.headers.get("Location", "") if response.status_code in _MOVED else ""
            wanted = content and not moved and response.status_code == 200
            body = self._body(response) if wanted else b""
            answer = Answer(response.status_code, body, self.clock(), url)
            return answer, moved, _seconds(response.headers.get("Retry-After", ""))

    def _body(self, response: httpx.Response) -> bytes:
        """The content, as long as it is no larger and no slower than a record can be."""
        parts, size, begun = [], 0, self.clock()
        for part in response.iter_bytes():
            size += len(part)
            if size > MAX_BYTES:
                raise OnlineError(f"the answer is larger than {MAX_BYTES // 1_000_000} MB")
            if self.clock() - begun > _SECONDS:
                raise OnlineError(f"the answer takes longer than {_SECONDS:.0f} seconds")
            parts.append(part)
        return b"".join(parts)


@contextmanager
def _in_words(host: str) -> Iterator[list[str]]:
    """Take what goes wrong on the way to a host, in words."""
    import httpx

    failed: list[str] = []
    try:
        yield failed
    except httpx.TimeoutException:
        failed.append(f"{host} did not answer in time")
    except (httpx.InvalidURL, UnicodeError):
        raise OnlineError("the address is not well formed") from None
    except httpx.HTTPError:
        failed.append(f"{host} cannot be reached")


def _host(url: str) -> str:
    try:
        return urlsplit(url).netloc.rpartition("@")[2].lower()
    except ValueError:
        return ""


def _seconds(text: str) -> float:
    """What `Retry-After` says, where it says it in seconds."""
    return float(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 0.0
