"""Which candidates cover the same words: exact doubles go, nested ones are marked; the judge decides between them."""

from bisect import bisect_left

from medkg.extract.mentions import Candidate


def mark_overlaps(candidates: list[Candidate]) -> list[tuple[Candidate, tuple[str, ...]]]:
    """Return the candidates, each kind and stretch once, with signs for what they lie in and what they hold."""
    best: dict[tuple[int, int, str], Candidate] = {}
    for candidate in candidates:
        place = (candidate.start, candidate.end, candidate.kind)
        known = best.get(place)
        if known is None or _source(candidate) < _source(known):
            best[place] = candidate
    kept = sorted(best.values(), key=lambda c: (c.start, -c.end, c.kind))
    starts = [candidate.start for candidate in kept]
    longest = max((candidate.end - candidate.start for candidate in kept), default=0)
    return [
        (
            candidate,
            _overlap_signs(
                candidate, kept[bisect_left(starts, candidate.start - longest) : bisect_left(starts, candidate.end)]
            ),
        )
        for candidate in kept
    ]


def _source(candidate: Candidate) -> tuple[int, str]:
    """Return the rank of a candidate among those of the same stretch: known names first."""
    order = 0 if candidate.concept and not candidate.is_guarded else 1 if candidate.rule == "abbreviation" else 2
    return order, candidate.rule


def _overlap_signs(candidate: Candidate, near: list[Candidate]) -> tuple[str, ...]:
    signs = []
    for other in near:
        if other.start >= candidate.end:
            break
        if other.end <= candidate.start or other is candidate:
            continue
        same = other.kind == candidate.kind
        if (
            other.start <= candidate.start
            and candidate.end <= other.end
            and (other.end - other.start) > (candidate.end - candidate.start)
        ):
            signs.append(("nested" if same else f"in={other.kind}") + ("-known" if other.concept else ""))
        elif candidate.start <= other.start and other.end <= candidate.end and same:
            edge = "-tail" if other.end == candidate.end else "-front" if other.start == candidate.start else ""
            signs.append("holds" + ("-known" if other.concept else "-new") + edge)
        elif (other.start, other.end) == (candidate.start, candidate.end):
            signs.append(f"also={other.kind}" + ("-known" if other.concept else ""))
    return tuple(dict.fromkeys(signs))
