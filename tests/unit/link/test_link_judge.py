"""Sums of weights."""

import math
from pathlib import Path

import pytest

from medkg.errors import RuleError
from medkg.link import judge
from medkg.link.judge import BIAS, explain, log_odds, probability, weights
from medkg.model import KINDS


@pytest.mark.parametrize("question", ["keep", "mentioned"])
@pytest.mark.parametrize("kind", KINDS)
def test_table_answers_every_question(question: str, kind: str) -> None:
    """The table has a bias for every kind and question."""
    assert BIAS in weights()[question, kind]


@pytest.mark.parametrize("kind", ["method", "dataset"])
def test_table_knows_what_is_the_authors_own(kind: str) -> None:
    """Methods and datasets can be a paper's own."""
    assert BIAS in weights()["own", kind]


def test_weights_are_numbers() -> None:
    """No weight is infinite or no number."""
    assert all(math.isfinite(weight) for table in weights().values() for weight in table.values())


def test_sum_does_not_depend_on_order() -> None:
    """The same signs in another order give the same sum to the last bit."""
    signs = sorted(weights()["keep", "method"])[:40]
    assert log_odds("keep", "method", signs) == log_odds("keep", "method", reversed(signs))


def test_unknown_signs_do_not_count() -> None:
    """A sign without a row weighs nothing, a question without a table answers nothing."""
    assert log_odds("keep", "method", ["no-such-sign"]) == log_odds("keep", "method", [])
    assert log_odds("no-such-question", "method", ["known"]) == 0


@pytest.mark.parametrize(("odds", "chance"), [(0.0, 0.5), (math.log(3), 0.75), (-math.log(3), 0.25)])
def test_probability(odds: float, chance: float) -> None:
    """Log-odds of ln 3 are three to one."""
    assert probability(odds) == pytest.approx(chance)


@pytest.mark.parametrize("odds", [1e9, -1e9])
def test_probability_has_no_overflow(odds: float) -> None:
    """Beyond all bounds a probability is still inside them."""
    assert 0 < probability(odds) < 1


def test_explanation_adds_up() -> None:
    """The rows of an explanation sum up to the log-odds, bias first and then the heaviest."""
    signs = ["known", "count=2", "no-such-sign"]
    rows = explain("keep", "method", signs)
    assert rows[0][0] == BIAS
    assert math.fsum(weight for _, weight in rows) == pytest.approx(log_odds("keep", "method", signs))
    assert [abs(w) for _, w in rows[1:]] == sorted((abs(w) for _, w in rows[1:]), reverse=True)


def test_faulty_row_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A row that is not four columns is an error with its place."""
    (tmp_path / "weights.tsv").write_text("# head\nkeep\tmethod\tknown\n", encoding="utf-8")
    monkeypatch.setattr(judge, "files", lambda _: tmp_path)
    weights.cache_clear()
    with pytest.raises(RuleError, match=r"weights\.tsv:2: expected question"):
        weights()
    weights.cache_clear()
