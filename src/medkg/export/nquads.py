"""RDF as N-Quads."""

import pyoxigraph as ox

from medkg.graphs import PREFIXES, sorted_lines

_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
_DATASET = ox.NamedNode(PREFIXES["void"] + "Dataset")


def write_nquads(store: ox.Store) -> bytes:
    """Return the graph as canonical N-Quads, sorted: every statement in the named graph of the datasheet.

    So several graphs can be loaded into one store and told apart. Without a datasheet, or with several, the
    statements stay in the default graph.
    """
    name = _graph_name(store)
    return "".join(f"{line.removesuffix('.')}{name}.\n" for line in sorted_lines(store)).encode()


def _graph_name(store: ox.Store) -> str:
    """Return the name of the datasheet's graph and a space, or nothing."""
    found = {quad.subject for quad in store.quads_for_pattern(None, _TYPE, _DATASET, None)}
    named = [node for node in found if isinstance(node, ox.NamedNode)]
    return f"{named[0]} " if len(named) == 1 else ""
