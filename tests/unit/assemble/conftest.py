"""The small corpus as fixtures."""

import pyoxigraph as ox
import pytest
from tests.unit.assemble.corpus import KNOWLEDGE, VOCABULARY, load

from medkg.assemble import Graph, build_graph


@pytest.fixture(scope="session")
def graph() -> Graph:
    """Return the graph of the small corpus."""
    return build_graph(KNOWLEDGE, VOCABULARY)


@pytest.fixture(scope="session")
def store(graph: Graph) -> ox.Store:
    """Return the small graph, loaded."""
    return load(graph)
