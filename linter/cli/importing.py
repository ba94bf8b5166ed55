"""What reviewers rejected, put into the baselines of its drafts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from linter.baseline import Entry, entry_for, relative_path
from linter.cli import FAILED
from linter.cli.baseline import list_entries, look_at, write_entries
from linter.cli.deciding import decided, tell_missing, told
from linter.cli.terminal import say
from linter.config import shown
from linter.decisions.matching import Match, match
from linter.findings import State
from linter.reports.parts.wording import counted


def import_decisions(source: Path, named: Sequence[Path], config: Path | None) -> int:
    """Put what was rejected into the baselines of its drafts; the exit code."""
    given = decided(source, accepted=False, named=named)
    tell_missing(given)
    if given.drafts:
        looked = look_at(list(given.drafts.values()), config)
        names = {place: name for name, place in looked.places.items()}
        findings = {result.path: result.findings for result in looked.run.results}
        found = match(given.named(names, accepted=False), findings)
        books = _Books(
            {
                file: [*accepted.kept, *accepted.untouched, *accepted.unused]
                for file, accepted in looked.accepted.items()
            }
        )
        for each in found.matches:
            baseline = looked.baselines[each.path]
            books.put(baseline, relative_path(looked.places[each.path], baseline), each)
        books.write()
        for row in found.left:
            print(told(given, row, "no longer applies: the words were changed or repaired."))
        books.tell(len(found.left))
    else:
        say("Nothing was rejected; no baseline was changed.", lead="")
    accepted = len([each for each in given.decisions if each.accepted])
    if accepted:
        say(
            f"{counted(accepted, 'finding')} accepted: “medlint fix --decisions {source}” "
            "makes the changes.",
            lead="",
        )
    return FAILED if given.missing else 0


class _Books:
    """The entries of baselines, and what imported decisions do to them."""

    def __init__(self, entries: dict[Path, list[Entry]]) -> None:
        self.entries = entries
        self.counts: Counter[str] = Counter()
        self.changed: dict[Path, None] = {}
        self._added: list[Entry] = []
        self._met: set[tuple[Path, int]] = set()

    def put(self, file: Path, name: str, match: Match) -> None:
        """Accept a finding of the draft that the baseline calls `name`, or say more of it."""
        decision, finding = match.decision, match.finding
        if finding.state is State.SUPPRESSED:
            self.counts["accepted by a comment in the draft"] += 1
            return
        entries = self.entries.setdefault(file, [])
        said = (decision.reason, decision.name, decision.date)
        made = entry_for(name, finding)
        if finding.state is State.OPEN:
            entries.append(made.said(*said))
            self._added.append(made)
            self.counts["rejected and kept"] += 1
            self.changed[file] = None
            return
        places = (n for n, each in enumerate(entries) if _same(each, made))
        place = next((n for n in places if (file, n) not in self._met), None)
        if place is None:
            self.counts["there before"] += 1
            return
        self._met.add((file, place))
        known = entries[place]
        if not any(said) or (known.reason, known.by, known.on) == said:
            self.counts["there before"] += 1
            return
        entries[place] = known.said(*said)
        self.counts["there before and said anew"] += 1
        self.changed[file] = None

    def write(self) -> None:
        """Write the baselines that changed."""
        for file in self.changed:
            write_entries(file, self.entries[file])
        list_entries("+", self._added)

    def tell(self, left: int) -> None:
        """Say what was done."""
        counts = [*self.counts.items(), *([("no longer applied", left)] if left else [])]
        files = ", ".join(map(shown, self.changed)) or "no baseline changed"
        say(f"{files}: {', '.join(f'{n} {what}' for what, n in counts) or 'nothing'}.", lead="")


def _same(entry: Entry, made: Entry) -> bool:
    """Whether an entry accepts the finding of another one."""
    names = {entry.rule, *entry.also} & {made.rule, *made.also}
    return bool(names) and (entry.path, entry.sentence) == (made.path, made.sentence)
