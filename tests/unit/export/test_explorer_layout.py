import math

from medkg.export.explorer.layout import place_things
from medkg.export.view import Edge, ThingNode


def _things(*names: str) -> list[ThingNode]:
    return [ThingNode(name, name.split("/")[0], name) for name in names]


def _links(*pairs: tuple[str, str]) -> list[Edge]:
    return [Edge(source, target, "appliedToModality", 1.0, 1, ()) for source, target in pairs]


def test_every_thing_has_a_place_of_its_own() -> None:
    """No two things of a crowded graph stand on the same spot."""
    methods = [f"method/{k}" for k in range(300)]
    things = _things("modality/a", "modality/b", *methods)
    edges = _links(*((name, f"modality/{'ab'[k % 2]}") for k, name in enumerate(methods)))
    places = place_things(things, edges)
    assert len(places) == len(things)
    nearest = min(math.dist(p, q) for k, p in enumerate(places) for q in places[:k])
    assert nearest > 5


def test_a_method_stands_nearest_to_its_own_modality() -> None:
    """Methods of one modality ring it; a method of two stands between them."""
    things = _things("modality/a", "modality/b", "method/of-a", "method/of-b", "method/of-both")
    edges = _links(
        ("method/of-a", "modality/a"),
        ("method/of-b", "modality/b"),
        ("method/of-both", "modality/a"),
        ("method/of-both", "modality/b"),
    )
    a, b, of_a, of_b, both = place_things(things, edges)
    assert math.dist(of_a, a) < math.dist(of_a, b)
    assert math.dist(of_b, b) < math.dist(of_b, a)
    assert max(math.dist(both, a), math.dist(both, b)) < math.dist(a, b)


def test_the_same_graph_gives_the_same_places_in_any_order_of_its_edges() -> None:
    """The layout knows no chance."""
    things = _things("modality/a", "modality/b", *(f"method/{k}" for k in range(40)))
    edges = _links(*((f"method/{k}", f"modality/{'ab'[k % 2]}") for k in range(40)))
    assert place_things(things, edges) == place_things(things, edges[::-1])


def test_graphs_without_modalities_or_without_links_are_placed_too() -> None:
    """Tasks, datasets or methods serve as hubs in turn, and what hangs nowhere stands in rows."""
    things = _things("task/a", "method/x", "dataset/lonely")
    assert len(set(place_things(things, _links(("method/x", "task/a"))))) == 3
    assert len(set(place_things(things, []))) == 3
    assert place_things([], []) == []


def test_islands_of_things_are_placed_beside_the_others() -> None:
    """A part of the graph without a hub still gets its place."""
    things = _things("modality/a", "method/x", "dataset/d", "task/t", "method/y")
    edges = _links(("method/x", "modality/a"), ("method/y", "task/t"), ("dataset/d", "task/t"))
    places = place_things(things, edges)
    assert len(set(places)) == 5
