import pyoxigraph as ox
import pytest

from medkg.errors import GraphError
from medkg.export.view import Datasheet, Edge, PaperNode, Quote, ThingNode, load_view

BASE = "https://w3id.org/medkg/"
GRAPH = """
@prefix medkg: <https://w3id.org/medkg/ontology#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix void: <http://rdfs.org/ns/void#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix : <https://w3id.org/medkg/> .

<https://w3id.org/medkg/paper/p1> a medkg:Paper ;
    dcterms:identifier "p1" ; dcterms:title "HeartFlow: an ECG model"@en ; dcterms:language "en" ;
    medkg:venue "ICLR 2026" ; medkg:presentation "Poster" ; dcterms:issued "2026"^^xsd:gYear ;
    medkg:topic "time series", "clinical prediction" ; dcterms:creator "Bo Sample", "Ada Example" ;
    medkg:doi "10.1000/1" ; rdfs:seeAlso <https://example.org/code> ; medkg:warning "short abstract" .
<https://w3id.org/medkg/paper/p2> a medkg:Paper ; dcterms:title "Untold"@en .
<https://w3id.org/medkg/modality/electrocardiography> a medkg:Modality, skos:Concept ;
    skos:prefLabel "心电图"@zh, "electrocardiography"@en ; skos:altLabel "EKG"@en, "ECG"@en ;
    skos:definition "The heart's electric field over time."@en, "心脏电活动的记录"@zh ;
    skos:broader <https://w3id.org/medkg/modality/biosignal> ; medkg:isKnown true .
<https://w3id.org/medkg/modality/biosignal> a medkg:Modality, skos:Concept ; skos:prefLabel "biosignal"@en .
<https://w3id.org/medkg/claim/c1> a medkg:Claim ;
    rdf:subject <https://w3id.org/medkg/paper/p1> ; rdf:predicate medkg:usesModality ;
    rdf:object <https://w3id.org/medkg/modality/electrocardiography> ;
    medkg:confidence 0.97 ; medkg:paperCount 1 ; medkg:evidence <https://w3id.org/medkg/evidence/e1> .
<https://w3id.org/medkg/evidence/e1> a medkg:Evidence, oa:Annotation ;
    medkg:paper <https://w3id.org/medkg/paper/p1> ; medkg:sentence "We train HeartFlow on ECG." ;
    medkg:sentenceStart 25 ; medkg:rule "gazetteer.modality" ; medkg:confidence 0.9 ;
    oa:hasTarget <https://w3id.org/medkg/evidence/e1#target> .
<https://w3id.org/medkg/evidence/e1#target> a oa:SpecificResource ;
    oa:hasSelector <https://w3id.org/medkg/evidence/e1#quote>, <https://w3id.org/medkg/evidence/e1#position> .
<https://w3id.org/medkg/evidence/e1#quote> a oa:TextQuoteSelector ; oa:exact "ECG" .
<https://w3id.org/medkg/graph/g1> a void:Dataset ; dcterms:title "一个图"@zh, "A graph"@en ; void:triples 42 .
<https://w3id.org/medkg/program/p> a prov:SoftwareAgent ; rdfs:label "medkg 9" .
<https://w3id.org/medkg/input/i1> dcterms:title "papers.txt" ; medkg:sha256 "ab12" .
<https://w3id.org/medkg/evidence/e1#position> a oa:TextPositionSelector ; oa:start 47 ; oa:end 50 .
"""


def _store(turtle: str) -> ox.Store:
    store = ox.Store()
    store.load(turtle.encode(), ox.RdfFormat.TURTLE)
    return store


def test_a_paper_carries_what_the_graph_says_of_it() -> None:
    """A paper comes with every field, the lists sorted, and what is not said stays empty."""
    told, untold = load_view(_store(GRAPH)).papers
    assert told == PaperNode(
        iri=BASE + "paper/p1",
        id="p1",
        title="HeartFlow: an ECG model",
        year=2026,
        venue="ICLR 2026",
        presentation="Poster",
        topics=("clinical prediction", "time series"),
        links=("https://example.org/code",),
        authors=("Ada Example", "Bo Sample"),
        doi="10.1000/1",
        warnings=("short abstract",),
        language="en",
    )
    assert untold == PaperNode(iri=BASE + "paper/p2", id="p2", title="Untold")


def test_a_thing_carries_its_names_preferred_and_english_first() -> None:
    """A thing comes with its kind, its names in order, its broader things and its number of papers."""
    things = {thing.iri: thing for thing in load_view(_store(GRAPH)).things}
    assert things[BASE + "modality/electrocardiography"] == ThingNode(
        iri=BASE + "modality/electrocardiography",
        kind="modality",
        label="electrocardiography",
        labels=(("electrocardiography", "en"), ("心电图", "zh"), ("ECG", "en"), ("EKG", "en")),
        broader=(BASE + "modality/biosignal",),
        is_known=True,
        paper_count=1,
        definition="The heart's electric field over time.",
    )
    assert things[BASE + "modality/biosignal"].paper_count == 0


def test_a_claim_reaches_its_quoted_sentence() -> None:
    """An edge names its evidence, and the evidence's offsets cut the quoted words out of the sentence."""
    view = load_view(_store(GRAPH))
    evidence = BASE + "evidence/e1"
    assert view.edges == (
        Edge(BASE + "paper/p1", BASE + "modality/electrocardiography", "usesModality", 0.97, 1, (evidence,)),
    )
    quote = view.evidence[evidence]
    assert quote == Quote(BASE + "paper/p1", "We train HeartFlow on ECG.", 25, 47, 50, "ECG", "gazetteer.modality", 0.9)
    assert quote.sentence[quote.start - quote.sentence_start : quote.end - quote.sentence_start] == "ECG"


def test_the_graph_tells_what_it_was_made_from() -> None:
    """The datasheet gives titles, program, size and inputs."""
    assert load_view(_store(GRAPH)).datasheet == Datasheet(
        titles=(("A graph", "en"), ("一个图", "zh")), program="medkg 9", triples=42, inputs=(("papers.txt", "ab12"),)
    )
    assert load_view(ox.Store()).datasheet == Datasheet()


def test_an_empty_graph_gives_an_empty_view() -> None:
    """A graph without papers is no error."""
    view = load_view(ox.Store())
    assert (view.papers, view.things, view.edges, view.evidence) == ((), (), (), {})


def test_the_order_of_the_triples_does_not_matter() -> None:
    """The same triples give the same view, however they came in."""
    store = _store(GRAPH)
    turned = ox.Store()
    for quad in sorted(store, key=str, reverse=True):
        turned.add(quad)
    assert load_view(turned) == load_view(store)
    assert list(load_view(turned).evidence) == list(load_view(store).evidence)


def test_a_value_that_is_no_number_is_told() -> None:
    """A foreign graph with words for a confidence is refused with one sentence."""
    with pytest.raises(GraphError, match="'high' where a number belongs"):
        load_view(_store(GRAPH.replace("medkg:confidence 0.9 ;", 'medkg:confidence "high" ;')))
