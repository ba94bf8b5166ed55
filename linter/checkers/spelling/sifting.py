"""Most words of a text need no closer look: many written forms are told to be right at once.

Whatever is right here, `Acceptor.accepts` accepts one by one; this only costs a tenth.
"""

from __future__ import annotations

from collections.abc import Iterable, Set

from linter.checkers.spelling.lexicon import Lexicon
from linter.checkers.spelling.words import CONTRACTIONS, FEWEST_SHOUTED, LONGEST


def plainly_right(lexicon: Lexicon, forms: Iterable[str], right: Set[str]) -> set[str]:
    """Those of some written forms that are right, given some that are known to be.

    They are words of the dictionary as they stand or with a capital, what no dictionary could
    judge (`Shape.OTHER`), and both with an apostrophe and a usual ending. Of forms with letters
    beyond ASCII none is told.
    """
    found: set[str] = set()
    lower: set[str] = set()
    capital: dict[str, str] = {}
    with_apostrophe: list[str] = []
    for form in forms:
        if not form.isascii():
            continue
        if not form.isalpha():
            if "'" in form:
                with_apostrophe.append(form)
            else:
                found.add(form)  # it has a digit
        elif not 2 <= len(form) <= LONGEST:
            found.add(form)
        elif form.islower():
            lower.add(form)
        elif form[1:].islower() or (form.isupper() and len(form) >= FEWEST_SHOUTED):
            capital[form] = form.lower()
        else:
            found.add(form)  # an acronym, or capitals inside
    found |= lexicon.right_in_lower_case(lower)
    known = {key for key in set(capital.values()) if key in right or key in found}
    known |= lexicon.listed(set(capital.values()) - known)
    found.update(form for form, key in capital.items() if key in known)
    found.update(form for form in with_apostrophe if _is_ended(form, right, found))
    return found


def _is_ended(form: str, right: Set[str], found: Set[str]) -> bool:
    """Whether it is a right word, small or with a capital, with an apostrophe and an ending."""
    head, _, tail = form.rpartition("'")
    return (
        2 <= len(head) <= LONGEST - len(tail)
        and tail in CONTRACTIONS
        and head.isalpha()
        and (head.islower() or head[1:].islower())
        and (head in right or head in found)
    )
