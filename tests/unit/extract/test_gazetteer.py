"""Names from a vocabulary."""

import pytest

from medkg.extract.gazetteer import Gazetteer
from medkg.extract.sheet import make_sheet
from medkg.model import Concept, Iri


def concept(kind: str, name: str, *others: str, guarded: tuple[str, ...] = ()) -> Concept:
    """Return a concept with these names."""
    labels = tuple((label, "en") for label in (name, *others))
    return Concept(Iri(f"https://example.org/{kind}/{name}"), kind, name, labels, guarded)


GAZETTEER = Gazetteer(
    [
        concept("modality", "computed tomography", "CT", "CT image"),
        concept("modality", "ultrasound", guarded=("US",)),
        concept("method", "U-Net"),
        concept("method", "transformer"),
        concept("task", "polyp segmentation", "segmentation of polyps"),
        concept("dataset", "MIMIC-III"),
        concept("dataset", "MIMIC-IV"),
        concept("modality", "tumour image"),
    ]
)


def found(text: str) -> list[tuple[str, str]]:
    """Return the words found in a text with the preferred part of their concept."""
    return [(text[h.start : h.end], h.entry.concept.rsplit("/", 1)[1]) for h in GAZETTEER.find(make_sheet(text, 0))]


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("a UNet for nodules", "UNet", "U-Net"),
        ("two U-Nets agree", "U-Nets", "U-Net"),
        ("the u-net of old", "u-net", "U-Net"),
        ("Computed Tomography helps", "Computed Tomography", "computed tomography"),
        ("polyp segmentations differ", "polyp segmentations", "polyp segmentation"),
        ("the tumor images", "tumor images", "tumour image"),
        ("a CT-based score", "CT", "computed tomography"),
        ("taken from MIMIC-IV.", "MIMIC-IV", "MIMIC-IV"),
    ],
)
def test_spellings_meet(text: str, words: str, name: str) -> None:
    """Case, hyphens, plurals and British spelling do not hide a name."""
    assert found(text) == [(words, name)]


@pytest.mark.parametrize(
    "text", ["ct of the verb", "the CT-RSA test", "polyp. Segmentation", "polyp, segmentation", "transformerless"]
)
def test_what_is_no_name(text: str) -> None:
    """A short acronym counts in its case, a name inside another one or over a stop does not count."""
    assert "computed tomography" not in {name for _, name in found(text)}
    assert found(text) == []


def test_longest_label_wins() -> None:
    """Of two labels of one kind that begin together the longer is found."""
    assert found("every CT image counts") == [("CT image", "computed tomography")]


def test_guarded_label_says_so() -> None:
    """A label that needs proof is found and marked."""
    (hit,) = GAZETTEER.find(make_sheet("We read US frames.", 0))
    assert hit.entry.is_guarded


def test_concepts_named() -> None:
    """A name is looked up whatever its spelling, for its kind only."""
    assert [entry.label for entry in GAZETTEER.concepts_named("unets", "method")] == ["U-Net"]
    assert GAZETTEER.concepts_named("unets", "task") == []


def test_name_of_endless_length_is_no_name() -> None:
    """A label of more words than any name has is not entered and does not cost."""
    assert Gazetteer([concept("task", "a-b " * 40)]).find(make_sheet("a-b " * 40, 0)) == []
