"""Which addresses may be opened: a stranger's draft must not make medlint knock at home."""

from __future__ import annotations

import socket
from ipaddress import ip_address
from urllib.parse import urlsplit

_PORTS = frozenset({None, 80, 443, 8080, 8443})
_INSIDE = ("localhost", ".local", ".internal", ".lan", ".home.arpa")


def is_public(url: str) -> bool:
    """Whether an address leads out of the machine and its network, as far as names tell."""
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return False
    if parts.scheme not in {"http", "https"} or not host or port not in _PORTS:
        return False
    if host.endswith(_INSIDE):
        return False
    try:
        return _is_global(host)
    except ValueError:
        return "." in host and all(map(_is_global, _resolved(host)))


def _is_global(address: str) -> bool:
    return ip_address(address.partition("%")[0]).is_global


def _resolved(host: str) -> set[str]:
    """The numbers of a name; none where it is not known (then the request itself fails)."""
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return set()
    return {str(entry[4][0]) for entry in found}
