"""The RDF files, read back by programs that did not write them: raptor, rdflib and Oxigraph."""

import json
import shutil
import subprocess
import warnings
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from medkg.errors import OutputError
from medkg.export import render
from medkg.graphs import read_graph

SMALL = Path(__file__).resolve().parents[2] / "fixtures" / "small.ttl"
ENDINGS = {"turtle": ".ttl", "ntriples": ".nt", "nquads": ".nq", "jsonld": ".jsonld", "rdfxml": ".rdf"}
HOSTILE = [
    "\x00\x01\x08\x0b\x1f\x7f\x85\u2028", "a\r\nb\tc", "</rdf:RDF>", "]]>", "<!DOCTYPE a>&amp;&#0;", '"""', "'''",
    "\\u0041\\", "{@context}", "\u202eabc\u202c", "🫀𠀀", "心电图", "", " ", "@en", "^^xsd:integer", "-0", "[]", "# no comment",
]  # fmt: skip


@pytest.fixture(scope="module")
def store() -> ox.Store:
    """The small graph, and titles and labels that try to break out of every syntax."""
    made = read_graph(SMALL)
    title, label = (
        ox.NamedNode("http://purl.org/dc/terms/title"),
        ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label"),
    )
    for number, text in enumerate(HOSTILE):
        node = ox.NamedNode(f"https://w3id.org/medkg/paper/hostile{number}")
        made.add(ox.Quad(node, title, ox.Literal(text, language="en")))
        made.add(ox.Quad(node, label, ox.Literal(text)))
    odd = ox.NamedNode("http://example.org/a?b=1&c=%3C'#x-1.2")
    xsd = "http://www.w3.org/2001/XMLSchema#"
    for value in (
        ox.Literal("007", datatype=ox.NamedNode(xsd + "integer")), ox.Literal(-5), ox.Literal(10**20),
        ox.Literal("1.50", datatype=ox.NamedNode(xsd + "decimal")), ox.Literal(1.5e-7), ox.Literal(True),  # noqa: FBT003
        ox.Literal("1", datatype=ox.NamedNode(xsd + "boolean")), ox.Literal("x", datatype=ox.NamedNode("http://t/a&b")),
        ox.Literal("x", language="zh-hans"), odd,
    ):  # fmt: skip
        made.add(ox.Quad(odd, ox.NamedNode("http://example.org/value"), value))
    return made


@pytest.fixture(scope="module")
def files(store: ox.Store, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every RDF export, on disk."""
    folder = tmp_path_factory.mktemp("rdf")
    for name, ending in ENDINGS.items():
        data = render(store, name)
        assert isinstance(data, bytes)
        (folder / f"graph{ending}").write_bytes(data)
    return {name: folder / f"graph{ending}" for name, ending in ENDINGS.items()}


def without_forbidden(term: object) -> object:
    """Return a term as XML can hold it."""
    if not isinstance(term, ox.Literal):
        return term
    text = "".join(
        c if c in "\t\n\r" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c > "\uffff" else "\ufffd"
        for c in term.value
    )
    return ox.Literal(text, language=term.language) if term.language else ox.Literal(text, datatype=term.datatype)


@pytest.mark.parametrize("name", ["turtle", "ntriples", "nquads", "jsonld"])
def test_oxigraph_reads_the_same_statements(store: ox.Store, files: dict[str, Path], name: str) -> None:
    """No statement is lost or changed, hostile ones included."""
    assert {quad.triple for quad in read_graph(files[name])} == {quad.triple for quad in store}


def test_oxigraph_reads_the_same_statements_from_xml(store: ox.Store, files: dict[str, Path]) -> None:
    """RDF/XML holds every statement; only characters that XML forbids are replaced."""
    expected = {(q.subject, q.predicate, without_forbidden(q.object)) for q in store}
    assert {(q.subject, q.predicate, q.object) for q in read_graph(files["rdfxml"])} == expected


@pytest.mark.parametrize("name", ["turtle", "ntriples", "nquads", "rdfxml"])
def test_raptor_counts_the_same_statements(store: ox.Store, files: dict[str, Path], name: str) -> None:
    """Raptor reads each file without an error and finds as many statements."""
    rapper = shutil.which("rapper")
    if rapper is None:
        pytest.skip("rapper (raptor2-utils) is not installed")
    result = subprocess.run([rapper, "-i", name, "-c", str(files[name])], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    assert f"Parsing returned {len(store)} triples" in result.stderr
    assert "Error" not in result.stderr


@pytest.mark.parametrize(
    ("name", "form"), [("turtle", "turtle"), ("ntriples", "nt"), ("jsonld", "json-ld"), ("rdfxml", "xml")]
)
def test_rdflib_counts_the_same_statements(store: ox.Store, files: dict[str, Path], name: str, form: str) -> None:
    """There are as many statements for rdflib, and the hostile titles word for word."""
    graph = rdflib.Graph()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # rdflib warns of a truth written as 1
        graph.parse(files[name], format=form)
    assert len(graph) == len(store)
    if name != "rdfxml":
        titles = {str(title) for title in graph.objects(None, rdflib.DCTERMS.title)}
        assert set(HOSTILE) <= titles


def test_characters_that_are_none_are_kept_where_they_can_be(tmp_path: Path) -> None:
    """U+FFFE and U+FFFF survive in Turtle and JSON; XML, which forbids them, stays well-formed without them.

    They are apart from the other hostile texts because raptor refuses them in every syntax.
    """
    store = ox.Store()
    store.add(ox.Quad(ox.NamedNode("http://a/"), ox.NamedNode("http://a/b"), ox.Literal("x\ufffe\uffffy")))
    for name, text in (("turtle", "x\ufffe\uffffy"), ("jsonld", "x\ufffe\uffffy"), ("rdfxml", "x\ufffd\ufffdy")):
        data = render(store, name)
        assert isinstance(data, bytes)
        path = tmp_path / f"g{ENDINGS[name]}"
        path.write_bytes(data)
        assert [quad.object for quad in read_graph(path)] == [ox.Literal(text)]


def test_xml_is_well_formed(files: dict[str, Path]) -> None:
    """RDF/XML has no fault for xmllint, whatever the titles hold."""
    xmllint = shutil.which("xmllint")
    if xmllint is None:
        pytest.skip("xmllint (libxml2-utils) is not installed")
    result = subprocess.run(
        [xmllint, "--nonet", "--noout", str(files["rdfxml"])], capture_output=True, text=True, check=False
    )
    assert (result.returncode, result.stderr) == (0, "")


def test_xml_refuses_a_predicate_that_it_cannot_write() -> None:
    """A predicate that ends in a number has no name in RDF/XML, and the sentence says what to do."""
    store = ox.Store()
    store.add(ox.Quad(ox.NamedNode("http://a/"), ox.NamedNode("http://a/1"), ox.Literal("b")))
    with pytest.raises(OutputError, match=r"cannot write the predicate <http://a/1>.*use turtle"):
        render(store, "rdfxml")


def test_quads_stand_in_the_graph_of_the_datasheet(files: dict[str, Path]) -> None:
    """Every quad names the dataset that the datasheet describes."""
    lines = files["nquads"].read_text(encoding="utf-8").split(" .\n")[:-1]
    assert {line.rpartition(" ")[2] for line in lines} == {"<https://w3id.org/medkg/graph/00000000000000bb>"}


def test_json_is_plain_json_with_a_context_inside(files: dict[str, Path]) -> None:
    """Labels are maps by language, things are plain names, and every subject stands once."""
    document = json.loads(files["jsonld"].read_text(encoding="utf-8"))
    nodes = {node["@id"]: node for node in document["@graph"]}
    assert len(nodes) == len(document["@graph"])
    heart = nodes["modality:electrocardiography"]
    assert heart["skos:prefLabel"] == {"en": "electrocardiography", "zh": "心电图"}
    assert heart["skos:broader"] == "modality:biosignal"
    assert heart["medkg:isKnown"] is True
    assert nodes["paper:p1"]["dcterms:issued"] == "2020"
    assert document["@context"]["dcterms:issued"] == {"@type": "xsd:gYear"}


def test_blank_nodes_travel(tmp_path: Path) -> None:
    """A graph with nameless nodes keeps its shape in every format."""
    store = ox.Store()
    store.load(input="[] <http://p/q> [ <http://p/r> 1 ] .", format=ox.RdfFormat.TURTLE)
    wanted = render(store, "ntriples")
    for name, ending in ENDINGS.items():
        path = tmp_path / f"g{ending}"
        data = render(store, name)
        assert isinstance(data, bytes)
        path.write_bytes(data)
        assert render(read_graph(path), "ntriples") == wanted


def test_sorted_files_have_sorted_lines(files: dict[str, Path]) -> None:
    """N-Triples and N-Quads are sorted by bytes."""
    for name in ("ntriples", "nquads"):
        lines = files[name].read_bytes().split(b"\n")[:-1]
        assert lines == sorted(lines)
