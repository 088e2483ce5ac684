"""Candidates and their signs."""

from medkg.extract.abbreviations import find_definitions
from medkg.extract.mentions import Candidate, gather_candidates, signs_of
from medkg.extract.phrases import find_phrases
from medkg.extract.sheet import Sheet, make_sheet


def candidate(sheet: Sheet, words: str, kind: str = "method") -> Candidate:
    """Return a candidate for these words of a sheet."""
    start = sheet.text.index(words)
    first, last = sheet.tokens_of(start, start + len(words))
    return Candidate(start, start + len(words), first, last, kind, "name.shape")


def signs(text: str, words: str, title_end: int = 0) -> tuple[str, ...]:
    """Return the signs of these words in a text."""
    sheet = make_sheet(text, title_end)
    return signs_of(sheet, candidate(sheet, words), [[] for _ in sheet.tokens])


def test_neighbours_are_signs() -> None:
    """The words beside a name tell about it, over articles and praise."""
    found = signs("It stands on the popular CityScan dataset.", "CityScan")
    assert {"before=on", "after=dataset"} <= set(found)


def test_edges_of_a_sentence_are_signs() -> None:
    """The beginning and the end of a sentence are neighbours too."""
    found = signs("CityScan", "CityScan")
    assert {"before=^", "after=$"} <= set(found)


def test_what_an_apposition_says() -> None:
    """An apposition tells the kind: "X, a novel dataset", "X (…) is a dataset" and "the dataset X"."""
    assert "is-a=dataset" in signs("We made CityScan, a novel lung dataset, last year.", "CityScan")
    assert "is-a=dataset" in signs("We know that CityScan (CS) is a lung dataset of ours.", "CityScan")
    assert "lead=dataset" in signs("We made the dataset CityScan last year.", "CityScan")


def test_zone_and_shape_are_signs() -> None:
    """Where a name stands and how it is written count."""
    assert {"zone=title", "shape=name"} <= set(signs("CityScan of lungs\nIt is big.", "CityScan", 17))


def test_hyphen_joins_what_follows() -> None:
    """What a hyphen joins to a name is its neighbour."""
    sheet = make_sheet("a CT-based score", 0)
    found = signs_of(sheet, Candidate(2, 4, 1, 1, "modality", "gazetteer.modality"), [[] for _ in sheet.tokens])
    assert "after=-base" in found or "after=-based" in found


def test_signs_are_listed_once() -> None:
    """No sign counts twice."""
    found = signs("We made CityScan, a dataset.", "CityScan")
    assert len(found) == len(set(found))


def test_definition_makes_both_sides_candidates() -> None:
    """Both sides of a definition are candidates of the kinds that the long form's head gives."""
    sheet = make_sheet("the Sparse Temporal Gate Network (STGN) of ours", 0)
    found = gather_candidates(sheet, [], [], [], find_definitions(sheet))
    texts = {(sheet.text[c.start : c.end], c.kind) for c in found}
    assert {("Sparse Temporal Gate Network", "method"), ("STGN", "method")} <= texts


def test_unknown_name_may_be_method_or_dataset() -> None:
    """A name alone does not tell its kind."""
    sheet = make_sheet("Here CityScan is used.", 0)
    assert {c.kind for c in gather_candidates(sheet, [], [], [(1, 1, "name.shape")], [])} == {"dataset", "method"}


def test_candidates_are_gathered_once() -> None:
    """The same find twice is one candidate."""
    sheet = make_sheet("made for retinal vessel segmentation", 0)
    phrases = find_phrases(sheet)
    assert gather_candidates(sheet, [], phrases + phrases, [], []) == gather_candidates(sheet, [], phrases, [], [])
