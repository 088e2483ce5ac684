"""From groups to decisions: which groups are things of the paper, and in which role."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from medkg.link import judge
from medkg.link.groups import Group
from medkg.link.judge import log_odds, probability
from medkg.link.review import review
from medkg.link.same import Likeness
from medkg.model import KINDS

THRESHOLD = "(threshold)"
_NEITHER = -4.0
"""Log-odds below which a group is no thing of the paper, nor worth comparing with one."""
_SURELY_SAME = 1.0
"""Log-odds above which a group that is not kept for itself still is another name of one that is."""
_OWN_ROLE = {"method": "proposed", "dataset": "introduced"}
_ROLE = {"method": "used", "dataset": "used", "modality": "used", "task": "addressed"}


@dataclass(frozen=True, slots=True)
class Decision:
    """A group that was kept, with its role and how sure the table is of it."""

    group: Group
    role: str
    confidence: float


def decide(groups: Iterable[Group], text: str) -> list[Decision]:
    """Return what is kept of a paper's groups, the surest first.

    Args:
        groups: the groups of one paper.
        text: the paper's text, which the places of the mentions count in.
    """
    together = sorted(groups, key=lambda g: (g.kind, g.key))
    odds = [log_odds("keep", g.kind, g.signs) for g in together]
    likeness = Likeness(together, text)
    return choose(together, review(together, odds, text, likeness), likeness)


def choose(groups: Sequence[Group], odds: Sequence[float], likeness: Likeness) -> list[Decision]:
    """Return what is kept of a paper's groups by their log-odds, the surest first.

    A group that names the same thing as a surer one joins it. Of two groups of one kind that cover the same words and
    are not one thing the surer one stays; a name is either a method or a dataset.

    Args:
        groups: the groups of one paper.
        odds: their log-odds of being things of the paper.
        likeness: made of the same groups.
    """
    kept: list[_Kept] = []
    of_kind: dict[str, list[_Kept]] = {kind: [] for kind in KINDS}
    names: set[str] = set()
    for number in sorted(range(len(groups)), key=lambda n: -odds[n]):
        group, worth = groups[number], odds[number]
        if worth < _NEITHER:
            break
        least = probability(judge.weights_for("keep", group.kind).get(THRESHOLD, 0.0))
        is_sure = probability(worth) >= least
        its_kind = of_kind[group.kind]
        same, same_odds = _same_thing(number, its_kind, likeness)
        chance = probability(worth) * (1 - probability(same_odds))
        if same and same_odds > (0.0 if is_sure else _SURELY_SAME):
            same.groups.append(group)
        elif chance >= least and not _is_covered(group, its_kind) and not (_has_own_name(group) and group.key in names):
            kept.append(_Kept(chance, number, [group]))
            its_kind.append(kept[-1])
            names |= {group.key} if _has_own_name(group) else set()
    return [Decision(united := _unite(k.groups), role_of(united), k.chance) for k in kept]


@dataclass(slots=True)
class _Kept:
    """A group that is kept, and those that joined it."""

    chance: float
    """The probability that it is a thing of the paper and none that is kept already."""
    number: int
    groups: list[Group]


def _same_thing(number: int, kept: Iterable[_Kept], likeness: Likeness) -> tuple[_Kept | None, float]:
    """Return what was kept so far that most surely is the same thing, and its log-odds."""
    best: _Kept | None = None
    most = -math.inf
    for one in kept:
        odds = likeness.log_odds(one.number, number)
        if odds > most:
            best, most = one, odds
    return best, most


def _is_covered(group: Group, kept: Iterable[_Kept]) -> bool:
    """Tell whether every mention shares words with one of these, which are of its kind."""
    spans = [(m.start, m.end) for k in kept for m in k.groups[0].mentions]
    return all(any(m.start < end and start < m.end for start, end in spans) for m in group.mentions)


def _has_own_name(group: Group) -> bool:
    return not group.concept and (group.kind in _OWN_ROLE or "shape=name" in group.signs)


def _unite(together: list[Group]) -> Group:
    """Return groups that name one thing as one; a coined name stands before the words that describe it."""
    if len(together) == 1:
        return together[0]
    surest = together[0]
    coined = [g for g in together if not g.concept and "shape=name" in g.signs and g.kind in _OWN_ROLE]
    head = coined[0] if coined and "shape=name" not in surest.signs else surest
    mentions = {(m.start, m.end): m for group in [*together[::-1], head] for m in group.mentions}
    united = tuple(mentions[place] for place in sorted(mentions))
    return Group(head.kind, head.key, head.concept, head.label, united, head.signs)


def role_of(group: Group) -> str:
    """Return the role of a group in its paper; what stands in contrast only ("unlike X") is not the paper's."""
    if "only-contrast" in group.signs:
        return "mentioned"
    if group.kind in _OWN_ROLE and log_odds("own", group.kind, group.signs) > 0:
        return _OWN_ROLE[group.kind]
    if log_odds("mentioned", group.kind, group.signs) > 0:
        return "mentioned"
    return _ROLE[group.kind]
