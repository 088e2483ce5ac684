"""RDF as N-Triples."""

import pyoxigraph as ox

from medkg.graphs import sorted_lines


def write_ntriples(store: ox.Store) -> bytes:
    """Return the graph as canonical N-Triples, sorted."""
    return "".join(f"{line}\n" for line in sorted_lines(store)).encode()
