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


@functools.cache
def weights() -> Mapping[tuple[str, str], dict[str, float]]:
    """Return the table as (question, kind) → sign → weight.

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
    return table


def log_odds(question: str, kind: str, signs: Iterable[str]) -> float:
    """Return the sum of the weights of these signs (natural logarithm of the odds)."""
    table = weights().get((question, kind), {})
    return table.get(BIAS, 0.0) + math.fsum(table.get(sign, 0.0) for sign in signs)


def probability(odds: float) -> float:
    """Return the probability for these log-odds."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


def explain(question: str, kind: str, signs: Iterable[str]) -> list[tuple[str, float]]:
    """Return the signs that counted, with their weights, the heaviest first."""
    table = weights().get((question, kind), {})
    rows = [(sign, table[sign]) for sign in signs if sign in table]
    return [(BIAS, table.get(BIAS, 0.0)), *sorted(rows, key=lambda row: (-abs(row[1]), row[0]))]
