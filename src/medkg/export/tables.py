"""The network and the literature table as CSV."""

import pyoxigraph as ox

from medkg.export.network import EDGE_COLUMNS, NODE_COLUMNS, Value, make_network
from medkg.export.papers import COLUMNS, paper_rows, table_bytes
from medkg.export.view import load_view


def write_tables(store: ox.Store) -> dict[str, bytes]:
    """Return nodes.csv, edges.csv and papers.csv; ``source`` and ``target`` of an edge are ids of nodes.

    Raises:
        GraphError: a claim is about something that the graph does not describe.
    """
    view = load_view(store)
    network = make_network(view)
    nodes = [[node.id, *(cell(node.values.get(name, "")) for name in NODE_COLUMNS)] for node in network.nodes]
    edges = [[link.source, link.target, *(cell(link.values[name]) for name in EDGE_COLUMNS)] for link in network.links]
    return {
        "nodes.csv": table_bytes(["id", *NODE_COLUMNS], nodes),
        "edges.csv": table_bytes(["source", "target", *EDGE_COLUMNS], edges),
        "papers.csv": table_bytes(COLUMNS, paper_rows(view)),
    }


def cell(value: Value) -> str:
    """Return a value as the text of a cell."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
