"""RDF as N-Quads."""

import pyoxigraph as ox

from medkg.export.ntriples import sorted_lines
from medkg.graphs import PREFIXES, unique

_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
_DATASET = ox.NamedNode(PREFIXES["void"] + "Dataset")


def write_nquads(store: ox.Store) -> bytes:
    """Return the graph as canonical N-Quads, sorted: every statement in the named graph of the datasheet.

    So several graphs can be loaded into one store and told apart. Without a datasheet, or with several, the
    statements stay in the default graph.
    """
    name = _graph_name(store)
    quads = [ox.Quad(item.subject, item.predicate, item.object, name) for item in unique(store)]
    return sorted_lines(ox.serialize(quads, format=ox.RdfFormat.N_QUADS))


def _graph_name(store: ox.Store) -> ox.NamedNode | ox.DefaultGraph:
    found = {quad.subject for quad in store.quads_for_pattern(None, _TYPE, _DATASET, None)}
    named = [node for node in found if isinstance(node, ox.NamedNode)]
    return named[0] if len(named) == 1 else ox.DefaultGraph()
