"""Refuse, before the engine sees it, a question that could reach the network, change data or end the process."""

import re
from collections.abc import Iterator

from medkg.errors import QueryError

MAX_BYTES = 64 * 1024
MAX_NESTING = 200

# One token a match. Strings, comments, IRIs and variables come first, so that a word inside them is never taken
# for a keyword. A quote that nothing closes is a token too: no engine reads on behind it.
_TOKEN = re.compile(
    r"""
      (?P<string> '{3}(?:'{0,2}(?:[^'\\]|\\.))*+'{3} | "{3}(?:"{0,2}(?:[^"\\]|\\.))*+"{3}
                | '(?:[^'\\\n\r]|\\.)*+' | "(?:[^"\\\n\r]|\\.)*+" )
    | (?P<unclosed> ['"] )
    | (?P<comment> \#[^\n\r]* )
    | (?P<iri> <(?:[^<>"{}|^`\\\x00-\x20]|\\[uU][0-9A-Fa-f])*+> )
    | (?P<variable> [?$]\w+ )
    | (?P<language> @[A-Za-z]+(?:-[A-Za-z0-9]+)* )
    | (?P<word> [^\W\d][\w.-]*+ )? (?P<local> : (?:[\w.:-]|%[0-9A-Fa-f]{2}|\\[^\w\s])*+ )
    | (?P<bare> [^\W\d][\w.-]*+ )
    | (?P<open> [({\[] )
    | (?P<close> [)}\]] )
    """,
    re.VERBOSE | re.DOTALL,
)
# The engine reads keywords without looking for the end of the word: SERVICESILENT<x>, trueSERVICE ?x
_SERVICE = re.compile(r"SERVICE(?=SILENT|(?:\s|\#[^\n\r]*)*+(?:SILENT|[<?$:]|[^\W\d][\w.-]*+:))", re.IGNORECASE)
_UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD", "WITH"})
_FORMS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})


def check_query(query: str) -> None:
    """Do nothing when the engine may see this question.

    Raises:
        QueryError: it is empty, too long, too deeply nested, asks another server (SERVICE), names another graph
            (FROM), or would change data (LOAD, INSERT, DELETE …).
    """
    _check_text(query)
    words = keywords(query)
    if not words:
        raise QueryError("the query is empty; try  SELECT ?paper WHERE { ?paper a medkg:Paper }")
    form = next((word for word in words if word in _UPDATES | _FORMS), "")
    if form in _UPDATES:
        raise QueryError(f"{form} would change data, and medkg query only reads; ask with SELECT, ASK or CONSTRUCT")
    if _asks_service(query):
        raise QueryError("SERVICE would ask another server, and medkg answers from the given file alone; leave it out")
    if "FROM" in words:
        raise QueryError("FROM names another graph, and the whole of the given file is asked already; leave it out")


def keywords(query: str) -> list[str]:
    """Return the bare words of a question in capitals: what stands outside strings, comments, IRIs and names."""
    bare = [match["bare"].upper() for match in _tokens(query) if match["bare"]]
    return [piece for word in bare for piece in re.split(r"[.-]+", word) if piece]


def variables_in_order(query: str) -> list[str]:
    """Return the names of the variables of a question in the order in which they first appear."""
    return list(dict.fromkeys(match["variable"][1:] for match in _tokens(query) if match["variable"]))


def _tokens(query: str) -> Iterator[re.Match[str]]:
    """Yield the tokens up to the end, or up to a quote that nothing closes."""
    for match in _TOKEN.finditer(query):
        if match["unclosed"]:
            return
        yield match


def _check_text(query: str) -> None:
    if any("\ud800" <= character <= "\udfff" for character in query):
        raise QueryError("the query holds half a character (a lone surrogate); type that name again")
    size = len(query.encode())
    if size > MAX_BYTES:
        raise QueryError(f"the query has {size:,} bytes; at most {MAX_BYTES:,} are answered")
    if max(_depths(query), default=0) > MAX_NESTING:
        raise QueryError(f"the query nests more than {MAX_NESTING} brackets")


def _depths(query: str) -> Iterator[int]:
    depth = 0
    for match in _tokens(query):
        depth += bool(match["open"]) - bool(match["close"])
        yield depth


def _asks_service(query: str) -> bool:
    """Return whether any way to read the question finds the keyword SERVICE.

    ``<`` opens an IRI in one place and compares in another; only a parser knows. Taken wrongly, the rest of the
    text shifts into or out of strings and a keyword hides: ``1<'x>') SERVICE …``. So both ways are followed.
    """
    pending, seen = [0], set[int]()
    while pending:
        position = pending.pop()
        while position < len(query) and position not in seen:
            seen.add(position)
            match = _TOKEN.match(query, position)
            if match is None:
                position += 1
                continue
            if match["unclosed"]:
                break
            if _holds_service(query, match):
                return True
            if match["iri"]:
                pending.append(position + 1)
            position = match.end()
    return False


def _holds_service(query: str, match: re.Match[str]) -> bool:
    """Return whether this word, or the prefix of this name, ends in the keyword SERVICE with something to ask."""
    word = match["bare"] or match["word"] or ""
    hits = re.finditer("SERVICE", word, re.IGNORECASE)
    return any(_SERVICE.match(query, match.start() + hit.start()) for hit in hits)
