"""The drawing view: one saved graph as plain, sorted values, which every page, table and network file is made from."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from medkg.errors import GraphError
from medkg.garbage import collector_paused
from medkg.identifiers import ONTOLOGY
from medkg.model import KINDS

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_DCTERMS = "http://purl.org/dc/terms/"
_OA = "http://www.w3.org/ns/oa#"
_PROV = "http://www.w3.org/ns/prov#"
_VOID = "http://rdfs.org/ns/void#"


@dataclass(frozen=True, slots=True)
class PaperNode:
    """A paper of the graph; what the graph does not say is empty."""

    iri: str
    id: str
    title: str
    year: int | None = None
    venue: str = ""
    presentation: str = ""
    topics: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    doi: str = ""
    warnings: tuple[str, ...] = ()
    language: str = ""


@dataclass(frozen=True, slots=True)
class ThingNode:
    """A method, modality, task or dataset of the graph."""

    iri: str
    kind: str
    label: str
    """The preferred English label, or the first that there is."""
    labels: tuple[tuple[str, str], ...] = ()
    """Every name with its language, preferred names first and English before the others."""
    broader: tuple[str, ...] = ()
    is_known: bool = False
    paper_count: int = 0
    """The number of papers with a claim about this thing itself, narrower things not counted in."""
    definition: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """A claim: from a paper to a thing, or between two things."""

    source: str
    target: str
    predicate: str
    """The local name, such as ``usesModality``."""
    confidence: float
    paper_count: int
    evidence: tuple[str, ...]
    """The IRIs of its evidence: keys of ``View.evidence``."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Where a claim was read: ``sentence[start - sentence_start : end - sentence_start]`` is ``exact``."""

    paper: str
    sentence: str
    sentence_start: int
    start: int
    end: int
    exact: str
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Datasheet:
    """What the graph says of itself; empty where it says nothing."""

    titles: tuple[tuple[str, str], ...] = ()
    """Its title with the language, English first."""
    program: str = ""
    triples: int = 0
    inputs: tuple[tuple[str, str], ...] = ()
    """Name and SHA-256 of each input file."""


@dataclass(frozen=True, slots=True)
class View:
    """The whole graph, sorted by IRI, so that the same graph gives the same view."""

    papers: tuple[PaperNode, ...]
    things: tuple[ThingNode, ...]
    edges: tuple[Edge, ...]
    evidence: dict[str, Quote]
    datasheet: Datasheet = Datasheet()


def load_view(store: ox.Store) -> View:
    """Return the drawing view of a graph, by walking its triples property by property.

    Raises:
        GraphError: a value that must be a number is none.
    """
    with collector_paused():
        return _load(store)


def _load(store: ox.Store) -> View:
    papers = _papers(store)
    edges = _edges(store)
    return View(
        papers=papers,
        things=_things(store, _papers_by_thing(papers, edges)),
        edges=edges,
        evidence=_evidence(store),
        datasheet=_datasheet(store),
    )


def _papers(store: ox.Store) -> tuple[PaperNode, ...]:
    identifier = _texts(store, _DCTERMS + "identifier")
    title = _texts(store, _DCTERMS + "title")
    issued = _texts(store, _DCTERMS + "issued")
    language = _texts(store, _DCTERMS + "language")
    authors = _texts(store, _DCTERMS + "creator")
    links = _texts(store, _RDFS + "seeAlso")
    venue, presentation, topics, doi, warnings = (
        _texts(store, ONTOLOGY + name) for name in ("venue", "presentation", "topic", "doi", "warning")
    )
    return tuple(
        PaperNode(
            iri=iri,
            id=_first(identifier, iri) or iri.rpartition("/")[2],
            title=_first(title, iri),
            year=_year(_first(issued, iri)),
            venue=_first(venue, iri),
            presentation=_first(presentation, iri),
            topics=_all(topics, iri),
            links=_all(links, iri),
            authors=_all(authors, iri),
            doi=_first(doi, iri),
            warnings=_all(warnings, iri),
            language=_first(language, iri),
        )
        for iri in sorted(_instances(store, "Paper"))
    )


def _things(store: ox.Store, papers: Mapping[str, set[str]]) -> tuple[ThingNode, ...]:
    kinds = {iri: kind for kind in KINDS for iri in _instances(store, kind.capitalize())}
    labels = _labels(store)
    definitions = _tagged(store, _SKOS + "definition")
    broader = _texts(store, _SKOS + "broader")
    known = _texts(store, ONTOLOGY + "isKnown")
    return tuple(
        ThingNode(
            iri=iri,
            kind=kinds[iri],
            label=next((text for text, _ in labels.get(iri, ())), iri.rpartition("/")[2]),
            labels=labels.get(iri, ()),
            broader=_all(broader, iri),
            is_known=_first(known, iri) in {"true", "1"},
            paper_count=len(papers.get(iri, ())),
            definition=next((text for text, _ in definitions.get(iri, ())), ""),
        )
        for iri in sorted(kinds)
    )


def _edges(store: ox.Store) -> tuple[Edge, ...]:
    subjects, predicates, objects = (_texts(store, _RDF + name) for name in ("subject", "predicate", "object"))
    confidence = _texts(store, ONTOLOGY + "confidence")
    counts = _texts(store, ONTOLOGY + "paperCount")
    evidence = _texts(store, ONTOLOGY + "evidence")
    edges = [
        Edge(
            source=_first(subjects, claim),
            target=_first(objects, claim),
            predicate=_first(predicates, claim).removeprefix(ONTOLOGY),
            confidence=_number(_first(confidence, claim)),
            paper_count=int(_number(_first(counts, claim))),
            evidence=_all(evidence, claim),
        )
        for claim in _instances(store, "Claim")
    ]
    return tuple(sorted(edges, key=lambda edge: (edge.source, edge.predicate, edge.target, edge.evidence)))


def _evidence(store: ox.Store) -> dict[str, Quote]:
    selectors: dict[str, list[str]] = defaultdict(list)
    by_target = _texts(store, _OA + "hasSelector")
    for iri, targets in _texts(store, _OA + "hasTarget").items():
        for target in targets:
            selectors[iri].extend(by_target.get(target, ()))
    exact, start, end = (_texts(store, _OA + name) for name in ("exact", "start", "end"))
    paper, sentence, sentence_start, rule, confidence = (
        _texts(store, ONTOLOGY + name) for name in ("paper", "sentence", "sentenceStart", "rule", "confidence")
    )

    def selected(table: Mapping[str, list[str]], iri: str) -> str:
        return next((table[selector][0] for selector in selectors.get(iri, ()) if selector in table), "")

    return {
        iri: Quote(
            paper=_first(paper, iri),
            sentence=_first(sentence, iri),
            sentence_start=int(_number(_first(sentence_start, iri))),
            start=int(_number(selected(start, iri))),
            end=int(_number(selected(end, iri))),
            exact=selected(exact, iri),
            rule=_first(rule, iri),
            confidence=_number(_first(confidence, iri)),
        )
        for iri in sorted(_instances(store, "Evidence"))
    }


def _datasheet(store: ox.Store) -> Datasheet:
    graphs = sorted(_typed(store, _VOID + "Dataset"))
    agents = sorted(_typed(store, _PROV + "SoftwareAgent"))
    titles = _tagged(store, _DCTERMS + "title")
    names = _texts(store, _DCTERMS + "title")
    labels = _texts(store, _RDFS + "label")
    triples = _texts(store, _VOID + "triples")
    digests = _texts(store, ONTOLOGY + "sha256")
    return Datasheet(
        titles=next((tuple(titles[graph]) for graph in graphs if graph in titles), ()),
        program=next((_first(labels, agent) for agent in agents if agent in labels), ""),
        triples=next((int(_number(_first(triples, graph))) for graph in graphs if graph in triples), 0),
        inputs=tuple(sorted((_first(names, iri), _first(digests, iri)) for iri in digests)),
    )


def _papers_by_thing(papers: Iterable[PaperNode], edges: Iterable[Edge]) -> dict[str, set[str]]:
    """Return the papers with a claim about each thing; a link between two things is no claim of a paper."""
    known = {paper.iri for paper in papers}
    found: dict[str, set[str]] = defaultdict(set)
    for edge in edges:
        if edge.source in known:
            found[edge.target].add(edge.source)
    return found


def _labels(store: ox.Store) -> dict[str, tuple[tuple[str, str], ...]]:
    labels: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for name in ("prefLabel", "altLabel"):
        for iri, tagged in _tagged(store, _SKOS + name).items():
            labels[iri].extend(pair for pair in tagged if pair not in labels[iri])
    return {iri: tuple(tagged) for iri, tagged in labels.items()}


def _tagged(store: ox.Store, predicate: str) -> dict[str, list[tuple[str, str]]]:
    """Return subject → (text, language), English first, then by language and text."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for quad in store.quads_for_pattern(None, ox.NamedNode(predicate), None):
        if isinstance(quad.object, ox.Literal):
            found[_name(quad.subject)].append((quad.object.value, quad.object.language or ""))
    for tagged in found.values():
        tagged.sort(key=lambda pair: (pair[1] != "en", pair[1], pair[0]))
    return found


def _texts(store: ox.Store, predicate: str) -> dict[str, list[str]]:
    """Return subject → its values as text, sorted."""
    found: dict[str, list[str]] = defaultdict(list)
    for quad in store.quads_for_pattern(None, ox.NamedNode(predicate), None):
        found[_name(quad.subject)].append(_name(quad.object))
    for values in found.values():
        if len(values) > 1:
            values.sort()
    return found


def _instances(store: ox.Store, name: str) -> set[str]:
    return _typed(store, ONTOLOGY + name)


def _typed(store: ox.Store, name: str) -> set[str]:
    pattern = store.quads_for_pattern(None, ox.NamedNode(_RDF + "type"), ox.NamedNode(name))
    return {_name(quad.subject) for quad in pattern}


def _name(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal | ox.BlankNode) else str(term)


def _first(table: Mapping[str, list[str]], iri: str) -> str:
    values = table.get(iri)
    return values[0] if values else ""


def _all(table: Mapping[str, list[str]], iri: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(table.get(iri, ())))


def _number(text: str) -> float:
    try:
        return float(text or 0)
    except ValueError as error:
        raise GraphError(f"the graph says {text!r} where a number belongs; build it again with medkg build") from error


def _year(text: str) -> int | None:
    return int(text[:4]) if text[:4].isdecimal() else None
