"""Entities of a paper → claims: its own roles, and the links between what it names."""

from medkg.relate.claims import make_claims
from medkg.relate.links import find_links

__all__ = ["find_links", "make_claims"]
