"""All the forms of a Hunspell dictionary: each stem with each affix that its flags allow."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Affix:
    """One way to lengthen a stem: `strip` goes, `add` comes, where the stem fits `condition`."""

    prefix: bool
    crosses: bool
    strip: str
    add: str
    condition: re.Pattern[str]

    def apply(self, stem: str) -> str | None:
        """The longer form, or None where the affix does not fit."""
        if not self.condition.search(stem):
            return None
        if self.prefix:
            return self.add + stem.removeprefix(self.strip)
        return stem.removesuffix(self.strip) + self.add if self.strip else stem + self.add


def read_affixes(text: str) -> dict[str, list[Affix]]:
    """The prefixes and suffixes of an .aff file by flag (one letter each)."""
    affixes: dict[str, list[Affix]] = defaultdict(list)
    crosses: dict[str, bool] = {}
    for line in text.splitlines():
        fields = line.split()
        if len(fields) < 4 or fields[0] not in ("PFX", "SFX"):
            continue
        kind, flag, strip, add = fields[:4]
        if len(fields) == 4:
            crosses[flag] = strip == "Y"
            continue
        strip = "" if strip == "0" else strip
        add = "" if add == "0" else add.partition("/")[0]
        where = f"^(?:{fields[4]})" if kind == "PFX" else f"(?:{fields[4]})$"
        affix = Affix(kind == "PFX", crosses[flag], strip, add, re.compile(where))
        affixes[flag].append(affix)
    return affixes


def forms(line: str, affixes: dict[str, list[Affix]]) -> Iterator[str]:
    """All forms of one line "stem/FLAGS" of a .dic file, the stem first."""
    stem, _, flags = line.partition("/")
    fitting = [affix for flag in flags for affix in affixes.get(flag, ())]
    yield stem
    suffixed = []
    for affix in fitting:
        form = affix.apply(stem)
        if form is None:
            continue
        yield form
        if affix.crosses and not affix.prefix:
            suffixed.append(form)
    for prefix in fitting:
        if prefix.prefix and prefix.crosses:
            yield from (form for each in suffixed if (form := prefix.apply(each)))
