"""Measures of a group by its company, on a paper small enough to count by hand."""

import math

import pytest

from medkg.link import company, judge
from medkg.link.company import MEASURES, measure
from medkg.link.groups import Group
from medkg.link.same import Likeness
from medkg.model import Iri, Mention

TEXT = "Polyp nets\nWe use polyp nets, trees and forests. Nets segment."
TABLE = {
    ("keep", "method"): {"(bias)": -1.0, "head=net": 1.5, "before=use": 0.5, "shape=name": 0.25, "weak": -2.0},
    ("same", "method"): {"(bias)": -1.0, "same-head": 3.0},
    ("own", "method"): {"(bias)": -0.5},
    ("mentioned", "method"): {"(bias)": -0.75},
}


@pytest.fixture(autouse=True)
def table(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a small table in place of the learnt one."""
    monkeypatch.setattr(judge, "weights", lambda: {place: judge.Weights(rows) for place, rows in TABLE.items()})
    monkeypatch.setattr(company, "rarity", lambda: {"polyp": 9.5, "net": 2.5})


def group(name: str, *places: tuple[int, tuple[str, ...]], kind: str = "method", concept: str = "") -> Group:
    """Return a group with mentions at these places of the text, each with its signs."""
    mentions = tuple(
        Mention(at, at + len(name), TEXT[at : at + len(name)], _sentence(at), kind, "rule", signs=signs)
        for at, signs in places
    )
    signs = frozenset(sign for _, its in places for sign in its)
    return Group(kind, name, Iri(concept) if concept else None, name, mentions, signs)


def _sentence(place: int) -> tuple[int, int]:
    return next(pair for pair in ((0, 10), (11, 48), (49, 62)) if pair[0] <= place < pair[1])


NETS = group("polyp nets", (0, ("head=net", "zone=title")), (18, ("head=net", "before=use")), concept="https://n")
TREES = group("trees", (30, ("shape=name", "head=tree")))
FORESTS = group("forests", (40, ()))
POLYP = group("polyp", (18, ()), kind="modality")
SHORT = group("nets", (49, ("head=net", "weak")))
TOGETHER = [NETS, TREES, FORESTS, POLYP, SHORT]
ODDS = [1.0, 0.5, -0.5, 2.0, -2.0]


def measured(groups: list[Group], odds: list[float], least: float = -math.inf) -> dict[int, list[float]]:
    """Return the measures of groups of the text."""
    return measure(groups, odds, TEXT, Likeness(groups, TEXT), least)


def of(number: int, name: str) -> float:
    """Return one measure of one of the groups."""
    return measured(TOGETHER, ODDS)[number][MEASURES.index(name)]


@pytest.mark.parametrize(
    ("number", "name", "value"),
    [
        (0, "odds", 1.0),
        (0, "odds of wording", 1.5),
        (0, "odds of surroundings", 0.5),
        (1, "odds of the rest", 0.25),
        (0, "odds of its best mention", 2.0),
        (0, "odds of its worst mention", 1.5),
        (0, "odds of being own", -0.5),
        (0, "odds of being mentioned", -0.75),
        (0, "surer of its kind", 0),
        (2, "surer of its kind", 2),
        (3, "surer of its kind", 0),
        (4, "odds of being named already", 2.0),
        (1, "odds of being named already", -1.0),
        (3, "odds of being named already", -8.0),
        (0, "modality inside", 2.0),
        (3, "method around", 1.0),
        (0, "method beside", 0.5),
        (1, "method beside", 1.0),
        (2, "method beside", 0.5),
        (2, "method sentence", 1.0),
        (4, "method sentence", -8.0),
        (0, "known", 1.0),
        (1, "known", 0.0),
        (0, "mentions", 2),
        (0, "in title", 1.0),
        (4, "share of its words in title", 1.0),
        (1, "share of its words in title", 0.0),
        (0, "least repeated word", 2),
        (0, "most repeated word", 3),
        (0, "sentences", 2),
        (0, "letters", 10),
        (0, "capitals", 0),
        (0, "words", 2),
        (0, "rarity of its rarest word", 9.5),
        (0, "rarity on average", 6.0),
        (1, "rarity of its last word", 14.0),
        (2, "first place", 40 / len(TEXT)),
        (0, "last place", 18 / len(TEXT)),
        (0, "length of text", len(TEXT)),
        (0, "signs", 2),
        (1, "words never weighed", 1),
    ],
)
def test_measures(number: int, name: str, value: float) -> None:
    """Every measure is what a reader would count."""
    assert of(number, name) == pytest.approx(value)


def test_expected_number_adds_up_the_chances() -> None:
    """How many things of a kind are expected is the sum of the probabilities."""
    assert of(0, "methods expected") == pytest.approx(sum(judge.probability(ODDS[n]) for n in (0, 1, 2, 4)))
    assert of(0, "datasets expected") == 0


def test_order_of_groups_does_not_count() -> None:
    """The same groups in another order have the same measures."""
    backwards = measured(TOGETHER[::-1], ODDS[::-1])
    assert [backwards[4 - number] for number in range(5)] == list(measured(TOGETHER, ODDS).values())


def test_hopeless_groups_count_as_company_only() -> None:
    """What is below the least is not measured, and the others have the measures that they have beside it."""
    every = measured(TOGETHER, ODDS)
    assert measured(TOGETHER, ODDS, -1.0) == {number: every[number] for number in range(4)}
