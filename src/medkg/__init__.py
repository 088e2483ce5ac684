"""medkg: knowledge graphs of medical-AI papers, read by rules, with the sentence behind every edge."""

__version__ = "0.1.0"
