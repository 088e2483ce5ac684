"""Ask a store a question in SPARQL, safely: guarded text, a deadline, no network, no harm when the engine dies."""

import contextlib
import faulthandler
import os
import re
import select
import signal
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass

import pyoxigraph as ox

from medkg.errors import QueryError
from medkg.graphs import PREFIXES, unique
from medkg.query.guard import check_query, keywords, variables_in_order

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Row = tuple[Term | None, ...]

DEFAULT_TIMEOUT = 60.0
"""Seconds after which a question is given up."""

MAX_ANSWER = 512 << 20
"""Bytes of an answer; whoever needs more wants an export."""

_MEMORY = 4 << 30  # what a question may take on top of the graph
_KINDS = {b"S": "SELECT", b"A": "ASK", b"C": "CONSTRUCT", b"E": "error"}


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer to SELECT: the names of the columns, and the rows; an unbound value is None."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Truth:
    """The answer to ASK."""

    is_true: bool


@dataclass(frozen=True, slots=True)
class Statements:
    """The answer to CONSTRUCT and DESCRIBE: each statement once, in no order."""

    triples: tuple[ox.Triple, ...]


Answer = Rows | Truth | Statements


def ask(store: ox.Store, query: str, *, timeout: float = DEFAULT_TIMEOUT) -> Answer:
    """Return the answer to a question; without ORDER BY the rows come sorted, so that they are always the same.

    The prefixes of docs/graph.md need no declaration. Where the platform can fork, the engine runs in a child
    that is ended at the deadline, can open no file or connection, and may die without harm; elsewhere it runs
    in this process and the deadline is not kept.

    Raises:
        QueryError: the question is refused by the guard, is not SPARQL, takes too long or asks for too much.
    """
    check_query(query)
    work = _Work(store, query)
    kind, data = _run_in_child(work, timeout) if hasattr(os, "fork") else work()
    if kind == b"E":
        raise QueryError(data.decode())
    return _read(kind, data, query)


@dataclass(frozen=True, slots=True)
class _Work:
    """A question put to the engine; calling it gives the kind of the answer and its bytes."""

    store: ox.Store
    query: str

    def __call__(self) -> tuple[bytes, bytes]:
        try:
            has_graphs = next(iter(self.store.named_graphs()), None) is not None
            result = self.store.query(self.query, prefixes=PREFIXES, use_default_graph_as_union=has_graphs)
            return _serialize(result)
        except (SyntaxError, RuntimeError, OSError, ValueError) as error:
            return b"E", f"the query was not understood: {_shorten(str(error))}".encode()


def _serialize(result: object) -> tuple[bytes, bytes]:
    if isinstance(result, ox.QuerySolutions):
        return b"S", result.serialize(format=ox.QueryResultsFormat.JSON) or b""
    if isinstance(result, ox.QueryTriples):
        return b"C", result.serialize(format=ox.RdfFormat.N_TRIPLES) or b""
    return b"A", b"1" if result else b""


def _shorten(reason: str) -> str:
    """Return the engine's reason on one line; its list of what it expected can run over pages."""
    line = re.sub(r"^error at (\d+):(\d+):", r"line \1, column \2:", " ".join(reason.split()))
    return line if len(line) <= 200 else line[:197] + "…"  # noqa: PLR2004


def _read(kind: bytes, data: bytes, query: str) -> Answer:
    if kind == b"A":
        return Truth(bool(data))
    if kind == b"C":
        return Statements(tuple(unique(quad.triple for quad in ox.parse(input=data, format=ox.RdfFormat.N_TRIPLES))))
    return _read_rows(data, query)


def _read_rows(data: bytes, query: str) -> Rows:
    results = ox.parse_query_results(data, ox.QueryResultsFormat.JSON)
    assert isinstance(results, ox.QuerySolutions)
    order = {name: position for position, name in enumerate(variables_in_order(query))}
    names = [variable.value for variable in results.variables]
    if not _chooses_columns(query):  # the engine lists the columns of SELECT * in an order that changes
        names.sort(key=lambda name: order.get(name, len(order)))
    rows = [tuple(solution[name] for name in names) for solution in results]
    if "ORDER" not in keywords(query):
        rows.sort(key=lambda row: tuple(_sort_key(term) for term in row))
    return Rows(tuple(names), tuple(rows))


def _chooses_columns(query: str) -> bool:
    return re.search(r"\bSELECT\s*(DISTINCT\s*|REDUCED\s*)?\*", query.partition("{")[0], re.IGNORECASE) is None


def _sort_key(term: Term | None) -> tuple[int, float, str]:
    """Return a key by which numbers stand in their order, and all else by its text."""
    if term is None:
        return 0, 0.0, ""
    if isinstance(term, ox.Literal) and term.datatype.value.startswith(PREFIXES["xsd"]):
        with contextlib.suppress(ValueError):
            return 1, float(term.value), str(term)
    return 2, 0.0, str(term)


def _run_in_child(work: Callable[[], tuple[bytes, bytes]], timeout: float) -> tuple[bytes, bytes]:
    reader, writer = os.pipe()
    with warnings.catch_warnings():
        # Python warns that a fork of a process with threads can hang; the deadline below ends such a child
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        _answer_and_exit(work, reader, writer)
    os.close(writer)
    try:
        answer = _receive(reader, time.monotonic() + timeout)
    finally:
        os.close(reader)
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    if answer is None:
        raise QueryError(f"no answer within {timeout:g} seconds; ask for less, or give more time with --timeout")
    if len(answer) > MAX_ANSWER:
        raise QueryError(f"the answer is larger than {MAX_ANSWER >> 20} MB; add LIMIT, or take all with medkg export")
    if answer[:1] not in _KINDS:
        raise QueryError("the engine gave up: the query needs too much memory or is too deeply nested; make it simpler")
    return answer[:1], answer[1:]


def _receive(reader: int, deadline: float) -> bytes | None:
    """Return all that the child writes, or nothing when the deadline comes first."""
    parts: list[bytes] = []
    size = 0
    while size <= MAX_ANSWER:
        left = deadline - time.monotonic()
        if left <= 0 or not select.select([reader], [], [], left)[0]:
            return None
        part = os.read(reader, 1 << 20)
        if not part:
            break
        parts.append(part)
        size += len(part)
    return b"".join(parts)


def _answer_and_exit(work: Callable[[], tuple[bytes, bytes]], reader: int, writer: int) -> None:
    """Write the answer to the pipe and leave, without running anything else of the parent's program."""
    status = 1
    try:
        os.close(reader)
        _lower_limits()
        kind, data = work()
        view = memoryview(kind + data)
        while view:
            view = view[os.write(writer, view) :]
        status = 0
    finally:
        os._exit(status)


def _lower_limits() -> None:
    """Take away what a question needs least: new files and connections, core dumps, endless memory."""
    import resource  # noqa: PLC0415 - there is none where there is no fork

    faulthandler.disable()
    # the engine's last words are for nobody
    silent = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, 2)
    os.close(silent)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
    with contextlib.suppress(OSError, ValueError):
        limit = _used_memory() + _MEMORY
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def _used_memory() -> int:
    with open("/proc/self/statm", encoding="ascii") as handle:  # noqa: PTH123 - one plain line, in a child
        return int(handle.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
