"""The literature table: one row for each paper, as surveys print it."""

import csv
import io
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

import pyoxigraph as ox

from medkg.export.network import join
from medkg.export.view import PaperNode, View, load_view

_RELATIONS = {
    "methods_proposed": "proposesMethod",
    "methods_used": "usesMethod",
    "modalities": "usesModality",
    "tasks": "addressesTask",
    "datasets_introduced": "introducesDataset",
    "datasets_used": "usesDataset",
}
_FIELDS: dict[str, Callable[[PaperNode], str]] = {
    "id": lambda paper: paper.id,
    "title": lambda paper: paper.title,
    "venue": lambda paper: paper.venue,
    "presentation": lambda paper: paper.presentation,
    "year": lambda paper: str(paper.year or ""),
    "topics": lambda paper: join(paper.topics),
}
_LAST_FIELDS: dict[str, Callable[[PaperNode], str]] = {
    "authors": lambda paper: join(paper.authors),
    "doi": lambda paper: paper.doi,
    "links": lambda paper: join(paper.links),
    "language": lambda paper: paper.language,
    "warnings": lambda paper: join(paper.warnings),
}

COLUMNS = (*_FIELDS, *_RELATIONS, *_LAST_FIELDS)
"""The columns of the table, in order."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def write_papers(store: ox.Store) -> bytes:
    """Return the literature table as CSV; every cell is faithful to the graph, several values are joined by ``;``."""
    return table_bytes(COLUMNS, paper_rows(load_view(store)))


def write_spreadsheet(store: ox.Store) -> bytes:
    """Return the literature table for Excel: a byte order mark for Chinese, a tab before what could be a formula."""
    rows = paper_rows(load_view(store))
    guarded = [[f"\t{cell}" if cell.startswith(_FORMULA) else cell for cell in row] for row in rows]
    return b"\xef\xbb\xbf" + table_bytes(COLUMNS, guarded)


def paper_rows(view: View) -> list[list[str]]:
    """Return a row for each paper, by the order of their IRIs."""
    labels = {thing.iri: thing.label for thing in view.things}
    things: dict[tuple[str, str], list[str]] = defaultdict(list)
    for edge in view.edges:
        things[edge.source, edge.predicate].append(labels.get(edge.target, edge.target))
    return [
        [
            *(field(paper) for field in _FIELDS.values()),
            *(join(sorted(things[paper.iri, relation], key=str.casefold)) for relation in _RELATIONS.values()),
            *(field(paper) for field in _LAST_FIELDS.values()),
        ]
        for paper in view.papers
    ]


def table_bytes(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Return a table as CSV in UTF-8, each row on a line."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return buffer.getvalue().encode()
