"""Files of every kind from any saved graph; each is drawn from the graph alone, so that no two can disagree."""

from pathlib import Path
from typing import TYPE_CHECKING

from medkg.export.exporters import EXPORTERS, Exporter, export, list_exporters, render

if TYPE_CHECKING:
    import networkx as nx
    import pyoxigraph as ox

    from medkg.export.view import View

__all__ = ["EXPORTERS", "Exporter", "export", "list_exporters", "render", "to_networkx"]


def to_networkx(graph: "ox.Store | View | Path | str") -> "nx.MultiDiGraph[str]":
    """Return the network of a graph, given as a store, a view or the name of its file; see ``export.networkx``.

    Raises:
        GraphError: the file cannot be read, or a claim is about something that the graph does not describe.
    """
    from medkg.export.networkx import to_networkx as convert  # noqa: PLC0415 - networkx takes 0.2 s to load

    return convert(graph)
