"""The explorer page of a graph."""

import pyoxigraph as ox

from medkg.export.explorer import write_page
from medkg.export.view import load_view


def write_html(store: ox.Store) -> bytes:
    """Return the explorer: one HTML page under the graph's own title, which asks nobody for anything."""
    return write_page(load_view(store))
