import csv
import io
from pathlib import Path

import pyoxigraph as ox

from medkg.export import render
from medkg.graphs import read_graph

SMALL = Path(__file__).resolve().parents[2] / "fixtures" / "small.ttl"


def rows(data: object) -> list[dict[str, str]]:
    """Return the rows of a table."""
    assert isinstance(data, bytes)
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_a_paper_is_a_row() -> None:
    """The literature table tells of each paper what it brings, uses and is about."""
    table = {row["id"]: row for row in rows(render(read_graph(SMALL), "papers"))}
    assert list(table) == [f"p{number}" for number in range(1, 9)]
    assert table["p3"] == {
        "id": "p3",
        "title": "BeatBench, a benchmark of wearable electrocardiograms",
        "venue": "ML4H 2022",
        "presentation": "",
        "year": "2022",
        "topics": "benchmarks; biosignals",
        "methods_proposed": "",
        "methods_used": "HeartFlow; Transformer",
        "modalities": "electrocardiography",
        "tasks": "arrhythmia detection",
        "datasets_introduced": "BeatBench",
        "datasets_used": "",
        "authors": "",
        "doi": "",
        "links": "https://example.org/beatbench; https://example.org/beatbench/code",
        "language": "en",
        "warnings": "",
    }


def test_cells_are_faithful() -> None:
    """A title with quotes, markup and control characters reads back word for word."""
    (title,) = [row["title"] for row in rows(render(read_graph(SMALL), "papers")) if row["id"] == "p4"]
    assert title.startswith("</script><img src=x onerror=alert(1)> ]]> \"quoted\" 'single' & \\back\\slash =1+1")
    assert "\x01\x0b" in title


def test_a_paper_without_anything_is_a_row_too() -> None:
    """Year, venue and things may all be missing."""
    (row,) = [row for row in rows(render(read_graph(SMALL), "papers")) if row["id"] == "p8"]
    assert [name for name, value in row.items() if value] == ["id", "title", "language"]


def test_a_spreadsheet_runs_no_formula() -> None:
    """For Excel there is a byte order mark, and a tab before each cell that could be a formula."""
    store = ox.Store()
    store.load(
        input="""@prefix medkg: <https://w3id.org/medkg/ontology#> . @prefix dcterms: <http://purl.org/dc/terms/> .
        <https://w3id.org/medkg/paper/a> a medkg:Paper ; dcterms:title "=HYPERLINK(1)" ; medkg:venue "＝1" ; medkg:doi "10.1/x" .""",
        format=ox.RdfFormat.TURTLE,
    )
    data = render(store, "papers-spreadsheet")
    assert isinstance(data, bytes)
    assert data.startswith(b"\xef\xbb\xbf")
    (row,) = rows(data)
    assert (row["title"], row["venue"], row["doi"]) == ("\t=HYPERLINK(1)", "\t＝1", "10.1/x")
