"""`medlint grammar`: the grammar engine, whether it is there, and how to get it."""

from __future__ import annotations

from typing import Annotated

import typer

from linter.checkers.grammar import homes
from linter.cli import FAILED, UsageError
from linter.cli import options as o
from linter.cli.application import Command, new_app
from linter.cli.running import Flags, open_session
from linter.cli.terminal import say
from linter.config import Config
from linter.reports.parts.characters import one_line

app = new_app(no_args_is_help=True)
_WIDTH = 14


@app.callback()
def grammar() -> None:
    """Install the grammar engine LanguageTool, or see what is there."""


@app.command(cls=Command)
def status(config: o.ConfigFile = None, isolated: o.Isolated = False) -> None:
    """Show which engine is configured, and what is installed.

    Exit code 2: the engine that the configuration asks for cannot run.
    """
    session = open_session(Flags(config=config, isolated=isolated))
    effective = session.configurations.for_folder(session.working_folder)
    origin = effective.origins.get("grammar.engine", "default")
    _line("engine", f"{effective.grammar.engine} ({origin})")
    if effective.grammar.url:
        _line("server", effective.grammar.url)
    java = homes.find_java()
    _line("Java", _java(java))
    home = homes.find_home()
    _line("LanguageTool", f"{home.version} in {home.path}" if home else "not installed")
    _line("client", _package("language-tool-python"))
    _line("LingoTweaker", _package("lingotweaker"))
    _line("rules", _rules(effective))
    _line("cache", str(session.store.folder) if session.store else "none")
    problem = _problem(effective, java, home)
    if problem:
        say(problem)
        raise typer.Exit(FAILED)


@app.command(cls=Command)
def install(
    source: Annotated[
        str,
        typer.Option(
            "--from",
            metavar="SOURCE",
            help="A folder or ZIP file with LanguageTool, an address (https://…) of one, or "
            "“maven”: from Maven Central, by Maven and a JDK. Else language-tool-python's "
            "own download, about 250 MB.",
        ),
    ] = "",
) -> None:
    """Install the LanguageTool server for this user.

    It goes where language-tool-python looks for it, and is started once as a test. What is
    there already is left alone.
    """
    from linter.checkers.grammar.installing import InstallError
    from linter.checkers.grammar.installing import install as install_from

    try:
        home = install_from(source, lambda message: say(message, lead=""))
    except InstallError as error:
        raise UsageError(str(error)) from None
    print(one_line(f"LanguageTool {home.version} is in {home.path}."))
    if homes.find_java() is None:
        say(f"It needs Java {homes.LEAST_JAVA} or newer, which is not installed.")
        raise typer.Exit(FAILED)
    print("Switch it on in medlint.yml: grammar: {engine: languagetool}")


def _line(name: str, value: str) -> None:
    print(one_line(f"{name:<{_WIDTH}} {value}"))


def _java(java: str | None) -> str:
    if java is None:
        return "not installed"
    version = homes.java_version(java)
    old = " (too old)" if version is not None and version < homes.LEAST_JAVA else ""
    return f"{version or 'unknown version'}{old} in {java}"


def _package(name: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return f"{name} {version(name)}"
    except PackageNotFoundError:
        return "not installed"


def _rules(config: Config) -> str:
    """How many rules of the engine are off, after checking what the configuration switches."""
    from linter.checkers.grammar.tables import known_names, table_for

    table = table_for(config)
    rules, _ = known_names()
    return f"{len(rules)} known; {len(table.off)} rules and categories off, see docs/grammar.md"


def _problem(config: Config, java: str | None, home: homes.Home | None) -> str:
    """Why the configured engine cannot run."""
    from linter.checkers.grammar.lingotweaker import installed
    from linter.checkers.grammar.model import EngineError

    engine = config.grammar.engine
    try:
        if engine == "lingotweaker":
            installed()
    except EngineError as error:
        return str(error)
    if engine != "languagetool":
        return ""
    if _package("language-tool-python") == "not installed":
        return 'Install the client with: pip install "medlint[languagetool]"'
    if config.grammar.url:
        return _silent(config.grammar.url)
    if home is None:
        return "LanguageTool is not installed. “medlint grammar install” fetches it."
    version = homes.java_version(java) if java else None
    if version is None or version < homes.LEAST_JAVA:
        return f"LanguageTool needs Java {homes.LEAST_JAVA} or newer."
    return ""


def _silent(url: str) -> str:
    from linter.checkers.grammar.languagetool import LanguageTool
    from linter.checkers.grammar.model import EngineError

    try:
        LanguageTool(url, None).key()
    except EngineError as error:
        return str(error)
    return ""
