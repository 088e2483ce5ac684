"""Candidates that cover the same words."""

from medkg.extract.mentions import Candidate
from medkg.extract.overlaps import mark_overlaps
from medkg.model import Iri

KNOWN = Iri("https://example.org/known")


def candidate(
    start: int, end: int, kind: str = "task", rule: str = "phrase.task", concept: Iri | None = None
) -> Candidate:
    """Return a candidate; its tokens do not matter here."""
    return Candidate(start, end, 0, 0, kind, rule, concept)


def marks(*candidates: Candidate) -> dict[tuple[int, int, str], tuple[str, ...]]:
    """Return the overlap signs by place and kind."""
    return {(c.start, c.end, c.kind): signs for c, signs in mark_overlaps(list(candidates))}


def test_exact_doubles_go() -> None:
    """One stretch of one kind is kept once, from the best source: a known name before an open phrase."""
    kept = mark_overlaps([candidate(0, 9), candidate(0, 9, rule="gazetteer.task", concept=KNOWN)])
    assert [(c.rule, c.concept) for c, _ in kept] == [("gazetteer.task", KNOWN)]


def test_nested_and_holding_are_marked() -> None:
    """The inner candidate is nested, the outer holds it at its tail."""
    assert marks(candidate(0, 18), candidate(6, 18)) == {
        (0, 18, "task"): ("holds-new-tail",),
        (6, 18, "task"): ("nested",),
    }


def test_other_kind_is_told() -> None:
    """A candidate inside one of another kind, or on the same words, says which."""
    found = marks(
        candidate(0, 10, "task"), candidate(0, 3, "modality", "gazetteer.modality", KNOWN), candidate(0, 10, "method")
    )
    assert set(found[0, 3, "modality"]) == {"in=task", "in=method"}
    assert found[0, 10, "task"] == ("also=method",)


def test_apart_is_not_marked() -> None:
    """Candidates that share no character do not speak of each other."""
    assert marks(candidate(0, 3), candidate(3, 6)) == {(0, 3, "task"): (), (3, 6, "task"): ()}


def test_order_is_that_of_the_text() -> None:
    """What is kept comes by place, the longer first."""
    kept = [c for c, _ in mark_overlaps([candidate(6, 9), candidate(0, 3), candidate(0, 9)])]
    assert [(c.start, c.end) for c in kept] == [(0, 9), (0, 3), (6, 9)]
