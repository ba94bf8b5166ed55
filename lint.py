"""Run medlint from a checkout: ``python lint.py check content/``."""

from linter.cli import main

if __name__ == "__main__":
    main()
