"""Mentions → entities: groups within a paper, decisions by the table of weights, one node over the corpus."""

from medkg.link.known import Known, known_from
from medkg.link.linker import Kept, link_corpus, link_paper

__all__ = ["Kept", "Known", "known_from", "link_corpus", "link_paper"]
