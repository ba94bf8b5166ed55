"""`python -m tools.languagetool.rule_names URL`: the ids of a running server's rules.

They are facts about LanguageTool (LGPL-2.1-or-later); no text of it is taken. With them, a rule
that a configuration switches and that does not exist is an error, whichever engine runs.
"""

from __future__ import annotations

import json
import sys
import urllib.request
from pathlib import Path

TARGET = Path(__file__).parents[2] / "linter" / "data" / "languagetool-rules.tsv"


def main(url: str) -> None:
    """Write the file anew."""
    with urllib.request.urlopen(f"{url.rstrip('/')}/v2/configinfo?language=en-US") as answer:
        found = json.load(answer)
    rows = {
        (rule["ruleId"], rule["categoryId"], "off" if rule.get("isDefaultOff") == "yes" else "on")
        for rule in found["rules"]
    }
    version = found["software"]["version"]
    lines = [f"# rule, category, on or off by default; LanguageTool {version}, American English"]
    TARGET.write_text("\n".join([*lines, *map("\t".join, sorted(rows))]) + "\n", encoding="utf-8")
    print(f"{TARGET}: {len(rows)} rules of LanguageTool {version}")


if __name__ == "__main__":
    main(sys.argv[1])
