"""The network as the JSON of Cytoscape and cytoscape.js."""

import json
from typing import Any

import pyoxigraph as ox

from medkg.export.network import Link, load_network


def write_cytoscape(store: ox.Store) -> bytes:
    """Return the network as Cytoscape JSON, an element on a line.

    Raises:
        GraphError: a claim is about something that the graph does not describe.
    """
    network = load_network(store)
    nodes = [_dump({"data": {"id": node.id, "name": node.values["label"], **node.values}}) for node in network.nodes]
    edges = [_dump({"data": _edge(link)}) for link in network.links]
    head = '{"format_version": "1.0", "generated_by": "medkg", "data": {"name": "medkg"}, "elements": {'
    return f'{head}\n"nodes": [\n{_lines(nodes)}\n],\n"edges": [\n{_lines(edges)}\n]\n}}}}\n'.encode()


def _edge(link: Link) -> dict[str, Any]:
    relation = link.values["relation"]
    return {"id": link.id, "source": link.source, "target": link.target, "interaction": relation, **link.values}


def _lines(items: list[str]) -> str:
    return ",\n".join(items)


def _dump(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False)
