"""Turtle by hand."""

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from medkg.identifiers import BASE
from medkg.vocabulary.turtle import block, iri_term, literal_term, prefix_lines

HOSTILE = ['"', "\\", "\n\r\t", "\x00\x01\x1f\x7f", '""" . <a> <b> <c>', "\u202e\ufeff\ufffe", "𝔹 心 é", "\\u0041", ""]


def read_back(term: str) -> ox.Literal:
    """Return the literal that a parser sees."""
    triple = next(iter(ox.parse(f"<https://x.org/s> <https://x.org/p> {term} .", format=ox.RdfFormat.TURTLE)))
    assert isinstance(triple.object, ox.Literal)
    return triple.object


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_survives(text: str) -> None:
    """Quotes, backslashes and control characters come back as they went."""
    assert read_back(literal_term(text)).value == text


@given(st.text())
def test_any_text_survives(text: str) -> None:
    """Every string of Unicode characters comes back as it went, with its language."""
    assert read_back(literal_term(text, "zh")) == ox.Literal(text, language="zh")


def test_lone_surrogate_is_replaced() -> None:
    """Half of a character, which no RDF file can hold, becomes the replacement character."""
    assert read_back(literal_term("a\ud800b")).value == "a\ufffdb"


def test_literal_stays_on_one_line_and_hides_nothing() -> None:
    """Line ends and characters that turn or hide text are escaped, so that people see what is there."""
    assert literal_term("a\nb\u2028c\u202ed\u200b") == '"a\\nb\\u2028c\\u202Ed\\u200B"'


@pytest.mark.parametrize(
    ("iri", "term"),
    [
        (BASE + "method/u-net", "method:u-net"),
        (BASE + "method/心语", "method:心语"),
        (BASE + "paper/2401.01234", f"<{BASE}paper/2401.01234>"),
        ("https://example.org/a", "<https://example.org/a>"),
        ('https://example.org/a b<"', "<https://example.org/a%20b%3C%22>"),
        ("https://example.org/{a}", "<https://example.org/%7Ba%7D>"),
    ],
)
def test_iri_is_short_where_it_can_be_and_safe_always(iri: str, term: str) -> None:
    """A known namespace gives a prefixed name; what no IRI may hold is escaped."""
    assert iri_term(iri) == term


def test_block_leaves_empty_properties_out() -> None:
    """A property without a value is not written."""
    assert block("method:x", [("a", ["medkg:Method"]), ("skos:altLabel", [])]) == "method:x a medkg:Method .\n"


def test_prefix_lines_are_in_the_order_of_the_table() -> None:
    """The lines do not depend on the order in which prefixes are named."""
    assert prefix_lines(["skos", "medkg"]) == prefix_lines(["medkg", "skos"])
    assert prefix_lines(["skos"]) == "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
