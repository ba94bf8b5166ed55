"""`medlint cache`: what is kept to save work, and how to be rid of it."""

from __future__ import annotations

from linter.cache import answers_in, results_in
from linter.cli.application import Command, new_app
from linter.cli.terminal import say
from linter.reports.parts.wording import counted
from linter.storage import Store, cache_folder

app = new_app(no_args_is_help=True)


@app.callback()
def cache() -> None:
    """See or empty the cache: what medlint keeps so that it need not work it out again.

    It lies in the folder that MEDLINT_CACHE_DIR names, else in your own folder for such things.
    """


@app.command(cls=Command)
def status() -> None:
    """Say where the cache lies and how much is in it."""
    folder = cache_folder()
    results, answers = results_in(folder), answers_in(folder)
    rules, size = Store(folder).size()
    print(f"folder   {folder}")
    print(f"results  of {counted(results.count(), 'draft')}, {_megabytes(results.size())}")
    print(f"outputs  of {counted(answers.count(), 'run')}, {_megabytes(answers.size())}")
    print(f"rules    {counted(rules, 'part')}, {_megabytes(size)}")


@app.command(cls=Command)
def clean() -> None:
    """Delete what is in the cache; the next run makes it anew."""
    folder = cache_folder()
    size = Store(folder).size()[1]
    for packs in (results_in(folder), answers_in(folder)):
        size += packs.size()
        packs.clear()
    Store(folder).clear()
    say(f"{_megabytes(size)} deleted from {folder}.", lead="")


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.1f} MB"
