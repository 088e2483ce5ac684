"""Tasks told by a verb."""

import pytest

from medkg.extract.actions import find_actions
from medkg.extract.sheet import make_sheet


def labels(text: str) -> list[str]:
    """Return the tasks that the verbs of a text tell."""
    return [phrase.label for phrase in find_actions(make_sheet(text, 0))]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("It learns to predict in-hospital mortality.", "in-hospital mortality prediction"),
        ("A gate that segments the retinal vessels.", "retinal vessel segmentation"),
        ("It is good at detecting small polyps.", "polyp detection"),
        ("Classifying heart sounds is hard.", "heart sound classification"),
    ],
)
def test_verb_and_object_are_a_task(text: str, label: str) -> None:
    """The object, then the noun of the verb, without article and praise."""
    assert labels(text) == [label]


@pytest.mark.parametrize(
    "text", ["We predict.", "It can detect, at last.", "They predict that it rains.", "Predict. Mortality falls."]
)
def test_verb_without_object_is_none(text: str) -> None:
    """A verb whose object is missing, a clause or in the next sentence tells no task."""
    assert labels(text) == []


def test_phrase_covers_verb_and_object() -> None:
    """The mention is the verb with its object."""
    sheet = make_sheet("to segment retinal vessels", 0)
    (phrase,) = find_actions(sheet)
    assert (phrase.first, phrase.last, phrase.kind, phrase.rule) == (1, 3, "task", "action")


def test_members_of_a_list_are_objects_of_their_own() -> None:
    """A verb has as many tasks as objects."""
    assert labels("to detect Alzheimer's disease and stroke") == ["Alzheimer's disease detection", "stroke detection"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("We use it to construct nomograms.", ["nomogram construction"]), ("A construct nomogram.", [])],
)
def test_word_that_could_be_a_noun_is_a_verb_behind_to(text: str, expected: list[str]) -> None:
    """Only behind "to", "we" and the like is such a word a verb."""
    assert labels(text) == expected


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("to predict progression to dementia", "prediction of progression to dementia"),
        ("to predict the differentiation of kidney organoids", "kidney organoid differentiation prediction"),
        ("to detect the presence of label errors", "label error detection"),
        ("to generate counterfactual (CF) images", "counterfactual image generation"),
        ("to generate diverse, high-resolution slides", "high-resolution slide generation"),
    ],
)
def test_long_object(text: str, label: str) -> None:
    """An object goes on behind a preposition, a short form in brackets and praise before a comma."""
    assert label in labels(text)
