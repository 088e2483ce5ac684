"""A saved graph as one object, for notebooks and scripts."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from medkg.errors import QueryError
from medkg.export import export, to_networkx
from medkg.export.view import View, load_view
from medkg.graphs import read_graph
from medkg.query import Explanation, Rows, ask, explain, fill_recipe, get_recipe, label_rows
from medkg.query.labels import show
from medkg.query.store import DEFAULT_TIMEOUT, Term

if TYPE_CHECKING:
    import networkx as nx
    from pyvis.network import Network

    from medkg.export.explorer import Explorer

Value = str | int | float | bool | None
"""A value of an answer; an IRI or a label is a text, what is unbound is None."""

_PLURALS = {"method": "methods", "modality": "modalities", "task": "tasks", "dataset": "datasets"}
_XSD = "http://www.w3.org/2001/XMLSchema#"
_NUMBERS = {_XSD + name: int for name in ("integer", "int", "long", "nonNegativeInteger")} | {
    _XSD + name: float for name in ("decimal", "double", "float")
}


def open_graph(path: Path | str) -> "Graph":
    """Return the graph of a file that ``medkg build`` or ``medkg export`` wrote, or of any other RDF file.

    What reads the whole graph (all but ``query`` and ``recipe``) raises a GraphError where a value that must be a
    number is none.

    Raises:
        GraphError: the file is missing, of an unknown kind or damaged; the sentence names the file and the line.
    """
    return Graph(read_graph(Path(path)))


@dataclass(frozen=True, eq=False, repr=False)
class Graph:
    """A graph that can be looked at, asked and taken along; ``store`` is its Oxigraph store."""

    store: ox.Store

    def __repr__(self) -> str:
        """Return what is in the graph, in one line."""
        kinds = Counter(thing.kind for thing in self.view.things)
        counts = [f"{_PLURALS[kind]}: {kinds[kind]}" for kind in _PLURALS if kinds[kind]]
        return f"<medkg graph, {', '.join([f'papers: {len(self.view.papers)}', *counts])}>"

    @cached_property
    def view(self) -> View:
        """The graph as plain values: papers, things, edges and the sentences behind them.

        Raises:
            GraphError: a value that must be a number is none.
        """
        return load_view(self.store)

    def explore(self, *, title: str = "", height: int = 720) -> "Explorer":
        """Return the explorer page: the last value of a cell shows it, ``.save(path)`` writes it to a file."""
        from medkg.export.explorer import Explorer  # noqa: PLC0415 - loads pyvis, which a question does not need

        return Explorer(self.view, title, height)

    def to_networkx(self) -> "nx.MultiDiGraph[str]":
        """Return all papers, things and claims as a networkx graph.

        Raises:
            GraphError: a claim is about something that the graph does not describe, or a number is none.
        """
        return to_networkx(self.view)

    def to_pyvis(self) -> "Network":
        """Return the links of methods with modalities as a pyvis network with given places, to restyle and show."""
        from medkg.export.explorer import to_pyvis  # noqa: PLC0415 - loads pyvis, which a question does not need

        return to_pyvis(self.view)

    def plot(self, figure: str = "matrix", *, rows: str = "method", columns: str = "modality", most: int = 25) -> "Svg":
        """Return a figure for a paper: ``matrix``, ``trend`` or ``top``; the last value of a cell shows it.

        Raises:
            OutputError: the figure or a kind of thing is unknown.
        """
        from medkg.export.explorer import plot_svg  # noqa: PLC0415 - loads pyvis, which a question does not need

        return Svg(plot_svg(self.view, figure, rows=rows, columns=columns, most=most).decode())

    def export(self, name: str, path: Path | str) -> None:
        """Write the graph to a file in a format that ``medkg formats`` lists.

        Raises:
            OutputError: there is no such format, it cannot hold this graph, or the file cannot be written.
            GraphError: the graph lacks what the format is made of.
        """
        export(self.store, name, path)

    def query(self, sparql: str, *, language: str = "", timeout: float = DEFAULT_TIMEOUT) -> list[dict[str, Value]]:
        """Return the rows that answer a SELECT; ``pandas.DataFrame`` takes them as they are.

        With a language (``en``, ``zh``) papers and things come by their name, otherwise by their IRI.

        Raises:
            QueryError: the question is refused, is not SPARQL, takes too long, or is no SELECT.
        """
        answer = ask(self.store, sparql, timeout=timeout)
        if not isinstance(answer, Rows):
            raise QueryError("only SELECT gives rows; ask ASK, CONSTRUCT and DESCRIBE with medkg query")
        if language:
            answer = label_rows(self.store, answer, language)
        return [dict(zip(answer.columns, map(_value, row), strict=True)) for row in answer.rows]

    def recipe(
        self, name: str, *, language: str = "en", timeout: float = DEFAULT_TIMEOUT, **values: object
    ) -> list[dict[str, Value]]:
        """Return the rows that answer a ready-made question, as ``recipe("methods-by-modality", modality="ECG")``.

        ``medkg recipes`` lists the questions and what they take; an answer may take ``timeout`` seconds.

        Raises:
            QueryError: there is no such question, a value is missing or unknown to the graph, or time is up.
        """
        texts = {key: str(value) for key, value in values.items()}
        return self.query(fill_recipe(self.store, get_recipe(name), texts), language=language, timeout=timeout)

    def explain(self, name: str, *, language: str = "en") -> tuple[Explanation, ...]:
        """Return every claim about what bears this name, with its sentences, rules and confidence.

        Raises:
            QueryError: nothing bears it; the sentence gives the nearest names.
        """
        return explain(self.store, name, language)


@dataclass(frozen=True, slots=True)
class Svg:
    """A figure; Jupyter shows it when it is the value of a cell."""

    text: str

    def _repr_svg_(self) -> str:
        return self.text


def _value(term: Term | None) -> Value:
    if term is None:
        return None
    if not isinstance(term, ox.Literal):
        return term.value if isinstance(term, ox.NamedNode) else show(term)
    kind = term.datatype.value
    if kind == _XSD + "boolean":
        return term.value in {"true", "1"}
    try:
        return _NUMBERS[kind](term.value) if kind in _NUMBERS else term.value
    except ValueError:  # a number in name only
        return term.value
