"""The method–modality network as a pyvis object, for notebooks and for the page's first picture."""

from collections.abc import Mapping, Sequence

from pyvis.network import Network

from medkg.export.explorer.layout import Position, place_things
from medkg.export.view import ThingNode, View

MOST_NODES = 1500
"""pyvis looks through all its nodes whenever one is added, so it is kept to what it can hold in a moment."""

_COLOURS = {"method": "#0072b2", "modality": "#009e73", "task": "#e69f00", "dataset": "#cc79a7"}
_SHAPES = {"method": "dot", "modality": "square", "task": "triangle", "dataset": "diamond"}


def to_pyvis(view: View, *, positions: Sequence[Position] | None = None, most_nodes: int = MOST_NODES) -> Network:
    """Return the links of methods with modalities as a pyvis ``Network`` with given places and no simulation.

    Nodes bear their IRI as id; where there are more than ``most_nodes``, those with most papers stay. The object is for
    looking and styling: write pages with ``write_page``, whose template lets no text become markup.
    """
    places = positions if positions is not None else place_things(view.things, view.edges)
    links = [edge for edge in view.edges if edge.predicate == "appliedToModality"]
    linked = {iri for edge in links for iri in (edge.source, edge.target)}
    chosen = sorted(
        (number for number, thing in enumerate(view.things) if thing.iri in linked),
        key=lambda number: (-view.things[number].paper_count, number),
    )[:most_nodes]
    network = Network(directed=True, cdn_resources="in_line")
    network.toggle_physics(status=False)
    most_papers = max((view.things[number].paper_count for number in chosen), default=1) or 1
    for number in chosen:
        thing = view.things[number]
        network.add_node(thing.iri, **_node(thing, share=thing.paper_count / most_papers, place=places[number]))
    kept = {view.things[number].iri for number in chosen}
    for edge in links:
        if edge.source in kept and edge.target in kept:
            network.add_edge(edge.source, edge.target, value=edge.paper_count)
    return network


def _node(thing: ThingNode, *, share: float, place: Position) -> Mapping[str, object]:
    return {
        "label": thing.label,
        "shape": _SHAPES[thing.kind],
        "color": _COLOURS[thing.kind],
        "size": round(4 + 15 * share**0.5, 2),
        "x": round(place[0]),
        "y": round(place[1]),
        "physics": False,
    }
