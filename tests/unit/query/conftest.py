"""The small graph, for all tests of asking."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from medkg.graphs import read_graph

SMALL = Path(__file__).resolve().parents[2] / "fixtures" / "small.ttl"


@pytest.fixture(scope="session")
def small() -> ox.Store:
    """The small hand-made graph."""
    return read_graph(SMALL)


@pytest.fixture
def only_mentioned() -> ox.Store:
    """A graph in which one paper only mentions a thing."""
    store = ox.Store()
    store.load(
        input="""
        @prefix medkg: <https://w3id.org/medkg/ontology#> . @prefix m: <https://w3id.org/medkg/method/> .
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix p: <https://w3id.org/medkg/paper/> .
        m:used a medkg:Method ; skos:prefLabel "UsedNet"@en . m:named a medkg:Method ; skos:prefLabel "NamedNet"@en .
        p:a a medkg:Paper ; medkg:usesMethod m:used ; medkg:mentionsMethod m:named .
        p:b a medkg:Paper ; medkg:mentionsMethod m:used, m:named .
        """,
        format=ox.RdfFormat.TURTLE,
    )
    return store
