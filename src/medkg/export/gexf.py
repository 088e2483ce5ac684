"""The network as GEXF 1.3.

Our own writer: networkx writes an older draft that the official schema refuses, stamps the date, and passes
control characters on. Colours and sizes stay out, because the schema has no valid place for them; Gephi makes
both from ``kind`` and ``paper_count``.
"""

from collections.abc import Mapping

import pyoxigraph as ox

from medkg.export.network import EDGE_COLUMNS, NODE_COLUMNS, Value, load_network
from medkg.export.xml import DECLARATION, xml_attribute

_TYPES = {"string": "string", "int": "integer", "double": "double", "boolean": "boolean"}


def write_gexf(store: ox.Store) -> bytes:
    """Return the network as GEXF 1.3, directed, with the relation as the kind of each edge.

    Raises:
        GraphError: a claim is about something that the graph does not describe.
    """
    network = load_network(store)
    parts = [
        DECLARATION,
        '<gexf xmlns="http://gexf.net/1.3" version="1.3">\n',
        "<meta><creator>medkg</creator><description>papers, methods, modalities, tasks and data</description></meta>\n",
        '<graph mode="static" defaultedgetype="directed" idtype="string">\n',
        _declare("node", NODE_COLUMNS),
        _declare("edge", EDGE_COLUMNS),
        f'<nodes count="{len(network.nodes)}">\n',
    ]
    for node in network.nodes:
        head = f"id={xml_attribute(node.id)} label={xml_attribute(str(node.values['label']))}"
        parts.append(f"<node {head}>{_values(node.values)}</node>\n")
    parts.append(f'</nodes>\n<edges count="{len(network.links)}">\n')
    for link in network.links:
        ends = f"source={xml_attribute(link.source)} target={xml_attribute(link.target)}"
        kind = xml_attribute(str(link.values["relation"]))
        head = f'id="{link.id}" {ends} kind={kind} label={kind} weight="{link.values["weight"]}"'
        parts.append(f"<edge {head}>{_values(link.values)}</edge>\n")
    parts.append("</edges>\n</graph>\n</gexf>\n")
    return "".join(parts).encode()


def _declare(owner: str, columns: Mapping[str, str]) -> str:
    lines = [
        f'<attribute id="{name}" title="{name}" type="{_TYPES[kind]}"/>\n'
        for name, kind in columns.items()
        if name not in ("label", "weight")
    ]
    return f'<attributes class="{owner}">\n{"".join(lines)}</attributes>\n'


def _values(values: Mapping[str, Value]) -> str:
    items = [
        f'<attvalue for="{name}" value={xml_attribute(_text(value))}/>'
        for name, value in values.items()
        if name not in ("label", "weight")
    ]
    return f"<attvalues>{''.join(items)}</attvalues>"


def _text(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
