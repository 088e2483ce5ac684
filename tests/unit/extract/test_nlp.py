"""Everything together, on a small vocabulary."""

import pytest

from medkg.extract import Extractor
from medkg.model import Concept, Extraction, Iri, Paper

CT = Concept(
    Iri("https://example.org/ct"),
    "modality",
    "computed tomography",
    (("computed tomography", "en"), ("CT", "en"), ("CT影像", "zh")),
)
US = Concept(Iri("https://example.org/us"), "modality", "ultrasound", (("ultrasound", "en"),), ("US",))


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    """Return an extractor that knows two modalities."""
    return Extractor([CT, US])


def read(extractor: Extractor, title: str, abstract: str) -> Extraction:
    """Return what is found in a paper."""
    return extractor.extract(Paper("p", title, abstract))


def test_offsets_count_into_the_given_text(extractor: Extractor) -> None:
    """A mention is cut out of the paper's own text, markup included; its label is free of it."""
    extraction = read(extractor, "Gates", r"We propose \textbf{M$^3$Fuse} for CT.")
    (mention,) = [m for m in extraction.mentions if m.label == "M³Fuse" and m.kind == "method"]
    assert mention.text == "M$^3$Fuse"
    assert extraction.paper.text[mention.start : mention.end] == mention.text
    first, last = mention.sentence
    assert extraction.paper.text[first:last] == r"We propose \textbf{M$^3$Fuse} for CT."


def test_known_name_knows_its_concept(extractor: Extractor) -> None:
    """A vocabulary name is tied to its concept, in English and Chinese."""
    extraction = read(extractor, "面向CT影像的分割", "We read CT.")
    assert {m.text for m in extraction.mentions if m.concept == CT.iri} == {"CT影像", "CT"}


def test_guarded_name_is_marked(extractor: Extractor) -> None:
    """A label that needs proof says so."""
    extraction = read(extractor, "Gates", "We read US frames.")
    assert all("guarded" in m.signs for m in extraction.mentions if m.concept == US.iri)


def test_abbreviations_are_told(extractor: Extractor) -> None:
    """Definitions of both languages are handed on."""
    extraction = read(
        extractor, "跨层注意力网络(Cross-Layer Attention Network, CLAN)", "We read computed tomography (CT)."
    )
    assert ("computed tomography", "CT") in extraction.abbreviations
    assert ("Cross-Layer Attention Network", "CLAN") in extraction.abbreviations
    assert ("跨层注意力网络", "Cross-Layer Attention Network") in extraction.abbreviations


def test_mentions_come_in_the_order_of_the_text(extractor: Extractor) -> None:
    """Mentions are sorted by place."""
    starts = [m.start for m in read(extractor, "Gates for CT", "A CT gate for lesion segmentation in CT.").mentions]
    assert starts == sorted(starts)


def test_all_papers_keep_their_order(extractor: Extractor) -> None:
    """Papers come out as they went in, over the edge of a batch too."""
    papers = [Paper(str(n), f"Gate {n}", "We read CT.") for n in range(501)]
    assert [e.paper.id for e in extractor.extract_all(papers)] == [p.id for p in papers]


@pytest.mark.parametrize(("title", "abstract"), [("", ""), ("Gates", ""), ("", "We read CT."), ("\n", "\n")])
def test_empty_parts_are_no_fault(extractor: Extractor, title: str, abstract: str) -> None:
    """A paper without title or abstract is read for what it has."""
    found = {m.text for m in read(extractor, title, abstract).mentions if m.concept}
    assert found == ({"CT"} if "CT" in abstract else set())
