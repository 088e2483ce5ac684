"""Saved graphs: how any RDF file becomes a store, and how statements become sorted Turtle.

This module stands beside the steps, not in one of them, because asking, exporting and checking all begin here.
"""

import gzip
import re
import zlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

import pyoxigraph as ox

from medkg.errors import GraphError
from medkg.vocabulary import turtle

PREFIXES = {**turtle.PREFIXES, "owl": "http://www.w3.org/2002/07/owl#"}
"""The prefixes that are declared in every question and in every file that we write."""

FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".trig": ox.RdfFormat.TRIG,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".owl": ox.RdfFormat.RDF_XML,
    ".xml": ox.RdfFormat.RDF_XML,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".json": ox.RdfFormat.JSON_LD,
}
"""The file names that we can read, each also with ``.gz``."""

Statements = Iterable[ox.Triple] | Iterable[ox.Quad]

_XSD = PREFIXES["xsd"]
_SHORT = {
    _XSD + "integer": re.compile(r"[+-]?[0-9]+"),
    _XSD + "decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    _XSD + "boolean": re.compile(r"true|false"),
}
_CHUNK = 1 << 20
_GZIP_RATIO = 200  # text of this kind packs 10 to 30 times; zeros pack 1,000 times
_GZIP_FREE = 64 << 20  # below this size no ratio does harm


def read_graph(path: Path) -> ox.Store:
    """Return a store that holds this graph file.

    Raises:
        GraphError: the file is missing, of an unknown kind, damaged, or asks for other files; the sentence
            names the file, and the line where the parser stopped.
    """
    form = _format(path)
    data = _read_bytes(path)
    if form == ox.RdfFormat.RDF_XML:
        _refuse_entities(path, data)
    store = ox.Store()
    try:
        store.bulk_load(input=data, format=form)
    except (SyntaxError, ValueError, OSError) as error:
        raise GraphError(_parser_sentence(path, error)) from error
    return store


def format_turtle(statements: Statements) -> str:
    """Return these statements as Turtle: a block for each subject, sorted, without regard to the graph each is in."""
    blocks: dict[str, dict[str, set[str]]] = {}
    for item in unique(statements):
        predicate = "a" if item.predicate == _TYPE else format_term(item.predicate)
        predicates = blocks.setdefault(format_term(item.subject), {})
        predicates.setdefault(predicate, set()).add(format_term(item.object))
    written = [
        turtle.block(subject, [(name, sorted(blocks[subject][name])) for name in sorted(blocks[subject], key=_a_first)])
        for subject in sorted(blocks)
    ]
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in sorted(PREFIXES.items()))
    return "\n".join([prefixes, *written])


def format_term(term: object) -> str:
    """Return a term in the shortest safe Turtle."""
    if isinstance(term, ox.NamedNode):
        return _iri_term(term.value)
    return _literal_term(term) if isinstance(term, ox.Literal) else str(term)


def unique(statements: Statements) -> list[ox.Triple]:
    """Return each statement once, in no order; blank nodes get names that depend on the statements alone."""
    found = {item.triple if isinstance(item, ox.Quad) else item for item in statements}
    if not any(isinstance(term, ox.BlankNode) for item in found for term in (item.subject, item.object)):
        return list(found)
    dataset = ox.Dataset(ox.Quad(item.subject, item.predicate, item.object) for item in found)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return [quad.triple for quad in dataset]


_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
_iri_term = lru_cache(maxsize=100_000)(turtle.iri_term)


def _a_first(predicate: str) -> tuple[bool, str]:
    return predicate != "a", predicate


def _literal_term(literal: ox.Literal) -> str:
    datatype = literal.datatype.value
    if datatype in _SHORT and _SHORT[datatype].fullmatch(literal.value):
        return literal.value
    quoted = turtle.literal_term(literal.value, literal.language or "")
    return quoted if literal.language or datatype == _XSD + "string" else f"{quoted}^^{_iri_term(datatype)}"


def _format(path: Path) -> ox.RdfFormat:
    name = path.name.lower().removesuffix(".gz")
    form = FORMATS.get(Path(name).suffix)
    if form is None:
        raise GraphError(f"{path}: unknown kind of file; the name should end in {' '.join(FORMATS)} or that with .gz")
    return form


def _read_bytes(path: Path) -> bytes:
    try:
        if path.name.lower().endswith(".gz"):
            return b"".join(_unpack(path))
        return path.read_bytes()
    except FileNotFoundError as error:
        raise GraphError(f"{path}: no such file; medkg build writes one, for example outputs/graph.ttl") from error
    except (OSError, EOFError, zlib.error) as error:
        raise GraphError(f"{path}: cannot be read: {getattr(error, 'strerror', None) or error}") from error


def _unpack(path: Path) -> Iterator[bytes]:
    limit = max(_GZIP_FREE, path.stat().st_size * _GZIP_RATIO)
    total = 0
    with gzip.open(path) as handle:
        while chunk := handle.read(_CHUNK):
            total += len(chunk)
            if total > limit:
                raise GraphError(f"{path}: unpacks to over {_GZIP_RATIO} times its size; unpack it by hand to use it")
            yield chunk


def _refuse_entities(path: Path, data: bytes) -> None:
    """Refuse a document type, which an RDF/XML file never needs and which can swell to gigabytes."""
    if re.search(rb"<!(DOCTYPE|ENTITY)", data.replace(b"\0", b""), re.IGNORECASE):
        raise GraphError(f"{path}: has a document type (<!DOCTYPE), which is refused; save it without entities")


def _parser_sentence(path: Path, error: Exception) -> str:
    reason = str(getattr(error, "msg", None) or error)
    if "LoadDocumentCallback" in reason:
        return f"{path}: asks for a JSON-LD context from elsewhere; put the context into the file"
    line = getattr(error, "lineno", None)
    reason = re.sub(r"^Parser error (at|between) .*?: ", "", reason)
    return f"{path}:{line or 1}: not a readable graph: {reason}"
