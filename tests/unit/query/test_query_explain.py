import json

import pyoxigraph as ox
import pytest

from medkg.errors import QueryError
from medkg.query.explain import as_json, explain, mark


def test_a_thing_is_explained_with_its_sentences(small: ox.Store) -> None:
    """Names, wider things, wordings and every claim of a thing come with the sentences and rules behind them."""
    (found,) = explain(small, "ekg")
    assert (found.label, found.kind, found.is_known) == ("electrocardiography", "modality", True)
    assert found.broader == ("biosignal",)
    assert found.wordings == (("ECG", 4), ("心电图", 2), ("electrocardiograms", 1))
    account = next(a for a in found.accounts if a.subject == "HeartFlow" and a.relation == "appliedToModality")
    assert account.confidence == 0.973
    assert [quotation.paper for quotation in account.quotations] == ["p1", "p3", "p3"]
    assert account.quotations[0].rules == (("link.same-paper", 0.7),)


def test_a_paper_is_explained_by_a_part_of_its_title(small: ox.Store) -> None:
    """Everything that was read in a paper is told, the words marked where they stand."""
    (found,) = explain(small, "wider U-Net for brain")
    assert (found.kind, found.names) == ("paper", ("p2",))
    marked = {
        (account.relation, account.object): [mark(q.sentence, q.marks) for q in account.quotations]
        for account in found.accounts
    }
    assert marked["usesModality", "magnetic resonance imaging"] == ["Tumours are hard to outline in «MRI»."]
    assert marked["usesMethod", "U-Net"] == [
        "A wider «U-Net» for brain tumour segmentation",
        "Our TumorNet++ widens the «U-Net» and is tested on BraTS.",
    ]


def test_claims_come_by_relation_and_confidence(small: ox.Store) -> None:
    """What papers propose stands before what methods are applied to; the surest claim of a relation is first."""
    (found,) = explain(small, "HeartFlow")
    relations = [account.relation for account in found.accounts]
    assert relations == [
        "proposesMethod", "usesMethod", "appliedToModality", "addresses", "evaluatedOn", "evaluatedOn",
    ]  # fmt: skip


def test_labels_come_in_the_language(small: ox.Store) -> None:
    """In Chinese the Chinese names stand."""
    (found,) = explain(small, "ECG", "zh")
    assert (found.label, found.broader) == ("心电图", ("生物信号",))


def test_an_ancestor_without_claims_is_still_explained(small: ox.Store) -> None:
    """A thing that no paper names has its place and no claims."""
    (found,) = explain(small, "biosignal")
    assert found.narrower == ("electrocardiography", "electroencephalography")
    assert found.accounts == ()


def test_an_unknown_name_is_answered_with_near_ones(small: ox.Store) -> None:
    """A slip of the finger is answered with what it may have meant."""
    with pytest.raises(QueryError, match="near it: HeartFlow"):
        explain(small, "HartFlow")


def test_an_explanation_is_json(small: ox.Store) -> None:
    """Everything that is told can be written as JSON."""
    (found,) = explain(small, "ECG")
    assert json.loads(json.dumps(as_json(found)))["label"] == "electrocardiography"


@pytest.mark.parametrize(
    ("marks", "marked"),
    [
        ([(0, 2)], "«ab»cdef"),
        ([(4, 6), (0, 1)], "«a»bcd«ef»"),
        ([(1, 5), (2, 3)], "a«bcde»f"),
        ([(0, 3), (2, 4)], "«abc»def"),
        ([(-1, 2), (3, 99), (4, 4)], "abcdef"),
        ([], "abcdef"),
    ],
)
def test_marks_stand_in_the_sentence(marks: list[tuple[int, int]], marked: str) -> None:
    """Marks do not cross, and marks outside the sentence are none."""
    assert mark("abcdef", marks) == marked
