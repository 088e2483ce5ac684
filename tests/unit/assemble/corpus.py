"""A small corpus of our own: two papers, one vocabulary, one new method."""

from dataclasses import replace

import pyoxigraph as ox

from medkg.assemble import Graph, write_turtle
from medkg.identifiers import entity_iri, paper_iri
from medkg.model import (
    Claim,
    Concept,
    Curie,
    Entity,
    Evidence,
    Finding,
    Iri,
    Knowledge,
    Paper,
    Reading,
    Rejection,
    Source,
)
from medkg.vocabulary import Vocabulary

SIGNAL = Concept(entity_iri("modality", "biosignal"), "modality", "biosignal", (("biosignal", "en"),))
ECG = Concept(
    entity_iri("modality", "electrocardiography"),
    "modality",
    "electrocardiography",
    labels=(("electrocardiography", "en"), ("心电图", "zh"), ("ECG", "en")),
    guarded=("tracing",),
    broader=(SIGNAL.iri,),
    definition="the heart over time",
    matches=(Iri("http://id.nlm.nih.gov/mesh/D004562"),),
    notation="ECG",
)
VOCABULARY = Vocabulary((SIGNAL, ECG))
NET = Entity(entity_iri("method", "BeatNet"), "method", "BeatNet", labels=(("BeatNet", "en"), ("beat network", "en")))
HEART = Entity(ECG.iri, "modality", ECG.label, ECG.labels, is_known=True, broader=ECG.broader)
FIRST = Paper(
    "p1",
    "Beats",
    "We present BeatNet. It reads ECG.",
    venue="ICLR 2026",
    presentation="Poster",
    year=2026,
    topics=("signals",),
    authors=("Ada Example",),
    doi="10.1000/1",
    links=("https://example.org/code",),
    sources=(Source("papers.txt", 1),),
    warnings=("a warning",),
)
SECOND = Paper("p2", "心电", "我们使用BeatNet。", language="zh", sources=(Source("papers.txt", 3),))


def quote(paper: Paper, words: str, sentence: str, *, rule: str = "gazetteer", confidence: float = 0.9) -> Evidence:
    """Return the evidence that these words of a sentence give."""
    start = paper.text.index(sentence)
    at = paper.text.index(words, start)
    return Evidence(paper_iri(paper.id), at, at + len(words), words, sentence, start, rule, confidence)


def claim(subject: Iri, predicate: str, target: Iri, *evidence: Evidence, confidence: float = 0.9) -> Claim:
    """Return a claim."""
    return Claim(subject, Curie(f"medkg:{predicate}"), target, confidence, evidence)


NAMED = quote(FIRST, "BeatNet", "We present BeatNet.", rule="cue.we-present", confidence=0.97)
READ = quote(FIRST, "ECG", "It reads ECG.")
USED = quote(SECOND, "BeatNet", "我们使用BeatNet。")
CLAIMS = (
    claim(paper_iri("p1"), "proposesMethod", NET.iri, NAMED, confidence=0.97),
    claim(paper_iri("p1"), "usesModality", ECG.iri, READ),
    claim(paper_iri("p2"), "usesMethod", NET.iri, USED),
    claim(NET.iri, "appliedToModality", ECG.iri, replace(NAMED, rule="link.paper"), replace(READ, rule="link.paper")),
)
KNOWLEDGE = Knowledge(
    papers=(FIRST, SECOND),
    readings=(
        Reading(FIRST, (Finding(NET, "proposed", 0.97, ()), Finding(HEART, "used", 0.9, ())), ()),
        Reading(SECOND, (Finding(NET, "used", 0.9, ()),), ()),
    ),
    claims=CLAIMS,
    rejections=(Rejection(Source("papers.txt", 5), "abstract", "no abstract"),),
    duplicates=1,
    inputs=(("papers.txt", "a" * 64),),
)


def load(graph: Graph) -> ox.Store:
    """Return a store that holds what the Turtle says."""
    store = ox.Store()
    store.bulk_load(write_turtle(graph), ox.RdfFormat.TURTLE)
    return store


def ask(store: ox.Store, pattern: str) -> bool:
    """Return whether the graph holds this pattern."""
    answer = store.query(PROLOGUE + f"ASK {{ {pattern} }}")
    assert isinstance(answer, ox.QueryBoolean)
    return bool(answer)


PROLOGUE = """
PREFIX medkg: <https://w3id.org/medkg/ontology#> PREFIX paper: <https://w3id.org/medkg/paper/>
PREFIX modality: <https://w3id.org/medkg/modality/> PREFIX method: <https://w3id.org/medkg/method/>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX void: <http://rdfs.org/ns/void#> PREFIX dcat: <http://www.w3.org/ns/dcat#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
