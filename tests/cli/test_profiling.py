"""`--profile` tells the times on the error output and changes nothing else."""

from __future__ import annotations

from command_line import CommandLine


def test_stages_and_rules_are_told(shell: CommandLine) -> None:
    shell.write("medlint.yml", 'rules: {"*": off, style/doubled-word: error, claims/cure: error}\n')
    shell.write("a.md", "All the the best. It cures migraine.\n")
    plain = shell.run("check", "a.md")
    shell.run("check", "a.md")  # known now
    done = shell.run("check", "a.md", "--profile")
    assert (done.code, done.out) == (plain.code, plain.out)
    words = [line.split() for line in done.err.splitlines()]
    assert ["ms", "stage"] in words
    assert ["ms", "rule"] in words
    times = {" ".join(rest): float(ms.replace(",", "")) for ms, *rest in words if ms != "ms"}
    assert {"read", "check pattern", "check typography", "report", "claims/cure"} <= times.keys()
    assert all(ms >= 0 for ms in times.values())
