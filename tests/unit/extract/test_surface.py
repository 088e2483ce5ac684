"""The text without markup."""

import pytest

from medkg.extract.surface import take_markup_off


@pytest.mark.parametrize(
    ("given", "clean"),
    [
        ("plain words stay", "plain words stay"),
        ("M$^3$Fuse", "M³Fuse"),
        ("M$^{3}$Fuse", "M³Fuse"),
        (r"\textbf{PulmoGate} is small", "PulmoGate is small"),
        (r"\emph{sleep staging}", "sleep staging"),
        ("$\\mathcal{L}$oss", "Loss"),
        (r"95\% of cases", "95% of cases"),
        ("**PulmoGate** and *gates*", "PulmoGate and gates"),
        ("soft\u00adhyphen and zero\u200bwidth", "softhyphen and zerowidth"),
        ("U–Net and U‑Net", "U-Net and U-Net"),
        ("WardSet—a set—is", "WardSet—a set—is"),
        ("ＭＩＭＩＣ（ＩＶ）", "MIMIC(IV)"),
        ("one\u00a0space", "one space"),
    ],
)
def test_markup_goes(given: str, clean: str) -> None:
    """LaTeX, Markdown, invisible characters and full-width signs are read as what they mean."""
    assert take_markup_off(given).text == clean


def test_span_leads_back_to_the_given_text() -> None:
    """A stretch of the clean text is a stretch of the given one, the markup inside it included."""
    given = r"We propose \textbf{M$^3$Fuse} today."
    surface = take_markup_off(given)
    start = surface.text.index("M³Fuse")
    a, b = surface.span_in_given_text(start, start + len("M³Fuse"))
    assert given[a:b] == "M$^3$Fuse"


def test_plain_text_needs_no_places() -> None:
    """A text without markup is its own surface."""
    surface = take_markup_off("PulmoGate reads CT.")
    assert surface.places is None
    assert surface.span_in_given_text(3, 7) == (3, 7)


def test_equal_length_needs_no_places() -> None:
    """A text in which only signs of equal length change keeps its offsets."""
    surface = take_markup_off("U–Net（ＣＴ）")
    assert (surface.text, surface.places) == ("U-Net(CT)", None)
