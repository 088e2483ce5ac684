"""RDF as sorted Turtle."""

import pyoxigraph as ox

from medkg.graphs import format_turtle


def write_turtle(store: ox.Store) -> bytes:
    """Return the graph as Turtle: a block for each subject, sorted."""
    return format_turtle(store).encode()
