"""The second look: corrections to the odds of a group by the company it keeps, from one readable table.

A row of ``review.tsv`` says what is added to the log-odds of a group whose measures meet its conditions. The rows of
one number are the leaves of a tree, of which exactly one holds; the trees were fitted one after the other to what the
earlier ones leave wrong (Friedman, 2001). ``tools/learn_weights.py`` remakes the table.
"""

import functools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from medkg.errors import RuleError
from medkg.link.company import MEASURES, measure
from medkg.link.groups import Group
from medkg.link.same import Likeness

_COLUMNS = {name: number for number, name in enumerate(MEASURES)}
HOPELESS = -2.0
"""Log-odds by the first look below which there is no second."""
UNIT = 0.001
"""What weights are counted in, so that their sum is the same on every machine."""
Leaf = tuple[Sequence[tuple[int, float, bool]], int]
"""The way to a leaf (column of ``MEASURES``, bound, whether above it) and its weight in thousandths."""

_Node = tuple[int, float, tuple[int, int], int, int]
"""Column, bound, the nodes after no and yes, weight and level."""


@dataclass(frozen=True, slots=True)
class Trees:
    """The trees of one kind as arrays with an entry for each node; a leaf leads to itself."""

    roots: NDArray[np.intp]
    columns: NDArray[np.intp]
    """The column of ``MEASURES`` that a node asks for."""
    bounds: NDArray[np.float64]
    """What the measure is compared with."""
    following: NDArray[np.intp]
    """The node after "not above the bound" and after "above", in turn for every node."""
    weights: NDArray[np.int64]
    """What a leaf adds, in thousandths."""
    depth: int

    def correct(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return what these trees add to the log-odds of groups with these measures."""
        measures, width = rows.ravel(), rows.shape[1]
        places = np.arange(len(rows))[:, None] * width
        nodes = np.broadcast_to(self.roots, (len(rows), len(self.roots)))
        for _ in range(self.depth):
            above = measures.take(places + self.columns.take(nodes)) > self.bounds.take(nodes)
            nodes = self.following.take(2 * nodes + above)
        added: NDArray[np.float64] = self.weights.take(nodes).sum(axis=1) * UNIT
        return added


@functools.cache
def trees() -> Mapping[str, Trees]:
    """Return the table as kind → trees.

    Raises:
        RuleError: a row is not a kind, the number of a tree, conditions and a weight, asks for a measure that there is
            not, or does not fit the other rows of its tree.
    """
    source = files("medkg.link") / "review.tsv"
    lines: dict[str, dict[str, list[Leaf]]] = defaultdict(lambda: defaultdict(list))
    for number, line in enumerate(source.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("#"):
            continue
        try:
            kind, tree, conditions, weight = line.split("\t")
            path = [_condition(part) for part in conditions.split("; ")]
            lines[kind][tree].append((path, round(float(weight) / UNIT)))
        except (ValueError, KeyError) as error:
            raise RuleError(f"{source}:{number}: expected a kind, a tree, conditions and a weight") from error
    return {kind: trees_from(its_trees.values()) for kind, its_trees in lines.items()}


@functools.cache
def _condition(text: str) -> tuple[int, float, bool]:
    """Return column, bound and side of a condition like ``odds > 1.5`` or ``odds <= 1.5``."""
    name, sign, bound = text.rsplit(" ", 2)
    return _COLUMNS[name], float(bound), {">": True, "<=": False}[sign]


def trees_from(leaves_of_trees: Iterable[Sequence[Leaf]]) -> Trees:
    """Return trees, each given by the ways to its leaves, as arrays.

    Raises:
        RuleError: the leaves of a tree ask different questions at one place, or one of them is missing.
    """
    nodes: list[_Node] = []
    roots = [_grow(leaves, 0, nodes) for leaves in leaves_of_trees]
    columns, bounds, following, weights, levels = zip(*nodes, strict=True)
    return Trees(
        np.array(roots, dtype=np.intp),
        np.array(columns, dtype=np.intp),
        np.array(bounds),
        np.array(following, dtype=np.intp).ravel(),
        np.array(weights, dtype=np.int64),
        max(levels),
    )


def _grow(leaves: Sequence[Leaf], level: int, nodes: list[_Node]) -> int:
    """Put the node at which all these leaves are still together among the nodes, and those below; return its number."""
    asked = {path[level][:2] for path, _ in leaves if len(path) > level}
    number = len(nodes)
    if not asked and len(leaves) == 1:
        nodes.append((0, 0.0, (number, number), leaves[0][1], level))
        return number
    if len(asked) != 1 or any(len(path) <= level for path, _ in leaves):
        raise RuleError(f"review.tsv: these leaves make no tree: {list(leaves)}")
    (column, bound) = asked.pop()
    nodes.append((column, bound, (number, number), 0, level))
    no, yes = (
        _grow([leaf for leaf in leaves if leaf[0][level][2] is side], level + 1, nodes) for side in (False, True)
    )
    nodes[number] = (column, bound, (no, yes), 0, level)
    return number


def review(groups: Sequence[Group], odds: Sequence[float], text: str, likeness: Likeness) -> list[float]:
    """Return the log-odds of the groups of one paper after the second look.

    Args:
        groups: all groups of the paper.
        odds: their log-odds by the first look.
        text: the paper's text, which the places of the mentions count in.
        likeness: made of the same groups.
    """
    table = trees()
    if not groups or not table:
        return list(odds)
    corrected = np.array(odds)
    measured = measure(groups, odds, text, likeness, HOPELESS)
    for kind, its_trees in table.items():
        of_kind = [number for number in measured if groups[number].kind == kind]
        if of_kind:
            corrected[of_kind] += its_trees.correct(np.array([measured[number] for number in of_kind]))
    return [float(one) for one in corrected]
