"""Mentions → entities: the label index, and the findings of each paper."""

from collections.abc import Iterable

from medkg.model import Iri
from medkg.vocabulary import Vocabulary
from medkg.vocabulary.folding import normal_form


def label_index(vocabulary: Vocabulary) -> dict[tuple[str, str], Iri]:
    """Return kind and normal form → concept, for every label that may stand alone."""
    index: dict[tuple[str, str], Iri] = {}
    for concept in vocabulary.concepts:
        for name, _ in concept.labels:
            index.setdefault((concept.kind, normal_form(name)), concept.iri)
    return index
