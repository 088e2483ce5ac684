"""A co-occurrence map of the things, as the JSON that VOSviewer opens."""

import json
from collections import Counter, defaultdict
from collections.abc import Mapping
from itertools import combinations
from statistics import fmean

import pyoxigraph as ox

from medkg.export.view import View, load_view
from medkg.model import KINDS


def write_vosviewer(store: ox.Store) -> bytes:
    """Return a map of all things that papers use, address, propose or introduce.

    Two things are linked as strongly as there are papers with both. The clusters are the kinds; VOSviewer can
    make its own and places the items itself.
    """
    view = load_view(store)
    by_paper = _things_by_paper(view)
    counts = Counter(iri for things in by_paper.values() for iri in things)
    numbers = {thing.iri: number for number, thing in enumerate(t for t in view.things if t.iri in counts)}
    years = _mean_years(view, by_paper)
    pairs = Counter(pair for things in by_paper.values() for pair in combinations(sorted(things), 2))
    items = [
        {
            "id": numbers[thing.iri] + 1,
            "label": thing.label,
            "description": f"{thing.kind}: {'; '.join(text for text, _ in thing.labels)}",
            "cluster": KINDS.index(thing.kind) + 1,
            "weights": {"Papers": counts[thing.iri]},
            **({"scores": {"Mean year": years[thing.iri]}} if thing.iri in years else {}),
        }
        for thing in view.things
        if thing.iri in numbers
    ]
    links = [
        {"source_id": numbers[one] + 1, "target_id": numbers[other] + 1, "strength": count}
        for (one, other), count in sorted(pairs.items())
    ]
    clusters = [{"cluster": number, "label": kind} for number, kind in enumerate(KINDS, 1)]
    network = {"items": items, "links": links, "clusters": clusters}
    return (json.dumps({"network": network}, ensure_ascii=False, indent=1) + "\n").encode()


def _things_by_paper(view: View) -> dict[str, set[str]]:
    papers = {paper.iri for paper in view.papers}
    things = {thing.iri for thing in view.things}
    found: dict[str, set[str]] = defaultdict(set)
    for edge in view.edges:
        if edge.source in papers and edge.target in things and not edge.predicate.startswith("mentions"):
            found[edge.source].add(edge.target)
    return found


def _mean_years(view: View, by_paper: Mapping[str, set[str]]) -> dict[str, float]:
    years: dict[str, list[int]] = defaultdict(list)
    for paper in view.papers:
        if paper.year is not None:
            for iri in by_paper.get(paper.iri, ()):
                years[iri].append(paper.year)
    return {iri: round(fmean(found), 2) for iri, found in years.items()}
