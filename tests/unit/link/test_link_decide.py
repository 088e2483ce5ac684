"""Which groups are kept, in which role, by a small table of our own."""

import math

import pytest

from medkg.link import judge, review
from medkg.link.decide import Decision, role_of
from medkg.link.decide import decide as decide_in
from medkg.link.groups import Group
from medkg.model import Iri, Mention

TABLE = {
    ("keep", "method"): {"(bias)": -1.0, "good": 3.0, "better": 4.0},
    ("keep", "dataset"): {"(bias)": -1.0, "good": 3.0, "better": 4.0},
    ("keep", "task"): {"(bias)": -1.0, "good": 3.0, "(threshold)": 2.5},
    ("keep", "modality"): {"(bias)": 1.0},
    ("same", "method"): {"(bias)": -1.0, "same-head": 3.0},
    ("own", "method"): {"proposed": 2.0, "(bias)": -1.0},
    ("own", "dataset"): {"proposed": 2.0, "(bias)": -1.0},
    ("mentioned", "method"): {"aside": 2.0, "(bias)": -1.0},
    ("mentioned", "task"): {"aside": 2.0, "(bias)": -1.0},
    ("mentioned", "modality"): {"aside": 2.0, "(bias)": -1.0},
}


@pytest.fixture(autouse=True)
def table(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the small table in place of the learnt one; the second look has no trees."""
    monkeypatch.setattr(judge, "weights", lambda: {place: judge.Weights(rows) for place, rows in TABLE.items()})
    monkeypatch.setattr(review, "trees", dict)


def group(
    key: str, *signs: str, kind: str = "method", places: tuple[tuple[int, int], ...] = ((0, 9),), concept: str = ""
) -> Group:
    """Return a group with these signs at these places."""
    mentions = tuple(Mention(a, b, key, (0, 100), kind, "rule") for a, b in places)
    return Group(kind, key, Iri(concept) if concept else None, key, mentions, frozenset(signs))


def decide(groups: list[Group]) -> list[Decision]:
    """Return what is kept of these groups; the text is blank."""
    return decide_in(groups, " " * 100)


def test_what_speaks_against_is_left_out() -> None:
    """A group whose sum is below the threshold is not kept."""
    kept = decide([group("a", "good"), group("b", places=((20, 29),))])
    assert [d.group.key for d in kept] == ["a"]


def test_kind_may_have_its_own_threshold() -> None:
    """The threshold of a kind is a row of the table."""
    assert decide([group("a", "good", kind="task")]) == []


def test_confidence_is_the_probability() -> None:
    """The confidence follows from the sum."""
    (decision,) = decide([group("a", "good")])
    assert decision.confidence == pytest.approx(1 / (1 + math.exp(-2)))


def test_same_words_go_to_the_surer() -> None:
    """Of two groups of one kind on the same words the surer one stays."""
    kept = decide([group("a", "good", places=((0, 9),)), group("b", "better", places=((5, 14),))])
    assert [d.group.key for d in kept] == ["b"]


def test_group_with_words_of_its_own_stays() -> None:
    """A group that is also named elsewhere is kept beside the surer one."""
    kept = decide([group("a", "good", places=((0, 9), (40, 49))), group("b", "better", places=((5, 14),))])
    assert [d.group.key for d in kept] == ["b", "a"]


def test_kinds_do_not_take_each_others_words() -> None:
    """A modality inside the name of a task is kept beside it."""
    kept = decide([group("ct", kind="modality"), group("ct gate", "good")])
    assert {d.group.kind for d in kept} == {"method", "modality"}


def test_name_is_method_or_dataset() -> None:
    """One unknown name is kept as the surer of the two kinds only."""
    kept = decide([group("cityscan", "good"), group("cityscan", "better", kind="dataset")])
    assert [d.group.kind for d in kept] == ["dataset"]


@pytest.mark.parametrize(
    ("kind", "signs", "role"),
    [
        ("method", ("proposed",), "proposed"),
        ("method", ("proposed", "aside"), "proposed"),
        ("method", ("aside",), "mentioned"),
        ("method", (), "used"),
        ("dataset", ("proposed",), "introduced"),
        ("dataset", (), "used"),
        ("task", (), "addressed"),
        ("task", ("aside",), "mentioned"),
        ("modality", (), "used"),
        ("modality", ("aside",), "mentioned"),
    ],
)
def test_roles(kind: str, signs: tuple[str, ...], role: str) -> None:
    """A kind has its own roles; a paper's own thing comes before a mere mention."""
    assert role_of(group("a", *signs, kind=kind)) == role


def test_order_of_groups_does_not_matter() -> None:
    """Equally sure groups are decided by kind and key."""
    groups = [group("a", "good"), group("b", "good")]
    assert decide(groups) == decide(groups[::-1])


def test_same_thing_joins_the_surer() -> None:
    """A group that names what a surer one names joins it with its mentions, be it sure itself or not."""
    kept = decide([
        group("gate net", "better"), group("wide gate net", "good", places=((40, 53),)),
        group("old gate net", places=((60, 72),)), group("forest", "good", places=((80, 86),)),
    ])  # fmt: skip
    assert [(d.group.key, len(d.group.mentions)) for d in kept] == [("gate net", 3), ("forest", 1)]


def test_coined_name_stands_before_its_description() -> None:
    """Of a coined name and a known description that are one thing, the name is the thing."""
    kept = decide([
        group("gate net", "better", concept="https://example.org/gate-net"),
        group("XY net", "good", "shape=name", places=((40, 46),)),
    ])  # fmt: skip
    assert [(d.group.key, d.group.concept, len(d.group.mentions)) for d in kept] == [("XY net", None, 2)]
