"""Evidence as RDF: a Web Annotation with a quote and a position, and where it came from in PROV-O."""

from functools import lru_cache

from medkg.assemble.parts import node
from medkg.errors import GraphError
from medkg.identifiers import BASE, content_iri
from medkg.model import Evidence, Iri
from medkg.vocabulary.turtle import literal_term

EVIDENCE_TRIPLES = 19
"""The triples of one piece of evidence, with its target and both selectors."""


def evidence_iri(item: Evidence) -> Iri:
    """Return the IRI of a piece of evidence, named by all that it says."""
    return content_iri(
        "evidence", item.paper, item.start, item.end, item.exact, item.sentence, item.sentence_start, item.rule,
        decimal_term(item.confidence),
    )  # fmt: skip


def evidence_block(iri: Iri, item: Evidence, run: Iri) -> str:
    """Return the Turtle of a piece of evidence that this run found.

    A text template: a corpus has some twenty pieces of evidence a paper, and this is most of the file.

    Raises:
        GraphError: its confidence is not between 0 and 1.
    """
    short, paper = iri.removeprefix(BASE), node(item.paper)
    return (
        f"{node(iri)} a medkg:Evidence, oa:Annotation ;\n"
        f"    medkg:paper {paper} ;\n"
        f"    medkg:sentence {literal_term(item.sentence)} ;\n"
        f"    medkg:sentenceStart {item.sentence_start} ;\n"
        f"    medkg:rule {literal_term(item.rule)} ;\n"
        f"    medkg:confidence {decimal_term(item.confidence)} ;\n"
        f"    prov:wasQuotedFrom {paper} ;\n"
        f"    prov:wasGeneratedBy {node(run)} ;\n"
        f"    oa:hasTarget <{short}#target> .\n"
        f"<{short}#target> a oa:SpecificResource ; oa:hasSource {paper} ; "
        f"oa:hasSelector <{short}#quote>, <{short}#position> .\n"
        f"<{short}#quote> a oa:TextQuoteSelector ; oa:exact {literal_term(item.exact)} .\n"
        f"<{short}#position> a oa:TextPositionSelector ; oa:start {item.start} ; oa:end {item.end} .\n"
    )


@lru_cache(maxsize=10_000)
def decimal_term(value: float) -> str:
    """Return a confidence as an ``xsd:decimal`` with at most four places.

    Raises:
        GraphError: it is not between 0 and 1.
    """
    if not 0 <= value <= 1:
        raise GraphError(f"the confidence {value} is not between 0 and 1")
    text = f"{value:.4f}".rstrip("0")
    return text + "0" if text.endswith(".") else text
