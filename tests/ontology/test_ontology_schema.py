"""The schema: complete, bilingual, OWL 2 DL, and the same as Python's view of it."""

import re
from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import OWL, RDF, RDFS, XSD

from medkg.identifiers import ONTOLOGY, expand
from medkg.model import KINDS, Curie
from medkg.vocabulary import ontology_folder
from medkg.vocabulary.schema import CLAIM_PREDICATES, CLASSES, LINKS, PREDICATES, TERMS

ROOT = Path(__file__).parents[2]
SCHEMA = rdflib.Graph().parse(ontology_folder() / "schema.ttl")
OURS = sorted({rdflib.URIRef(str(s)) for s in SCHEMA.subjects(RDF.type, None) if str(s).startswith(ONTOLOGY)})
PROPERTY_KINDS = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
BUILT_IN = {RDFS.label, RDFS.comment, RDFS.seeAlso, RDFS.isDefinedBy, OWL.versionInfo}
# a curie in source, data or documentation; "medkg:" before a space or a full stop is the prefix itself
CURIE = re.compile(r"\bmedkg:([A-Za-z][A-Za-z0-9]*)")
READ = [
    *sorted((ROOT / "src").rglob("*.py")),
    *sorted((ROOT / "src").rglob("*.rq")),
    *sorted((ROOT / "src" / "medkg" / "extract" / "rules").rglob("*.*")),
    ROOT / "ontology" / "shapes.ttl",
    *sorted((ROOT / "ontology" / "vocabularies").glob("*.ttl")),
    ROOT / "docs" / "graph.md",
]


def name(term: rdflib.term.Node) -> str:
    """Return the local name of a term of ours."""
    return str(term).removeprefix(ONTOLOGY)


def test_python_knows_every_term_of_the_schema_and_no_other() -> None:
    """The closed namespace in Python and schema.ttl declare the same names."""
    assert {name(term) for term in OURS} == TERMS


@pytest.mark.parametrize("term", OURS, ids=name)
def test_term_speaks_english_and_chinese(term: rdflib.URIRef) -> None:
    """Every class and property has one label and one comment in each language."""
    for predicate in (RDFS.label, RDFS.comment):
        languages = [value.language for value in SCHEMA.objects(term, predicate) if isinstance(value, rdflib.Literal)]
        assert sorted(map(str, languages)) == ["en", "zh"]


def test_predicates_have_the_domain_and_range_of_their_kinds() -> None:
    """What Python pairs with kinds and roles is what the schema says of the property."""
    for (kind, _), curie in PREDICATES.items():
        assert SCHEMA.value(expand_to_node(curie), RDFS.domain) == rdflib.URIRef(ONTOLOGY + "Paper")
        assert SCHEMA.value(expand_to_node(curie), RDFS.range) == expand_to_node(CLASSES[kind])
    for (subject, target), curie in LINKS.items():
        assert SCHEMA.value(expand_to_node(curie), RDFS.domain) == expand_to_node(CLASSES[subject])
        assert SCHEMA.value(expand_to_node(curie), RDFS.range) == expand_to_node(CLASSES[target])


def test_mentions_is_above_every_predicate_of_a_paper() -> None:
    """Asking for medkg:mentions with its subproperties finds every tie of a paper."""
    below = set(SCHEMA.subjects(RDFS.subPropertyOf, rdflib.URIRef(ONTOLOGY + "mentions")))
    assert below == {expand_to_node(curie) for curie in PREDICATES.values()}


def test_every_kind_has_a_class() -> None:
    """The kinds of the model are classes of the schema."""
    assert {SCHEMA.value(expand_to_node(CLASSES[kind]), RDF.type) for kind in KINDS} == {OWL.Class}


def test_claims_use_every_predicate_once() -> None:
    """No predicate stands twice in the list of predicates of claims."""
    assert len(set(CLAIM_PREDICATES)) == len(CLAIM_PREDICATES) == 14


def test_no_property_is_of_two_kinds() -> None:
    """OWL 2 DL (section 5.9): object, datatype and annotation properties are disjoint."""
    for term in set(SCHEMA.subjects(RDF.type, None)):
        kinds = [kind for kind in SCHEMA.objects(term, RDF.type) if kind in PROPERTY_KINDS]
        assert len(kinds) <= 1, term


def test_everything_used_is_declared() -> None:
    """OWL 2 DL (section 5.8): every property in use and every class and property in an axiom is declared."""
    reserved = (str(OWL), str(RDF), str(RDFS), str(XSD))
    used = set(SCHEMA.predicates())
    for predicate in (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range, OWL.onProperty, OWL.someValuesFrom):
        used |= {term for term in SCHEMA.objects(None, predicate) if isinstance(term, rdflib.URIRef)}
    declared = set(SCHEMA.subjects(RDF.type, None)) | BUILT_IN
    assert {term for term in used if not str(term).startswith(reserved)} - declared == set()


def test_annotations_stand_under_annotations_only() -> None:
    """OWL 2 DL: a property and the property above it are of the same kind."""
    for below, above in SCHEMA.subject_objects(RDFS.subPropertyOf):
        kinds = [{k for k in SCHEMA.objects(term, RDF.type) if k in PROPERTY_KINDS} for term in (below, above)]
        assert kinds[0] == kinds[1], below


@pytest.mark.parametrize("path", READ, ids=lambda path: path.name)
def test_every_term_in_use_is_declared(path: Path) -> None:
    """Code, questions, rules, shapes, vocabularies and documentation use declared terms only."""
    assert set(CURIE.findall(path.read_text(encoding="utf-8"))) - TERMS - {"ontology"} == set()


def expand_to_node(curie: Curie) -> rdflib.URIRef:
    """Return the node of a term in short."""
    return rdflib.URIRef(expand(curie))
