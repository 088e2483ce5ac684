"""The small values of which the graph is put together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from medkg.identifiers import BASE
from medkg.vocabulary.turtle import block, iri_term


class Block(NamedTuple):
    """The Turtle of one subject and the number of its triples."""

    text: str
    triples: int


@dataclass(frozen=True, slots=True)
class Tally:
    """How much of everything there is in a graph."""

    papers: int
    known: Mapping[str, int]
    """By kind: things that are entries of a vocabulary."""
    new: Mapping[str, int]
    """By kind: things that only texts name."""
    claims: Mapping[str, int]
    """By predicate."""
    evidence: int


@lru_cache(maxsize=100_000)
def node(iri: str) -> str:
    """Return an IRI as the graph file writes it: with a prefix, else relative to the base, else in full."""
    term = iri_term(iri)
    return "<" + term.removeprefix("<" + BASE) if term.startswith("<" + BASE) else term


def make_block(subject: str, properties: Iterable[tuple[str, Sequence[str]]]) -> Block:
    """Return the block of this subject; the values of a property must be distinct, so that they count as triples."""
    lines = list(properties)
    return Block(block(subject, lines), sum(len(values) for _, values in lines))
