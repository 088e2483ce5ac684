"""The second look: corrections to the odds of a group by the company it keeps, from one readable table.

A row of ``review.tsv`` asks two questions of a group and adds one of four weights to its log-odds: small regression
trees, fitted one after the other to what the earlier ones leave wrong (Friedman, 2001). ``tools/learn_weights.py``
remakes the table.
"""

import functools
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from medkg.errors import RuleError
from medkg.link.company import MEASURES, measure
from medkg.link.groups import Group

_COLUMNS = {name: number for number, name in enumerate(MEASURES)}
HOPELESS = -4.0
"""Log-odds by the first look below which there is no second."""
UNIT = 0.001
"""What weights are counted in, so that their sum is the same on every machine."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The rows of one kind, as arrays with a line for each."""

    columns: NDArray[np.intp]
    """Three columns of ``MEASURES``: of the first question, of the second after yes and after no."""
    bounds: NDArray[np.float64]
    """What a measure must be above, for the same three questions."""
    weights: NDArray[np.int64]
    """Four weights, in thousandths: after no and no, no and yes, yes and no, yes and yes."""

    def correct(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return what these rows add to the log-odds of groups with these measures."""
        answers = rows[:, self.columns] > self.bounds
        leaf = 2 * answers[..., 0] + np.where(answers[..., 0], answers[..., 1], answers[..., 2])
        picked: NDArray[np.int64] = self.weights[np.arange(len(self.weights)), leaf]
        added: NDArray[np.float64] = picked.sum(axis=1) * UNIT
        return added


@functools.cache
def rules() -> Mapping[str, Rules]:
    """Return the table as kind → rows.

    Raises:
        RuleError: a row is not a kind, three questions and four weights, or asks for a measure that there is not.
    """
    source = files("medkg.link") / "review.tsv"
    lines: dict[str, list[tuple[list[int], list[float], list[int]]]] = defaultdict(list)
    for number, line in enumerate(source.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("#"):
            continue
        try:
            kind, *cells = line.split("\t")
            first, second, third, *weights = cells
            asked = [_question(cell) for cell in (first, second, third)]
            no_no, no_yes, yes_no, yes_yes = (round(float(weight) / UNIT) for weight in weights)
        except (ValueError, KeyError) as error:
            raise RuleError(f"{source}:{number}: expected a kind, three questions and four weights") from error
        lines[kind].append(([c for c, _ in asked], [b for _, b in asked], [no_no, no_yes, yes_no, yes_yes]))
    return {kind: rules_from(rows) for kind, rows in lines.items()}


def _question(cell: str) -> tuple[int, float]:
    """Return the column and the bound of a question like ``odds > 1.5``."""
    name, bound = cell.rsplit(" > ", 1)
    return _COLUMNS[name], float(bound)


def rules_from(rows: Sequence[tuple[Sequence[int], Sequence[float], Sequence[int]]]) -> Rules:
    """Return rows of columns, bounds and weights as arrays."""
    columns, bounds, weights = zip(*rows, strict=True)
    return Rules(np.array(columns, dtype=np.intp), np.array(bounds), np.array(weights, dtype=np.int64))


def review(groups: Sequence[Group], odds: Sequence[float], text: str) -> list[float]:
    """Return the log-odds of the groups of one paper after the second look.

    Args:
        groups: all groups of the paper.
        odds: their log-odds by the first look.
        text: the paper's text, which the places of the mentions count in.
    """
    table = rules()
    if not groups or not table:
        return list(odds)
    corrected = np.array(odds)
    measured = measure(groups, odds, text, HOPELESS)
    for kind, its_rules in table.items():
        of_kind = [number for number in measured if groups[number].kind == kind]
        if of_kind:
            corrected[of_kind] += its_rules.correct(np.array([measured[number] for number in of_kind]))
    return [float(one) for one in corrected]
