"""medkg: knowledge graphs of medical-AI papers, read by rules, with the sentence behind every edge.

``medkg.open_graph("outputs/graph.ttl")`` gives a saved graph as one object for notebooks and scripts.
"""

from importlib import import_module
from typing import TYPE_CHECKING

__version__ = "0.1.0"

__all__ = ["Graph", "__version__", "open_graph"]

if TYPE_CHECKING:
    from medkg.notebook import Graph, open_graph
else:

    def __getattr__(name: str) -> object:
        """Return what stands in ``medkg.notebook``, which is loaded when it is first asked for."""
        if name in {"Graph", "open_graph"}:
            return getattr(import_module("medkg.notebook"), name)
        raise AttributeError(f"module 'medkg' has no attribute {name!r}")
