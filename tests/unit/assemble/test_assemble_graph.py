"""Claims as RDF."""

import os
import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from tests.unit.assemble.corpus import (
    CLAIMS,
    ECG,
    FIRST,
    KNOWLEDGE,
    NET,
    READ,
    SECOND,
    VOCABULARY,
    ask,
    claim,
    load,
    quote,
)

from medkg.assemble import Graph, build_graph, write_turtle
from medkg.errors import GraphError
from medkg.identifiers import paper_iri
from medkg.model import Concept, Entity, Evidence, Finding, Iri, Knowledge, Paper, Reading
from medkg.validate import validate_turtle
from medkg.vocabulary import Vocabulary

HOSTILE = 'He said "a\\b"\x00\x07\x1b[31m </script><b> \u202e\u2028 𝔹 心 \t\r'


def with_paper(**fields: object) -> Knowledge:
    """Return the corpus with the first paper changed; its claims stay."""
    paper = replace(FIRST, **fields)  # type: ignore[arg-type]
    return replace(KNOWLEDGE, papers=(paper, SECOND))


def test_graph_conforms_to_the_shapes(graph: Graph) -> None:
    """What is assembled passes every shape and query."""
    assert validate_turtle(write_turtle(graph)).violations == ()


def test_triples_are_counted(graph: Graph, store: ox.Store) -> None:
    """The number of triples is known without loading the graph."""
    assert graph.triple_count == len(store)


def test_no_blank_nodes(store: ox.Store) -> None:
    """Every node has a name that people can use again."""
    assert not any(isinstance(term, ox.BlankNode) for quad in store for term in (quad.subject, quad.object))


@pytest.mark.parametrize(
    "statement",
    [
        'a medkg:Paper ; dcterms:identifier "p1" ; dcterms:title "Beats"@en ; dcterms:language "en"',
        'medkg:venue "ICLR 2026" ; medkg:presentation "Poster" ; dcterms:issued "2026"^^xsd:gYear',
        'medkg:topic "signals" ; dcterms:creator "Ada Example" ; medkg:doi "10.1000/1"',
        'rdfs:seeAlso <https://example.org/code> ; medkg:sourceRecord "papers.txt:1" ; medkg:warning "a warning"',
        "medkg:proposesMethod method:beatnet ; medkg:usesModality modality:electrocardiography",
    ],
)
def test_paper_says_what_its_record_said(store: ox.Store, statement: str) -> None:
    """Every field of a paper and every plain statement about it is in the graph."""
    assert ask(store, f"paper:p1 {statement}")


def test_known_thing_carries_its_concept(store: ox.Store) -> None:
    """A thing of a vocabulary has its labels, guards, definition, code, match, parent and scheme."""
    assert ask(
        store,
        'modality:electrocardiography a medkg:Modality, skos:Concept ; skos:prefLabel "electrocardiography"@en, '
        '"心电图"@zh ; skos:altLabel "ECG"@en ; medkg:guardedLabel "tracing"@en ; medkg:isKnown true ; '
        'skos:definition "the heart over time"@en ; skos:notation "ECG" ; skos:broader modality:biosignal ; '
        "skos:exactMatch <http://id.nlm.nih.gov/mesh/D004562> ; "
        "skos:inScheme <https://w3id.org/medkg/vocabulary/modality>",
    )


def test_new_thing_is_marked_as_new(store: ox.Store) -> None:
    """A thing that only texts name says so, and stands in no scheme."""
    assert ask(
        store, 'method:beatnet skos:prefLabel "BeatNet"@en ; skos:altLabel "beat network"@en ; medkg:isKnown false'
    )
    assert not ask(store, "method:beatnet skos:inScheme ?scheme")


def test_ancestors_of_known_things_are_in_the_graph(store: ox.Store) -> None:
    """What is broader than a named thing is there too, although no paper names it."""
    assert ask(store, 'modality:biosignal a medkg:Modality ; skos:prefLabel "biosignal"@en ; medkg:isKnown true')


def test_claim_reaches_its_sentence(store: ox.Store) -> None:
    """From a claim a query gets to the paper, the sentence, the words, the offsets, the rule and the confidence."""
    assert ask(
        store,
        "?claim a medkg:Claim ; rdf:subject paper:p1 ; rdf:predicate medkg:usesModality ; "
        "rdf:object modality:electrocardiography ; medkg:confidence 0.9 ; medkg:paperCount 1 ; medkg:evidence ?e . "
        '?e medkg:paper paper:p1 ; medkg:sentence "It reads ECG." ; medkg:sentenceStart 26 ; medkg:rule "gazetteer" ; '
        "medkg:confidence 0.9 ; prov:wasQuotedFrom paper:p1 ; oa:hasTarget ?t . "
        "?t oa:hasSource paper:p1 ; oa:hasSelector ?q, ?p . "
        '?q a oa:TextQuoteSelector ; oa:exact "ECG" . ?p a oa:TextPositionSelector ; oa:start 35 ; oa:end 38',
    )


def test_claim_is_also_a_plain_statement(store: ox.Store) -> None:
    """A link between two things can be followed without its claim."""
    assert ask(store, "method:beatnet medkg:appliedToModality modality:electrocardiography")


def test_same_claim_twice_becomes_one() -> None:
    """Two claims of one statement become one with all the evidence of both and the higher confidence."""
    other = replace(READ, rule="another")
    again = claim(paper_iri("p1"), "usesModality", ECG.iri, other, confidence=0.95)
    store = load(build_graph(replace(KNOWLEDGE, claims=(*CLAIMS, again)), VOCABULARY))
    assert ask(
        store,
        "?claim rdf:predicate medkg:usesModality ; medkg:confidence 0.95 ; medkg:evidence ?one, ?other . "
        '?one medkg:rule "gazetteer" . ?other medkg:rule "another"',
    )


def test_order_of_the_input_does_not_matter() -> None:
    """Papers, readings, findings, claims and evidence in any order give the same bytes."""
    shuffler = random.Random(7)  # noqa: S311 - a fixed order, not a secret
    knowledge = KNOWLEDGE
    expected = write_turtle(build_graph(knowledge, VOCABULARY))
    for _ in range(5):
        knowledge = replace(
            knowledge,
            papers=tuple(shuffler.sample(knowledge.papers, len(knowledge.papers))),
            readings=tuple(
                replace(reading, findings=tuple(shuffler.sample(reading.findings, len(reading.findings))))
                for reading in shuffler.sample(knowledge.readings, len(knowledge.readings))
            ),
            claims=tuple(
                replace(c, evidence=tuple(shuffler.sample(c.evidence, len(c.evidence))))
                for c in shuffler.sample(knowledge.claims, len(knowledge.claims))
            ),
        )
        vocabulary = Vocabulary(tuple(reversed(VOCABULARY.concepts)))
        assert write_turtle(build_graph(knowledge, vocabulary)) == expected


def test_hash_seed_does_not_matter() -> None:
    """Two processes with different hash seeds write the same bytes."""
    code = (
        "import hashlib; from tests.unit.assemble import corpus; from medkg.assemble import *; "
        "print(hashlib.sha256(write_turtle(build_graph(corpus.KNOWLEDGE, corpus.VOCABULARY))).hexdigest())"
    )
    here = Path(__file__).parents[3]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(here), *sys.path])}
    digests = {
        subprocess.run(
            [sys.executable, "-c", code], env={**environment, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("0", "1", "42")
    }
    assert len(digests) == 1


def test_file_is_grouped_under_headings(graph: Graph) -> None:
    """The file begins with the datasheet and goes on with papers, things by kind, claims and evidence."""
    headings = [line for line in write_turtle(graph).decode().splitlines() if line.startswith("# ")]
    assert headings == ["# Datasheet", "# Papers", "# Methods", "# Modalities", "# Claims", "# Evidence"]


def test_hostile_text_survives() -> None:
    """Quotes, control characters and markup in a title or a sentence come back as they went."""
    paper = Paper("p9", HOSTILE, HOSTILE + ".", venue=HOSTILE, topics=(HOSTILE,), warnings=(HOSTILE,))
    evidence = quote(paper, "said", HOSTILE + ".")
    knowledge = Knowledge(
        (paper,), (Reading(paper, (Finding(NET, "used", 1.0, ()),), ()),),
        (claim(paper_iri("p9"), "usesMethod", NET.iri, evidence),),
    )  # fmt: skip
    graph = build_graph(knowledge, VOCABULARY)
    literals = [quad.object.value for quad in load(graph) if isinstance(quad.object, ox.Literal)]
    assert literals.count(HOSTILE) == 4
    assert literals.count(HOSTILE + ".") == 1
    assert validate_turtle(write_turtle(graph)).conforms


def test_link_that_is_no_address_becomes_a_warning() -> None:
    """A link that no IRI can be made of is kept as a warning; one with a space is escaped."""
    store = load(
        build_graph(with_paper(links=("http://[broken", "https://x.org/a b", "javascript:alert(1)")), VOCABULARY)
    )
    assert ask(store, "paper:p1 rdfs:seeAlso <https://x.org/a%20b>")
    warnings = [quad.object.value for quad in store if quad.predicate.value.endswith("#warning")]
    assert [warning for warning in warnings if "is not a web address" in warning] != []
    assert sum("is not a web address" in warning for warning in warnings) == 2


@pytest.mark.parametrize(("year", "literals"), [(2026, ["2026"]), (987, ["0987"]), (None, []), (0, []), (20260, [])])
def test_year_has_four_digits_or_is_left_out(year: int | None, literals: list[str]) -> None:
    """A year that xsd:gYear cannot hold is not written."""
    store = load(build_graph(with_paper(year=year), VOCABULARY))
    assert [quad.object.value for quad in store if quad.predicate.value.endswith("/issued")] == literals


def test_things_have_one_preferred_label_in_each_language() -> None:
    """When papers prefer different names, the one most of them prefer wins, and the others stay as other labels."""
    names = ["BeatNet", "Beatnet", "Beatnet"]
    papers = tuple(Paper(f"q{n}", "t", name) for n, name in enumerate(names))
    readings = tuple(
        Reading(
            p,
            (Finding(Entity(NET.iri, "method", p.abstract, ((p.abstract, ""), ("节拍", "zh"))), "used", 1.0, ()),),
            (),
        )
        for p in papers
    )
    store = load(build_graph(Knowledge(papers, readings, ()), VOCABULARY))
    assert ask(store, 'method:beatnet skos:prefLabel "Beatnet"@en, "节拍"@zh ; skos:altLabel "BeatNet"@en')
    assert (
        len(list(store.quads_for_pattern(None, ox.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel"), None)))
        == 10
    )


def test_empty_corpus_is_a_datasheet() -> None:
    """Without papers there is a graph that says so, and it conforms."""
    graph = build_graph(Knowledge((), (), ()), VOCABULARY)
    assert [section.heading for section in graph.sections if section.blocks] == ["Datasheet"]
    assert validate_turtle(write_turtle(graph)).conforms


def test_claimed_concept_needs_no_finding() -> None:
    """A claim about a concept that no finding names brings the concept along."""
    bare = Knowledge((FIRST,), (), (claim(paper_iri("p1"), "usesModality", ECG.iri, READ),))
    assert ask(load(build_graph(bare, VOCABULARY)), "modality:electrocardiography medkg:isKnown true")


def test_parent_outside_the_graph_is_left_out() -> None:
    """A parent that no vocabulary knows is not pointed to."""
    lone = Concept(ECG.iri, "modality", "ECG", (("ECG", "en"),), broader=(Iri("https://w3id.org/medkg/modality/x"),))
    graph = build_graph(replace(KNOWLEDGE), Vocabulary((lone,)))
    assert not ask(load(graph), "modality:electrocardiography skos:broader ?parent")


def evidence(**fields: object) -> Evidence:
    """Return evidence with one fault."""
    return replace(READ, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("faulty", "message"),
    [
        (claim(paper_iri("p1"), "usesModality", ECG.iri), "has no evidence"),
        (claim(paper_iri("p7"), "usesModality", ECG.iri, READ), "neither a paper nor a thing"),
        (claim(paper_iri("p1"), "usesModality", Iri("https://x.org/a"), READ), "no finding and no vocabulary knows"),
        (claim(paper_iri("p1"), "likes", ECG.iri, READ), "unknown predicate; there are medkg:usesModality"),
        (claim(paper_iri("p1"), "usesModality", ECG.iri, evidence(paper=paper_iri("p7"))), "is not among the papers"),
        (claim(paper_iri("p1"), "usesModality", ECG.iri, READ, confidence=1.5), "1.5 is not between 0 and 1"),
        (
            claim(paper_iri("p1"), "usesModality", ECG.iri, evidence(confidence=float("nan"))),
            "nan is not between 0 and 1",
        ),
    ],
)
def test_impossible_claim_is_refused(faulty: object, message: str) -> None:
    """A claim that could not be traced or believed raises one sentence that names it."""
    with pytest.raises(GraphError, match=message):
        build_graph(replace(KNOWLEDGE, claims=(faulty,)), VOCABULARY)  # type: ignore[arg-type]
