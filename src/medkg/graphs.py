"""Saved graphs: how any RDF file becomes a store, and how statements become sorted Turtle.

This module stands beside the steps, not in one of them, because asking, exporting and checking all begin here.
"""

import gzip
import re
import zlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
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

_XSD = PREFIXES["xsd"]
_SHORT = {
    _XSD + "integer": re.compile(r"[+-]?[0-9]+"),
    _XSD + "decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    _XSD + "boolean": re.compile(r"true|false"),
}
_BLANK = re.compile(r"^_:| _:[^ \"]+ \.$")
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


def format_turtle(statements: ox.Store | Iterable[ox.Triple]) -> str:
    """Return these statements as Turtle: a block for each subject, sorted, without regard to the graph each is in.

    It is made of N-Triples lines and not of term objects, which takes a quarter of the time.
    """
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in sorted(PREFIXES.items()))
    parts = [prefixes]
    for subject, lines in groupby(map(_split_line, sorted_lines(statements)), key=itemgetter(0)):
        predicates: dict[str, list[str]] = {}
        for _, predicate, target in lines:
            predicates.setdefault(predicate, []).append(_shorten(target))
        types = [("a", predicates.pop(_TYPE_TERM))] if _TYPE_TERM in predicates else []
        properties = [*types, *((_shorten(name), values) for name, values in predicates.items())]
        parts.append("\n" + turtle.block(_shorten(subject), properties))
    return "".join(parts)


def sorted_lines(statements: ox.Store | Iterable[ox.Triple]) -> list[str]:
    """Return the line of canonical N-Triples of each statement, each once, sorted by code point.

    Blank nodes get names that depend on the statements alone.
    """
    lines = set(_ntriples(statements).split("\n")) - {""}
    if any("_:" in line and _BLANK.search(line) for line in lines):
        data = "\n".join(lines).encode()
        dataset = ox.Dataset(ox.parse(input=data, format=ox.RdfFormat.N_TRIPLES))
        dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
        lines = set(_ntriples(quad.triple for quad in dataset).split("\n")) - {""}
    return sorted(lines)


def _ntriples(statements: ox.Store | Iterable[ox.Triple]) -> str:
    if not isinstance(statements, ox.Store):
        return (ox.serialize(statements, format=ox.RdfFormat.N_TRIPLES) or b"").decode()
    names = [ox.DefaultGraph(), *statements.named_graphs()]
    dumps = [statements.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=name) or b"" for name in names]
    return b"".join(dumps).decode()


def _split_line(line: str) -> list[str]:
    """Return subject, predicate and object of a line of N-Triples."""
    return line.removesuffix(" .").split(" ", 2)


def _shorten(term: str) -> str:
    """Return a term of canonical N-Triples in the shortest safe Turtle."""
    if term.startswith("<"):
        return _iri_term(term[1:-1])
    if not term.startswith('"'):
        return term
    text, _, kind = term.rpartition('"')
    if not kind.startswith("^^"):
        return term
    datatype = kind[3:-1]
    if datatype in _SHORT and _SHORT[datatype].fullmatch(text, 1):
        return text[1:]
    return f'{text}"^^{_iri_term(datatype)}'


def format_term(term: object) -> str:
    """Return a term in the shortest safe Turtle."""
    return _shorten(str(term))


def unique(statements: ox.Store | Iterable[ox.Triple]) -> list[ox.Triple]:
    """Return each statement once, sorted as ``sorted_lines`` sorts them."""
    data = "\n".join(sorted_lines(statements)).encode()
    return [quad.triple for quad in ox.parse(input=data, format=ox.RdfFormat.N_TRIPLES)]


_TYPE_TERM = f"<{PREFIXES['rdf']}type>"
_iri_term = lru_cache(maxsize=100_000)(turtle.iri_term)


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
