import gzip
import hashlib
import os
import subprocess
import sys
import zipfile
from importlib.metadata import EntryPoint
from pathlib import Path

import pyoxigraph as ox
import pytest

import medkg.export.exporters as module
from medkg.errors import GraphError, OutputError
from medkg.export import EXPORTERS, export, list_exporters, render
from medkg.graphs import read_graph

SMALL = Path(__file__).resolve().parents[2] / "fixtures" / "small.ttl"
NAMES = [exporter.name for exporter in EXPORTERS]
DIGEST = """
import hashlib, sys
from medkg.export import EXPORTERS, render
from medkg.graphs import read_graph
from pathlib import Path
store = read_graph(Path(sys.argv[1]))
for exporter in EXPORTERS:
    made = render(store, exporter.name)
    data = made if isinstance(made, bytes) else b"".join(made[name] for name in sorted(made))
    print(exporter.name, hashlib.sha256(data).hexdigest())
"""


@pytest.fixture(scope="module")
def small() -> ox.Store:
    """The small hand-made graph."""
    return read_graph(SMALL)


def digests(seed: str) -> str:
    """Return the SHA-256 of every export, made by a fresh Python with this hash seed."""
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    result = subprocess.run(
        [sys.executable, "-c", DIGEST, str(SMALL)], env=environment, capture_output=True, text=True, check=True
    )
    return result.stdout


def test_the_same_graph_gives_the_same_bytes() -> None:
    """Every format is equal in two processes with different hash seeds."""
    first, second = digests("1"), digests("2")
    assert first == second
    assert len(first.splitlines()) == len(EXPORTERS)


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_graph_is_exported_too(name: str) -> None:
    """A graph without a statement gives a small file, not an error."""
    assert len(render(ox.Store(), name)) < 2_000_000


@pytest.mark.parametrize("asked", ["turtle", "Turtle", "ttl", "TTL"])
def test_a_format_is_known_by_its_ending(asked: str) -> None:
    """A format is found by its name, and by an ending that is its alone, in any case."""
    assert module.get_exporter(asked).name == "turtle"


@pytest.mark.parametrize("ending", ["zip", "json", ""])
def test_an_ending_of_several_formats_names_none(ending: str) -> None:
    """What could be several formats is asked back."""
    with pytest.raises(OutputError, match="there is no format"):
        module.get_exporter(ending)


def test_an_unknown_format_is_answered_with_those_that_there_are() -> None:
    """A slip in the name of a format is answered with what it may have meant."""
    with pytest.raises(OutputError, match="there is no format 'gefx'; perhaps gexf; there are turtle, ntriples"):
        render(ox.Store(), "gefx")


def test_a_file_is_written_from_a_file(tmp_path: Path) -> None:
    """The name of a saved graph serves as well as a store; what was there before is replaced."""
    target = tmp_path / "deep" / "graph.nt"
    export(SMALL, "ntriples", target)
    export(str(SMALL), "ntriples", str(target))
    assert len(target.read_bytes().splitlines()) == 2573
    assert [path.name for path in target.parent.iterdir()] == ["graph.nt"]


def test_a_file_can_be_packed(small: ox.Store, tmp_path: Path) -> None:
    """A name that ends in .gz gives a packed file without a time in it."""
    export(small, "turtle", tmp_path / "graph.ttl.gz")
    data = (tmp_path / "graph.ttl.gz").read_bytes()
    assert gzip.decompress(data) == render(small, "turtle")
    assert data[4:8] == b"\0\0\0\0"


def test_several_files_make_a_folder_or_an_archive(small: ox.Store, tmp_path: Path) -> None:
    """CSV is a folder of three files, or one archive whose bytes are always the same."""
    export(small, "csv", tmp_path / "tables")
    assert sorted(path.name for path in (tmp_path / "tables").iterdir()) == ["edges.csv", "nodes.csv", "papers.csv"]
    hashes = set()
    for name in ("a.zip", "b.zip"):
        export(small, "csv", tmp_path / name)
        hashes.add(hashlib.sha256((tmp_path / name).read_bytes()).hexdigest())
    assert len(hashes) == 1
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert archive.read("nodes.csv") == (tmp_path / "tables" / "nodes.csv").read_bytes()


def test_a_claim_about_nothing_is_told() -> None:
    """A claim about something that the graph does not describe cannot be drawn; the way out is named."""
    store = ox.Store()
    store.load(
        input="""@prefix medkg: <https://w3id.org/medkg/ontology#> . @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
        <http://c/> a medkg:Claim ; rdf:subject <http://a/> ; rdf:predicate medkg:usesMethod ; rdf:object <http://b/> .""",
        format=ox.RdfFormat.TURTLE,
    )
    with pytest.raises(GraphError, match="a claim is about <http://a/>, which the graph does not describe"):
        render(store, "graphml")


def test_another_package_can_bring_an_exporter(monkeypatch: pytest.MonkeyPatch, small: ox.Store) -> None:
    """An entry point adds a format and cannot take the place of one of ours."""
    points = [
        EntryPoint("upper", "medkg.export.turtle:write_turtle", module.GROUP),
        EntryPoint("turtle", "nowhere:nothing", module.GROUP),
        EntryPoint("broken", "nowhere:nothing", module.GROUP),
    ]
    monkeypatch.setattr(module, "entry_points", lambda group: points if group == module.GROUP else [])
    assert [exporter.name for exporter in list_exporters()][-2:] == ["broken", "upper"]
    assert render(small, "upper") == render(small, "turtle")
    with pytest.raises(OutputError, match="the exporter broken of nowhere cannot be loaded"):
        render(small, "broken")


def test_every_format_says_what_it_is() -> None:
    """Names are different, and each format has an ending and a line about it."""
    assert len(set(NAMES)) == len(NAMES)
    assert all(exporter.suffix.startswith(".") and exporter.description for exporter in EXPORTERS)
