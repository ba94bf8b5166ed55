"""Regular expressions of rules: what could hang a run is refused, what is reasonable is not."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from rule_lab import VOCABULARY, matches

from linter.ruleset.expressions import ExpressionError
from linter.ruleset.patterns import compile_expression

ROOT = Path(__file__).parents[2]
LIMIT = 60  # seconds after which a match counts as hanging; an explosion would take years

EXPLOSIVE = [  # (regular expression, text that makes a backtracking engine explode on it)
    (r"(a+)+$", "a" * 40 + "!"),
    (r"^(a+)+$", "a" * 40 + "!"),
    (r"(a|a)*$", "a" * 40 + "!"),
    (r"(a|aa)+$", "a" * 60 + "!"),
    (r"(a|a?)+$", "a" * 40 + "!"),
    (r"(.*)*x", "a" * 40),
    (r"(.*a){20}", "a" * 60),
    (r"(.*)+=(.*)+x", "a" * 40),
    (r"\w*\w*\w*\w*\w*\w*!", "a" * 3000),
    (r"^(([a-z])+.)+[A-Z]([a-z])+$", "a" * 40),
    (r"(x+x+)+y", "x" * 40),
    (r"(x+x+x+)+y", "x" * 40),
    (r"([a-zA-Z]+)*$", "a" * 40 + "!"),
    (r"(([a-z]+)*)*!", "a" * 40),
    (r"(a{1,100}){1,100}b", "a" * 100),
    (r"((a{0,50}){0,50}){0,50}b", "a" * 60),
    (r"(a?){30}a{30}", "a" * 29),
    (r"(?:a?){30}a{30}", "a" * 29),
    (r"(a|b|ab)*c", "ab" * 40),
    (r"(a|ab|b)*c", "ab" * 40),
    (r"(\w|\d)+$", "1" * 40 + "!"),
    (r"(\w+\s?)*$", "word " * 20 + "!"),
    (r"(\w+\s*)+:", "word " * 30),
    (r"^(\w+\.?)+@", "a" * 40),
    (r"([^,]*,)*[^;]*;", "a," * 40),
    (r"(\d+|\d+,)*x", "1" * 40),
    (r"(a+)\1+b", "a" * 200),
    (r"(.+)\1\1\1x", "a" * 400),
    (r"(?P<w>\w+) (?P=w) (?P=w)!", "a a " * 200),
    (r"(?<=a+)b", "a" * 40),
    (r"(?<=(a|aa){1,9})b", "a" * 40),
    (r"(?=(a+)+$)a", "a" * 40 + "!"),
    (r"(?!(a+)+$)b", "a" * 40 + "!"),
    (r"(?=(?:\w{0,40}\w{0,40}\w{0,40}x))\w", "a" * 400),
    (r"(?:a{1,30}){1,30}$", "a" * 60 + "!"),
    (r"(?:\w{1,40} ?){1,20}!", "word " * 40),
    (r"(?:\w{1,40}){1,3}\w{1,40}x", "a" * 160),
    (r"\w{1,30}\w{1,30}\w{1,30}x", "a" * 200),
    (r"\s{0,50}\s{0,50}\s{0,50}x", " " * 400),
    (r".{0,100}.{0,100}.{0,100}x", "a" * 400),
    (r"(?:a|a|a|a|a){12}b", "a" * 12),
    (r"(?:a|aa|aaa){1,20}b", "a" * 40),
    (r"(?:(?:a|b)|(?:b|a)){25}c", "ab" * 25),
    (r"(?:ab?){1,30}(?:b?a){1,30}c", "ab" * 60),
    (r"(?:a?a?){20}b", "a" * 40),
    (r"(?i:(k+)+)$", "k" * 40 + "!"),
    (r"(?i)(?:[a-z]{1,40}K){1,8}x", "k" * 400),
    (r"a{1,1000}a{1,1000}b", "a" * 2000),
    (r"(?:[a-z]{1,5}[a-z0-9]{1,5}){1,8}!", "a" * 90),
    (r"(?:\b\w{0,9}){1,20}!", "a" * 60),
    (r"(a)?(?(1)a|b){40}a+$", "a" * 60 + "!"),
    (r"(?s:.)+?(?s:.)+?(?s:.)+?\Z!", "a" * 300),
    (r"(?>(a+)+)b\w+", "a" * 40),
    (r"(?:(?>a|ab)|a){30}c", "ab" * 30),
    (r"(?:é?e?){20}x", "ée" * 20),
    (r"(?:[^\W\d]?\w?){15}!", "a" * 60),
]

REASONABLE = [  # what an expert would write: (regular expression, text, what it finds)
    (r"\bp ?[<=>] ?0?\.\d{1,6}\b", "with p < .05 and P=0.01", ["p < .05"]),
    (r"\b[A-Z]{2,6}s?\b", "an MRI and two ECGs", ["MRI", "ECGs"]),
    (r"\b\d{1,4} ?(?:mg|mcg|ml)\b", "take 20mg or 5 ml", ["20mg", "5 ml"]),
    (r"(?i)\bvitamin [a-k]\d{0,2}\b", "Vitamin B12", ["Vitamin B12"]),
    (r"\b10\.\d{4,9}/\S{1,100}", "doi 10.1000/xyz", ["10.1000/xyz"]),
    (r"\bNCT\d{8}\b", "trial NCT01234567", ["NCT01234567"]),
    (r"\(\d{4}\)", "Smith (2020)", ["(2020)"]),
    (r"\b(?:19|20)\d\d[–-]\d\d\b", "in 1999–01", ["1999–01"]),
    (r"[!?]{2,5}", "Really?!", ["?!"]),
    (r" {2,20}", "a  b", ["  "]),
    (r"(?<=\d)(?:mg|ml)\b", "20mg", ["mg"]),
    (r"(?<!\w)e\.?g\.?(?!\w)", "e.g. this", ["e.g."]),
    (r"\bet al(?!\.)", "Smith et al found", ["et al"]),
    (r"\b[a-z]{3,20}(?:cillin|mycin)\b", "some amoxicillin here", ["amoxicillin"]),
    (r"\b\d{1,3}(?:,\d{3}){1,3}\b", "of 12,345 people", ["12,345"]),
    (r"\b[A-Z][a-z]{1,20}’s\b", "Crohn’s disease", ["Crohn’s"]),
    (r"\b(?:very|really|quite) [a-z]{1,20}ly\b", "a quite badly cut", ["quite badly"]),
    (r"\b\d{1,3} ?[–-] ?\d{1,3} ?%", "about 20–30%", ["20–30%"]),
    (r"“[^”]{1,60}”", "the “active” drug", ["“active”"]),
    (r"\b(\w{1,20}) of the (\w{1,20})\b", "end of the day", ["end of the day"]),
]


def refusal(source: str) -> str:
    """Why an expression is refused; nothing if it is accepted."""
    try:
        compile_expression(source, VOCABULARY, {})
    except ExpressionError as error:
        return str(error)
    return ""


def test_there_are_enough_of_both() -> None:
    assert len(EXPLOSIVE) >= 40
    assert len(REASONABLE) >= 15


def test_no_accepted_expression_explodes() -> None:
    refusals = [refusal(f"/{regex}/") for regex, _ in EXPLOSIVE]
    accepted = [each for each, why in zip(EXPLOSIVE, refusals, strict=True) if not why]
    assert all("“" in why or "not valid" in why for why in refusals if why), "no advice"
    assert len(accepted) < len(EXPLOSIVE) / 4
    script = (
        "import re, sys\n"
        f"for regex, text in {accepted!r}:\n"
        "    print(regex, flush=True)\n"
        "    list(re.compile(regex).finditer(text))\n"
        "print('done')\n"
    )
    try:
        done = subprocess.run(
            [sys.executable, "-c", script],
            capture_output=True,
            text=True,
            timeout=LIMIT,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        output = (error.stdout or b"").decode()
        pytest.fail(f"this expression is accepted and hangs: {output.splitlines()[-1:]}")
    assert done.stdout.endswith("done\n"), done.stderr


@pytest.mark.parametrize(("source", "text", "found"), REASONABLE)
def test_a_reasonable_expression_is_accepted_and_works(
    source: str, text: str, found: list[str]
) -> None:
    assert matches(f"/{source}/", text) == found


@pytest.mark.parametrize(
    ("source", "says"),
    [
        (r"\w+", r"\w{1,30}"),
        (r"a*", "no upper limit"),
        (r"a{3,}", "no upper limit"),
        (r"(\w{1,9}) \1", "typography"),
        (r"(?P<a>x) (?P=a)", "typography"),
        (r"a{0,5}", "empty text"),
        (r"(?=a)", "empty text"),
        (r"\b", "empty text"),
        (r"(a", "not valid"),
        (r"a{1,99999}", "no upper limit"),
        (r"\w{1,60}\w{1,60}", "too many ways"),
    ],
)
def test_a_refusal_says_what_to_do(source: str, says: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        compile_expression(f"/{source}/", VOCABULARY, {})
    assert says in str(caught.value)


def test_checking_an_expression_takes_no_long_time_itself() -> None:
    huge = [
        "(" * 400 + "a" + ")" * 400,
        "(a{1,9}" * 60 + "){1,9}" * 60,
        "|".join(["a{1,999}"] * 500),
        "[a-z]{1,999}" * 300,
        "(?:a?){999}" * 50,
        "x" * 50_000,
        "(?:" * 90 + "a" + "){1,99999999}" * 90,
    ]
    script = (
        "from linter.ruleset.regexes import check_regex\n"
        f"for source in {huge!r}:\n"
        "    try:\n        check_regex(source)\n    except ValueError:\n        pass\n"
        "print('done')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=LIMIT,
        check=False,
    )
    assert done.stdout == "done\n", done.stderr


OWN = [  # expressions of the rule language that try to explode, and a text that helps them
    (" ".join(["a?"] * 8) + " b", "a " * 3000),
    ("(a|a b) … (a|a b) … (b|b a) c", "a b " * 3000),
    ("<word> … <word> … <word> zz", "a " * 4000),
    ("<word>? <word>? <word>? zz", "a " * 4000),
    ("x(a|aa|aaa)(a|aa|aaa)(a|aa|aaa)y", "x" + "a" * 5000),
    ("<number>-<number>-<number>x", "1,2-1,2-" * 2000),
    ("<number><number><number>x", "1" * 5000),
    ("<number> <number> <number> <number> x", "1 " * 5000),
    ("<percent> … <percent> … x", "5 % " * 3000),
    ("<word><word><word>x", "a" * 5000),
    ("<capital>(s|es)? <word> … zz", "As " * 4000),
    ("a … b", "a " + "c" * 20000),
]


def test_expressions_of_the_language_do_not_explode() -> None:
    refusals = [refusal(source) for source, _ in OWN]
    assert all("too many ways" in why for why in refusals if why)
    accepted = [each for each, why in zip(OWN, refusals, strict=True) if not why]
    assert len(accepted) >= len(OWN) / 2
    script = (
        "import sys\nsys.path[:0] = ['tests', '.']\n"
        "from rule_lab import matches\n"
        f"for source, text in {accepted!r}:\n"
        "    print(source, flush=True)\n    matches(source, text)\nprint('done')\n"
    )
    try:
        done = subprocess.run(
            [sys.executable, "-c", script],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=LIMIT,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        output = (error.stdout or b"").decode()
        pytest.fail(f"this expression is accepted and hangs: {output.splitlines()[-1:]}")
    assert done.stdout.endswith("done\n"), done.stderr
