"""Phrases whose head no table knows."""

import pytest

from medkg.extract.objects import find_objects
from medkg.extract.sheet import make_sheet


def found(text: str) -> set[tuple[str, str, str]]:
    """Return words, kind and rule of every such phrase; what comes before a line break is the title."""
    sheet = make_sheet(text, max(text.find("\n"), 0))
    return {(text[sheet.starts[p.first] : sheet.ends[p.last]], p.kind, p.rule) for p in find_objects(sheet)}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It learns via agent coevolution.", "agent coevolution"),
        ("We design a constrained rosette to hold it.", "constrained rosette"),
        ("It has two parts: (1) lasting memory reactivation, (2) rest.", "lasting memory reactivation"),
        ("Readers by homologous likeness\nWe look.", "homologous likeness"),
        ("Wardly: neuron-concept kinship for wards\nWe look.", "neuron-concept kinship"),
    ],
)
def test_what_takes_a_method(text: str, words: str) -> None:
    """Behind "via", a verb of using, the number of a list or, in a title, a colon a method may stand."""
    assert (words, "method", "object.method") in found(text)


@pytest.mark.parametrize(
    "text", ["Sorted by ward number.", "It learns via coevolution.", "It learns via WardNet layers.", "using CT images"]
)
def test_what_is_no_such_method(text: str) -> None:
    """Outside titles "by" says nothing, a single word is not enough, and typed heads are found elsewhere."""
    assert not [row for row in found(text) if row[2] == "object.method"]


def test_doer_is_a_method() -> None:
    """A noun for what does something is a method, if a word tells more of it."""
    assert ("pyramid context integrator", "method", "noun.method") not in found("A pyramid context integrator."), (
        "a head"
    )
    assert ("ward tone actualizer", "method", "noun.method") in found("A ward tone actualizer.")
    assert not found("An actualizer.")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Prompt Emplacement in the Ward\nWe look.", "Prompt Emplacement"),
        ("We look for ward tone attunement.", "ward tone attunement"),
        ("The tone attunement task is old.", "tone attunement"),
    ],
)
def test_noun_of_doing_is_a_task_where_tasks_stand(text: str, words: str) -> None:
    """In a title, behind "for" and before "task" a noun of doing names a task."""
    assert (words, "task", "noun.task") in found(text)


def test_noun_of_doing_elsewhere_is_none() -> None:
    """In running text such a noun is left alone."""
    assert not [row for row in found("The tone attunement was poor.") if row[1] == "task"]
