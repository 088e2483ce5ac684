"""The network as an object of networkx, for notebooks."""

from pathlib import Path

import networkx as nx
import pyoxigraph as ox

from medkg.export.network import load_network, make_network
from medkg.export.view import View
from medkg.graphs import read_graph


def to_networkx(graph: ox.Store | View | Path | str) -> "nx.MultiDiGraph[str]":
    """Return the network of a graph, given as a store, a view or the name of its file.

    Nodes and edges carry the attributes of the GraphML file; an edge's key is its relation.

    Raises:
        GraphError: the file cannot be read, or a claim is about something that the graph does not describe.
    """
    if isinstance(graph, View):
        network = make_network(graph)
    else:
        network = load_network(graph if isinstance(graph, ox.Store) else read_graph(Path(graph)))
    made: nx.MultiDiGraph[str] = nx.MultiDiGraph(name="medkg")
    made.add_nodes_from((node.id, dict(node.values)) for node in network.nodes)
    for link in network.links:
        made.add_edge(link.source, link.target, key=str(link.values["relation"]), **link.values)
    return made
