"""The second look, by a table of two rows and by the real one."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from medkg.errors import RuleError
from medkg.link import review as module
from medkg.link.company import MEASURES
from medkg.link.groups import Group
from medkg.link.review import review, rules
from medkg.model import KINDS, Mention

HEAD = "# head\n"
ROW = "method\todds > 1\tmentions > 1.5\tknown > 0.5\t-0.100\t0.200\t0.300\t0.400\n"


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Put a file that a test may write in place of the real table."""
    path = tmp_path / "review.tsv"
    path.write_text(HEAD + ROW, encoding="utf-8")
    monkeypatch.setattr(module, "files", lambda _: tmp_path)
    rules.cache_clear()
    yield path
    rules.cache_clear()


def group(name: str, times: int, kind: str = "method") -> Group:
    """Return a new group that is named so often."""
    mentions = tuple(Mention(n * 20, n * 20 + 4, name, (0, 90), kind, "rule") for n in range(times))
    return Group(kind, name, None, name, mentions, frozenset())


@pytest.mark.parametrize(
    ("odds", "times", "added"), [(2.0, 2, 0.4), (2.0, 1, 0.3), (0.5, 2, -0.1)], ids=["yes, yes", "yes, no", "no, no"]
)
@pytest.mark.usefixtures("table")
def test_row_asks_the_second_question_that_follows(odds: float, times: int, added: float) -> None:
    """After yes the second question counts, after no the third."""
    assert review([group("net", times)], [odds], " " * 90) == pytest.approx([odds + added])


@pytest.mark.usefixtures("table")
def test_other_kinds_are_left_as_they_are() -> None:
    """A row is for its kind alone."""
    assert review([group("ct", 1, "modality"), group("net", 1)], [2.0, 2.0], " " * 90) == pytest.approx([2.0, 2.3])


@pytest.mark.usefixtures("table")
def test_no_groups() -> None:
    """A paper without candidates has no odds."""
    assert review([], [], "") == []


@pytest.mark.parametrize(
    "row",
    [
        "method\todds > 1\n",
        ROW.replace("odds >", "luck >"),
        ROW.replace("odds > 1", "odds < 1"),
        ROW.replace("0.400", "much"),
    ],
    ids=["short", "no such measure", "no question", "no number"],
)
def test_faulty_row_is_named(table: Path, row: str) -> None:
    """A row that cannot be read is an error with its place."""
    table.write_text(HEAD + ROW + row, encoding="utf-8")
    rules.cache_clear()
    with pytest.raises(RuleError, match=r"review\.tsv:3: expected a kind"):
        rules()


@pytest.mark.parametrize("kind", KINDS)
def test_real_table_holds_every_kind(kind: str) -> None:
    """Every kind has rows, and no row corrects by more than the first look could."""
    found = rules()[kind]
    assert found.columns.max() < len(MEASURES)
    assert np.abs(found.weights).max() * module.UNIT < 3  # log-odds
