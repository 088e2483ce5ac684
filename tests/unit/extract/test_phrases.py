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


@pytest.mark.parametrize(
    ("text", "words", "rule", "label"),
    [
        ("It does detection of polyps and instruments.", "detection of polyps and instruments",
         "phrase.task-of-shared", "instrument detection"),
        ("A diagnosis of flu, gout, and anaemia.", "diagnosis of flu, gout, and anaemia",
         "phrase.task-of-shared", "anaemia diagnosis"),
        ("We offer screening for hearing loss.", "screening for hearing loss", "phrase.task-for", "hearing loss screening"),
        ("A prediction model for wound fever is built.", "prediction model for wound fever",
         "phrase.task-of-model", "wound fever prediction"),
        ("Lung nodule classification and detection.", "Lung nodule classification and detection",
         "phrase.task-shared", "Lung nodule detection"),
        ("The generation of ward reports.", "generation of ward reports", "phrase.task-of", "ward report generation"),
    ],
)  # fmt: skip
def test_task_with_its_object(text: str, words: str, rule: str, label: str) -> None:
    """Every member of a list is an object of its own; what a model is for is a task."""
    assert (words, "task", rule, label) in found(text)


def test_list_that_no_and_closes_is_none() -> None:
    """What stands behind a comma may be another clause."""
    assert {label for _, _, _, label in found("After detection of polyps, nurses act.") if label} == {"polyp detection"}


@pytest.mark.parametrize("mark", ["'", "’"])
def test_eponym_is_one_name(mark: str) -> None:
    """The "'s" of a person's name is part of the disease, that of a common noun is not."""
    found_names = {words for words, *_ in found(f"We study Parkinson{mark}s disease detection.")}
    assert f"Parkinson{mark}s disease detection" in found_names
    assert "disease detection" in {words for words, *_ in found(f"It helps the ward{mark}s disease detection.")}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("We study polyp segmentation.", "polyp segmentation"),
        ("It is fully automated polyp segmentation.", "polyp segmentation"),
        ("Whole slide image (WSI) classification helps.", "Whole slide image (WSI) classification"),
    ],
)
def test_where_a_task_begins(text: str, words: str) -> None:
    """A verb behind "we" and words for how it is done are no part of a task; a short form in brackets is."""
    assert words in {name for name, kind, *_ in found(text) if kind == "task"}


@pytest.mark.parametrize(
    ("plural", "label"),
    [
        ("metastases", "metastasis detection"),
        ("neuroses", "neuroses detection"),
        ("biases", "bias detection"),
        ("batches", "batch detection"),
        ("diseases", "disease detection"),
        ("cavities", "cavity detection"),
    ],
)
def test_object_is_named_in_the_singular(plural: str, label: str) -> None:
    """A plural from Greek that no table knows keeps its ending: there is no "neurose detection"."""
    assert label in {label for *_, label in found(f"The detection of {plural}.")}


def test_model_of_the_next_sentence_is_no_prediction_model() -> None:
    """A title ends before the first word of the abstract."""
    names = [words for words, *_ in found("On wound prediction\nModels for wards are many.")]
    assert not [name for name in names if "\n" in name]


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("It works by leveraging section type classification.", "section type classification", "task"),
        ("We compare several distinct gated lesion networks.", "gated lesion networks", "method"),
        ("We propose a graph based fusion network.", "graph based fusion network", "method"),
        ("Modelling the PET's Poisson likelihood.", "Poisson likelihood", "method"),
        ("We look at tasks spanning anatomical plane identification.", "anatomical plane identification", "task"),
    ],
)
def test_words_that_begin_no_name_are_left_out(text: str, words: str, kind: str) -> None:
    """A name begins behind verbs, praise and owners, and goes over the participle between its nouns."""
    assert (words, kind) in {row[:2] for row in found(text)}


def test_task_goes_on_behind_its_object() -> None:
    """The object of a task may have one of its own."""
    rows = found("We study classification of changes in medication treatments.")
    assert "classification of changes in medication treatments" in {words for words, *_ in rows}
