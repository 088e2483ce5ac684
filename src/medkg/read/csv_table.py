"""Read tables: CSV with commas, semicolons, tabs or bars, with or without lines before the header.

The columns are known by their names (``data/columns.tsv``), so that the exports of Zotero, Scopus, PubMed, Embase,
OpenAlex, Lens and others need no setting.
"""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from medkg.model import Paper, Rejection
from medkg.read.document import Document
from medkg.read.fields import FieldError, make_paper, map_names

_DELIMITERS = ",;\t|"
_HEADER_WITHIN = 50
"""Exports put a search query before the header, a few lines of it."""
_MOST_REREAD = 2
"""How often, in lines of the file, rows that a stray quotation mark ran together may be read again."""

csv.field_size_limit(1 << 30)  # the default stops at 131,072 characters, which reference lists in exports pass


@dataclass(frozen=True, slots=True)
class Header:
    """The row that names the columns: its line, the delimiter, the names, and which columns hold which field."""

    line: int
    delimiter: str
    names: tuple[str, ...]
    fields: tuple[tuple[str, tuple[int, ...]], ...]


def read_csv(document: Document) -> Iterator[Paper | Rejection]:
    """Yield every row below the header as a paper, or as a rejection."""
    lines = [line.replace("\r", " ") for _, line in document.lines()]
    header = find_header(lines[:_HEADER_WITHIN])
    if header is None:
        if any(line.strip() for line in lines):
            first = next(line.strip() for line in lines if line.strip())
            reason = f"no column is called title or the like, the first line being {first[:60]!a}"
            yield Rejection(document.source(1), "header", f"{reason}; name the columns title and abstract")
        return
    for line, row in _rows(lines, header):
        if isinstance(row, str):
            yield Rejection(document.source(line), "row", row)
        elif any(cell.strip() for cell in row) and tuple(row) != header.names:
            yield _read_row(row, header, document, line)


def find_header(lines: Sequence[str]) -> Header | None:
    """Return the header: the row, under any delimiter, in which most columns are known, one of them the title."""
    best: Header | None = None
    for number, line in enumerate(lines, start=1):
        for delimiter in _DELIMITERS:
            names = tuple(next(csv.reader([line.replace("\r", " ")], delimiter=delimiter), ()))
            fields = map_names(names)
            has_title = any(field == "title" for field, _ in fields)
            is_sure = len(fields) > 1 or len(names) == 1 or number == 1
            if has_title and is_sure and (best is None or len(fields) > len(best.fields)):
                best = Header(number, delimiter, names, fields)
    return best


def _rows(lines: Sequence[str], header: Header) -> Iterator[tuple[int, list[str] | str]]:
    """Yield every row with the line on which it begins, or what is wrong with it.

    A quotation mark that nobody closed swallows the rows after it. Such a row does not have as many cells as the
    header: its first line alone is refused, and reading goes on at the next.
    """
    start, budget = header.line, _MOST_REREAD * len(lines)
    while start < len(lines):
        resume = len(lines)
        for first, after, row in _parse(lines, start, header.delimiter):
            is_open = after == len(lines) and _is_open(lines[first:after], header.delimiter)
            fault = _find_fault(row, header, is_open=is_open)
            if fault and after > first + 1 and budget > 0:
                budget -= after - first
                yield first + 1, f"{fault}; a quotation mark is open or missing"
                resume = first + 1
                break
            yield first + 1, fault or row
        start = resume


def _parse(lines: Sequence[str], start: int, delimiter: str) -> Iterator[tuple[int, int, list[str]]]:
    """Yield every row from this line (from 0) on: its first line, the line after it, and the cells."""
    reader = csv.reader((lines[number] + "\n" for number in range(start, len(lines))), delimiter=delimiter)
    first = start
    for row in reader:
        after = start + reader.line_num
        yield first, after, [cell.removesuffix("\n") for cell in row]
        first = after


def _is_open(lines: Sequence[str], delimiter: str) -> bool:
    """Return whether the last row of the file ends inside quotation marks."""
    try:
        list(csv.reader((line + "\n" for line in lines), delimiter=delimiter, strict=True))
    except csv.Error as error:
        return "unexpected end of data" in str(error)
    return False


def _find_fault(row: Sequence[str], header: Header, *, is_open: bool) -> str:
    """Return what is wrong with the shape of a row, or nothing; missing empty cells at its end are common."""
    width = len(header.names)
    if is_open:
        return "the file ends inside a quoted cell"
    if any(cell.strip() for cell in row[width:]):
        return f"{len(row)} cells where the header has {width}"
    has_breaks = any("\n" in cell for cell in row)
    if len(row) < width and has_breaks and row and "\n" in row[-1]:
        return f"{len(row)} cells where the header has {width}"
    return ""


def _read_row(row: Sequence[str], header: Header, document: Document, line: int) -> Paper | Rejection:
    """Return the paper in one row, or why there is none."""
    cells = [cell.strip() for cell in row]
    values = {field: [cells[place] for place in places if place < len(cells)] for field, places in header.fields}
    try:
        return make_paper(values, document.source(line))
    except FieldError as error:
        return Rejection(document.source(line), error.field, error.reason)
