"""The network as tables for ``neo4j-admin database import``."""

import re

import pyoxigraph as ox

from medkg.export.network import EDGE_COLUMNS, NODE_COLUMNS, Value, load_network
from medkg.export.papers import table_bytes
from medkg.export.tables import cell

_README = """\
Load the graph into an empty Neo4j database:

  neo4j-admin database import full neo4j --nodes=nodes.csv --relationships=relationships.csv

then, so that look-ups are fast:

  CREATE INDEX medkg_label FOR (n:Thing) ON (n.label);
  CREATE CONSTRAINT medkg_id FOR (n:Thing) REQUIRE n.id IS UNIQUE;

and ask, for example:

  MATCH (m:Method)-[r:APPLIED_TO_MODALITY]->(d:Modality) RETURN m.label, d.label, r.paper_count;
"""


def write_neo4j(store: ox.Store) -> dict[str, bytes]:
    """Return nodes.csv and relationships.csv with Neo4j's typed headers, and a note on how to load them.

    Raises:
        GraphError: a claim is about something that the graph does not describe.
    """
    network = load_network(store)
    node_header = ["id:ID", *(_column(name, kind) for name, kind in NODE_COLUMNS.items()), ":LABEL"]
    nodes = [
        [node.id, *(_cell(node.values.get(name, "")) for name in NODE_COLUMNS), _labels(str(node.values["kind"]))]
        for node in network.nodes
    ]
    link_header = [":START_ID", ":END_ID", *(_column(name, kind) for name, kind in EDGE_COLUMNS.items()), ":TYPE"]
    links = [
        [
            link.source,
            link.target,
            *(_cell(link.values[name]) for name in EDGE_COLUMNS),
            _type(str(link.values["relation"])),
        ]
        for link in network.links
    ]
    return {
        "README.txt": _README.encode(),
        "nodes.csv": table_bytes(node_header, nodes),
        "relationships.csv": table_bytes(link_header, links),
    }


def _column(name: str, kind: str) -> str:
    return name if kind == "string" else f"{name}:{kind}"


def _labels(kind: str) -> str:
    return "Paper" if kind == "paper" else f"Thing;{kind.capitalize()}"


def _type(relation: str) -> str:
    """Return a relation as Neo4j names them: usesModality → USES_MODALITY."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", relation).upper()


def _cell(value: Value) -> str:
    """Return the text of a cell on one line, because the import refuses line breaks in cells."""
    return re.sub(r"[\r\n]+", " ", cell(value))
