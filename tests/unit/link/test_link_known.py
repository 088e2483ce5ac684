"""What linking asks of the vocabularies."""

from dataclasses import replace

from medkg.link import known_from
from medkg.model import Concept, Iri
from medkg.vocabulary import Vocabulary

WIDE = Concept(Iri("https://example.org/wide"), "modality", "biosignal", (("biosignal", "en"),))
ECG = Concept(
    Iri("https://example.org/ecg"),
    "modality",
    "electrocardiography",
    (("ECG", "en"), ("心电图", "zh")),
    broader=(WIDE.iri,),
)
KNOWN = known_from(Vocabulary((WIDE, ECG)))


def test_every_label_is_indexed_in_its_normal_form() -> None:
    """Labels of both languages lead to their concept."""
    assert KNOWN.index["modality", "ecg"] == KNOWN.index["modality", "心电图"] == ECG.iri


def test_index_is_by_kind() -> None:
    """A label of one kind says nothing of another."""
    assert ("task", "ecg") not in KNOWN.index


def test_ancestors() -> None:
    """A concept knows what is broader."""
    assert KNOWN.ancestors[ECG.iri] == {WIDE.iri}
    assert WIDE.iri not in KNOWN.ancestors


def test_what_is_drawn_from_a_wider_kind_is_not_meant_by_its_name() -> None:
    """Beside "k-space", "MRI" means MRI."""
    drawn = replace(ECG, drawn_from=(WIDE.iri,))
    assert known_from(Vocabulary((WIDE, drawn))).ancestors[ECG.iri] == frozenset()
