"""Whether a group of mentions is a thing of the paper, and in which role: sums of weights from one readable table.

A logistic model over the signs of a group (rules, cues, heads, neighbours, zone): every decision is a sum that a
person can read off ``weights.tsv``. ``tools/learn_weights.py`` remakes the table from annotated papers.
"""

import functools
import math
from collections.abc import Iterable, Mapping
from importlib.resources import files

from medkg.errors import RuleError

BIAS = "(bias)"


class Weights(dict[str, float]):
    """The weights of the signs that answer one question for one kind."""

    def __init__(self, rows: Mapping[str, float]) -> None:
        """Take sign → weight; these do not change later."""
        super().__init__(rows)
        self.signs = frozenset(rows)
        self._beginning: dict[tuple[str, ...], frozenset[str]] = {}

    def total(self, signs: Iterable[str]) -> float:
        """Return the sum of the weights of these signs, exact and so in any order the same."""
        return math.fsum(map(self.__getitem__, self.signs.intersection(signs)))

    def beginning_with(self, prefixes: tuple[str, ...]) -> frozenset[str]:
        """Return the signs that have a weight and begin so."""
        if prefixes not in self._beginning:
            self._beginning[prefixes] = frozenset(sign for sign in self.signs if sign.startswith(prefixes))
        return self._beginning[prefixes]


_NO_WEIGHTS = Weights({})


@functools.cache
def weights() -> Mapping[tuple[str, str], Weights]:
    """Return the table as (question, kind) → weights.

    Raises:
        RuleError: a row is not question, kind, sign, weight.
    """
    table: dict[tuple[str, str], dict[str, float]] = {}
    source = files("medkg.link") / "weights.tsv"
    for number, line in enumerate(source.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("#"):
            continue
        try:
            question, kind, sign, weight = line.split("\t")
            table.setdefault((question, kind), {})[sign] = float(weight)
        except ValueError as error:
            raise RuleError(f"{source}:{number}: expected question, kind, sign and weight") from error
    return {place: Weights(rows) for place, rows in table.items()}


def weights_for(question: str, kind: str) -> Weights:
    """Return the weights that answer this question for this kind; none if the table has no such rows."""
    return weights().get((question, kind), _NO_WEIGHTS)


def log_odds(question: str, kind: str, signs: Iterable[str]) -> float:
    """Return the sum of the weights of these signs (natural logarithm of the odds)."""
    table = weights_for(question, kind)
    return table.get(BIAS, 0.0) + table.total(signs)


def probability(odds: float) -> float:
    """Return the probability for these log-odds."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


def explain(question: str, kind: str, signs: Iterable[str]) -> list[tuple[str, float]]:
    """Return the signs that counted, with their weights, the heaviest first."""
    table = weights_for(question, kind)
    rows = [(sign, table[sign]) for sign in signs if sign in table]
    return [(BIAS, table.get(BIAS, 0.0)), *sorted(rows, key=lambda row: (-abs(row[1]), row[0]))]
