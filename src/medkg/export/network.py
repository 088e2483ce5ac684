"""The graph as a network: papers and things are its nodes, claims its edges, with plain text and numbers on them.

GraphML, GEXF, CSV, Cytoscape, Neo4j and networkx all take their nodes and edges from here and so agree.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from medkg.errors import GraphError
from medkg.export.view import Edge, PaperNode, ThingNode, View, load_view
from medkg.identifiers import BASE

Value = str | int | float | bool

NODE_COLUMNS = {
    "label": "string", "kind": "string", "iri": "string", "label_zh": "string", "names": "string",
    "definition": "string", "broader": "string", "is_known": "boolean", "paper_count": "int", "year": "int",
    "venue": "string", "presentation": "string", "topics": "string", "authors": "string", "doi": "string",
    "links": "string", "language": "string", "warnings": "string",
}  # fmt: skip
"""What a node can carry, and its type; things and papers each leave out what they do not have."""

EDGE_COLUMNS = {
    "relation": "string", "weight": "double", "confidence": "double", "paper_count": "int", "papers": "string",
    "sentence": "string", "evidence_count": "int",
}  # fmt: skip
"""What an edge carries, and its type; ``weight`` is the number of papers, which layouts use."""


@dataclass(frozen=True, slots=True)
class Node:
    """A paper or a thing."""

    id: str
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Link:
    """A claim, from one node to another."""

    id: str
    source: str
    target: str
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes and links, sorted."""

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]


def load_network(store: ox.Store) -> Network:
    """Return the network of a graph.

    Raises:
        GraphError: a claim is about something that is neither a paper nor a thing of the graph.
    """
    return make_network(load_view(store))


def make_network(view: View) -> Network:
    """Return the network of a view.

    Raises:
        GraphError: a claim is about something that is neither a paper nor a thing of the view.
    """
    nodes = [*(_paper(paper) for paper in view.papers), *(_thing(thing) for thing in view.things)]
    ids = {str(node.values["iri"]): node.id for node in nodes}
    for edge in view.edges:
        for end in (edge.source, edge.target):
            if end not in ids:
                raise GraphError(f"a claim is about <{end}>, which the graph does not describe; see  medkg validate")
    links = tuple(_link(number, edge, view, ids) for number, edge in enumerate(view.edges, 1))
    return Network(tuple(nodes), links)


def node_id(iri: str) -> str:
    """Return a short name for a node that every format can hold: ``method:u-net``, ``paper:p1``.

    Unusual characters become ``_x`` and their hexadecimal number, so that no two IRIs meet.
    """
    short = iri.removeprefix(BASE).replace("/", ":", 1) if iri.startswith(BASE) else iri
    return re.sub(r"[^A-Za-z0-9._:\u4e00-\u9fa5-]|_(?=x)", lambda match: f"_x{ord(match[0]):x}_", short)


def _paper(paper: PaperNode) -> Node:
    values: dict[str, Value] = {
        "label": paper.title, "kind": "paper", "iri": paper.iri, "names": paper.id, "year": paper.year or 0,
        "venue": paper.venue, "presentation": paper.presentation, "topics": join(paper.topics),
        "authors": join(paper.authors), "doi": paper.doi, "links": join(paper.links), "language": paper.language,
        "warnings": join(paper.warnings),
    }  # fmt: skip
    return Node(node_id(paper.iri), _without_empty(values))


def _thing(thing: ThingNode) -> Node:
    chinese = next((text for text, language in thing.labels if language == "zh"), "")
    values: dict[str, Value] = {
        "label": thing.label, "kind": thing.kind, "iri": thing.iri, "label_zh": chinese,
        "names": join(text for text, _ in thing.labels), "definition": thing.definition,
        "broader": join(node_id(iri) for iri in thing.broader),
    }  # fmt: skip
    counts: dict[str, Value] = {"is_known": thing.is_known, "paper_count": thing.paper_count}
    return Node(node_id(thing.iri), _without_empty(values) | counts)


def _link(number: int, edge: Edge, view: View, ids: Mapping[str, str]) -> Link:
    found = [view.evidence[iri] for iri in edge.evidence if iri in view.evidence]
    quotes = sorted(found, key=lambda quote: (quote.paper, quote.start, quote.end))
    values: dict[str, Value] = {
        "relation": edge.predicate,
        "weight": float(edge.paper_count),
        "confidence": edge.confidence,
        "paper_count": edge.paper_count,
        "papers": join(sorted({node_id(quote.paper) for quote in quotes})),
        "sentence": quotes[0].sentence if quotes else "",
        "evidence_count": len(edge.evidence),
    }
    return Link(f"e{number}", ids[edge.source], ids[edge.target], values)


def join(texts: Iterable[str]) -> str:
    """Return several texts as one."""
    return "; ".join(texts)


def _without_empty(values: Mapping[str, Value]) -> dict[str, Value]:
    return {name: value for name, value in values.items() if value not in ("", 0)}
