"""Checking a graph: reading, parts, samples, the report."""

import gzip
from pathlib import Path

import pyoxigraph as ox
import pytest

from medkg import validate
from medkg.errors import GraphError
from medkg.validate import Report, Violation, render_report, validate_file, validate_store, validate_turtle

TESTS = Path(__file__).parents[1]
SMALL = TESTS / "fixtures" / "small.ttl"


def store_of(text: str) -> ox.Store:
    """Return a store that holds this Turtle."""
    store = ox.Store()
    store.load(text, ox.RdfFormat.TURTLE)
    return store


def small() -> str:
    """Return the small graph as text."""
    return SMALL.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["g.nt", "g.nq", "g.trig", "g.rdf", "g.jsonld", "g.ttl.gz", "g.nq.gz"])
def test_every_format_is_read(tmp_path: Path, name: str) -> None:
    """The same graph in any format has the same report."""
    form = ox.RdfFormat.from_extension(name.removesuffix(".gz").rpartition(".")[2])
    assert form is not None
    data = ox.serialize(list(ox.parse(path=SMALL, format=ox.RdfFormat.TURTLE)), format=form)
    assert data is not None
    (tmp_path / name).write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    assert validate_file(tmp_path / name) == validate_file(SMALL)


def test_named_graphs_are_checked_together(tmp_path: Path) -> None:
    """Statements of different named graphs count as one graph."""
    quads = [
        ox.Quad(t.subject, t.predicate, t.object, ox.NamedNode(f"https://x.org/{number % 3}"))
        for number, t in enumerate(ox.parse(path=SMALL, format=ox.RdfFormat.TURTLE))
    ]
    data = ox.serialize(quads, format=ox.RdfFormat.N_QUADS)
    assert data is not None
    (tmp_path / "g.nq").write_bytes(data)
    assert validate_file(tmp_path / "g.nq") == validate_file(SMALL)


@pytest.mark.parametrize("size", [1, 3, 8])
def test_size_of_the_parts_does_not_matter(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    """A faulty graph has the same violations however it is parted."""
    faulty = small().replace("medkg:confidence 0.9", "medkg:confidence 1.9").replace('oa:exact "ECG"', 'oa:exact ""')
    whole = validate_store(store_of(faulty))
    assert len(whole.violations) > 20
    monkeypatch.setattr(validate, "PART", size)
    assert validate_store(store_of(faulty)) == whole


def test_sample_looks_at_some_papers_and_says_so() -> None:
    """A sample gives the number of papers that it saw."""
    report = validate_store(store_of(small()), sample=2)
    assert (report.checked, report.papers, report.conforms) == (2, 8, True)
    assert "a sample of 2 papers" in render_report(report)


def test_sample_as_large_as_the_graph_is_the_whole() -> None:
    """A sample of more papers than there are is the full check."""
    assert validate_store(store_of(small()), sample=100) == validate_store(store_of(small()))


def test_sample_finds_what_is_wrong_with_its_papers() -> None:
    """A fault in a paper of the sample is found; one of the others is not, unless a query sees it."""
    broken = (
        small()
        .replace('dcterms:identifier "p1"', 'rdfs:label "p1"')
        .replace('dcterms:identifier "p8"', 'rdfs:label "p8"')
    )
    first = validate_store(store_of(broken), sample=1)
    assert [violation.focus for violation in first.violations] == ["<https://w3id.org/medkg/paper/p1>"]
    assert len(validate_store(store_of(broken)).violations) == 2


def test_queries_always_see_the_whole_graph() -> None:
    """A claim that is not stated is found with the smallest sample."""
    broken = small().replace("medkg:mentionsModality <", "rdfs:seeAlso <")
    shapes = {violation.shape for violation in validate_store(store_of(broken), sample=1).violations}
    assert "ClaimIsStated" in shapes


def test_lost_evidence_is_found_in_a_full_check() -> None:
    """Evidence that hangs on no paper is looked at too."""
    lost = small() + '\n<https://x.org/e> a medkg:Evidence, oa:Annotation ; medkg:sentence "Lost." .'
    focus = {violation.focus for violation in validate_store(store_of(lost)).violations}
    assert focus == {"<https://x.org/e>"}


@pytest.mark.parametrize(
    ("right", "wrong", "shape"),
    [
        ("oa:start 0 .", 'oa:start "zero"^^xsd:integer .', "PositionStart"),
        ("medkg:isKnown true", 'medkg:isKnown "maybe"^^xsd:boolean', "IsKnown"),
        ('"2020"^^xsd:gYear', '"20x0"^^xsd:gYear', "PaperYear"),
    ],
)
def test_ill_typed_value_is_reported_as_it_stands(
    caplog: pytest.LogCaptureFixture, right: str, wrong: str, shape: str
) -> None:
    """A value that is not of its type is a violation that shows it, and nothing else is said about it."""
    report = validate_store(store_of(small().replace(right, wrong)))
    assert (shape, wrong.split('"')[1]) in {(v.shape, v.value.strip('"')) for v in report.violations}
    assert caplog.records == []


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("missing.ttl", None, "no such file"),
        ("notes.txt", "hello", "should end in"),
        ("broken.ttl", "<a> <b", "broken.ttl:1: "),
        ("other.ttl", "<https://x.org/a> <https://x.org/b> 1 .", "says nothing in medkg's terms"),
        ("empty.ttl", "", "says nothing in medkg's terms"),
    ],
)
def test_file_that_cannot_be_checked_is_told(tmp_path: Path, name: str, text: str | None, message: str) -> None:
    """What is no graph of medkg raises one sentence, instead of conforming for want of anything to check."""
    if text is not None:
        (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(GraphError, match=message):
        validate_file(tmp_path / name)


def test_turtle_that_is_none_is_told() -> None:
    """Bytes that are no Turtle raise."""
    with pytest.raises(GraphError, match="no Turtle"):
        validate_turtle(b"<a> <b>")


def test_report_of_a_good_graph_is_one_line() -> None:
    """A graph that conforms has a report of one sentence with its size."""
    assert render_report(Report((), triples=7, papers=1, checked=1)) == "The graph conforms (1 papers, 7 triples).\n"


def test_report_groups_what_is_wrong() -> None:
    """Each requirement stands once, with the number of places and the first of them."""
    found = tuple(Violation("PaperTitle", "a paper has one title", f"<p{n}>", '""') for n in range(7))
    text = render_report(Report((*found, Violation("Z", "z", "<x>")), triples=1, papers=7, checked=7), limit=2)
    assert text == (
        "The graph does not conform: 8 violations (7 papers, 1 triples).\n"
        "\na paper has one title [PaperTitle] (7)\n"
        '  <p0>  has  ""\n  <p1>  has  ""\n  and 5 more\n'
        "\nz [Z] (1)\n  <x>\n"
    )


def test_value_with_control_characters_cannot_play_with_the_terminal() -> None:
    """What a value hides is shown as an escape."""
    faulty = small().replace('oa:exact "ECG"', 'oa:exact "E\\u001b[31mCG"')
    assert "\x1b" not in render_report(validate_store(store_of(faulty)))
