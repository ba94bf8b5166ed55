"""Runs a server for as long as somebody holds the other end of this program's standard input.

It is started as a program of its own before medlint divides into processes, does nothing until a
byte arrives, then starts the server, and says in a file what became of it. When medlint and all
its processes have ended, however that was, standard input ends too, and the server is killed.

The one argument is a JSON object: `folder` (for the files, deleted in the end), `home` and `java`
(to start), `flags` (of Java), `seconds` (in which it must be ready), `warm` (a form to send first).
It imports nothing of medlint, so that it starts in some milliseconds.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

ATTEMPTS = 3  # another program may take the port between choosing and using it
TAIL = 800


def main(options: dict[str, Any]) -> None:
    """Wait for the first byte, serve until the last holder is gone, clean up."""
    folder = Path(options["folder"])
    try:
        if os.read(0, 1):
            _serve(options, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _serve(options: dict[str, Any], folder: Path) -> None:
    over = threading.Event()
    process = None
    try:
        for attempt in range(1, ATTEMPTS + 1):
            port = _free_port()
            process = _start(options, folder, port)
            if attempt == 1:  # after the first fork: no thread may run then
                threading.Thread(target=_wait_for_end, args=(over,), daemon=True).start()
            problem = _until_ready(process, port, options["seconds"], over)
            if problem != "taken" or attempt == ATTEMPTS:
                break
        if over.is_set() or process is None:
            return
        if problem:
            _end(process)
            _say(folder, state="failed", problem=problem, exit=process.returncode)
            over.wait()
            return
        if not _warm_up(port, options, over):
            return
        _say(folder, state="ready", url=f"http://127.0.0.1:{port}", pid=process.pid)
        while not over.wait(0.2):
            if process.poll() is not None:
                _say(folder, state="died", problem="died", exit=process.returncode)
                over.wait()
    finally:
        if process is not None:
            _end(process)


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def _start(options: dict[str, Any], folder: Path, port: int) -> subprocess.Popen[bytes]:
    command = [
        options["java"],
        *options["flags"],
        "-cp",
        str(Path(options["home"]) / "languagetool-server.jar"),
        "org.languagetool.server.HTTPServer",
        "-p",
        str(port),
        "--config",
        str(folder / "server.properties"),
    ]
    with (folder / "server.log").open("wb") as log:
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            cwd=folder,
            # The one thread there may be only waits to read, so it holds no lock.
            preexec_fn=_die_with_parent() if sys.platform == "linux" else None,  # noqa: PLW1509
        )


def _die_with_parent() -> Any:
    """For the case that this program is killed: the kernel then kills the server."""
    import ctypes

    try:
        call = ctypes.CDLL(None).prctl
    except (OSError, AttributeError):
        return None
    return lambda: call(1, signal.SIGKILL)  # PR_SET_PDEATHSIG


def _wait_for_end(over: threading.Event) -> None:
    while os.read(0, 64):
        pass
    over.set()


def _until_ready(
    process: subprocess.Popen[bytes], port: int, seconds: float, over: threading.Event
) -> str:
    """Nothing when it answers; else why it does not."""
    limit = time.monotonic() + seconds
    while not over.is_set():
        if process.poll() is not None:
            return "taken" if b"in use" in _log(process) else "ended"
        if _answers(port):
            return ""
        if time.monotonic() > limit:
            return "slow"
        time.sleep(0.05)
    return "over"


def _log(process: subprocess.Popen[bytes]) -> bytes:
    folder = Path(json.loads(sys.argv[1])["folder"])
    return (folder / "server.log").read_bytes()[-4000:].lower()


def _answers(port: int) -> bool:
    import urllib.request

    try:
        url = f"http://127.0.0.1:{port}/v2/healthcheck"
        with _opener().open(urllib.request.Request(url), timeout=2) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def _opener() -> Any:
    """Without the proxy of the environment: the server is on this machine."""
    import urllib.request

    return urllib.request.build_opener(urllib.request.ProxyHandler({}))


def _warm_up(port: int, options: dict[str, Any], over: threading.Event) -> bool:
    """Whether somebody still waits when the server is warm, which can take a slow machine long."""
    form, seconds = options["warm"], options["seconds"]
    thread = threading.Thread(target=_warm, args=(port, form, seconds), daemon=True)
    thread.start()
    while thread.is_alive():
        if over.wait(0.05):
            return False
    return True


def _warm(port: int, form: dict[str, str], seconds: float) -> None:
    """The first request loads the rules; that it fails, the next one will tell."""
    import urllib.parse

    data = urllib.parse.urlencode(form).encode()
    try:
        with _opener().open(f"http://127.0.0.1:{port}/v2/check", data, timeout=seconds) as answer:
            answer.read()
    except OSError:
        pass


def _say(folder: Path, **state: Any) -> None:
    """Write the state, wholly or not at all; `log` is how the server's output ends."""
    log = (folder / "server.log").read_bytes()[-TAIL:].decode("utf-8", "replace")
    new = folder / "state.new"
    new.write_text(json.dumps({**state, "log": log}), encoding="utf-8")
    new.replace(folder / "state.json")


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(3)
        except subprocess.TimeoutExpired:
            process.kill()
    process.wait()


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # medlint decides what an interrupt ends
    main(json.loads(sys.argv[1]))
