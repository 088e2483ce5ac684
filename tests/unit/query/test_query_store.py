import os
import socket
import threading
import time
from collections.abc import Iterator

import pyoxigraph as ox
import pytest

from medkg.errors import QueryError
from medkg.query.store import Rows, Statements, Truth, _run_in_child, _Work, ask

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="this platform cannot fork")


def test_select_gives_columns_and_rows(small: ox.Store) -> None:
    """A question is answered with terms, in the columns that it asks for; our prefixes need no declaration."""
    answer = ask(small, 'SELECT ?venue ?paper { ?paper medkg:venue ?venue FILTER(?venue = "KDD 2025") }')
    assert answer == Rows(
        ("venue", "paper"), ((ox.Literal("KDD 2025"), ox.NamedNode("https://w3id.org/medkg/paper/p6")),)
    )


def test_a_question_may_declare_prefixes_itself(small: ox.Store) -> None:
    """A prefix of the question wins over ours."""
    answer = ask(small, "PREFIX skos: <https://w3id.org/medkg/ontology#> ASK { ?x skos:venue ?y }")
    assert answer == Truth(is_true=True)


def test_ask_gives_truth(small: ox.Store) -> None:
    """ASK is answered by true or false."""
    assert ask(small, "ASK { ?x a medkg:Nothing }") == Truth(is_true=False)


def test_construct_gives_each_statement_once(small: ox.Store) -> None:
    """CONSTRUCT may make a statement many times; the answer holds it once."""
    answer = ask(small, "CONSTRUCT { medkg:x medkg:y 1 } WHERE { ?x a medkg:Paper }")
    assert isinstance(answer, Statements)
    assert len(answer.triples) == 1


def test_columns_of_star_come_as_the_question_names_them(small: ox.Store) -> None:
    """The engine lists the columns of SELECT * in any order; here they come as they are named."""
    answer = ask(small, "SELECT * { ?z medkg:venue ?a ; dcterms:issued ?m } LIMIT 1")
    assert isinstance(answer, Rows)
    assert answer.columns == ("z", "a", "m")


def test_columns_that_the_question_chooses_stay(small: ox.Store) -> None:
    """COUNT(*) in a projection is no SELECT *."""
    answer = ask(small, "SELECT (COUNT(*) AS ?n) ?v { ?p medkg:presentation ?v } GROUP BY ?v")
    assert isinstance(answer, Rows)
    assert answer.columns == ("n", "v")


def test_rows_without_order_come_sorted(small: ox.Store) -> None:
    """Without ORDER BY the rows are sorted, numbers as numbers."""
    answer = ask(small, "SELECT ?n { VALUES ?n { 10 9 2.5 'b' 'a' UNDEF } }")
    assert isinstance(answer, Rows)
    assert [term and term.value for (term,) in answer.rows if not isinstance(term, ox.Triple)] == [
        None, "2.5", "9", "10", "a", "b",
    ]  # fmt: skip


def test_rows_with_order_keep_it(small: ox.Store) -> None:
    """ORDER BY is obeyed."""
    answer = ask(small, "SELECT ?n { VALUES ?n { 1 3 2 } } ORDER BY DESC(?n)")
    assert isinstance(answer, Rows)
    assert [str(row[0]) for row in answer.rows] == [
        f'"{n}"^^<http://www.w3.org/2001/XMLSchema#integer>' for n in (3, 2, 1)
    ]


def test_named_graphs_are_asked_too() -> None:
    """What stands in a named graph is found without GRAPH."""
    store = ox.Store()
    store.add(ox.Quad(ox.NamedNode("http://a/"), ox.NamedNode("http://b/"), ox.Literal("1"), ox.NamedNode("http://g/")))
    assert ask(store, "ASK { <http://a/> <http://b/> '1' }") == Truth(is_true=True)


def test_control_characters_survive(small: ox.Store) -> None:
    """A title with control characters comes back whole."""
    answer = ask(small, "SELECT ?title { paper:p4 dcterms:title ?title }")
    assert isinstance(answer, Rows)
    (title,) = answer.rows[0]
    assert isinstance(title, ox.Literal)
    assert "\x01\x0b" in title.value


@pytest.mark.parametrize(
    "query", ["SELECT nope", "SELECT ?x { ?x unknown:y ?z }", 'SELECT * { ?s ?p "open }', "just words"]
)
def test_a_wrong_question_is_named(small: ox.Store, query: str) -> None:
    """What is not SPARQL is one sentence, on one line."""
    with pytest.raises(QueryError, match="the query was not understood: ") as caught:
        ask(small, query)
    assert "\n" not in str(caught.value)


@needs_fork
def test_a_question_ends_at_its_deadline(small: ox.Store) -> None:
    """A cross product of everything with everything is given up in time."""
    start = time.perf_counter()
    with pytest.raises(QueryError, match=r"no answer within 0\.3 seconds"):
        ask(small, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }", timeout=0.3)
    assert time.perf_counter() - start < 3


@needs_fork
@pytest.mark.parametrize(
    "query",
    ["SELECT (1" + "||1" * 15_000 + " AS ?x) {}", "SELECT * {{}" + "UNION{}" * 9_000 + "}"],
    ids=["or", "union"],
)
def test_an_engine_that_dies_does_no_harm(small: ox.Store, query: str) -> None:
    """A question that overflows the engine's stack is an error like any other, and the next one is answered."""
    with pytest.raises(QueryError, match="the engine gave up"):
        ask(small, query)
    assert ask(small, "ASK {}") == Truth(is_true=True)


@pytest.fixture
def listener() -> Iterator[tuple[int, list[int]]]:
    """The port of a server on this machine, and a list that grows with every connection."""
    server = socket.create_server(("127.0.0.1", 0))
    calls: list[int] = []

    def accept() -> None:
        while True:
            try:
                connection, _ = server.accept()
            except OSError:
                return
            calls.append(1)
            connection.close()

    thread = threading.Thread(target=accept, daemon=True)
    thread.start()
    yield server.getsockname()[1], calls
    server.shutdown(socket.SHUT_RDWR)
    server.close()
    thread.join(5)


@needs_fork
def test_no_connection_leaves_even_past_the_guard(small: ox.Store, listener: tuple[int, list[int]]) -> None:
    """Should the guard ever miss a SERVICE, the child that runs the engine cannot open a connection."""
    port, calls = listener
    work = _Work(small, f"SELECT * {{ SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}")
    kind, reason = _run_in_child(work, 5)
    assert (kind, calls) == (b"E", [])
    assert b"Too many open files" in reason


def test_without_fork_the_engine_runs_here(small: ox.Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the platform cannot fork, questions are answered in this process, guarded by the text check alone."""
    monkeypatch.delattr(os, "fork", raising=False)
    assert ask(small, "ASK { ?x a medkg:Paper }") == Truth(is_true=True)
    with pytest.raises(QueryError, match="the query was not understood"):
        ask(small, "SELECT nope")
