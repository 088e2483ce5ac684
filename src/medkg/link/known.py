"""What linking asks of the vocabularies: which concept bears a name, and what is broader."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from medkg.model import Iri
from medkg.vocabulary import Vocabulary
from medkg.vocabulary.folding import normal_form


@dataclass(frozen=True, slots=True)
class Known:
    """What linking asks of the vocabularies."""

    index: Mapping[tuple[str, str], Iri]
    """Kind and normal form of a label → the concept that bears it."""
    ancestors: Mapping[Iri, frozenset[Iri]]
    """Concept → all that is broader and whose name can mean it."""
    guarded: Mapping[tuple[str, str], Iri] = field(default_factory=dict)
    """The same for guarded labels, which mean their concept where the paper itself defines them."""
    refused: frozenset[tuple[str, str]] = frozenset()
    """Kind and normal form of a name that is never a thing of this kind."""


def known_from(vocabulary: Vocabulary) -> Known:
    """Return the index of labels and the hierarchy of a vocabulary."""
    index: dict[tuple[str, str], Iri] = {}
    guarded: dict[tuple[str, str], Iri] = {}
    for concept in vocabulary.concepts:
        for name, _ in concept.labels:
            index.setdefault((concept.kind, normal_form(name)), concept.iri)
        for name in concept.guarded:
            guarded.setdefault((concept.kind, normal_form(name)), concept.iri)
    ancestors = {
        c.iri: frozenset(vocabulary.ancestors(c.iri)).difference(c.drawn_from) for c in vocabulary.concepts if c.broader
    }
    refused = {(kind, normal_form(name)) for kind, names in vocabulary.refused.items() for name in names}
    return Known(index, ancestors, guarded, frozenset(refused))
