"""What holds for whatever text a paper has."""

import functools
import time

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from medkg.extract import Extractor
from medkg.extract.surface import take_markup_off
from medkg.link import known_from, link_corpus, link_paper
from medkg.model import Paper, Reading
from medkg.pipeline import understand
from medkg.vocabulary import Vocabulary, load
from medkg.vocabulary.folding import normal_form

FRAGMENTS = [
    "We propose ", "PulmoGate", "CT", "MRI", "M$^3$Fuse", "\\textbf{", "}", "(", ")", "（", "）", ", ", "; ", ". ", "。", "\n", "\r\n", "\t",
    "electronic health records (EHRs)", "polyp segmentation", "segmentation of ", "to predict ", "evaluated on ", "基于", "心电图", "分割",
    "注意力网络(Attention Network, AN)", "U-Net", "-", "–", "\u200b", "\u00ad", "\u3000", "é", "e\u0301", "İ", "ß", "ﬁ", "🫁", "𝒳", "\x1c", "\x85", "\u2028",
    "'s", '"', "*", "^2", "$", "%", "0.9", "1,000", "http://a.b/c", " such as ", " and ", ": ", "a novel ", "network ", "Network",
]  # fmt: skip
TEXTS = st.one_of(st.text(max_size=120), st.lists(st.sampled_from(FRAGMENTS), max_size=30).map("".join))
LAWS = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@functools.cache
def vocabulary() -> Vocabulary:
    """Return the vocabularies."""
    return load()


@functools.cache
def extractor() -> Extractor:
    """Return an extractor that knows them."""
    return Extractor(vocabulary().concepts)


def read(title: str, abstract: str) -> Reading:
    """Return everything that one paper says, without the corpus."""
    paper = Paper("p", title, abstract)
    (findings,), _ = link_corpus([link_paper(extractor().extract(paper), known_from(vocabulary()))], vocabulary())
    return Reading(paper, findings, ())


@LAWS
@given(title=TEXTS, abstract=TEXTS)
def test_offsets_cut_out_the_text(title: str, abstract: str) -> None:
    """Every mention is the stretch that its offsets give, not empty and inside its sentence."""
    extraction = extractor().extract(Paper("p", title, abstract))
    text = extraction.paper.text
    for mention in extraction.mentions:
        first, last = mention.sentence
        assert text[mention.start : mention.end] == mention.text
        assert 0 <= first <= mention.start < mention.end <= last <= len(text)


@LAWS
@given(title=TEXTS, abstract=TEXTS)
def test_same_paper_same_extraction(title: str, abstract: str) -> None:
    """The same paper read twice gives the same."""
    paper = Paper("p", title, abstract)
    assert extractor().extract(paper) == extractor().extract(paper)


@settings(LAWS, max_examples=40)
@given(title=TEXTS, abstract=TEXTS)
def test_findings_are_in_bounds(title: str, abstract: str) -> None:
    """Whatever is found has a mention, a confidence between nothing and certainty, and a node of its own."""
    found = read(title, abstract).findings
    assert all(f.mentions and 0 < f.confidence <= 1 for f in found)
    assert len({f.entity.iri for f in found}) == len(found)


@LAWS
@given(TEXTS)
def test_surface_leads_back(text: str) -> None:
    """Every character of the clean text stands in the given text, in the same order."""
    surface = take_markup_off(text)
    places = surface.places if surface.places is not None else range(len(surface.text))
    assert len(places) == len(surface.text)
    assert list(places) == sorted(set(places))
    assert all(0 <= place < len(text) for place in places)


@pytest.mark.xfail(strict=True, reason="words are folded before they are joined, so timeseries and time series differ")
@LAWS
@given(TEXTS)
@example("time series")
@example("LC-MS")
def test_normal_form_is_the_end_of_the_way(name: str) -> None:
    """The normal form of a normal form is itself, so that one word or two are one name."""
    assert normal_form(normal_form(name)) == normal_form(name)


@LAWS
@given(
    st.lists(
        st.sampled_from(["U-Net", "polyp", "CT", "segmentation", "Ⅳ", "β", "tumour", "心电图", "3D", "²"]), max_size=5
    ).map(" ".join)
)
def test_normal_form_does_not_see_hyphens_and_width(name: str) -> None:
    """Spaces, hyphens and full-width letters do not make another name."""
    assert normal_form(name.replace(" ", "-")) == normal_form(name) == normal_form(name.upper())


@given(st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=8).map("".join))
@settings(LAWS, max_examples=30)
def test_order_of_papers_does_not_matter(abstract: str) -> None:
    """What is found in a paper does not depend on which papers came before."""
    papers = [Paper("p", "PulmoGate: a title", abstract), Paper("q", "Another", "We propose CityScan for CT.")]
    forth = {e.paper.id: e for e in extractor().extract_all(papers)}
    back = {e.paper.id: e for e in extractor().extract_all(papers[::-1])}
    assert forth == back


@pytest.mark.parametrize(
    "piece",
    [
        "(", ")", "()", "[", "{", '"', "'", "“", "（", "$", "*", "^", "\\", "-", " ", "\n", "a ", "A", "心", "心(", "1,", "A. ", "a (",
    ],
)  # fmt: skip
def test_long_runs_take_no_time(piece: str) -> None:
    """Fifty thousand characters of one sign are read in under two seconds of the processor."""
    extractor()
    begin = time.process_time()
    extractor().extract(Paper("p", "Title", (piece * 50_000)[:50_000]))
    assert time.process_time() - begin < 2


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        pytest.param("." * 12_500, 0.5, id="stops"),
        pytest.param("?!" * 6_250, 0.5, id="marks"),
        pytest.param("CT, " * 5_000, 0.6, id="names"),
    ],
)
def test_time_grows_with_the_length_only(text: str, seconds: float) -> None:
    """Runs that once took the square of their length are read at the same pace as others."""
    extractor()
    begin = time.process_time()
    extractor().extract(Paper("p", "Title", text))
    assert time.process_time() - begin < seconds


def test_whole_way_over_odd_papers() -> None:
    """Papers of nothing, of one sign and of one endless word are read like others."""
    papers = [Paper("a", "", ""), Paper("b", "(", ")"), Paper("c", "x" * 5000, "分割" * 2000), Paper("d", "\n", "\n\n")]
    readings, _ = understand(papers, vocabulary())
    assert [r.paper.id for r in readings] == ["a", "b", "c", "d"]
