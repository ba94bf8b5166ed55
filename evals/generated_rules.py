"""Rules made by the thousand, of the kinds people write, to measure what their number costs."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

PACK = "generated"


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_VERBS = _words(
    "reduce lower ease improve restore support strengthen boost raise change help protect "
    "increase build calm cleanse balance sharpen renew refresh soothe lift repair prevent "
    "slow speed deepen warm cool widen utilize commence facilitate ascertain endeavour "
    "terminate"
)
_NOUNS = _words(
    "energy sleep focus memory mood balance comfort strength growth health weight skin hair "
    "stress pain age heart mind body breath vision hearing muscle bone joint stomach life "
    "work time day night week month year water food diet meal sugar salt oil tea coffee "
    "exercise walk run rest habit routine doctor nurse patient clinic visit test result "
    "answer question"
)
_ADJECTIVES = _words(
    "new natural gentle modern simple common deep steady daily weekly early late strong mild "
    "healthy normal regular special general clear safe fresh whole light heavy quick lasting"
)
_PEOPLE = _words("studies trials experts doctors researchers scientists surveys reports users")
_SAYING = _words("show suggest say agree believe confirm report find indicate reveal")
_SYLLABLES = _words("ba ce di fo gu la me ni po ru sa te vi xo zu cra ble dri flo gru")


def made_up_word(number: int) -> str:
    """A word that no draft holds; another one for each number."""
    base = len(_SYLLABLES)
    parts = [_SYLLABLES[number // base**place % base] for place in range(4)]
    return "".join(parts) + "x"


def misspelt(word: str, chance: random.Random) -> str:
    """The word with two neighbouring letters, unlike ones, swapped."""
    place = chance.choice([i for i in range(len(word) - 1) if word[i] != word[i + 1]])
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


@dataclass(frozen=True, slots=True)
class Made:
    """What a rule looks for, a text it matches, and what it puts instead ("" : nothing)."""

    find: str
    match: str
    replace: str = ""


def _claim(chance: random.Random, number: int) -> Made:
    verbs, nouns = chance.sample(_VERBS, 3), chance.sample(_NOUNS, 3)
    last = chance.choice(["|".join(nouns), made_up_word(number)])
    find = f"({'|'.join(f'{verb}s' for verb in verbs)}) (the|your|their)? ({last})"
    return Made(find, f"{verbs[1]}s your {last.split('|')[-1]}")


def _evidence(chance: random.Random, number: int) -> Made:
    people, saying = chance.sample(_PEOPLE, 2), chance.sample(_SAYING, 3)
    what = chance.choice([chance.choice(_NOUNS), made_up_word(number)])
    end = f"that {chance.choice(_ADJECTIVES)} {what}"
    return Made(
        f"({'|'.join(people)}) ({'|'.join(saying)}) {end}", f"{people[1]} {saying[2]} {end}"
    )


def _substitution(chance: random.Random, number: int) -> Made:
    verb, noun = chance.choice(_VERBS), chance.choice([*_NOUNS, made_up_word(number)])
    if chance.random() < 0.5:
        phrase = f"{chance.choice(_ADJECTIVES)} {noun}"
        return Made(f"{phrase}(s)? of (the)?", f"{phrase}s of the", f"{phrase} in")
    return Made(f"{verb}~ (a|the) {noun}", f"{verb} the {noun}", f"change the {noun}")


def _word(chance: random.Random, number: int) -> Made:
    if chance.random() < 0.5:
        return Made(made_up_word(number), made_up_word(number))
    word = misspelt(chance.choice(_NOUNS + _VERBS + _ADJECTIVES), chance)
    word = chance.choice(["", "un", "re", "over"]) + word + chance.choice(["", "s", "like", "ness"])
    return Made(word, word)


def _gap(chance: random.Random, number: int) -> Made:
    verb, noun = chance.choice(_VERBS), chance.choice(_NOUNS)
    return Made(f"{verb}~ … {noun}", f"{verb} some more {noun}")


# Of twenty rules 2 are like claims, 2 like evidence phrases, 7 substitutions, 8 words, 1 a gap.
_KINDS: tuple[Callable[[random.Random, int], Made], ...] = (
    *(_claim, _evidence) * 2,
    *(_substitution, _word) * 7,
    _word,
    _gap,
)


def generated_rule(number: int) -> dict[str, object]:
    """The rule of this number, as its YAML file says it."""
    made = _KINDS[number % len(_KINDS)](random.Random(number), number)
    return {
        "id": f"{PACK}/rule-{number:04}",
        "message": "“{match}” is worth a second look.",
        "severity": "warning",
        "category": "style",
        "find": made.find,
        **({"replace": made.replace} if made.replace else {}),
        "why": "Made to measure speed.",
        "examples": {"bad": [f"They say it [[{made.match}]] now."]},
    }


def write_rules(folder: Path, count: int) -> None:
    """Write the first `count` rules, one file each; fewer are a fair sample of more."""
    (folder / PACK).mkdir(parents=True)
    for number in range(count):
        rule = generated_rule(number)
        lines = (f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in rule.items())
        (folder / PACK / f"rule-{number:04}.yml").write_text("".join(lines), encoding="utf-8")
