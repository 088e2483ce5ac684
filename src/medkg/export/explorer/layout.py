"""Places for things, computed beforehand, so that no page has to wait for a simulation.

The hubs (as a rule the modalities) find their places by forces; they are few. Every other thing then takes the free
place nearest to the middle of what it is linked with, along a sunflower spiral. So methods of one modality ring it, and
a method of several stands between them. All of it is arithmetic without chance: the same graph gives the same picture.
"""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from medkg.export.view import Edge, ThingNode

Position = tuple[float, float]

_HUBS = 90
"""The most hubs that are placed by forces: its cost grows with the square."""
_STEPS = 160
_SPACING = 46.0
_GOLDEN = math.pi * (3 - math.sqrt(5))


def place_things(things: Sequence[ThingNode], edges: Sequence[Edge]) -> list[Position]:
    """Return one place for each thing, in their order; things without links stand in rows below the others."""
    numbers = {thing.iri: number for number, thing in enumerate(things)}
    links = _neighbours(edges, numbers)
    hubs = _choose_hubs(things, links)
    places = _place_hubs(hubs, links)
    _place_around(things, links, places)
    _place_rest(things, places)
    return [places[number] for number in range(len(things))]


def _neighbours(edges: Sequence[Edge], numbers: Mapping[str, int]) -> dict[int, dict[int, float]]:
    links: dict[int, dict[int, float]] = defaultdict(dict)
    for edge in edges:
        source, target = numbers.get(edge.source), numbers.get(edge.target)
        if source is None or target is None or source == target:
            continue
        weight = links[source].get(target, 0) + max(1, edge.paper_count)
        links[source][target] = links[target][source] = weight
    return links


def _choose_hubs(things: Sequence[ThingNode], links: Mapping[int, Mapping[int, float]]) -> list[int]:
    """Return the most linked modalities, or, in a graph without such links, tasks, datasets or methods."""
    for kind in ("modality", "task", "dataset", "method"):
        hubs = [number for number in links if things[number].kind == kind]
        if hubs:
            return sorted(hubs, key=lambda number: (-len(links[number]), number))[:_HUBS]
    return []


def _place_hubs(hubs: Sequence[int], links: Mapping[int, Mapping[int, float]]) -> dict[int, Position]:
    radii = _radii(hubs, links)
    pulls = _shared(hubs, links)
    reach = 1.1 * math.sqrt(math.fsum(radius * radius for radius in radii)) if hubs else 0
    points = [
        [reach * math.sqrt((k + 0.5) / len(hubs)) * turn(k * _GOLDEN) for turn in (math.cos, math.sin)]
        for k in range(len(hubs))
    ]
    for step in range(_STEPS):
        _relax(points, radii=radii, pulls=pulls, heat=1 - step / _STEPS)
    return {hub: (point[0], point[1]) for hub, point in zip(hubs, points, strict=True)}


def _radii(hubs: Sequence[int], links: Mapping[int, Mapping[int, float]]) -> list[float]:
    """Return the room each hub needs: that of its neighbours, a neighbour of three hubs counting a third for each."""
    inside = set(hubs)
    degree = {number: sum(other in inside for other in links[number]) for number in links}
    shares = [math.fsum(1 / max(1, degree[other]) for other in links[hub]) for hub in hubs]
    return [_SPACING * (1.1 + 0.5 * math.sqrt(share)) for share in shares]


def _shared(hubs: Sequence[int], links: Mapping[int, Mapping[int, float]]) -> list[tuple[int, int, float]]:
    """Return how much two hubs have in common: the cosine of their neighbourhoods."""
    index = {hub: k for k, hub in enumerate(hubs)}
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for number in sorted(links):
        mine = sorted(index[other] for other in links[number] if other in index)
        for position, first in enumerate(mine):
            for second in mine[position + 1 :]:
                shared[first, second] += 1
    return [
        (first, second, count / math.sqrt(len(links[hubs[first]]) * len(links[hubs[second]])))
        for (first, second), count in sorted(shared.items())
    ]


def _relax(
    points: list[list[float]], *, radii: Sequence[float], pulls: Sequence[tuple[int, int, float]], heat: float
) -> None:
    """Move the points one step: alike ones together, overlapping ones apart, all gently to the middle."""
    for first, second, strength in pulls:
        dx, dy = (points[second][axis] - points[first][axis] for axis in (0, 1))
        move = 0.09 * heat * strength
        points[first][0] += dx * move
        points[first][1] += dy * move
        points[second][0] -= dx * move
        points[second][1] -= dy * move
    for point in points:
        point[0] *= 1 - 0.012 * heat
        point[1] *= 1 - 0.016 * heat  # a little wider than high, as screens are
    for first, one in enumerate(points):
        for second in range(first):
            other = points[second]
            dx, dy = one[0] - other[0], one[1] - other[1]
            room = radii[first] + radii[second]
            if abs(dx) >= room or abs(dy) >= room:
                continue
            distance = math.hypot(dx, dy) or 1e-6
            if distance < room:
                push = 0.5 * (room - distance) / distance
                one[0] += dx * push
                one[1] += dy * push
                other[0] -= dx * push
                other[1] -= dy * push


_STEPS_AT = ((1, 32), (8, 600), (32, 10_000), (128, 1 << 62))
"""Size of the squares and how far to search from each: in a crowd, neighbours share one search from farther away."""


@dataclass(slots=True)
class _Ground:
    """Which squares are taken, and how far along its spiral the search from each square has come."""

    taken: set[tuple[int, int]] = field(default_factory=set)
    reached: dict[tuple[int, int, int], int] = field(default_factory=dict)

    def settle(self, x: float, y: float) -> Position:
        """Return the first free place along the sunflower spiral around this point, and take it."""
        for size, steps in _STEPS_AT:
            key = (size, round(x / _SPACING / size), round(y / _SPACING / size))
            if self.reached.get(key, 0) < steps:
                middle = (x, y) if size == 1 else (key[1] * size * _SPACING, key[2] * size * _SPACING)
                place = self._search(key, middle, steps)
                if place is not None:
                    return place
        raise AssertionError("the last search has no end")

    def _search(self, key: tuple[int, int, int], middle: Position, steps: int) -> Position | None:
        for k in range(self.reached.get(key, 0), steps):
            radius, angle = 0.62 * _SPACING * math.sqrt(k), k * _GOLDEN
            place = (middle[0] + radius * math.cos(angle), middle[1] + radius * math.sin(angle))
            square = (round(place[0] / _SPACING), round(place[1] / _SPACING))
            if square not in self.taken:
                self.taken.add(square)
                self.reached[key] = k + 1
                return place
        self.reached[key] = steps
        return None


def _place_around(
    things: Sequence[ThingNode], links: Mapping[int, Mapping[int, float]], places: dict[int, Position]
) -> None:
    """Place what is linked with something that has a place, most linked first, in waves outward from the hubs."""
    ground = _Ground()
    for x, y in places.values():
        ground.settle(x, y)
    waiting = sorted(
        (number for number in links if number not in places),
        key=lambda number: (things[number].kind != "method", -things[number].paper_count, -len(links[number]), number),
    )
    while waiting:
        settled: dict[int, Position] = {}
        for number in waiting:
            known = [(places[other], weight) for other, weight in links[number].items() if other in places]
            if known:
                total = math.fsum(weight for _, weight in known)
                x, y = (math.fsum(place[axis] * weight for place, weight in known) / total for axis in (0, 1))
                settled[number] = ground.settle(x, y)
        if not settled:  # an island without a hub: its most linked thing becomes one, beside the others
            edge = max((abs(x) for x, _ in places.values()), default=0.0)
            settled[waiting[0]] = ground.settle(edge + 4 * _SPACING, 0.0)
        places.update(settled)
        waiting = [number for number in waiting if number not in settled]


def _place_rest(things: Sequence[ThingNode], places: dict[int, Position]) -> None:
    rest = [number for number in range(len(things)) if number not in places]
    columns = max(1, math.ceil(math.sqrt(4 * len(rest))))
    top = max((y for _, y in places.values()), default=0.0) + 5 * _SPACING
    for k, number in enumerate(rest):
        places[number] = ((k % columns - columns / 2) * _SPACING, top + (k // columns) * _SPACING)
