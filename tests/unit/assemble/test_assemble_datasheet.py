"""What the graph says of itself."""

from dataclasses import replace

import pyoxigraph as ox
import pytest
from tests.unit.assemble.corpus import FIRST, KNOWLEDGE, SIGNAL, VOCABULARY, ask

from medkg import __version__
from medkg.assemble import Graph, build_graph
from medkg.assemble.datasheet import run_iri
from medkg.vocabulary import Vocabulary


@pytest.mark.parametrize(
    "statement",
    [
        "?g a void:Dataset, dcat:Dataset ; void:entities 5",
        "?g medkg:takenCount 2 ; medkg:duplicateCount 1 ; medkg:rejectedCount 1",
        "?g void:classPartition [ void:class medkg:Paper ; void:entities 2 ]",
        "?g void:classPartition [ void:class medkg:Modality ; void:entities 2 ; medkg:knownCount 2 ; medkg:newCount 0 ]",
        "?g void:classPartition [ void:class medkg:Method ; void:entities 1 ; medkg:knownCount 0 ; medkg:newCount 1 ]",
        "?g void:classPartition [ void:class medkg:Claim ; void:entities 4 ]",
        "?g void:classPartition [ void:class medkg:Evidence ; void:entities 5 ]",
        "?g void:propertyPartition [ void:property medkg:appliedToModality ; void:triples 1 ]",
        "?g prov:wasGeneratedBy ?run . ?run a prov:Activity ; prov:used ?input ; prov:wasAssociatedWith ?program",
        f'?program a prov:SoftwareAgent ; <https://schema.org/softwareVersion> "{__version__}"',
        f'?input a prov:Entity ; dcterms:title "papers.txt" ; medkg:sha256 "{"a" * 64}"',
        "<https://w3id.org/medkg/vocabulary/modality> a skos:ConceptScheme ; medkg:conceptCount 2",
        "?evidence a medkg:Evidence ; prov:wasGeneratedBy ?run . ?g prov:wasGeneratedBy ?run",
    ],
)
def test_datasheet_says(store: ox.Store, statement: str) -> None:
    """Counts, versions, inputs and vocabularies are in the graph."""
    assert ask(store, statement)


def test_stated_size_is_the_size(graph: Graph, store: ox.Store) -> None:
    """void:triples counts every triple of the file, its own included."""
    assert ask(store, f"?g a void:Dataset ; void:triples {len(store)}")
    assert len(store) == graph.triple_count


def test_partitions_count_what_is_there(store: ox.Store) -> None:
    """Every class partition gives the number of nodes of its class, every property partition that of its triples."""
    query = """PREFIX void: <http://rdfs.org/ns/void#> SELECT ?wrong {
        { ?part void:class ?class ; void:entities ?said . { SELECT ?class (COUNT(?x) AS ?found) { ?x a ?class } GROUP BY ?class } }
        UNION { ?part void:property ?p ; void:triples ?said . { SELECT ?p (COUNT(*) AS ?found) { ?s ?p ?o } GROUP BY ?p } }
        FILTER (?said != ?found) BIND (?part AS ?wrong) }"""
    assert list(store.query(query)) == []  # type: ignore[arg-type]


def test_same_run_has_the_same_name() -> None:
    """The name of a run depends on program, vocabularies and inputs, not on order."""
    run = run_iri(KNOWLEDGE, VOCABULARY)
    assert run_iri(KNOWLEDGE, Vocabulary(tuple(reversed(VOCABULARY.concepts)))) == run
    assert run_iri(KNOWLEDGE, Vocabulary((SIGNAL,))) != run
    assert run_iri(replace(KNOWLEDGE, inputs=(("papers.txt", "b" * 64),)), VOCABULARY) != run


def test_graph_is_named_by_its_content() -> None:
    """Another title gives the graph another name, though inputs and program are the same."""
    changed = replace(KNOWLEDGE, papers=(replace(FIRST, venue="MIDL 2026"), *KNOWLEDGE.papers[1:]))
    sheets = [build_graph(each, VOCABULARY).sections[0].blocks[0].split(" ")[0] for each in (KNOWLEDGE, changed)]
    assert sheets[0] != sheets[1]
