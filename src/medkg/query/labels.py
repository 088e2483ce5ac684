"""Names for people in place of IRIs for programs."""

from collections.abc import Iterable
from dataclasses import replace

import pyoxigraph as ox

from medkg.graphs import PREFIXES, format_term
from medkg.identifiers import BASE, ONTOLOGY
from medkg.query.store import Row, Rows, Term

LANGUAGES = ("en", "zh")
"""The languages of the labels; a thing without a label in one is shown by the other."""

_LABELS = tuple(ox.NamedNode(PREFIXES[prefix] + name) for prefix, name in (("skos", "prefLabel"), ("dcterms", "title")))


def find_labels(store: ox.Store, iris: Iterable[str], language: str = "en") -> dict[str, ox.Literal]:
    """Return the label of every thing and the title of every paper among these, in this language if there is one."""
    return {iri: label for iri in set(iris) if (label := _find_label(store, iri, language)) is not None}


def label_rows(store: ox.Store, answer: Rows, language: str = "en") -> Rows:
    """Return the rows with a label in the place of every paper and thing, and terms of the ontology by their name."""
    iris = {term.value for row in answer.rows for term in row if isinstance(term, ox.NamedNode)}
    labels = find_labels(store, iris, language)
    rows: list[Row] = [tuple(_label(term, labels) for term in row) for row in answer.rows]
    return replace(answer, rows=tuple(rows))


def show(term: Term | None) -> str:
    """Return a term as a reader wants it: a literal's text, an IRI in short."""
    if term is None:
        return ""
    return term.value if isinstance(term, ox.Literal) else format_term(term)


def _label(term: Term | None, labels: dict[str, ox.Literal]) -> Term | None:
    if not isinstance(term, ox.NamedNode):
        return term
    if term.value.startswith(ONTOLOGY):
        return ox.Literal(term.value.removeprefix(ONTOLOGY))
    return labels.get(term.value, term)


def _find_label(store: ox.Store, iri: str, language: str) -> ox.Literal | None:
    if not iri.startswith(BASE):
        return None
    node = ox.NamedNode(iri)
    found = [quad.object for label in _LABELS for quad in store.quads_for_pattern(node, label, None)]
    literals = [term for term in found if isinstance(term, ox.Literal)]
    order = [language, *LANGUAGES]
    return min(literals, key=lambda term: (_rank(term.language, order), term.value), default=None)


def _rank(language: str | None, order: list[str]) -> int:
    return order.index(language) if language in order else len(order)
