"""Claims → RDF: the graph, its evidence and its datasheet."""

from medkg.assemble.graph import Graph, build_graph, write_turtle

__all__ = ["Graph", "build_graph", "write_turtle"]
