"""The explorer page, and the small network as the object that notebooks know."""

from medkg.export.explorer.network import to_pyvis
from medkg.export.explorer.page import write_page

__all__ = ["to_pyvis", "write_page"]
