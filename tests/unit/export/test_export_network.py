"""The network files, read back by programs that did not write them: igraph, networkx and xmllint."""

import csv
import io
import json
import shutil
import subprocess
from pathlib import Path

import igraph
import networkx as nx
import pyoxigraph as ox
import pytest

from medkg.export import render, to_networkx
from medkg.export.network import load_network, node_id
from medkg.export.view import load_view
from medkg.graphs import read_graph

SMALL = Path(__file__).resolve().parents[2] / "fixtures" / "small.ttl"
SCHEMAS = Path(__file__).resolve().parents[4] / "shared" / "fixtures" / "schemas"
BASE = "https://w3id.org/medkg/"
HOSTILE = [
    "\x01\x02\x0b\x1f\ufffe\uffff", "a\r\nb\tc", "</data></node></graph>", "]]>", "&#0;&lt;&", "\"'", "=1+1", "\u202eabc", "🫀𠀀",
    "x" * 3000, "a;b,c|d",
]  # fmt: skip


@pytest.fixture(scope="module")
def store() -> ox.Store:
    """The small graph, and papers and methods whose names try to break out of every syntax."""
    made = read_graph(SMALL)
    lines = []
    for number, _ in enumerate(HOSTILE):
        lines.append(
            f"<paper/h{number}> a medkg:Paper ; medkg:usesMethod <method/h{number}> . <method/h{number}> a medkg:Method ."
            f"<claim/h{number}> a medkg:Claim ; rdf:subject <paper/h{number}> ; rdf:predicate medkg:usesMethod ;"
            f" rdf:object <method/h{number}> ; medkg:confidence 0.5 ; medkg:paperCount 1 ; medkg:evidence <evidence/h{number}> ."
            f"<evidence/h{number}> a medkg:Evidence ; medkg:paper <paper/h{number}> ; medkg:confidence 0.5 ."
        )
    head = "@prefix medkg: <https://w3id.org/medkg/ontology#> . @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .\n"
    made.load(input=f"@base <{BASE}> . {head}" + "\n".join(lines), format=ox.RdfFormat.TURTLE)
    for number, text in enumerate(HOSTILE):
        for subject, predicate in (
            (f"paper/h{number}", "http://purl.org/dc/terms/title"),
            (f"method/h{number}", "http://www.w3.org/2004/02/skos/core#prefLabel"),
            (f"evidence/h{number}", BASE + "ontology#sentence"),
        ):
            made.add(ox.Quad(ox.NamedNode(BASE + subject), ox.NamedNode(predicate), ox.Literal(text)))
    return made


@pytest.fixture(scope="module")
def counts(store: ox.Store) -> tuple[int, int]:
    """The number of papers and things, and the number of claims."""
    view = load_view(store)
    assert len(view.edges) == 77 + len(HOSTILE)
    return len(view.papers) + len(view.things), len(view.edges)


def as_file(store: ox.Store, name: str, folder: Path) -> Path:
    """Return an export on disk."""
    data = render(store, name)
    assert isinstance(data, bytes)
    path = folder / f"graph.{name}"
    path.write_bytes(data)
    return path


def clean(text: str) -> str:
    """Return a text as XML can hold it."""
    return "".join("\ufffd" if (c < " " and c not in "\t\r\n") or c in "\ufffe\uffff" else c for c in text)


def test_igraph_reads_graphml(store: ox.Store, counts: tuple[int, int], tmp_path: Path) -> None:
    """Read by igraph, GraphML has as many nodes and edges, and every hostile label as XML can hold it."""
    graph = igraph.Graph.Read_GraphML(str(as_file(store, "graphml", tmp_path)))
    assert (graph.vcount(), graph.ecount()) == counts
    assert set(graph.vs["label"]) >= {clean(text) for text in HOSTILE}
    edge = next(e for e in graph.es if e["relation"] == "appliedToModality" and e["paper_count"] == 2)
    assert (edge["weight"], edge["confidence"]) == (2.0, 0.973)


def test_networkx_reads_graphml(store: ox.Store, counts: tuple[int, int], tmp_path: Path) -> None:
    """Read by networkx, GraphML is the same graph, with the same attributes as its own object has."""
    graph = nx.read_graphml(as_file(store, "graphml", tmp_path), force_multigraph=True)
    assert (len(graph), graph.number_of_edges()) == counts
    ours = to_networkx(store)
    assert graph.nodes["method:u-net"] == ours.nodes["method:u-net"]
    assert graph.nodes["paper:p1"]["year"] == 2020


def test_networkx_reads_gexf(store: ox.Store, counts: tuple[int, int], tmp_path: Path) -> None:
    """Read by networkx, GEXF has as many nodes and edges, labels included."""
    graph = nx.read_gexf(as_file(store, "gexf", tmp_path), version="1.3")
    assert (len(graph), graph.number_of_edges()) == counts
    labels = {data["label"] for _, data in graph.nodes(data=True)}
    assert labels >= {clean(text) for text in HOSTILE}


@pytest.mark.parametrize(("name", "schema"), [("graphml", "graphml/graphml.xsd"), ("gexf", "gexf-1.3/gexf.xsd")])
def test_xml_files_are_valid(store: ox.Store, tmp_path: Path, name: str, schema: str) -> None:
    """The files are valid by the published schemas, as xmllint finds without a network."""
    xmllint = shutil.which("xmllint")
    if xmllint is None:
        pytest.skip("xmllint (libxml2-utils) is not installed")
    if not SCHEMAS.is_dir():
        pytest.skip("the schemas of ../shared/fixtures are not beside this checkout")
    command = [xmllint, "--nonet", "--noout", "--schema", str(SCHEMAS / schema), str(as_file(store, name, tmp_path))]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr


def test_csv_holds_every_node_and_edge(store: ox.Store, counts: tuple[int, int]) -> None:
    """The tables have a row for each node, edge and paper, and every end of an edge is a node."""
    tables = render(store, "csv")
    assert not isinstance(tables, bytes)
    nodes, edges, papers = (
        list(csv.DictReader(io.StringIO(tables[name].decode(), newline="")))
        for name in ("nodes.csv", "edges.csv", "papers.csv")
    )
    assert (len(nodes), len(edges), len(papers)) == (*counts, 8 + len(HOSTILE))
    assert {row[end] for row in edges for end in ("source", "target")} <= {row["id"] for row in nodes}
    assert {row["label"] for row in nodes} >= set(HOSTILE)
    assert next(row for row in nodes if row["id"] == "method:u-net")["is_known"] == "true"


def test_cytoscape_is_plain_json(store: ox.Store, counts: tuple[int, int]) -> None:
    """Cytoscape JSON has an element for each node and edge; ids are unique and ends exist."""
    elements = json.loads(render(store, "cytoscape"))["elements"]  # type: ignore[arg-type]
    assert (len(elements["nodes"]), len(elements["edges"])) == counts
    ids = {element["data"]["id"] for element in elements["nodes"]}
    assert len(ids) == counts[0]
    assert all(element["data"]["source"] in ids and element["data"]["target"] in ids for element in elements["edges"])


def test_neo4j_tables_have_typed_headers(store: ox.Store, counts: tuple[int, int]) -> None:
    """Nodes and relationships stand a line each, with the columns that neo4j-admin asks for."""
    tables = render(store, "neo4j")
    assert not isinstance(tables, bytes)
    nodes = list(csv.reader(io.StringIO(tables["nodes.csv"].decode(), newline="")))
    links = list(csv.reader(io.StringIO(tables["relationships.csv"].decode(), newline="")))
    assert (len(nodes) - 1, len(links) - 1) == counts
    assert nodes[0][0] == "id:ID"
    assert nodes[0][-1] == ":LABEL"
    assert links[0][:2] + links[0][-1:] == [":START_ID", ":END_ID", ":TYPE"]
    assert {row[-1] for row in nodes[1:]} == {"Paper", "Thing;Method", "Thing;Modality", "Thing;Task", "Thing;Dataset"}
    assert "APPLIED_TO_MODALITY" in {row[-1] for row in links}
    assert not any("\n" in cell or "\r" in cell for row in [*nodes, *links] for cell in row)


def test_vosviewer_counts_papers_with_both() -> None:
    """Items are the things that papers use; a link is as strong as there are papers with both."""
    network = json.loads(render(read_graph(SMALL), "vosviewer"))["network"]  # type: ignore[arg-type]
    items = {item["label"]: item for item in network["items"]}
    assert items["electrocardiography"]["weights"] == {"Papers": 4}
    assert items["electrocardiography"]["scores"] == {"Mean year": 2023.0}
    assert "biosignal" not in items
    pair = {items["electrocardiography"]["id"], items["arrhythmia detection"]["id"]}
    (strength,) = [link["strength"] for link in network["links"] if {link["source_id"], link["target_id"]} == pair]
    assert strength == 3
    assert {item["cluster"] for item in network["items"]} <= {cluster["cluster"] for cluster in network["clusters"]}


def test_networkx_is_given_as_an_object() -> None:
    """The object for notebooks knows nodes by short names, and edges by their relation."""
    graph = to_networkx(SMALL)
    assert graph.nodes["modality:electrocardiography"]["label_zh"] == "心电图"
    assert graph.edges["method:heartflow", "modality:electrocardiography", "appliedToModality"]["paper_count"] == 2
    assert to_networkx(load_view(read_graph(SMALL))).number_of_edges() == graph.number_of_edges() == 77


@pytest.mark.parametrize(
    ("iri", "short"),
    [
        (BASE + "method/u-net", "method:u-net"),
        (BASE + "method/心语", "method:心语"),
        (BASE + "paper/a.b_c", "paper:a.b_c"),
        ("http://example.org/a b", "http:_x2f__x2f_example.org_x2f_a_x20_b"),
    ],
)
def test_ids_are_xml_names(iri: str, short: str) -> None:
    """Ids are short and hold nothing that an XML name may not."""
    assert node_id(iri) == short


def test_no_two_nodes_share_an_id(store: ox.Store, counts: tuple[int, int]) -> None:
    """Every paper and thing has an id of its own."""
    assert len({node.id for node in load_network(store).nodes}) == counts[0]
