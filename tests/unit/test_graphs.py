import gzip
from pathlib import Path

import pyoxigraph as ox
import pytest

from medkg.errors import GraphError
from medkg.graphs import format_turtle, read_graph

SMALL = Path(__file__).resolve().parents[1] / "fixtures" / "small.ttl"
TRIPLE = ox.Triple(ox.NamedNode("http://example.org/a"), ox.NamedNode("http://example.org/b"), ox.Literal("c"))
FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".trig": ox.RdfFormat.TRIG,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".jsonld": ox.RdfFormat.JSON_LD,
}


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzip"])
@pytest.mark.parametrize("suffix", FORMATS)
def test_every_kind_of_graph_file_is_read(tmp_path: Path, suffix: str, *, packed: bool) -> None:
    """Turtle, N-Triples, N-Quads, TriG, RDF/XML and JSON-LD are read, plain and packed."""
    data = ox.serialize([TRIPLE], format=FORMATS[suffix]) or b""
    path = tmp_path / f"graph{suffix}{'.gz' if packed else ''}"
    path.write_bytes(gzip.compress(data) if packed else data)
    assert [quad.triple for quad in read_graph(path)] == [TRIPLE]


def test_a_missing_file_is_told_with_the_way_out(tmp_path: Path) -> None:
    """A file that is not there is named, and what makes one."""
    with pytest.raises(GraphError, match=r"none\.ttl: no such file; medkg build writes one"):
        read_graph(tmp_path / "none.ttl")


def test_an_unknown_kind_of_file_is_told_with_those_that_are_known(tmp_path: Path) -> None:
    """The ending decides; an unknown one is answered with the known ones."""
    with pytest.raises(GraphError, match=r"graph\.txt: unknown kind of file; the name should end in \.ttl \.nt"):
        read_graph(tmp_path / "graph.txt")


def test_a_folder_is_no_graph(tmp_path: Path) -> None:
    """A folder with the name of a graph is one sentence, not a traceback."""
    (tmp_path / "graph.ttl").mkdir()
    with pytest.raises(GraphError, match=r"graph\.ttl: cannot be read: "):
        read_graph(tmp_path / "graph.ttl")


@pytest.mark.parametrize(
    ("name", "content", "place"),
    [
        ("g.ttl", "@prefix a: <http://a/> .\na:b a:c\n  a:d . a:e nonsense .\n", "g.ttl:3: not a readable graph"),
        ("g.ttl", "<http://a/> <http://b/> <c d> .", "g.ttl:1: not a readable graph"),
        ("g.nt", "<http://a/> <http://b/> 'x' .", "g.nt:1: not a readable graph"),
        ("g.rdf", "<rdf:RDF", "g.rdf:1: not a readable graph"),
        ("g.jsonld", '{"@id": ', "g.jsonld:1: not a readable graph"),
        ("g.jsonld", '{"@context": "http://127.0.0.1:9/c.jsonld", "@id": "http://a/"}', "asks for a JSON-LD context"),
        ("g.rdf", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', r"has a document type \(<!DOCTYPE\), which is refused"),
        ("g.ttl.gz", "no gzip at all", "g.ttl.gz: cannot be read"),
    ],
)
def test_a_damaged_file_is_told_with_its_line(tmp_path: Path, name: str, content: str, place: str) -> None:
    """What cannot be read is told in one sentence with file and line."""
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(GraphError, match=place) as caught:
        read_graph(tmp_path / name)
    assert "\n" not in str(caught.value)


def test_a_truncated_archive_is_told(tmp_path: Path) -> None:
    """Half a gzip file is one sentence."""
    path = tmp_path / "g.ttl.gz"
    path.write_bytes(gzip.compress(SMALL.read_bytes())[:5000])
    with pytest.raises(GraphError, match=r"g\.ttl\.gz: cannot be read"):
        read_graph(path)


def test_a_file_that_swells_is_refused(tmp_path: Path) -> None:
    """A small archive that unpacks to far more than text ever packs is left alone."""
    path = tmp_path / "g.ttl.gz"
    path.write_bytes(gzip.compress(b"\n" * (80 << 20)))
    with pytest.raises(GraphError, match="unpacks to over 200 times its size"):
        read_graph(path)


def test_turtle_reads_back_the_same() -> None:
    """Turtle of the small graph holds each of its statements, with control characters and hostile titles."""
    store = read_graph(SMALL)
    again = ox.Store()
    again.load(input=format_turtle(store), format=ox.RdfFormat.TURTLE)
    assert {quad.triple for quad in again} == {quad.triple for quad in store}


def test_turtle_does_not_show_the_order_of_statements() -> None:
    """Statements in any order give the same text."""
    triples = [quad.triple for quad in read_graph(SMALL)]
    assert format_turtle(triples) == format_turtle(triples[::-1])


def test_nameless_nodes_get_names_from_what_is_said_of_them() -> None:
    """Blank nodes have the same names whatever they were called before."""

    def text(first: str, second: str) -> str:
        store = ox.Store()
        turtle = f"_:{first} <http://p/> _:{second} . _:{second} <http://q/> 1 ."
        store.load(input=turtle, format=ox.RdfFormat.TURTLE)
        return format_turtle(store)

    assert text("x", "y") == text("b", "a")


@pytest.mark.parametrize(
    ("literal", "written"),
    [
        (ox.Literal(3), "3"),
        (ox.Literal("0.5", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#decimal")), "0.5"),
        (ox.Literal(True), "true"),  # noqa: FBT003 - a literal of a truth
        (ox.Literal("2020", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#gYear")), '"2020"^^xsd:gYear'),
        (ox.Literal("x", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")), '"x"^^xsd:integer'),
        (ox.Literal('a "b"\n\x01'), '"a \\"b\\"\\n\\u0001"'),
        (ox.Literal("心", language="zh"), '"心"@zh'),
    ],
)
def test_literals_are_as_short_as_is_safe(literal: ox.Literal, written: str) -> None:
    """Numbers and truths stand bare when they are in the form that Turtle reads."""
    triple = ox.Triple(ox.NamedNode("http://a/"), ox.NamedNode("http://b/"), literal)
    assert f"\n<http://a/> <http://b/> {written} .\n" in format_turtle([triple])
