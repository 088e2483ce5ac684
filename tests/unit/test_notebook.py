import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

import medkg
from medkg import notebook
from medkg.errors import GraphError, OutputError, QueryError
from medkg.graphs import PREFIXES
from medkg.query import Rows

BASE = "https://w3id.org/medkg/"
TURTLE = """
@prefix medkg: <https://w3id.org/medkg/ontology#> .
<{base}paper/p1> a medkg:Paper ; dcterms:title "One" ; dcterms:issued "2025"^^xsd:gYear .
<{base}method/u-net> a medkg:Method ; skos:prefLabel "U-Net"@en , "U形网络"@zh .
<{base}modality/mri> a medkg:Modality ; skos:prefLabel "MRI"@en .
<{base}claim/1> a medkg:Claim ; rdf:subject <{base}paper/p1> ; rdf:predicate medkg:usesMethod ;
  rdf:object <{base}method/u-net> ; medkg:confidence 0.9 ; medkg:paperCount 1 .
<{base}claim/2> a medkg:Claim ; rdf:subject <{base}method/u-net> ; rdf:predicate medkg:appliedToModality ;
  rdf:object <{base}modality/mri> ; medkg:confidence 0.8 ; medkg:paperCount 1 .
"""


@pytest.fixture
def graph(tmp_path: Path) -> medkg.Graph:
    """A small graph, opened from its file."""
    head = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items() if prefix != "medkg")
    path = tmp_path / "graph.ttl"
    path.write_text(head + TURTLE.replace("{base}", BASE), encoding="utf-8")
    return medkg.open_graph(path)


def test_opening_a_graph_loads_no_library_that_only_pictures_need() -> None:
    """``import medkg`` loads nothing, and a question loads neither spaCy nor rdflib, networkx or pyvis."""
    code = (
        "import sys, medkg; before = {'pyoxigraph', 'medkg.notebook'} & set(sys.modules); medkg.open_graph; "
        "print(before, {'spacy', 'rdflib', 'networkx', 'pyvis'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set() set()"


def test_a_graph_says_what_it_holds(graph: medkg.Graph) -> None:
    """At the end of a cell stands one line with the counts."""
    assert repr(graph) == "<medkg graph, papers: 1, methods: 1, modalities: 1>"


def test_a_graph_is_explored(graph: medkg.Graph, tmp_path: Path) -> None:
    """The page is shown in a frame of the notebook and can be saved."""
    page = graph.explore(title="Mine", height=400)
    assert 'height="400"' in page._repr_html_()
    page.save(tmp_path / "page.html")
    assert b"<title>Mine</title>" in (tmp_path / "page.html").read_bytes()


def test_a_graph_becomes_the_familiar_objects(graph: medkg.Graph) -> None:
    """Papers and things go to networkx, methods and modalities to pyvis."""
    assert set(graph.to_networkx().nodes) == {"paper:p1", "method:u-net", "modality:mri"}
    assert [node["label"] for node in graph.to_pyvis().nodes] == ["U-Net", "MRI"]


def test_rows_come_as_plain_values(graph: medkg.Graph) -> None:
    """Numbers are numbers, truths are truths, IRIs are texts, and nothing is None."""
    rows = graph.query(
        "SELECT ?x (1 + 1 AS ?n) (true AS ?t) (0.5 AS ?d) ('7'^^xsd:long AS ?l) ('x'^^xsd:integer AS ?odd) ?none "
        "WHERE { ?x a medkg:Method OPTIONAL { ?x rdfs:seeAlso ?none } }"
    )
    method = f"{BASE}method/u-net"
    assert rows == [{"x": method, "n": 2, "t": True, "d": 0.5, "l": 7, "odd": "x", "none": None}]


def test_rows_come_with_names_in_a_language(graph: medkg.Graph) -> None:
    """With a language, things come by their name."""
    assert graph.query("SELECT ?x { ?x a medkg:Method }", language="zh") == [{"x": "U形网络"}]


def test_only_select_gives_rows(graph: medkg.Graph) -> None:
    """Another question is refused with the way out."""
    with pytest.raises(QueryError, match="medkg query"):
        graph.query("ASK { ?s ?p ?o }")


def test_ready_made_questions_take_their_values_by_name(graph: medkg.Graph) -> None:
    """A recipe is asked with keyword arguments; an unknown one is refused."""
    assert graph.recipe("methods-by-modality", modality="MRI") == []  # the claim of this graph has no evidence
    with pytest.raises(QueryError, match="no parameter 'modalty'"):
        graph.recipe("methods-by-modality", modalty="MRI")


def test_a_ready_made_question_has_a_deadline(graph: medkg.Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    """The seconds that a recipe may take reach the store."""
    given: list[float] = []

    def answer(*_: object, timeout: float) -> Rows:
        given.append(timeout)
        return Rows((), ())

    monkeypatch.setattr(notebook, "ask", answer)
    assert graph.recipe("methods-by-modality", modality="MRI", timeout=3.5) == []
    assert given == [3.5]


def test_a_name_is_explained(graph: medkg.Graph) -> None:
    """Every claim about a thing is there."""
    (found,) = graph.explain("u-net")
    assert len(found.accounts) == 2


def test_figures_and_files_are_made(graph: medkg.Graph, tmp_path: Path) -> None:
    """A figure shows itself; an unknown one is refused; a format is written to its file."""
    assert "U-Net" in graph.plot("top")._repr_svg_()
    with pytest.raises(OutputError, match="matrix, trend, top"):
        graph.plot("pie")
    graph.export("ntriples", tmp_path / "graph.nt")
    assert (tmp_path / "graph.nt").stat().st_size


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    """The fault is one of ours, with the name of the file."""
    with pytest.raises(GraphError, match=r"nothing\.ttl: no such file"):
        medkg.open_graph(tmp_path / "nothing.ttl")


def test_a_store_of_ones_own_will_do() -> None:
    """A graph need not come from a file."""
    assert medkg.Graph(ox.Store()).view.papers == ()


def test_an_unknown_attribute_is_an_error() -> None:
    """What is loaded on demand hides no misspelling."""
    with pytest.raises(AttributeError, match="opengraph"):
        _ = medkg.opengraph  # type: ignore[attr-defined]
