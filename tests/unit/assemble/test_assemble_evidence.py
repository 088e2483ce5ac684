"""Evidence as a Web Annotation."""

from dataclasses import replace

import pyoxigraph as ox
import pytest
from tests.unit.assemble.corpus import READ

from medkg.assemble.evidence import EVIDENCE_TRIPLES, decimal_term, evidence_block, evidence_iri
from medkg.errors import GraphError
from medkg.identifiers import BASE
from medkg.model import Iri
from medkg.vocabulary.turtle import PREFIXES, prefix_lines

RUN = Iri(BASE + "run/1")


def test_number_of_triples_is_constant() -> None:
    """A piece of evidence has as many triples as the count says."""
    text = f"@base <{BASE}> .\n" + prefix_lines(PREFIXES) + evidence_block(evidence_iri(READ), READ, RUN)
    assert len(list(ox.parse(text, format=ox.RdfFormat.TURTLE))) == EVIDENCE_TRIPLES


@pytest.mark.parametrize(
    "field", ["paper", "start", "end", "exact", "sentence", "sentence_start", "rule", "confidence"]
)
def test_evidence_is_named_by_all_that_it_says(field: str) -> None:
    """Two pieces of evidence that differ in anything have different names."""
    changed = 0.5 if field == "confidence" else 7 if isinstance(getattr(READ, field), int) else "other"
    other = replace(READ, **{field: changed})  # type: ignore[arg-type]
    assert evidence_iri(other) != evidence_iri(READ)


@pytest.mark.parametrize(
    ("value", "term"),
    [(0.97, "0.97"), (1.0, "1.0"), (0.0, "0.0"), (0.99996, "1.0"), (0.12345, "0.1235"), (1e-9, "0.0")],
)
def test_confidence_is_a_decimal(value: float, term: str) -> None:
    """A confidence is written with a point and at most four places, never as 1e-9."""
    assert decimal_term(value) == term


@pytest.mark.parametrize("value", [-0.1, 1.1, float("nan"), float("inf")])
def test_confidence_out_of_range_is_refused(value: float) -> None:
    """A confidence that is no probability raises."""
    with pytest.raises(GraphError, match="not between 0 and 1"):
        decimal_term(value)
