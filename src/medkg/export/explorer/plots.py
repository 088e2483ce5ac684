"""Figures for a paper, as SVG that says what it shows: the matrix, the trend over the years, the most used things."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from xml.sax.saxutils import escape, quoteattr

from medkg.errors import OutputError
from medkg.export.view import ThingNode, View
from medkg.model import KINDS

FIGURES = ("matrix", "trend", "top")
"""What can be drawn: two kinds against each other, one kind against the years, one kind by number of papers."""

_SHADES = ("#f3f1ec", "#d5ebe8", "#a9d6d3", "#78bbbd", "#4a9ca5", "#297d8c", "#155e71", "#0c4257")
_INK, _MUTED, _PAPER = "#1d2025", "#5d646d", "#ffffff"
_FONT = "-apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'Noto Sans CJK SC', sans-serif"
_PLURALS = {"method": "methods", "modality": "modalities", "task": "tasks", "dataset": "datasets", "year": "years"}
_LINKS = {
    frozenset(("method", "modality")): "appliedToModality",
    frozenset(("method", "task")): "addresses",
    frozenset(("method", "dataset")): "evaluatedOn",
    frozenset(("dataset", "modality")): "containsModality",
}


def plot_svg(  # one argument for each choice of the caller
    view: View, figure: str, *, rows: str = "method", columns: str = "modality", most: int = 25, title: str = ""
) -> bytes:
    """Return a figure of this graph as SVG.

    Counts are numbers of papers; a broader thing counts the papers of narrower ones. A cell of the matrix counts the
    papers whose text links the two, or, where the ontology has no such link, those that name both.

    Raises:
        OutputError: the figure, or a kind of thing, is unknown.
    """
    _check(figure, FIGURES, what="figure")
    _check(rows, KINDS, what="kind")
    _check(columns, KINDS, what="kind")
    counts = _count(view)
    if figure == "top":
        return _bars(_top(view, counts, rows, most), counts, title=title or f"Most used {_PLURALS[rows]}")
    if figure == "trend":
        return _grid(_trend(view, counts, rows, most), title=title or f"{_PLURALS[rows].capitalize()} by year")
    name = f"{_PLURALS[rows].capitalize()} × {_PLURALS[columns]}"
    return _grid(_matrix(view, counts, rows, columns, most), title=title or name)


def to_png(svg: bytes, *, scale: float = 3) -> bytes:
    """Return the figure as PNG, by the program resvg.

    Raises:
        OutputError: resvg is not installed; the sentence says how to get it.
    """
    try:
        resvg = import_module("resvg_py")
    except ImportError as error:
        raise OutputError("PNG needs resvg; pip install resvg-py, or save the figure as .svg") from error
    return bytes(resvg.svg_to_bytes(svg_string=svg.decode(), zoom=round(scale)))


def _check(value: str, known: Sequence[str], *, what: str) -> None:
    if value not in known:
        raise OutputError(f"{value!r} is no {what} that can be drawn; there are {', '.join(known)}")


# ---- counting ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Counts:
    """The papers of each thing with its narrower ones, and for each thing itself and all that is broader."""

    papers: Mapping[str, frozenset[str]]
    closed: Mapping[str, frozenset[str]]


def _count(view: View) -> _Counts:
    closed = _close_upwards(view.things)
    known = {paper.iri for paper in view.papers}
    papers: dict[str, set[str]] = defaultdict(set)
    for edge in view.edges:
        if edge.source in known:
            for thing in closed.get(edge.target, ()):
                papers[thing].add(edge.source)
    return _Counts({thing: frozenset(found) for thing, found in papers.items()}, closed)


def _close_upwards(things: Iterable[ThingNode]) -> dict[str, frozenset[str]]:
    broader = {thing.iri: thing.broader for thing in things}
    closed = {}
    for start in broader:
        seen, waiting = {start}, [start]
        while waiting:
            for parent in broader[waiting.pop()]:
                if parent in broader and parent not in seen:
                    seen.add(parent)
                    waiting.append(parent)
        closed[start] = frozenset(seen)
    return closed


def _top(view: View, counts: _Counts, kind: str, most: int) -> list[ThingNode]:
    """Return the most used things of a kind; one whose papers are all those of a narrower one is left out."""
    mine = [thing for thing in view.things if thing.kind == kind and counts.papers.get(thing.iri)]
    echoes = {
        broader
        for thing in mine
        for broader in counts.closed[thing.iri] - {thing.iri}
        if counts.papers.get(broader) == counts.papers[thing.iri]
    }
    mine = [thing for thing in mine if thing.iri not in echoes]
    mine.sort(key=lambda thing: (-len(counts.papers[thing.iri]), thing.label.casefold(), thing.iri))
    return mine[:most]


@dataclass(frozen=True, slots=True)
class _Table:
    rows: Sequence[str]
    row_counts: Sequence[int]
    columns: Sequence[str]
    cells: Sequence[Sequence[int]]
    note: str


def _matrix(view: View, counts: _Counts, rows: str, columns: str, most: int) -> _Table:
    down, across = _top(view, counts, rows, most), _top(view, counts, columns, most)
    link = _LINKS.get(frozenset((rows, columns)))
    pairs = (_linked(view, counts, link) or None) if link else None
    note = "papers whose text links the two" if pairs else "papers that name both"
    cells = [[_cell(one, other, counts=counts, pairs=pairs) for other in across] for one in down]
    sizes = [len(counts.papers[thing.iri]) for thing in down]
    return _Table([thing.label for thing in down], sizes, [thing.label for thing in across], cells, note)


def _cell(one: ThingNode, other: ThingNode, *, counts: _Counts, pairs: Mapping[frozenset[str], set[str]] | None) -> int:
    if one.iri in counts.closed[other.iri] or other.iri in counts.closed[one.iri]:
        return 0  # a thing beside itself or what is broader says nothing
    if pairs is None:
        return len(counts.papers[one.iri] & counts.papers[other.iri])
    return len(pairs.get(frozenset((one.iri, other.iri)), ()))


def _linked(view: View, counts: _Counts, predicate: str) -> dict[frozenset[str], set[str]]:
    pairs: dict[frozenset[str], set[str]] = defaultdict(set)
    for edge in view.edges:
        if edge.predicate == predicate:
            papers = {view.evidence[key].paper for key in edge.evidence if key in view.evidence}
            for source in counts.closed.get(edge.source, ()):
                for target in counts.closed.get(edge.target, ()):
                    pairs[frozenset((source, target))] |= papers
    return pairs


def _trend(view: View, counts: _Counts, kind: str, most: int) -> _Table:
    years = {paper.iri: paper.year for paper in view.papers if paper.year}
    span = range(min(years.values(), default=0), max(years.values(), default=-1) + 1)
    things = _top(view, counts, kind, most)
    cells = []
    for thing in things:
        by_year = Counter(years[paper] for paper in counts.papers[thing.iri] if paper in years)
        cells.append([by_year[year] for year in span])
    sizes = [len(counts.papers[thing.iri]) for thing in things]
    return _Table([thing.label for thing in things], sizes, [str(year) for year in span], cells, "papers in a year")


# ---- drawing -----------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Figure:
    """Collects shapes and writes them down."""

    shapes: list[str] = field(default_factory=list)

    def rect(self, x: float, y: float, width: float, height: float, *, fill: str) -> None:
        self.shapes.append(f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="4" fill="{fill}"/>')

    def text(  # the place, the words, and how they look
        self, x: float, y: float, text: str, *, size: int = 12, fill: str = _INK, anchor: str = "start", turn: int = 0
    ) -> None:
        how = f'font-size="{size}" fill="{fill}" text-anchor="{anchor}"'
        if turn:
            how += f' transform="rotate({turn} {x:g} {y:g})"'
        self.shapes.append(f'<text x="{x:g}" y="{y:g}" {how}>{_plain(text)}</text>')

    def write(self, width: float, height: float, *, title: str) -> bytes:
        head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height:g}"'
        box = f'viewBox="0 0 {width:g} {height:g}" font-family={quoteattr(_FONT)} role="img">'
        ground = f'<rect width="100%" height="100%" fill="{_PAPER}"/>'
        lines = [f"{head} {box}", f"<title>{_plain(title)}</title>", ground, *self.shapes, "</svg>"]
        return ('<?xml version="1.0" encoding="UTF-8"?>\n' + "\n".join(lines) + "\n").encode("utf-8", "replace")


def _plain(text: str) -> str:
    """Return the text as XML, without the characters that XML forbids."""
    allowed = (c if c in "\t\n" or (c >= " " and c not in "\ufffe\uffff") else "\ufffd" for c in text)
    return escape("".join(allowed))


def _short(text: str, most: int = 38) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _width(text: str, size: int = 12) -> float:
    return size * sum(1 if character > "\u2e7f" else 0.56 for character in text)


def _grid(table: _Table, *, title: str) -> bytes:
    figure = _Figure()
    rows, columns = [_short(row) for row in table.rows], [_short(column) for column in table.columns]
    left = 64 + max([90, *map(_width, rows)])
    top = 78 + max([24, *map(_width, columns)])
    largest = max((count for row in table.cells for count in row), default=0)
    figure.text(24, 34, title, size=17)
    figure.text(24, 53, table.note, fill=_MUTED)
    for place, column in enumerate(columns):
        figure.text(left + 26 * place + 16, top - 8, column, turn=-90)
    for place, row in enumerate(rows):
        y = top + 26 * place
        figure.text(24, y + 16, row)
        figure.text(left - 10, y + 16, str(table.row_counts[place]), size=11, fill=_MUTED, anchor="end")
        for across, count in enumerate(table.cells[place]):
            shade = _shade(count, largest)
            figure.rect(left + 26 * across, y, 24, 24, fill=_SHADES[shade])
            if count:
                ink = "#ffffff" if shade >= len(_SHADES) - 3 else _INK
                figure.text(left + 26 * across + 12, y + 16, str(count), size=11, fill=ink, anchor="middle")
    width = max(left + 26 * len(columns) + 24, 48 + _width(title, 17), 320)
    return figure.write(width, top + 26 * len(rows) + 24, title=title)


def _shade(count: int, largest: int) -> int:
    if not count:
        return 0
    return 4 if largest == 1 else 1 + round(6 * ((count - 1) / (largest - 1)) ** 0.5)


def _bars(things: Sequence[ThingNode], counts: _Counts, *, title: str) -> bytes:
    figure = _Figure()
    sizes = [len(counts.papers[thing.iri]) for thing in things]
    labels = [_short(thing.label) for thing in things]
    left = 36 + max([90, *map(_width, labels)])
    figure.text(24, 34, title, size=17)
    figure.text(24, 53, "papers", fill=_MUTED)
    for place, (label, size) in enumerate(zip(labels, sizes, strict=True)):
        y = 70 + 24 * place
        figure.text(left - 12, y + 14, label, anchor="end")
        figure.rect(left, y, 360 * size / sizes[0], 19, fill=_SHADES[4])
        figure.text(left + 360 * size / sizes[0] + 8, y + 14, str(size), size=11, fill=_MUTED)
    return figure.write(left + 430, 70 + 24 * len(things) + 20, title=title)
