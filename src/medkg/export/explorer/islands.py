"""The data islands of the page: the view as compact columns, and the quoted sentences in chunks read on demand."""

import json
import re
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Generic, TypeVar

from medkg.export.explorer.layout import Position
from medkg.export.view import Datasheet, Edge, PaperNode, Quote, ThingNode, View
from medkg.identifiers import BASE
from medkg.model import KINDS

CHUNK = 128
"""The number of papers whose sentences share an island: small enough to parse at a click."""

FORMAT = 1
"""The version of the layout below, which the page's script checks."""


_Value = TypeVar("_Value", bound=Hashable)


class _Pool(Generic[_Value]):
    """Distinct values, numbered in the order in which they came."""

    def __init__(self) -> None:
        self.values: list[_Value] = []
        self._numbers: dict[_Value, int] = {}

    def number(self, value: _Value) -> int:
        """Return the number of this value, a new one if need be."""
        if value not in self._numbers:
            self._numbers[value] = len(self.values)
            self.values.append(value)
        return self._numbers[value]


@dataclass(frozen=True, slots=True)
class Islands:
    """What the page carries: the core, which is read at once, and the chunks of sentences."""

    core: dict[str, Any]
    chunks: tuple[list[Any], ...]


def make_islands(view: View, *, positions: Sequence[Position], title: str) -> Islands:
    """Return the view as columns of numbers and texts; ``positions`` has one place for each thing."""
    papers = {paper.iri: number for number, paper in enumerate(view.papers)}
    things = {thing.iri: number for number, thing in enumerate(view.things)}
    reading = _Reading(view, papers=papers, things=things)
    claims, links = _split(view.edges, papers=papers, things=things)
    core = {
        "format": FORMAT,
        "titles": _titles(view.datasheet, title),
        "about": {
            "program": view.datasheet.program,
            "triples": view.datasheet.triples,
            "inputs": [list(each) for each in view.datasheet.inputs],
        },
        "kinds": list(KINDS),
        "papers": _paper_columns(view.papers),
        "things": _thing_columns(view.things, numbers=things, positions=positions),
        "claims": reading.read_claims(claims),
        "links": reading.read_links(links),
        "predicates": reading.predicates.values,
        "rules": reading.rules.values,
        "combinations": reading.combinations.values,
        "chunk": CHUNK,
    }
    sheets = [_sheet(cited) for cited in reading.cited]
    return Islands(core, tuple(sheets[start : start + CHUNK] for start in range(0, len(sheets), CHUNK)))


def dump_island(value: object) -> str:
    """Return the value as JSON that no HTML parser can take for markup, whatever the texts in it say."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return re.sub("[\ud800-\udfff]", lambda match: f"\\u{ord(match[0]):04x}", text)


def short_name(iri: str) -> str:
    """Return the IRI without our own base: ``method/u-net``, as addresses within the page use it."""
    return iri.removeprefix(BASE)


def _titles(datasheet: Datasheet, title: str) -> dict[str, str]:
    """Return the title by language: the one that was asked for, the graph's own, or our name."""
    own = {language or "en": text for text, language in reversed(datasheet.titles)}
    return {"en": title} if title else {"en": "medkg", **own}


def _paper_columns(papers: Sequence[PaperNode]) -> dict[str, Any]:
    venues, topics, presentations = _Pool[str](), _Pool[str](), _Pool[str]()
    return {
        "iri": [short_name(paper.iri) for paper in papers],
        "id": [paper.id for paper in papers],
        "title": [paper.title for paper in papers],
        "year": [paper.year or 0 for paper in papers],
        "venue": [venues.number(paper.venue) if paper.venue else -1 for paper in papers],
        "presentation": [presentations.number(paper.presentation) if paper.presentation else -1 for paper in papers],
        "topics": [[topics.number(topic) for topic in paper.topics] for paper in papers],
        "links": [list(paper.links) for paper in papers],
        "authors": [list(paper.authors) for paper in papers],
        "doi": [paper.doi for paper in papers],
        "warnings": [list(paper.warnings) for paper in papers],
        "language": [paper.language for paper in papers],
        "venues": venues.values,
        "presentationNames": presentations.values,
        "topicNames": topics.values,
    }


def _thing_columns(
    things: Sequence[ThingNode], *, numbers: dict[str, int], positions: Sequence[Position]
) -> dict[str, Any]:
    return {
        "iri": [short_name(thing.iri) for thing in things],
        "kind": [KINDS.index(thing.kind) for thing in things],
        "label": [thing.label for thing in things],
        "names": [[list(name) for name in thing.labels] for thing in things],
        "broader": [[numbers[iri] for iri in thing.broader if iri in numbers] for thing in things],
        "known": [int(thing.is_known) for thing in things],
        "definition": [thing.definition for thing in things],
        "x": [round(position[0]) for position in positions],
        "y": [round(position[1]) for position in positions],
    }


def _split(
    edges: Iterable[Edge], *, papers: dict[str, int], things: dict[str, int]
) -> tuple[list[list[Edge]], list[Edge]]:
    """Return the claims of each paper, and the links between two things; edges with unknown ends are left out."""
    claims: list[list[Edge]] = [[] for _ in papers]
    links: list[Edge] = []
    for edge in edges:
        if edge.target not in things:
            continue
        if edge.source in papers:
            claims[papers[edge.source]].append(edge)
        elif edge.source in things:
            links.append(edge)
    return claims, links


@lru_cache(maxsize=10_000)
def _hundredths(confidence: float) -> int:
    return max(0, min(100, round(confidence * 100)))


_Citation = tuple[Quote, int, int, int]
"""A quote as a paper cites it: for its claim of this number, or for the link ``-1 - number``; the thing that is
marked; the number of the rule."""


class _Reading:
    """One walk over all edges: their columns, and for each paper what it cites."""

    def __init__(self, view: View, *, papers: dict[str, int], things: dict[str, int]) -> None:
        self.evidence = view.evidence
        self.papers = papers
        self.things = things
        self.predicates = _Pool[str]()
        self.rules = _Pool[str]()
        self.combinations = _Pool[tuple[int, ...]]()
        self.known_combinations: dict[frozenset[str], int] = {}
        self.cited: list[list[_Citation]] = [[] for _ in papers]
        self.marked: list[dict[tuple[int, int], set[int]]] = [{} for _ in papers]
        """For each paper which things its claims mark at a place."""

    def read_claims(self, claims: Sequence[Sequence[Edge]]) -> dict[str, list[int]]:
        """Return the claims of all papers as columns, and remember what each paper cites for them."""
        target: list[int] = []
        rules: list[int] = []
        for paper, edges in enumerate(claims):
            cited, marked = self.cited[paper], self.marked[paper]
            for reference, edge in enumerate(edges):
                thing = self.things[edge.target]
                quotes = self._quotes_of(edge)
                target.append(thing)
                rules.append(self._combination(quotes))
                for quote in quotes:
                    if self.papers.get(quote.paper) == paper:
                        marked.setdefault((quote.start, quote.end), set()).add(thing)
                        cited.append((quote, reference, thing, self.rules.number(quote.rule)))
        edges = [edge for mine in claims for edge in mine]
        return {"count": [len(mine) for mine in claims], "thing": target, **self._columns(edges), "rules": rules}

    def read_links(self, links: Sequence[Edge]) -> dict[str, list[Any]]:
        """Return the links as columns, and remember which papers cite what for them."""
        things = self.things
        rules: list[int] = []
        papers: list[list[int]] = []
        for number, edge in enumerate(links):
            source, target = things[edge.source], things[edge.target]
            quotes = self._quotes_of(edge)
            rules.append(self._combination(quotes))
            mine = set()
            for quote in quotes:
                paper = self.papers.get(quote.paper)
                if paper is not None:
                    mine.add(paper)
                    candidates = self.marked[paper].get((quote.start, quote.end), ())
                    thing = source if source in candidates else target if target in candidates else -1
                    self.cited[paper].append((quote, -1 - number, thing, self.rules.number(quote.rule)))
            papers.append(sorted(mine))
        return {
            "source": [things[edge.source] for edge in links],
            "target": [things[edge.target] for edge in links],
            **self._columns(links),
            "rules": rules,
            "papers": papers,
        }

    def _columns(self, edges: Sequence[Edge]) -> dict[str, list[int]]:
        number = self.predicates.number
        return {
            "predicate": [number(edge.predicate) for edge in edges],
            "confidence": [_hundredths(edge.confidence) for edge in edges],
        }

    def _quotes_of(self, edge: Edge) -> list[Quote]:
        evidence = self.evidence
        return [evidence[iri] for iri in edge.evidence if iri in evidence]

    def _combination(self, quotes: Sequence[Quote]) -> int:
        names = frozenset([quote.rule for quote in quotes])
        number = self.known_combinations.get(names)
        if number is None:
            number = self.combinations.number(tuple([self.rules.number(name) for name in sorted(names)]))
            self.known_combinations[names] = number
        return number


def _sheet(cited: Sequence[_Citation]) -> list[Any]:
    """Return one paper's sentences, its marks as (sentence, start, end, thing), and who cites which mark.

    The offsets of marks count UTF-16 units within the sentence, as JavaScript cuts strings.
    """
    order = sorted({(quote.sentence_start, quote.sentence) for quote, _, _, _ in cited})
    sentences = {key: number for number, key in enumerate(order)}
    marks: dict[tuple[int, int, int, int], int] = {}
    citations: list[int] = []
    for quote, reference, thing, rule in cited:
        place = sentences[quote.sentence_start, quote.sentence]
        mark = marks.setdefault((place, quote.start, quote.end, thing), len(marks))
        citations += (reference, mark, rule, _hundredths(quote.confidence))
    flat: list[int] = []
    for place, start, end, thing in marks:
        first, text = order[place]
        flat += (place, _utf16(text, start - first), _utf16(text, end - first), thing)
    return [[text for _, text in order], flat, citations]


def _utf16(text: str, offset: int) -> int:
    offset = max(0, min(len(text), offset))
    return offset if text.isascii() else len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2
