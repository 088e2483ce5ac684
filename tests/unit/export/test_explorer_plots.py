import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pyoxigraph as ox
import pytest

from medkg.errors import OutputError
from medkg.export.explorer.plots import plot_svg, to_png
from medkg.export.view import Edge, PaperNode, Quote, ThingNode, View, load_view

SMALL = Path(__file__).resolve().parents[2] / "fixtures" / "small.ttl"
SVG = "{http://www.w3.org/2000/svg}"


def _view() -> View:
    """Return three papers: two on U-Net and MRI, of which one links them, and one on a network and CT."""
    papers = tuple(PaperNode(f"p{k}", f"p{k}", "t", year) for k, year in enumerate((2020, 2022, None)))
    things = (
        ThingNode("net", "method", "network"),
        ThingNode("unet", "method", "U-Net <b>", broader=("net",)),
        ThingNode("mri", "modality", "MRI"),
        ThingNode("ct", "modality", "CT"),
    )
    named = [("p0", "unet"), ("p0", "mri"), ("p1", "unet"), ("p1", "mri"), ("p2", "net"), ("p2", "ct")]
    edges = [Edge(paper, thing, "usesMethod", 1.0, 1, ()) for paper, thing in named]
    edges.append(Edge("unet", "mri", "appliedToModality", 1.0, 1, ("e",)))
    return View(papers, things, tuple(edges), {"e": Quote("p0", "s", 0, 0, 1, "s", "r", 1.0)})


def _texts(svg: bytes) -> list[str]:
    return [element.text or "" for element in ET.fromstring(svg).iter(f"{SVG}text")]  # noqa: S314 — our own output


def test_the_matrix_counts_papers_whose_text_links_the_two() -> None:
    """Broader things count the papers of narrower ones; names are text, whatever stands in them."""
    texts = _texts(plot_svg(_view(), "matrix"))
    assert texts[:2] == ["Methods × modalities", "papers whose text links the two"]
    assert texts[2:] == ["MRI", "CT", "network", "3", "1", "U-Net <b>", "2", "1"]


def test_without_links_the_matrix_counts_papers_that_name_both() -> None:
    """Two kinds that the ontology does not link are counted by paper."""
    texts = _texts(plot_svg(_view(), "matrix", rows="modality", columns="modality"))
    assert "papers that name both" in texts


def test_the_trend_counts_papers_by_year_without_holes() -> None:
    """Every year of the span has a column, and papers without a year are left out."""
    texts = _texts(plot_svg(_view(), "trend", rows="modality"))
    assert texts[2:] == ["2020", "2021", "2022", "MRI", "2", "1", "1", "CT", "1"]


def test_the_most_used_things_are_bars() -> None:
    """Bars stand in order of papers, as many as asked for."""
    assert _texts(plot_svg(_view(), "top", most=1, title="Mine"))[0:3] == ["Mine", "papers", "network"]


def test_figures_of_odd_graphs_are_whole() -> None:
    """An empty graph and one with hostile names give well-formed figures, the same each time."""
    store = ox.Store()
    store.load(SMALL.read_bytes(), ox.RdfFormat.TURTLE)
    for view in (View((), (), (), {}), load_view(store)):
        for figure in ("matrix", "trend", "top"):
            assert _texts(plot_svg(view, figure))
            assert plot_svg(view, figure) == plot_svg(view, figure)


def test_an_unknown_figure_or_kind_is_answered_with_those_that_exist() -> None:
    """The error names what can be drawn."""
    with pytest.raises(OutputError, match="matrix, trend, top"):
        plot_svg(_view(), "pie")
    with pytest.raises(OutputError, match="modality, task, dataset, method"):
        plot_svg(_view(), "top", rows="year")


def test_png_without_resvg_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the extra is missing the sentence names it."""
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(OutputError, match="pip install resvg-py"):
        to_png(b"<svg/>")


def test_png_is_drawn_with_resvg() -> None:
    """With the extra the figure becomes a picture."""
    pytest.importorskip("resvg_py", reason="resvg-py, an extra for PNG figures, is not installed")
    assert to_png(plot_svg(_view(), "top")).startswith(b"\x89PNG")
