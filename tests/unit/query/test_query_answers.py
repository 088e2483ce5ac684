import csv
import io
import json

import pyoxigraph as ox
import pytest

from medkg.errors import QueryError
from medkg.query.answers import format_answer
from medkg.query.labels import label_rows
from medkg.query.store import Rows, Statements, Truth, ask

HOSTILE = 'a "b", | <i>x</i>\n=1\t\x01 **y** ; 心'
XSD = "http://www.w3.org/2001/XMLSchema#"
ROWS = Rows(
    ("thing", "n"),
    (
        (ox.NamedNode("http://example.org/a"), ox.Literal(3)),
        (ox.Literal(HOSTILE, language="en"), None),
        (ox.BlankNode("b0"), ox.Literal("2024", datatype=ox.NamedNode(XSD + "gYear"))),
    ),
)


def test_csv_is_sparql_csv() -> None:
    """CSV holds plain values under plain names, and reads back whole."""
    text = format_answer(ROWS, "csv")
    assert text.startswith("thing,n\r\nhttp://example.org/a,3\r\n")
    assert list(csv.reader(io.StringIO(text, newline="")))[2:] == [[HOSTILE, ""], ["_:b0", "2024"]]


def test_tsv_is_read_back_by_the_engine() -> None:
    """TSV keeps types and languages; the engine reads the same terms."""
    results = ox.parse_query_results(format_answer(ROWS, "tsv").encode(), ox.QueryResultsFormat.TSV)
    assert isinstance(results, ox.QuerySolutions)
    assert [v.value for v in results.variables] == ["thing", "n"]
    rows = [(row["thing"], row["n"]) for row in results]
    assert rows[:2] == list(ROWS.rows[:2])
    assert rows[2][1] == ROWS.rows[2][1]


def test_json_is_read_back_by_the_engine() -> None:
    """JSON is SPARQL 1.1 results; the engine reads the same terms."""
    text = format_answer(ROWS, "json")
    assert json.loads(text)["head"] == {"vars": ["thing", "n"]}
    results = ox.parse_query_results(text.encode(), ox.QueryResultsFormat.JSON)
    assert isinstance(results, ox.QuerySolutions)
    assert [(row["thing"], row["n"]) for row in results][:2] == list(ROWS.rows[:2])


def test_no_rows_are_still_json() -> None:
    """An empty answer has its columns and no bindings."""
    assert json.loads(format_answer(Rows(("a",), ()), "json")) == {"head": {"vars": ["a"]}, "results": {"bindings": []}}


def test_markdown_has_a_line_for_each_row() -> None:
    """Text can neither end a cell nor act as markup."""
    lines = format_answer(ROWS, "markdown").splitlines()
    assert lines[:3] == ["| thing | n |", "| --- | --- |", "| \\<http://example.org/a\\> | 3 |"]
    assert lines[3] == '| a "b", \\| \\<i\\>x\\</i\\> =1 \\*\\*y\\*\\* ; 心 |  |'


@pytest.mark.parametrize(
    ("form", "text"), [("csv", "true\n"), ("table", "true\n"), ("json", '{"head": {}, "boolean": true}\n')]
)
def test_truth_is_a_word(form: str, text: str) -> None:
    """ASK gives true or false, in JSON as the standard says."""
    assert format_answer(Truth(is_true=True), form) == text


def test_statements_are_sorted_turtle() -> None:
    """CONSTRUCT gives Turtle in which the order of the statements does not show."""
    one = ox.Triple(ox.NamedNode("http://b/"), ox.NamedNode("http://p/"), ox.Literal("1"))
    two = ox.Triple(ox.NamedNode("http://a/"), ox.NamedNode("http://p/"), ox.Literal("2"))
    text = format_answer(Statements((one, two)), "turtle")
    assert text == format_answer(Statements((two, one)), "turtle")
    assert text.index("<http://a/>") < text.index("<http://b/>")


@pytest.mark.parametrize("form", ["csv", "tsv", "json", "markdown"])
def test_statements_are_no_table(form: str) -> None:
    """CONSTRUCT in a format for tables is refused with the way out."""
    with pytest.raises(QueryError, match="use --format turtle"):
        format_answer(Statements(()), form)


@pytest.mark.parametrize("answer", [Truth(is_true=True), ROWS])
def test_rows_are_no_turtle(answer: Truth | Rows) -> None:
    """SELECT and ASK in Turtle are refused with the way out."""
    with pytest.raises(QueryError, match="do not answer in Turtle"):
        format_answer(answer, "turtle")


@pytest.mark.parametrize(("language", "label"), [("en", "electrocardiography"), ("zh", "心电图")])
def test_labels_stand_for_iris(small: ox.Store, language: str, label: str) -> None:
    """Things and papers are shown by their names, terms of the ontology by theirs, other IRIs as they are."""
    answer = ask(small, "SELECT ?o ?p { paper:p1 ?p ?o FILTER(?p IN (medkg:usesModality, rdfs:seeAlso)) } ORDER BY ?p")
    assert isinstance(answer, Rows)
    assert [[str(t) for t in row] for row in label_rows(small, answer, language).rows] == [
        ["<https://example.org/heartflow>", "<http://www.w3.org/2000/01/rdf-schema#seeAlso>"],
        [f'"{label}"@{language}', '"usesModality"'],
    ]


def test_a_thing_without_a_label_in_the_language_has_another(small: ox.Store) -> None:
    """A Chinese name stands where there is no English one."""
    answer = ask(small, "SELECT ?m { paper:p7 medkg:proposesMethod ?m }")
    assert isinstance(answer, Rows)
    assert label_rows(small, answer, "en").rows == ((ox.Literal("心语", language="zh"),),)
