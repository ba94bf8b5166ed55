"""Bibliographies: the files that a draft takes its references from, read as far as rules need."""
