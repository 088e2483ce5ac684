"""The network as GraphML.

Our own writer: networkx gives one attribute two types when a column mixes whole and broken numbers, which igraph
refuses, stops at control characters, and is twenty times slower.
"""

from collections.abc import Mapping

import pyoxigraph as ox

from medkg.export.network import EDGE_COLUMNS, NODE_COLUMNS, Value, load_network
from medkg.export.xml import DECLARATION, xml_attribute, xml_text

_HEAD = (
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    ' xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">\n'
)


def write_graphml(store: ox.Store) -> bytes:
    """Return the network as GraphML, directed; every attribute has one type.

    Raises:
        GraphError: a claim is about something that the graph does not describe.
    """
    network = load_network(store)
    parts = [DECLARATION, _HEAD]
    for owner, columns in (("node", NODE_COLUMNS), ("edge", EDGE_COLUMNS)):
        parts += [
            f'<key id="{owner}_{name}" for="{owner}" attr.name="{name}" attr.type="{kind}"/>\n'
            for name, kind in columns.items()
        ]
    parts.append('<graph id="medkg" edgedefault="directed">\n')
    for node in network.nodes:
        parts.append(f"<node id={xml_attribute(node.id)}>{_data('node', node.values)}</node>\n")
    for link in network.links:
        ends = f"source={xml_attribute(link.source)} target={xml_attribute(link.target)}"
        parts.append(f'<edge id="{link.id}" {ends}>{_data("edge", link.values)}</edge>\n')
    parts.append("</graph>\n</graphml>\n")
    return "".join(parts).encode()


def _data(owner: str, values: Mapping[str, Value]) -> str:
    return "".join(f'<data key="{owner}_{name}">{_text(value)}</data>' for name, value in values.items())


def _text(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return xml_text(str(value))
