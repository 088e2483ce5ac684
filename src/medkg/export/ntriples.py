"""RDF as N-Triples."""

from collections.abc import Iterable

import pyoxigraph as ox

from medkg.graphs import unique


def write_ntriples(store: ox.Store) -> bytes:
    """Return the graph as canonical N-Triples, sorted."""
    return sorted_lines(ox.serialize(unique(store), format=ox.RdfFormat.N_TRIPLES))


def sorted_lines(data: bytes | None) -> bytes:
    """Return these lines sorted by code point, which is the order of their bytes."""
    lines: Iterable[bytes] = sorted((data or b"").split(b"\n"))
    return b"".join(line + b"\n" for line in lines if line)
