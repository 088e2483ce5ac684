"""The explorer: one HTML file that opens from disk, asks nobody for anything, and shows the whole graph."""

import base64
from collections import Counter
from collections.abc import Sequence
from importlib.resources import files

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from medkg.export.explorer.islands import dump_island, make_islands
from medkg.export.explorer.layout import Position, place_things
from medkg.export.explorer.network import to_pyvis
from medkg.export.view import View
from medkg.garbage import collector_paused

_ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><g fill="#155e71"><rect width="7" height="7" rx="2"/>'
    '<rect x="9" y="9" width="7" height="7" rx="2"/></g><rect x="9" width="7" height="7" rx="2" fill="#a9d6d3"/>'
    '<circle cx="3.5" cy="12.5" r="2.6" fill="none" stroke="#c4500a" stroke-width="1.4" stroke-dasharray="2 1"/></svg>'
)
_MOST_PAIRS = 100


def write_page(view: View, *, title: str = "") -> bytes:
    """Return the explorer page of this graph as UTF-8; the same view gives the same bytes.

    Without a title the page bears the one that the graph gives itself.

    Every text of the graph travels in JSON islands and enters the page as text. The policy in the page's head allows
    its own two scripts and its styles by their hash, and no connection to anywhere.
    """
    with collector_paused():
        return _render(view, title)


def _render(view: View, title: str) -> bytes:
    positions = _positions(view)
    islands = make_islands(view, positions=positions, title=title)
    title = islands.core["titles"]["en"]
    template = Environment(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True).from_string(
        _asset("page.html")
    )
    page = template.render(
        title=title,
        policy=_asset("policy.txt").strip(),
        icon="data:image/svg+xml;base64," + base64.b64encode(_ICON.encode()).decode(),
        style=Markup(_asset("explorer.css")),  # noqa: S704 — our own file, no text of the graph
        vis=Markup(_asset("vis-network.min.js")),  # noqa: S704 — the same
        script=Markup(_asset("explorer.js")),  # noqa: S704 — the same
        core=Markup(dump_island(islands.core)),  # noqa: S704 — holds no character that could end the island
        chunks=[Markup(dump_island(chunk)) for chunk in islands.chunks],  # noqa: S704 — the same
        paper_count=len(view.papers),
        pairs=_commonest_pairs(view),
    )
    return page.encode("utf-8", "replace")


def _positions(view: View) -> list[Position]:
    """Return the places of all things; the method–modality picture is the one that ``to_pyvis`` draws."""
    positions = place_things(view.things, view.edges)
    drawn = {node["id"]: (node["x"], node["y"]) for node in to_pyvis(view, positions=positions).nodes}
    return [drawn.get(thing.iri, place) for thing, place in zip(view.things, positions, strict=True)]


def _commonest_pairs(view: View) -> Sequence[tuple[str, str, int]]:
    """Return method, modality and number of papers, for readers without scripts."""
    labels = {thing.iri: thing.label for thing in view.things}
    counts = Counter(
        {
            (edge.source, edge.target): edge.paper_count
            for edge in view.edges
            if edge.predicate == "appliedToModality" and edge.source in labels and edge.target in labels
        }
    )
    order = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:_MOST_PAIRS]
    return [(labels[method], labels[modality], count) for (method, modality), count in order]


def _asset(name: str) -> str:
    return (files("medkg.export.explorer") / "assets" / name).read_text(encoding="utf-8")
