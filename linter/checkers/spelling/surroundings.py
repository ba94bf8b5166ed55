"""What stands around a word, and where that alone tells to leave the word alone."""

from __future__ import annotations

from bisect import bisect_left

from linter.checkers.spelling.language import Language
from linter.checkers.spelling.places import Place
from linter.documents.document import Document
from linter.documents.model import STAND_IN, Block
from linter.documents.words import LETTER, straighten
from linter.late import late
from linter.values import dataclass

_REACH = 80
_NOTES_BEFORE = 20  # notes that begin before a word and may reach into it
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff"
_SIGNS = late(rf"://|www\.|[@\\_=<>{{}}|~^{STAND_IN}{_INVISIBLE}]|\w/\w+/\w+/|\w[(\[]\w")
_OPENING_SIGNS = ("#", "/", ".")
_ANY_ENDING = "*"  # “immuni*” in the terms of a search; around a word it is meant as emphasis
_DOTTED = late(r"(?:[\w-]+\.)+([A-Za-z]\w{0,9})(?![\w-])")
_NEIGHBOUR = f"(?:{LETTER})+(?:'(?:{LETTER})+)?"
_LAST_WORD = late(rf"({_NEIGHBOUR})(\.?)(-? )\Z")
_NEXT_WORD = late(rf"(-? )({_NEIGHBOUR})")
_SENTENCE_START = late(r"(?:\A|[.!?:;•·\"*–—(\[] ?|- |\d\)? ?)[\"'(\[]?\Z")
_LONGEST_SIGN = 6  # characters before a word that tell of an initial or a sentence's beginning
_INITIAL = late(r"(?<!\w)[A-Z]\. ?\Z")
_SYLLABLES = late(r"[A-Za-z]{1,7}(?:-[A-Za-z']{1,7}){2,}")
_IN_BRACKETS = late(r"\((?=.*[A-Z])[A-Za-z]{1,7}(?:-[A-Za-z']{1,7})+\)")
_LONG = 4
_MOSTLY = 0.6


@dataclass(frozen=True, slots=True)
class Sight:
    """A place with its surroundings, apostrophes and spaces straightened.

    `left` and `right` are the words beside it, "" where anything but a space stands between;
    `torn_left` and `torn_right` those behind a hyphen and a space (“ther- apy”); `before` and
    `after` the characters that touch it; `run` is all that no space divides from it. `starts`
    says that it begins a sentence, `in_title` that all around it have capitals; `genus` that a
    single capital with a full stop stands before it (“E. coli”, “J. Smith”), `titled` that “Dr.”
    does. `block` is the index of its block.
    """

    place: Place
    left: str
    right: str
    torn_left: str
    torn_right: str
    before: str
    after: str
    run: str
    starts: bool
    in_title: bool
    genus: bool
    titled: bool
    block: int

    @property
    def may_be_capital(self) -> bool:
        """Whether a capital says nothing here, since any word would have one."""
        return self.starts or self.in_title


def look(document: Document, index: int, place: Place) -> Sight:
    """The surroundings of a place within its block, whose index is given."""
    block = document.blocks[index]
    low, high = max(block.start, place.start - _REACH), min(block.end, place.end + _REACH)
    ahead = straighten(document.prose[low : place.start])
    behind = straighten(document.prose[place.end : high])
    left = _LAST_WORD.search(ahead, ahead.rfind(" ", 0, -1) + 1) if ahead[-1:] == " " else None
    right = _NEXT_WORD.match(behind)
    end = max(len(ahead) - _LONGEST_SIGN, 0)
    abbreviated = left is not None and left[2] == "."
    titled = abbreviated and left is not None and left[1].lower() in document.options.never_end
    genus = _INITIAL.search(ahead, end) is not None
    return Sight(
        place,
        left=left[1] if left and left[3] == " " and not abbreviated else "",
        right=right[2] if right and right[1] == " " else "",
        torn_left=left[1] if left and left[3] == "- " and not abbreviated else "",
        torn_right=right[2] if right and right[1] == "- " else "",
        before=ahead[-1:],
        after=behind[:1],
        run=ahead.rpartition(" ")[2] + place.form + behind.partition(" ")[0],
        starts=not titled and not genus and _SENTENCE_START.search(ahead, end) is not None,
        in_title=is_title(document, block),
        genus=genus,
        titled=titled,
        block=index,
    )


def is_title(document: Document, block: Block) -> bool:
    """Whether most longer words of a short block without a full stop begin with a capital."""
    if block.end - block.start > 2 * _REACH or document.prose[block.end - 1] in ".?!":
        return False
    words = document.prose[block.start : block.end].split()
    longer = [word for word in words[1:] if len(word) >= _LONG and word[0].isalpha()]
    return bool(longer) and sum(word[0].isupper() for word in longer) > _MOSTLY * len(longer)


def is_left_alone(document: Document, language: Language, sight: Sight) -> bool:
    """Whether the word is part of an address, a file's name, a handle, a pronunciation …"""
    if sight.run.isalpha():
        return _is_raised(document, sight.place)
    if sight.run[:1] in _OPENING_SIGNS or _SIGNS.search(sight.run):
        return True
    if sight.after == _ANY_ENDING and sight.before != _ANY_ENDING:
        return True
    dotted = _DOTTED.search(sight.run)
    if dotted and dotted[1].lower() in language.file_endings | document.options.top_level_domains:
        return True
    return _is_pronounced(sight.run) or _is_raised(document, sight.place)


def _is_pronounced(run: str) -> bool:
    """“noo-MOE-nee-uh” or “(LAR-ingks)”: syllables, one of them in capitals."""
    if match := _IN_BRACKETS.search(run):
        return any(map(str.isupper, match[0].strip("()").split("-")))
    syllables = _SYLLABLES.search(run)
    if not syllables:
        return False
    parts = syllables[0].split("-")
    return any(part.isupper() and len(part) > 1 for part in parts) and any(map(str.islower, parts))


def _is_raised(document: Document, place: Place) -> bool:
    """Whether a raised or lowered letter is part of it."""
    notes = document.notes
    if not notes:
        return False
    end = bisect_left(notes, place.end, key=lambda note: note.start)
    return any(
        note.kind in ("superscript", "subscript") and note.end > place.start
        for note in notes[max(end - _NOTES_BEFORE, 0) : end]
    )
