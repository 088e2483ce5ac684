"""The explorer page, for files and notebooks, figures for a paper, and the small network as a pyvis object."""

from medkg.export.explorer.network import to_pyvis
from medkg.export.explorer.notebook import Explorer
from medkg.export.explorer.page import write_page
from medkg.export.explorer.plots import plot_svg

__all__ = ["Explorer", "plot_svg", "to_pyvis", "write_page"]
