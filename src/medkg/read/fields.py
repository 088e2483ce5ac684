"""Turn the values of an export into the fields of a paper: columns by their names, years, authors, DOIs.

Title, abstract and id decide whether a record is taken, so their faults are raised; a fault of any other field
costs that field alone and leaves a warning.
"""

import functools
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from medkg.model import Paper, Source
from medkg.read.data import read_entries
from medkg.read.text import find_links, split_venue

_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_DOI = re.compile(r"10\.\d{4,9}/\S+")
_NO_ABSTRACT = re.compile(r"\s*\[?no abstract(?: is)?(?: available)?\.?\]?\s*", re.IGNORECASE)
"""What databases write where there is none."""
_LAST_STOP = re.compile(r"(?<=[A-Z]{2})\.\s*$")
"""PubMed ends its list of authors with a full stop: ``Griffin DK, O'Connor RE.``"""
_FIRST_YEAR, _LAST_YEAR = 1800, 2099


class FieldError(ValueError):
    """A field whose value is not what it must be."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(reason)
        self.field = field
        self.reason = reason


@functools.cache
def columns() -> Mapping[str, tuple[str, int]]:
    """Return for every known column name its field and its rank, the lowest being preferred."""
    table: dict[str, tuple[str, int]] = {}
    for rank, (field, name) in enumerate(line.split("\t") for line in read_entries("columns.tsv")):
        table.setdefault(plain_name(name), (field, rank))
    return table


@functools.lru_cache(maxsize=4096)
def plain_name(name: str) -> str:
    """Return a column name without case, spaces and punctuation: ``Abstract Note`` → ``abstractnote``."""
    return "".join(c for c in unicodedata.normalize("NFKC", name).casefold() if c.isalnum())


@functools.lru_cache(maxsize=256)
def map_names(names: tuple[str, ...]) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Return for every field we know the positions of the columns that hold it, the preferred one first."""
    found: dict[str, list[tuple[int, int]]] = {}
    for position, name in enumerate(names):
        if place := columns().get(plain_name(name)):
            field, rank = place
            found.setdefault(field, []).append((rank, position))
    return tuple((field, tuple(position for _, position in sorted(places))) for field, places in sorted(found.items()))


def make_paper(values: Mapping[str, Sequence[object]], source: Source) -> Paper:
    """Return the paper that these values make: for every field its values, the preferred one first.

    Raises:
        FieldError: the id, title or abstract is not text.
    """
    title, abstract = _required(values, "title"), _required(values, "abstract")
    if _NO_ABSTRACT.fullmatch(abstract):
        abstract = ""
    year, warnings = _find_year(values.get("year", ()))
    venue, presentation = split_venue(_first_text(values.get("venue", ())))
    return Paper(
        id=_find_id(values.get("id", ())),
        title=title,
        abstract=abstract,
        venue=venue,
        presentation=_first_text(values.get("presentation", ())) or presentation,
        year=year or read_year(venue),
        topics=_unique(text for value in values.get("topics", ()) for text in _split(value)),
        authors=_find_authors(values.get("authors", ())),
        doi=find_doi(_first_text(values.get("doi", ()))),
        links=_unique(link for value in values.get("links", ()) for text in _texts(value) for link in find_links(text)),
        sources=(source,),
        warnings=warnings,
    )


def find_doi(text: str) -> str:
    """Return the DOI in this text without its resolver: ``https://doi.org/10.1000/1`` → ``10.1000/1``."""
    found = _DOI.search(text)
    return found[0].rstrip(".,;") if found else ""


def read_year(text: str) -> int | None:
    """Return the first year in this text: ``2021//`` and ``2021 Feb`` → 2021."""
    found = _YEAR.search(text)
    return int(found[0]) if found else None


def split_authors(text: str) -> tuple[str, ...]:
    """Return the names in a cell; a comma divides people only where every part is a whole name."""
    for mark in (";", "|", "\uff1b", " and "):
        if mark in text:
            return _unique(text.split(mark))
    parts = [part.strip() for part in re.split(r"[,\uff0c、]", _LAST_STOP.sub("", text))]
    return _unique(parts if all(" " in part or not part.isascii() for part in parts) else [text])


def _required(values: Mapping[str, Sequence[object]], field: str) -> str:
    """Return the text of a field that decides about the record; an absent one is empty."""
    for value in values.get(field, ()):
        if value is None or value == "":
            continue
        if not isinstance(value, str):
            raise FieldError(field, f"must be text, not {kind_of(value)}")
        return value
    return ""


def _find_id(candidates: Sequence[object]) -> str:
    """Return the id that the record gives; a whole number counts as text."""
    for value in candidates:
        if value is None or (isinstance(value, str) and not value.strip()):
            continue
        if isinstance(value, bool) or not isinstance(value, str | int):
            raise FieldError("id", f"must be text or a whole number, not {kind_of(value)}")
        return str(value)
    return ""


def _find_year(candidates: Sequence[object]) -> tuple[int | None, tuple[str, ...]]:
    """Return the year, and a warning where there is something that is none."""
    odd = ""
    for value in candidates:
        text = " ".join(_texts(value)).strip()
        year = read_year(text)
        if year is not None and _FIRST_YEAR <= year <= _LAST_YEAR:
            return year, ()
        odd = odd or text
    return None, ((f"year: {odd[:40]!a} is not a year and was left out",) if odd else ())


def _find_authors(candidates: Sequence[object]) -> tuple[str, ...]:
    """Return the authors of the first candidate that names any."""
    for value in candidates:
        names = _texts(value)
        authors = (
            _unique(names) if isinstance(value, list) else _unique(n for name in names for n in split_authors(name))
        )
        if authors:
            return authors
    return ()


def _texts(value: object) -> list[str]:
    """Return the texts in a value of any shape; of an object, its name."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, bool) or value is None:
        return []
    if isinstance(value, int | float):
        return [str(int(value)) if value == int(value) else str(value)]
    if isinstance(value, list):
        return [text for item in value for text in _texts(item)]
    return [_name(value)] if isinstance(value, dict) else []


def _name(value: Mapping[str, object]) -> str:
    """Return the name of a person, venue or date that stands as an object."""
    for key in ("name", "display_name", "literal", "raw_author_name", "url", "URL", "href", "date-parts"):
        if texts := _texts(value.get(key)):
            return texts[0]
    return " ".join(text for key in ("given", "family") for text in _texts(value.get(key)))


def _split(value: object) -> list[str]:
    """Return the texts in a value, divided at semicolons and bars."""
    return [part for text in _texts(value) for part in re.split(r"[;|\uff1b]", text)]


def _first_text(candidates: Sequence[object]) -> str:
    """Return the first of these values that says something, on one line."""
    return next((line for value in candidates for text in _texts(value) if (line := " ".join(text.split()))), "")


def _unique(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the texts on one line each, without empty ones and without repeats, in order."""
    return tuple(dict.fromkeys(line for text in texts if (line := " ".join(text.split()))))


def kind_of(value: object) -> str:
    """Return what JSON calls this value."""
    names = {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "an object", str: "text"}
    return names.get(type(value), "null")
