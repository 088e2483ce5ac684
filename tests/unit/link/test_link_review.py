"""The second look, by a tree of four leaves and by the real table."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from medkg.errors import RuleError
from medkg.link import review as module
from medkg.link.company import MEASURES
from medkg.link.groups import Group
from medkg.link.review import trees
from medkg.link.same import Likeness
from medkg.model import KINDS, Mention

HEAD = "# head\n"
ROWS = [
    "method\t1\todds <= 1; known <= 0.5\t-0.100\n",
    "method\t1\todds <= 1; known > 0.5\t0.200\n",
    "method\t1\todds > 1; mentions <= 1.5\t0.300\n",
    "method\t1\todds > 1; mentions > 1.5\t0.400\n",
]


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Put a file that a test may write in place of the real table."""
    path = tmp_path / "review.tsv"
    path.write_text(HEAD + "".join(ROWS), encoding="utf-8")
    monkeypatch.setattr(module, "files", lambda _: tmp_path)
    trees.cache_clear()
    yield path
    trees.cache_clear()


def review(groups: list[Group], odds: list[float], text: str = "net " * 25) -> list[float]:
    """Return the odds of these groups after the second look."""
    return module.review(groups, odds, text, Likeness(groups, text))


def group(name: str, times: int, kind: str = "method") -> Group:
    """Return a new group that is named so often."""
    mentions = tuple(Mention(n * 20, n * 20 + 4, name, (0, 90), kind, "rule") for n in range(times))
    return Group(kind, name, None, name, mentions, frozenset())


@pytest.mark.parametrize(
    ("odds", "times", "added"), [(2.0, 2, 0.4), (2.0, 1, 0.3), (0.5, 2, -0.1)], ids=["yes, yes", "yes, no", "no, no"]
)
@pytest.mark.usefixtures("table")
def test_leaf_whose_conditions_hold_is_added(odds: float, times: int, added: float) -> None:
    """Exactly one leaf of a tree corrects the odds."""
    assert review([group("net", times)], [odds]) == pytest.approx([odds + added])


@pytest.mark.usefixtures("table")
def test_other_kinds_are_left_as_they_are() -> None:
    """A tree is for its kind alone."""
    assert review([group("ct", 1, "modality"), group("net", 1)], [2.0, 2.0]) == pytest.approx([2.0, 2.3])


def test_trees_add_up(table: Path) -> None:
    """Every tree adds the weight of one leaf, whatever its depth."""
    shallow = "method\t2\tmentions <= 1.5\t1.000\nmethod\t2\tmentions > 1.5\t-1.000\n"
    table.write_text(HEAD + "".join(ROWS) + shallow, encoding="utf-8")
    trees.cache_clear()
    assert review([group("net", 1)], [2.0]) == pytest.approx([3.3])


@pytest.mark.usefixtures("table")
def test_no_groups() -> None:
    """A paper without candidates has no odds."""
    assert review([], [], "") == []


@pytest.mark.parametrize(
    "row",
    [
        "method\todds > 1\n",
        ROWS[0].replace("odds <=", "luck <="),
        ROWS[0].replace("odds <=", "odds ="),
        ROWS[0].replace("-0.100", "much"),
    ],
    ids=["short", "no such measure", "no condition", "no number"],
)
def test_faulty_row_is_named(table: Path, row: str) -> None:
    """A row that cannot be read is an error with its place."""
    table.write_text(HEAD + row, encoding="utf-8")
    trees.cache_clear()
    with pytest.raises(RuleError, match=r"review\.tsv:2: expected a kind"):
        trees()


@pytest.mark.parametrize(
    "rows",
    [ROWS[:3], [*ROWS, ROWS[0]], [*ROWS[:3], ROWS[3].replace("mentions > 1.5", "digits > 1.5")]],
    ids=["a leaf is missing", "a leaf is there twice", "two questions at one place"],
)
def test_leaves_that_make_no_tree_are_refused(table: Path, rows: list[str]) -> None:
    """The leaves of a tree part all groups, each in one way."""
    table.write_text(HEAD + "".join(rows), encoding="utf-8")
    trees.cache_clear()
    with pytest.raises(RuleError, match="these leaves make no tree"):
        trees()


@pytest.mark.parametrize("kind", KINDS)
def test_real_table_holds_every_kind(kind: str) -> None:
    """Every kind has trees, and no leaf corrects by more than the first look could."""
    found = trees()[kind]
    assert found.columns.max() < len(MEASURES)
    assert np.abs(found.weights).max() * module.UNIT < 3  # log-odds
