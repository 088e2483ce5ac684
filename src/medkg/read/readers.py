"""The table of readers, and those that other packages add.

A reader is a function that takes a ``Document`` and yields, for every record in it, a ``Paper`` (with an empty id
where the record gives none) or a ``Rejection``. A new one is a module beside this and a line in the table, or an
entry point of the group ``medkg.readers`` in another package:

    [project.entry-points."medkg.readers"]
    endnote = "my_package.endnote:READER"

with ``READER = Reader((".enw",), read_endnote, "EndNote files")``.
"""

import functools
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from typing import NamedTuple

from medkg.model import Paper, Rejection
from medkg.read.csv_table import find_header, read_csv
from medkg.read.document import Document
from medkg.read.json_lines import read_json, read_json_lines
from medkg.read.listing import is_header, read_listing
from medkg.read.ris import is_start, read_ris

GROUP = "medkg.readers"


class Reader(NamedTuple):
    """A format: the suffixes of its files, the function that reads them, and one line about it."""

    suffixes: tuple[str, ...]
    read: Callable[[Document], Iterable[Paper | Rejection]]
    description: str


READERS: Mapping[str, Reader] = {
    "listing": Reader(
        (".txt",), read_listing, "two-line listings: 论文 + venue + year + topic + title, then the abstract"
    ),
    "json-lines": Reader(
        (".jsonl", ".ndjson"), read_json_lines, "JSON Lines with id, title, abstract and what else is there"
    ),
    "json": Reader((".json",), read_json, "JSON: a list of records"),
    "csv": Reader(
        (".csv", ".tsv"), read_csv, "tables with a header, as Zotero, Scopus, PubMed, Embase, OpenAlex and Lens export"
    ),
    "ris": Reader((".ris", ".nbib", ".medline"), read_ris, "RIS, and the MEDLINE text of PubMed"),
}


@dataclass(frozen=True, slots=True)
class Format:
    """A reader as ``medkg formats`` shows it; ``problem`` tells why it cannot be used, or is empty."""

    name: str
    suffixes: tuple[str, ...]
    description: str
    package: str
    problem: str = ""


def formats() -> tuple[Format, ...]:
    """Return every reader that is there, ours first, each with the package it comes from."""
    own = tuple(Format(name, *_shown(reader), "medkg") for name, reader in READERS.items())
    return own + tuple(plug.shown for plug in plug_ins())


@dataclass(frozen=True, slots=True)
class PlugIn:
    """A reader of another package, or what is left of one that does not load."""

    shown: Format
    reader: Reader | None


@functools.cache
def plug_ins() -> tuple[PlugIn, ...]:
    """Return the readers that other packages add, sorted by name; a broken one is named and skipped."""
    return tuple(
        _load(point) for point in sorted(entry_points(group=GROUP), key=lambda point: (point.name, point.value))
    )


def all_readers() -> dict[str, Reader]:
    """Return every reader that can be used, by name; a plug-in cannot take the place of one of ours."""
    added = {plug.shown.name: plug.reader for plug in plug_ins() if plug.reader}
    return {**added, **READERS}


def suffixes() -> tuple[str, ...]:
    """Return the suffixes of all files that can be read."""
    return tuple(
        dict.fromkeys(suffix for reader in (*READERS.values(), *all_readers().values()) for suffix in reader.suffixes)
    )


def recognise(document: Document) -> str:
    """Return the name of the reader that this text is made for, judged by how it begins, or nothing."""
    lines = document.first_lines()
    filled = [line for line in lines if line.strip("\ufeff \t")]
    if not filled:
        return "listing"  # an empty input has no records, whatever its format
    if re.match(r'\s*(?:\{\s*(?:"|\}|$)|\[\s*(?:[\[{"\]]|$))', filled[0].removeprefix("\ufeff")):
        return "json"
    if any(is_start(line) for line in filled):
        return "ris"
    if any(is_header(line) for line in filled):
        return "listing"
    header = find_header(lines)
    return "csv" if header and len(header.fields) > 1 else ""


def _shown(reader: Reader) -> tuple[tuple[str, ...], str]:
    """Return what a user sees of a reader."""
    return reader.suffixes, reader.description


def _load(point: EntryPoint) -> PlugIn:
    """Return the plug-in behind an entry point; whatever goes wrong in foreign code becomes its problem."""
    package = point.dist.name if point.dist else point.value.split(".")[0].split(":")[0]
    try:
        reader = Reader(*point.load())
        texts = (*reader.suffixes, reader.description)
        if point.name in READERS or not callable(reader.read) or not all(isinstance(text, str) for text in texts):
            raise TypeError("not a (suffixes, function, description) under a name of its own")  # noqa: TRY301
    except Exception as error:  # noqa: BLE001 (foreign code may raise anything, and must not stop us)
        problem = f"cannot be loaded: {type(error).__name__}: {error}"
        return PlugIn(Format(point.name, (), "", package, problem), None)
    return PlugIn(Format(point.name, *_shown(reader), package), reader)
