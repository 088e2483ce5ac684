"""Abbreviations defined in the text."""

import pytest

from medkg.extract.abbreviations import find_definitions
from medkg.extract.sheet import Sheet, make_sheet


def words(sheet: Sheet, first: int, last: int) -> str:
    """Return the text of a stretch of tokens."""
    return sheet.text[sheet.starts[first] : sheet.ends[last]]


def defined(text: str) -> list[tuple[str, str]]:
    """Return (long form, short form) of every definition in a text."""
    sheet = make_sheet(text, 0)
    found = find_definitions(sheet)
    return [(words(sheet, d.long_first, d.long_last), words(sheet, d.short_first, d.short_last)) for d in found]


@pytest.mark.parametrize(
    ("text", "long", "short"),
    [
        ("from electronic health records (EHRs) of wards", "electronic health records", "EHRs"),
        ("by inverse probability weighting (IPW)", "inverse probability weighting", "IPW"),
        ("the area under the curve (AUC)", "area under the curve", "AUC"),
        ("a Sparse Temporal Gate Network (STGN)", "Sparse Temporal Gate Network", "STGN"),
        ("an electrocardiogram (ECG) of rest", "electrocardiogram", "ECG"),
        ("in EHR (electronic health record) data", "electronic health record", "EHR"),
        ("a graph-based neural network (GNN)", "graph-based neural network", "GNN"),
        ("the lower prediction bound (LPB, in short) of it", "lower prediction bound", "LPB"),
    ],
)
def test_definitions(text: str, long: str, short: str) -> None:
    """A bracket after a long form, or around it, defines."""
    assert defined(text) == [(long, short)]


@pytest.mark.parametrize(
    "text",
    [
        "we read many slices (see Table 2)",
        "it is fast (0.2 s)",
        "a small gate (CT)",
        "old. (EHR) new",
        "an unclosed bracket (EHR",
        "(EHR)",
        "((",
        "()",
    ],
)
def test_what_defines_nothing(text: str) -> None:
    """A bracket whose letters are not those of the words before it defines nothing."""
    assert defined(text) == []


def test_definition_stays_in_its_sentence() -> None:
    """A long form does not reach into the sentence before."""
    assert defined("It uses Electronic. Health Records (EHR) are many.") == []


def test_several_definitions_keep_their_order() -> None:
    """Each bracket is a definition of its own."""
    text = "From magnetic resonance imaging (MRI) and positron emission tomography (PET)."
    assert [short for _, short in defined(text)] == ["MRI", "PET"]
