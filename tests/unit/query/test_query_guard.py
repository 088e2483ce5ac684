import contextlib
import time

import pytest

from medkg.errors import QueryError
from medkg.query.guard import check_query, keywords, variables_in_order

SERVICE = "SERVICE <http://127.0.0.1:9/>"


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service { ?service ?load ?from }",
        'SELECT * { ?s ?p "SERVICE <http://a/>" }',
        "SELECT * { ?s ?p 'it''s' . ?s ?q '''SERVICE <http://a/> {}''' }",
        "SELECT * { ?s <http://example.org/SERVICE/from/load> ?o }",
        "# SERVICE <http://a/>\nSELECT * { ?s ?p ?o }",
        "SELECT * { ?s medkg:SERVICE ?o ; medkg:from ?x }",
        'SELECT * { ?s ?p "a \\" SERVICE <http://a/>" }',
        "SELECT * { ?s ?p ?o FILTER(?o < 3 && ?o > 1) }",
        "PREFIX from: <http://example.org/from> SELECT * { ?s from:x ?o }",
        "ASK { ?s ?p ?o }",
        "SELECT * {" + "{" * 198 + "}" * 198 + "}",
    ],
)
def test_harmless_questions_pass(query: str) -> None:
    """Words inside strings, comments, IRIs, names and variables are no keywords."""
    check_query(query)


@pytest.mark.parametrize(
    "query",
    [
        f"SELECT * {{ {SERVICE} {{ ?s ?p ?o }} }}",
        "SELECT * { service<http://a/>{ ?s ?p ?o } }",
        "SELECT * { SERVICESILENT<http://a/>{ ?s ?p ?o } }",
        "SELECT * { SeRvIcE SILENT <http://a/> { ?s ?p ?o } }",
        "SELECT * { SERVICE ?where { ?s ?p ?o } }",
        "SELECT * { SERVICE$where { ?s ?p ?o } }",
        "PREFIX : <http://a/> SELECT * { SERVICE:x { ?s ?p ?o } }",
        "PREFIX e: <http://a/> SELECT * { SERVICE e:x { ?s ?p ?o } }",
        f"SELECT * {{ SERVICE # {'x' * 500}\n <http://a/> {{ ?s ?p ?o }} }}",
        f"SELECT * {{ SERVICE{' ' * 500}<http://a/> {{ ?s ?p ?o }} }}",
        "SELECT * { ?s ?p true.SERVICE<http://a/>{ ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o.SERVICE<http://a/>{ ?s ?p ?o } }",
        "SELECT * { ?s ?p 1.SERVICE<http://a/>{ ?s ?p ?o } }",
        f"ASK {{ FILTER EXISTS {{ {SERVICE} {{ ?s ?p ?o }} }} }}",
        f"SELECT * {{ MINUS {{ {SERVICE} {{ ?s ?p ?o }} }} }}",
        f"SELECT * {{ {{ SELECT * {{ {SERVICE} {{ ?s ?p ?o }} }} }} }}",
        f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {SERVICE} {{ ?s ?p ?o }} }}",
        # a comparison that looks like an IRI, so that a careless reader takes the keyword for a piece of a string
        f"SELECT * {{ ?s ?p 1 FILTER(1<'x>') {SERVICE} {{ ?s ?p ?o }} FILTER('y'='y') }}",
        f"SELECT * {{ ?s ?p ?o FILTER(1<?o#>'''\n) {SERVICE} {{ ?s ?p ?o }} #'''\n}}",
        f"PREFIX e: <http://e/> SELECT * {{ ?s ?p ?o FILTER(1<e:b#>'''\n) {SERVICE} {{ ?s ?p ?o }} #'''\n}}",
    ],
)
def test_service_is_refused_wherever_it_hides(query: str) -> None:
    """No question that the engine would take to another server passes."""
    with pytest.raises(QueryError, match="SERVICE would ask another server"):
        check_query(query)


@pytest.mark.parametrize(
    "update",
    [
        "LOAD <http://example.org/>",
        "INSERT DATA { <http://a/> <http://b/> 1 }",
        "DELETE WHERE { ?s ?p ?o }",
        "PREFIX a: <http://a/> DELETE { ?s ?p ?o } INSERT { ?s ?p 1 } WHERE { ?s ?p ?o }",
        "CLEAR ALL",
        "DROP GRAPH <http://a/>",
        "WITH <http://a/> DELETE { ?s ?p ?o } WHERE { SELECT * { ?s ?p ?o } }",
    ],
)
def test_updates_are_refused(update: str) -> None:
    """Whatever would change data is answered with what to do instead."""
    with pytest.raises(QueryError, match="would change data, and medkg query only reads"):
        check_query(update)


def test_from_is_refused() -> None:
    """FROM could only name what is asked already."""
    with pytest.raises(QueryError, match="FROM names another graph"):
        check_query("SELECT * FROM <http://a/> { ?s ?p ?o }")


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("", "the query is empty"),
        ("  # nothing\n", "the query is empty"),
        ("SELECT * { " + "?s ?p ?o . " * 7000 + "}", "at most 65,536 are answered"),
        ("SELECT * {" + "{" * 200 + "}" * 200 + "}", "more than 200 brackets"),
        ("SELECT (" + "(" * 201 + "1" + ")" * 201 + " AS ?x) {}", "more than 200 brackets"),
        ('SELECT * { ?s ?p "\ud800" }', "half a character"),
    ],
)
def test_what_could_end_the_process_is_refused(query: str, reason: str) -> None:
    """Questions that are empty, too long, too deep or no text are refused with the reason."""
    with pytest.raises(QueryError, match=reason):
        check_query(query)


@pytest.mark.parametrize(
    "shape",
    [
        '"' * 65_000,
        "a." * 32_000,
        '"\\' * 32_000,
        "<'>" + "\\'" * 32_000,
        "<'a>" * 16_000,
        "SERVICE" * 9_000,
        "<\\u" * 20_000,
    ],
    ids=lambda shape: shape[:8],
)
def test_the_guard_itself_is_quick(shape: str) -> None:
    """No text makes the guard go over it again and again."""
    start = time.perf_counter()
    with contextlib.suppress(QueryError):
        check_query(shape)
    assert time.perf_counter() - start < 3


def test_keywords_are_found_in_capitals() -> None:
    """Bare words are keywords; strings and names are not."""
    assert keywords("select ?x where { ?x a medkg:Paper } order by ?x # LIMIT") == [
        "SELECT",
        "WHERE",
        "A",
        "ORDER",
        "BY",
    ]


def test_variables_keep_their_order() -> None:
    """Variables come in the order in which the question names them, each once."""
    assert variables_in_order("SELECT * { ?b $a 'no ?c' . ?b ?d ?a }") == ["b", "a", "d"]
