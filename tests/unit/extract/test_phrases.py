"""Open phrases grown from a head."""

import pytest

from medkg.extract.phrases import find_phrases, left_edge, right_edge, skip_openers
from medkg.extract.sheet import make_sheet


def found(text: str) -> list[tuple[str, str, str, str]]:
    """Return words, kind, rule and label of every phrase of a text."""
    sheet = make_sheet(text, 0)
    return [(text[sheet.starts[p.first] : sheet.ends[p.last]], p.kind, p.rule, p.label) for p in find_phrases(sheet)]


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("We propose a novel gated lesion network.", "gated lesion network", "method"),
        ("It is made for retinal vessel segmentation.", "retinal vessel segmentation", "task"),
        ("We read 400 chest radiographs of wards.", "chest radiographs", "modality"),
        ("It stands on the CityScan dataset.", "CityScan dataset", "dataset"),
    ],
)
def test_head_gives_the_kind(text: str, words: str, kind: str) -> None:
    """A phrase reaches from its head to the left, without praise, articles and numbers."""
    assert (words, kind, f"phrase.{kind}", "") in found(text)


def test_task_of_is_named_in_the_usual_order() -> None:
    """A task head with its object after "of" is labelled object first."""
    assert ("segmentation of the retinal vessels", "task", "phrase.task-of", "retinal vessel segmentation") in found(
        "We look at segmentation of the retinal vessels."
    )


def test_bare_method_head_is_no_phrase() -> None:
    """A bare "network" names nothing, a bare "segmentation" is a task."""
    kinds = {(words, kind) for words, kind, _, _ in found("The network does segmentation.")}
    assert kinds == {("segmentation", "task")}


def test_unnamed_dataset_is_no_phrase() -> None:
    """A dataset phrase needs a name in it."""
    assert not [row for row in found("It stands on a large private dataset.") if row[1] == "dataset"]


def test_phrase_inside_a_longer_one_says_so() -> None:
    """A head that the noun phrase goes on after is marked as inside."""
    assert ("polyp segmentation", "task", "phrase.task-inside", "") in found("It raises polyp segmentation accuracy.")


def test_edges() -> None:
    """A noun phrase ends at verbs, function words and signs; openers are skipped."""
    sheet = make_sheet("We propose the novel gated lesion network for CT.", 0)
    start = skip_openers(sheet, 2)
    assert sheet.tokens[start] == "gated"
    assert sheet.tokens[right_edge(sheet, start)] == "network"
    assert left_edge(sheet, 6) == start
    assert right_edge(sheet, 7) == 6


def test_short_form_in_brackets_does_not_part_a_name() -> None:
    """A phrase reaches over the short form of its first words, which its label leaves out."""
    assert ("heart beat image (HBI) segmentation", "task", "phrase.task", "heart beat image segmentation") in found(
        "We look at heart beat image (HBI) segmentation here."
    )


def test_no_phrase_begins_with_a_bracket() -> None:
    """A short form in brackets comes with the word before it, also where their space was lost."""
    assert not any(words.startswith("(") for words, *_ in found("On heart beat image(HBI) segmentation of wards."))


@pytest.mark.parametrize("phrase", ["masked lesion modeling", "doubly gated network"])
def test_participle_before_its_noun_belongs_to_the_name(phrase: str) -> None:
    """A participle behind an article or preposition is part of the name."""
    assert phrase in {words for words, *_ in found(f"It learns via {phrase} now.")}


def test_participle_as_a_verb_ends_the_name() -> None:
    """A participle behind a noun or pronoun is a verb."""
    phrases = {words for words, *_ in found("They evaluated lesion networks.")}
    assert "lesion networks" in phrases
    assert "evaluated lesion networks" not in phrases
