"""From groups to decisions: which groups are things of the paper, and in which role."""

from collections.abc import Iterable
from dataclasses import dataclass

from medkg.link import judge
from medkg.link.groups import Group
from medkg.link.judge import log_odds, probability

THRESHOLD = "(threshold)"
_OWN_ROLE = {"method": "proposed", "dataset": "introduced"}
_ROLE = {"method": "used", "dataset": "used", "modality": "used", "task": "addressed"}


@dataclass(frozen=True, slots=True)
class Decision:
    """A group that was kept, with its role and how sure the table is of it."""

    group: Group
    role: str
    confidence: float


def decide(groups: Iterable[Group]) -> list[Decision]:
    """Return what is kept of a paper's groups, the surest first.

    Of two groups of one kind that cover the same words the surer one stays; a name is either a method or a dataset.
    """
    scored = sorted(
        ((log_odds("keep", g.kind, g.signs), g) for g in groups), key=lambda pair: (-pair[0], pair[1].kind, pair[1].key)
    )
    taken: dict[str, list[tuple[int, int]]] = {}
    names: set[str] = set()
    kept = []
    for odds, group in scored:
        if odds < judge.weights().get(("keep", group.kind), {}).get(THRESHOLD, 0.0):
            continue
        spans = taken.setdefault(group.kind, [])
        if all(any(m.start < end and start < m.end for start, end in spans) for m in group.mentions):
            continue
        if not group.concept and (group.kind in _OWN_ROLE or "shape=name" in group.signs):
            if group.key in names:
                continue
            names.add(group.key)
        spans += [(m.start, m.end) for m in group.mentions]
        kept.append(Decision(group, role_of(group), probability(odds)))
    return kept


def role_of(group: Group) -> str:
    """Return the role of a group in its paper; what stands in contrast only ("unlike X") is not the paper's."""
    if "only-contrast" in group.signs:
        return "mentioned"
    if group.kind in _OWN_ROLE and log_odds("own", group.kind, group.signs) > 0:
        return _OWN_ROLE[group.kind]
    if log_odds("mentioned", group.kind, group.signs) > 0:
        return "mentioned"
    return _ROLE[group.kind]
