"""Graph + shapes → report: SHACL through pySHACL, and four queries for what SHACL core cannot say.

pySHACL works on rdflib's graphs, which take seconds and some 100 MB for every 100,000 triples. So the graph stays
in Oxigraph, and pySHACL sees it in parts: the papers of a part with their claims and evidence, and of everything
else that these point to only the type, which is all that our shapes ask of it. The report is the same as over the
whole graph, and a sample is simply fewer papers.
"""

import logging
import warnings
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import rdflib
from rdflib.namespace import RDF, SH

from medkg.errors import GraphError
from medkg.graphs import read_graph
from medkg.identifiers import ONTOLOGY
from medkg.vocabulary.files import ontology_folder
from medkg.vocabulary.schema import CLAIM_PREDICATES, TERMS

PART = 100
"""Papers of one part: some 50,000 triples, so that memory stays small whatever the graph."""

_OA = "http://www.w3.org/ns/oa#"
_TYPE, _OBJECT = ox.NamedNode(RDF.type), ox.NamedNode(RDF.object)
_PAPER, _PAPER_CLASS = ox.NamedNode(ONTOLOGY + "paper"), ox.NamedNode(ONTOLOGY + "Paper")
_EVIDENCE = ox.NamedNode(ONTOLOGY + "evidence")
_HAS_TARGET, _HAS_SELECTOR = ox.NamedNode(_OA + "hasTarget"), ox.NamedNode(_OA + "hasSelector")
_TARGETS = (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf)
_YES = rdflib.Literal(lexical_or_value=True)
_PREDICATES = " ".join(CLAIM_PREDICATES)
_PROLOGUE = f"PREFIX medkg: <{ONTOLOGY}> PREFIX rdf: <{RDF}> PREFIX oa: <{_OA}>\n"

QUERIES = {
    "ClaimIsStated": (
        "a claim is also a plain statement of the graph",
        """SELECT ?focus ?value {
            ?focus rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?value
            FILTER NOT EXISTS { ?s ?p ?value }
        }""",
    ),
    "StatementIsClaimed": (
        "a plain statement of the graph is also a claim with its evidence",
        f"""SELECT ?focus ?value {{
            VALUES ?p {{ {_PREDICATES} }}
            ?focus ?p ?value
            MINUS {{ ?claim rdf:subject ?focus ; rdf:predicate ?p ; rdf:object ?value }}
        }}""",
    ),
    "QuoteIsInSentence": (
        "the quoted words stand in the sentence where the offsets say",
        """SELECT ?focus ?value {
            ?focus medkg:sentence ?sentence ; medkg:sentenceStart ?from ; oa:hasTarget ?target .
            ?target oa:hasSelector ?quote, ?position .
            ?quote oa:exact ?value .
            ?position oa:start ?start ; oa:end ?end
            FILTER (SUBSTR(?sentence, ?start - ?from + 1, ?end - ?start) != ?value)
        }""",
    ),
    "PaperCount": (
        "a claim says in how many papers it was read",
        """SELECT ?focus ?value {
            ?focus medkg:paperCount ?value
            { SELECT ?focus (COUNT(DISTINCT ?paper) AS ?found) {
                ?focus medkg:evidence/medkg:paper ?paper } GROUP BY ?focus }
            FILTER (?value != ?found)
        }""",
    ),
}
"""What SHACL core cannot say: name → the requirement and the query for what breaks it."""

_Node = ox.NamedNode | ox.BlankNode


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One thing that is wrong: the shape (or query) that says so, the node, and the value where there is one."""

    shape: str
    message: str
    focus: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found, and how much of the graph it looked at."""

    violations: tuple[Violation, ...]
    triples: int
    papers: int
    checked: int
    """The papers that the shapes saw: all of them, or the sample; the queries always see the whole graph."""

    @property
    def conforms(self) -> bool:
        """Whether nothing was wrong."""
        return not self.violations


def validate_file(path: Path, *, sample: int | None = None) -> Report:
    """Return the report on a graph file; with ``sample``, the shapes look at this many papers only.

    Raises:
        GraphError: the file is missing, unreadable or no graph of medkg.
    """
    store = read_graph(path)
    if not any(quad.predicate.value.startswith(ONTOLOGY) for quad in store):
        raise GraphError(f"{path}: says nothing in medkg's terms; give a graph that medkg build or medkg export wrote")
    return validate_store(store, sample=sample)


def validate_turtle(data: bytes, *, sample: int | None = None) -> Report:
    """Return the report on a graph in Turtle, such as a build is about to write.

    Raises:
        GraphError: the bytes are no Turtle.
    """
    store = ox.Store()
    try:
        store.bulk_load(data, ox.RdfFormat.TURTLE)
    except SyntaxError as error:
        raise GraphError(f"the graph is no Turtle: {error}") from error
    return validate_store(store, sample=sample)


def validate_store(store: ox.Store, *, sample: int | None = None) -> Report:
    """Return the report on a loaded graph; with ``sample``, the shapes look at this many papers only.

    The papers of a sample lie evenly over the graph and are the same each time. What SHACL core cannot say, and
    which terms are used, is always checked over the whole graph.
    """
    store = _pour_into_one(store)
    papers = sorted(set(_subjects(store, _TYPE, _PAPER_CLASS)), key=str)
    chosen = papers if sample is None else _spread(papers, sample)
    violations = {*_check_terms(store), *_check_queries(store)}
    seen: set[_Node] = set()
    for papers_of_part in _batches(chosen, PART):
        part = set(chain.from_iterable(_nodes_of_paper(store, paper) for paper in papers_of_part)) - seen
        violations.update(_check_part(store, part))
        seen |= part
    # what belongs to no one paper: things, the datasheet, and claims or evidence that have lost their papers
    rest = _targets(store) if len(chosen) == len(papers) else _things(store, seen)
    for nodes in _batches((node for node in rest if node not in seen), PART * 50):
        violations.update(_check_part(store, set(nodes)))
    return Report(tuple(sorted(violations)), triples=len(store), papers=len(papers), checked=len(chosen))


def render_report(report: Report, *, limit: int = 5) -> str:
    """Return the report as text: each requirement that is broken, how often, and the first places."""
    extent = f"{report.papers} papers, {report.triples} triples"
    if report.checked < report.papers:
        extent += f"; the shapes saw a sample of {report.checked} papers, the queries saw all"
    if report.conforms:
        return f"The graph conforms ({extent}).\n"
    lines = [f"The graph does not conform: {len(report.violations)} violations ({extent})."]
    groups: dict[tuple[str, str], list[Violation]] = defaultdict(list)
    for violation in report.violations:
        groups[violation.shape, violation.message].append(violation)
    for (shape, message), found in groups.items():
        lines += ["", f"{message} [{shape}] ({len(found)})"]
        lines += [f"  {each.focus}" + (f"  has  {each.value}" if each.value else "") for each in found[:limit]]
        if len(found) > limit:
            lines.append(f"  and {len(found) - limit} more")
    return "\n".join(lines) + "\n"


def _pour_into_one(store: ox.Store) -> ox.Store:
    """Return a store without named graphs, which an N-Quads file may have."""
    if not any(True for _ in store.named_graphs()):
        return store
    merged = ox.Store()
    merged.bulk_extend(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in store)
    return merged


def _batches(nodes: Iterable[_Node], size: int) -> Iterator[tuple[_Node, ...]]:
    """Yield the nodes in tuples of this size; ``itertools.batched`` came with Python 3.12."""
    waiting = iter(nodes)
    while batch := tuple(islice(waiting, size)):
        yield batch


def _spread(papers: Sequence[_Node], count: int) -> Sequence[_Node]:
    if count >= len(papers):
        return papers
    return [papers[index * len(papers) // count] for index in range(count)]


def _nodes_of_paper(store: ox.Store, paper: _Node) -> Iterator[_Node]:
    """Yield the paper, its evidence with targets and selectors, and the claims."""
    yield paper
    for evidence in _subjects(store, _PAPER, paper):
        yield evidence
        for target in _objects(store, _HAS_TARGET, evidence):
            yield target
            yield from _objects(store, _HAS_SELECTOR, target)
        yield from _subjects(store, _EVIDENCE, evidence)


def _things(store: ox.Store, claims: Iterable[_Node]) -> Iterator[_Node]:
    """Yield what these claims are about, once."""
    yield from sorted(set(chain.from_iterable(_objects(store, _OBJECT, claim) for claim in claims)), key=str)


def _targets(store: ox.Store) -> Iterator[_Node]:
    """Yield every node that a shape looks at, once."""
    shapes = _read_shapes()
    named = {kind: [ox.NamedNode(str(term)) for term in set(shapes.objects(None, kind))] for kind in _TARGETS}
    found = {
        *chain.from_iterable(_subjects(store, _TYPE, term) for term in named[SH.targetClass]),
        *chain.from_iterable(_subjects(store, term) for term in named[SH.targetSubjectsOf]),
        *chain.from_iterable(_objects(store, term) for term in named[SH.targetObjectsOf]),
    }
    yield from sorted(found, key=str)


def _subjects(store: ox.Store, predicate: ox.NamedNode, target: _Node | None = None) -> Iterator[_Node]:
    for quad in store.quads_for_pattern(None, predicate, target):
        if isinstance(quad.subject, ox.NamedNode | ox.BlankNode):
            yield quad.subject


def _objects(store: ox.Store, predicate: ox.NamedNode, subject: _Node | None = None) -> Iterator[_Node]:
    for quad in store.quads_for_pattern(subject, predicate, None):
        if isinstance(quad.object, ox.NamedNode | ox.BlankNode):
            yield quad.object


def _check_part(store: ox.Store, nodes: set[_Node]) -> Iterator[Violation]:
    """Yield what the shapes say of these nodes."""
    with _quiet_rdflib():
        _, results, _ = pyshacl.validate(
            _part_graph(store, nodes), shacl_graph=_shapes(), inplace=True, inference="none", advanced=False, js=False
        )
    names = {node.value for node in nodes}
    for result in results.objects(None, SH.result):
        focus = results.value(result, SH.focusNode)
        if str(focus) in names:
            shape = str(results.value(result, SH.sourceShape)).rpartition("#")[2]
            value = results.value(result, SH.value)
            yield Violation(shape, str(results.value(result, SH.resultMessage)), _show(focus), _show(value))


@contextmanager
def _quiet_rdflib() -> Iterator[None]:
    """Keep rdflib from telling of values that are not of their type; the report tells them, with their place."""
    logger = logging.getLogger("rdflib.term")
    was_disabled, logger.disabled = logger.disabled, True
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logger.disabled = was_disabled


def _part_graph(store: ox.Store, nodes: set[_Node]) -> rdflib.Graph:
    """Return all that the graph says of these nodes, and as much of their neighbours as some shape asks.

    Of what a node points to, that is the types, and all of a selector; of what points to a node, the claims that
    use evidence and the evidence that has a target.
    """
    graph = rdflib.Graph()
    neighbours: dict[_Node, ox.NamedNode | None] = {}
    for node in nodes:
        for quad in store.quads_for_pattern(node, None, None):
            subject, target = _term(node), _term(quad.object)
            graph.add((subject, _term(quad.predicate), target))
            if quad.predicate == _TYPE:
                graph.add((subject, _focus(target), _YES))
            if isinstance(quad.object, ox.NamedNode | ox.BlankNode) and quad.object not in nodes:
                neighbours[quad.object] = None if quad.predicate == _HAS_SELECTOR else _TYPE
        for predicate in (_EVIDENCE, _HAS_TARGET):
            for source in _subjects(store, predicate, node):
                graph.add((_term(source), _term(predicate), _term(node)))
    for node, wanted in neighbours.items():
        for quad in store.quads_for_pattern(node, wanted, None):
            graph.add((_term(node), _term(quad.predicate), _term(quad.object)))
    return graph


def _term(term: object) -> rdflib.term.Node:
    if isinstance(term, ox.Literal):
        return _literal(term.value, term.language, term.datatype.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    if isinstance(term, ox.NamedNode):
        return _iri(term.value)
    raise GraphError(f"the graph has a quoted triple, which medkg does not use: {term}")


@lru_cache(maxsize=200_000)
def _iri(value: str) -> rdflib.URIRef:
    return rdflib.URIRef(value)


def _literal(value: str, language: str | None, datatype: str) -> rdflib.Literal:
    return (
        rdflib.Literal(value, lang=language)
        if language
        else rdflib.Literal(value, datatype=_iri(datatype), normalize=False)
    )


@lru_cache(maxsize=1)
def _shapes() -> rdflib.Graph:
    """Return our shapes as a part needs them, with the same meaning.

    ``shapes.ttl`` hangs property shapes below node shapes, as people write them. pySHACL then begins anew for
    every property of every node; with the targets on the property shape it takes all nodes at once, three times
    as fast. And a part holds things of which it knows the type only: a class is looked at where the node is
    marked as belonging to the part.
    """
    shapes = _read_shapes()
    for node_shape, property_shape in list(shapes.subject_objects(SH.property)):
        for kind in _TARGETS:
            for target in list(shapes.objects(node_shape, kind)):
                shapes.add((property_shape, kind, target))
        shapes.remove((node_shape, SH.property, property_shape))
    for shape, target in list(shapes.subject_objects(SH.targetClass)):
        shapes.remove((shape, SH.targetClass, target))
        shapes.add((shape, SH.targetSubjectsOf, _focus(target)))
    return shapes


def _read_shapes() -> rdflib.Graph:
    return rdflib.Graph().parse(ontology_folder() / "shapes.ttl", format="turtle")


def _focus(cls: rdflib.term.Node) -> rdflib.URIRef:
    """Return the property that marks the nodes of this class in a part."""
    return rdflib.URIRef(f"urn:focus:{cls}")


def _check_terms(store: ox.Store) -> Iterator[Violation]:
    """Yield the terms in our namespace that the ontology does not declare, with a node that bears them."""
    query = "SELECT DISTINCT ?term { { ?s ?term ?o } UNION { ?s a ?term } }"
    for solution in _select(store, query):
        name = str(solution["term"].value)
        if name.startswith(ONTOLOGY) and name.removeprefix(ONTOLOGY) not in TERMS:
            yield Violation("DeclaredTerm", "every term of medkg's namespace is declared in the ontology", f"<{name}>")


def _check_queries(store: ox.Store) -> Iterator[Violation]:
    for name, (message, query) in QUERIES.items():
        for solution in _select(store, _PROLOGUE + query):
            yield Violation(name, message, _show(solution["focus"]), _show(solution["value"]))


def _select(store: ox.Store, query: str) -> ox.QuerySolutions:
    solutions = store.query(query)
    assert isinstance(solutions, ox.QuerySolutions)
    return solutions


def _show(term: object) -> str:
    """Return a term as people read it, on one line; nothing is empty."""
    if term is None:
        return ""
    if isinstance(term, ox.NamedNode | rdflib.URIRef):
        return f"<{term.value if isinstance(term, ox.NamedNode) else term}>"
    text = term.value if isinstance(term, ox.Literal) else str(term)
    return ascii(text) if any(not c.isprintable() for c in text) else f'"{text}"'
