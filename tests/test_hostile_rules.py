"""Rules of strangers: refused with file and line, or harmless on the text they were made for."""

from __future__ import annotations

import pytest
from command_line import CommandLine, Done

WORDS = "a " * 3_000
BLOCKS = "a\n\n" * 2_000
RULE = """id: house/rule
message: "“{{match}}”"
severity: error
category: style
why: A test.
find: {find}
{more}
examples: {{bad: [], good: []}}
"""


@pytest.fixture(autouse=True)
def no_other_rules(shell: CommandLine) -> None:
    """The shipped rules are left out, for compiling them takes seconds."""
    nothing = shell.folder / "shipped"
    nothing.mkdir()
    shell.monkeypatch.setattr("linter.sessions.rules_folder", lambda: nothing)


def run(shell: CommandLine, find: str, text: str, more: str = "", command: str = "check") -> Done:
    """A run of one house rule over a text."""
    shell.write("medlint.yml", 'rule-folders: [rules]\nrules: {"*": off, house: default}\n')
    shell.write("rules/house/rule.yml", RULE.format(find=find, more=more))
    shell.write("a.txt", text)
    done = shell.run(command, "a.txt", "-q", "-f", "github")
    assert "Traceback" not in done.err
    assert "report this as a bug" not in done.err
    return done


@pytest.mark.parametrize(
    ("find", "says"),
    [
        ("'/(a+)+b/'", "have no upper limit"),
        (r"'/(\w+\s?)*:/'", "have no upper limit"),
        ("'/(a|a)*b/'", "have no upper limit"),
        ("'/(.*a){20}b/'", "have no upper limit"),
        ("'/(a?){50}a{50}b/'", "too many ways"),
        ("'/(a{1,30}){1,30}b/'", "too many ways"),
        (r"'/\w{1,60}\w{1,60}\w{1,60}!/'", "too many ways"),
        (r"'/(\w{1,9}) \1/'", "may not refer back"),
        ("'/(?=(a+))a*b/'", "have no upper limit"),
        ("'/a{0,9}/'", "can match the empty text"),
        ("'/(a/'", "is not valid"),
        ("'" + "a? " * 30 + "b'", "too many ways"),
        ("'" + "(a|a a) " * 24 + "b'", "too many ways"),
        ("'a" + " … a" * 12 + " b'", "too many ways"),
        ("'" + "(" * 500 + "a" + ")" * 500 + "'", ""),
        ("'" + "(a|" * 200 + "a" + ")" * 200 + "'", ""),
        ("{words: a, near: {words: b}, within: 9999 words}", "is too far"),
        ("{words: a, all: " + "[{all: " * 25 + "[a]" + "}]" * 25 + "}", "nested more than"),
        ("&a [*a]", "Anchors (&name) and aliases (*name)"),
        ("!!python/object/apply:os.getcwd []", "Tags such as"),
        ("{wrods: a}", "Unknown key “wrods”. Did you mean “words”?"),
        ("{signal: no-such-signal}", "no-such-signal"),
    ],
)
def test_what_could_hang_or_is_wrong_is_refused(shell: CommandLine, find: str, says: str) -> None:
    done = run(shell, find, "a")
    assert (done.code, done.out) == (2, "")
    assert "rules/house/rule.yml:" in done.err
    assert says in done.err


@pytest.mark.parametrize(
    ("find", "text"),
    [
        ("'/a{1,1000}b/'", "a" * 20_000),
        ("'/(?i)(A|a){1,8}b/'", "aA" * 10_000),
        (r"'/\w{1,45}\d/'", "w" * 20_000),
        ("'" + "(a|a a) " * 8 + "b'", WORDS),
        ("'" + "a? " * 9 + "b'", WORDS),
        ("'a" + " … a" * 4 + " b'", WORDS),
        ("'" + "(a|b|c|d|e|f|g|h|i|j) " * 7 + "z'", WORDS),
        ("'" + "<number> " * 10 + "b'", "1 " * 10_000),
        ("'(" + "|".join(f"w{number}" for number in range(1_000)) + ")'", WORDS),
        ("{words: a, near: {words: z}, within: 100 words}", WORDS),
        ("{words: a, near: {words: a, near: {words: z}}, within: 100 words}", WORDS),
        ("{words: a, near: {words: z}, within: paragraph}", WORDS),
        ("{words: a, near: {words: a, near: {words: z}}, within: section}", BLOCKS),
        (
            "{words: a, near: {words: a, near: {words: a, near: {words: z}}}, within: document}",
            BLOCKS,
        ),
        ("{words: a, mood: question}", WORDS),
        ("{words: a, citation: any, within: adjacent}", "a [1] " * 3_000),
    ],
)
def test_what_is_accepted_ends(shell: CommandLine, find: str, text: str) -> None:
    done = run(shell, find, text)
    assert done.err == "", done.err
    assert done.code in (0, 1)


@pytest.mark.parametrize("scope", ["clause", "sentence", "adjacent", "section", "document"])
def test_conditions_that_look_in_vain_end(shell: CommandLine, scope: str) -> None:
    more = f"unless: [{{words: z, within: {scope}}}, {{citation: any, within: {scope}}}]"
    assert run(shell, "a", BLOCKS, more).code == 1


@pytest.mark.parametrize("replacement", ["a a", "a a a", "b a"])
def test_a_fix_that_is_found_again_ends(shell: CommandLine, replacement: str) -> None:
    more = f"replace: {replacement}\nsafety: safe"
    assert run(shell, "a", "a b " * 300, more, "fix").code == 1
    assert (shell.folder / "a.txt").stat().st_size < 20_000


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("signal: x\nwhat: w\nsignals: [x]\nexamples: {}\n", ""),
        ("signal: x\nwhat: w\nsignals: [y]\nexamples: {}\n", ""),
        ("signal: x\nwhat: w\nwords: [a]\nnot: [{signal: x}]\nexamples: {}\n", ""),
        ("signal: x\nwhat: w\nwords: [a]\nexmaples: {}\n", "Unknown key “exmaples”"),
        ("signal: z\nwhat: w\nwords: [a]\nexamples: {}\n", "its file must be z.yml"),
    ],
)
def test_signals_that_go_in_circles_or_are_wrong(shell: CommandLine, text: str, says: str) -> None:
    shell.write("rules/signals/x.yml", text)
    shell.write("rules/signals/y.yml", text.replace(": x\n", ": y\n", 1).replace("[y]", "[x]"))
    done = run(shell, "{signal: x}", WORDS)
    assert done.code == 2 if says else done.code in (0, 1, 2)
    assert says in done.err
