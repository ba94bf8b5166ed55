"""`medlint rules`: what rules there are, what one of them does, and whether they hold."""

from __future__ import annotations

import os
import textwrap
from pathlib import Path
from typing import Annotated

import typer

from linter.cli import FINDINGS, UsageError
from linter.cli import options as o
from linter.cli.application import Command, new_app
from linter.cli.running import Flags, open_session
from linter.config import shown
from linter.reports.parts.characters import one_line
from linter.ruleset.model import Rule
from linter.yamltext import suggest

app = new_app(no_args_is_help=True)
_WIDTH = 80


@app.callback()
def rules() -> None:
    """List the rules, explain one, or test the examples in them."""


@app.command("list", cls=Command)
def list_rules(config: o.ConfigFile = None, isolated: o.Isolated = False) -> None:
    """List all rules, each with its severity, or “off”."""
    session = open_session(Flags(config=config, isolated=isolated))
    effective = session.configurations.for_folder(session.working_folder)
    active = session.engine(effective).rules
    for rule in session.ruleset(effective).rules():
        severity = active[rule.id].severity.value if rule.id in active else "off"
        line = one_line(f"{rule.id:<34} {severity:<8} ")
        room = max(_WIDTH - len(line), 20)
        print(line + textwrap.shorten(_first_sentence(rule.why), room, placeholder=" …"))


@app.command(cls=Command)
def show(
    rule_id: Annotated[
        str,
        typer.Argument(
            metavar="ID", help="The rule, such as claims/cure.", autocompletion=o.complete_rule
        ),
    ],
    config: o.ConfigFile = None,
    isolated: o.Isolated = False,
) -> None:
    """Explain a rule: what it finds, why, and examples."""
    session = open_session(Flags(config=config, isolated=isolated))
    ruleset = session.ruleset(session.configurations.for_folder(session.working_folder))
    names = {name: rule for rule in ruleset.rules() for name in (rule.id, *rule.renamed_from)}
    if rule_id not in names:
        hint = suggest(rule_id, tuple(names))
        hint = hint if hint.startswith("Did you mean") else "“medlint rules list” shows all."
        raise UsageError(f"There is no rule “{rule_id}”. {hint}")
    print("\n".join(map(one_line, _page(names[rule_id]))))


@app.command("test", cls=Command)
def check_examples(
    path: Annotated[
        Path | None,
        typer.Argument(help="A folder of house rules; without it, all rules that apply."),
    ] = None,
    config: o.ConfigFile = None,
    isolated: o.Isolated = False,
) -> None:
    """Test the examples in rules and signals.

    Every bad example must be reported where it is marked, and no good one. Expressions that slow
    medlint down are named. Exit code 1: an example fails.
    """
    from linter import selftest

    session = open_session(Flags(config=config, isolated=isolated))
    effective = session.configurations.for_folder(session.working_folder)
    inside = ""
    if path is not None:
        if not path.is_dir():
            raise UsageError(f"“{path}” is no folder. Name the folder that holds the house rules.")
        from dataclasses import replace

        inside = f"{path.absolute()}{os.sep}"
        others = (each for each in effective.rule_folders if not each.samefile(path))
        effective = replace(effective, rule_folders=(*others, path.absolute()))
    ruleset = session.ruleset(effective)
    ours = [rule for rule in ruleset.rules() if rule.file.startswith(inside)]
    failures = [each for each in selftest.check_signals(ruleset) if each.file.startswith(inside)]
    for rule in ours:
        failures += selftest.check_rule(rule, session, effective)
    for failure in failures:
        place = f"{shown(Path(failure.file))}:{failure.line}"
        print(one_line(f"{place}: {failure.rule}: {failure.message}"))
    for source in selftest.slow_expressions(ruleset):
        print(one_line(f"slow: no whole word is certain in “{source}”; every paragraph is tried"))
    names = ruleset.plain_signals
    signals = sum(ruleset.signal(name).file.startswith(inside) for name in names)
    counts = f"{_count(len(ours), 'rule')}, {_count(signals, 'signal')}"
    print(f"{counts}: {_count(len(failures), 'failure') if failures else 'no failures'}")
    raise typer.Exit(FINDINGS if failures else 0)


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _page(rule: Rule) -> list[str]:
    lines = [rule.id, "", *_paragraph(rule.message), "", *_paragraph(rule.why), ""]
    lines += [f"severity   {rule.severity.value}", f"category   {rule.category}"]
    if rule.status != "stable":
        lines.append(f"status     {rule.status}: off unless you switch it or its pack on")
    if rule.replacements or any(example.fixed for example in rule.examples.bad):
        lines.append(f"fix        {rule.safety.value}")
    if rule.source:
        lines += _paragraph(rule.source, "source     ")
    if rule.options:
        lines += ["", "Options"]
        for key, value in rule.options:
            words = textwrap.shorten(", ".join(value.split("\n")), 2 * _WIDTH, placeholder=" …")
            lines += _paragraph(f"{key}: {words}", "  - ")
    repairs = [*rule.suggestions]
    if rule.rewordings:
        repairs.append("A report offers wordings that fit the verb of the claim.")
    if repairs:
        lines += ["", "How to repair it"]
        lines += [line for each in repairs for line in _paragraph(each, "  - ")]
    for title, examples in (("Reported", rule.examples.bad), ("Not reported", rule.examples.good)):
        lines += ["", title]
        for example in examples:
            lines += _paragraph(example.text.replace("[[", "»").replace("]]", "«"), "  - ")
    return lines


def _paragraph(text: str, first: str = "") -> list[str]:
    return textwrap.wrap(
        " ".join(text.split()), _WIDTH, initial_indent=first, subsequent_indent=" " * len(first)
    )


def _first_sentence(text: str) -> str:
    return " ".join(text.split()).partition(". ")[0]
