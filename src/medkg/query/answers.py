"""Answers as text: CSV, TSV and JSON as the SPARQL standards write them, Markdown and Turtle."""

import csv
import io
import json
import re
from collections.abc import Callable

import pyoxigraph as ox

from medkg.errors import QueryError
from medkg.graphs import PREFIXES, format_turtle
from medkg.query.labels import show
from medkg.query.store import Answer, Rows, Statements, Term, Truth

_XSD_STRING = PREFIXES["xsd"] + "string"


def format_answer(answer: Answer, form: str) -> str:
    """Return an answer in a format of ``FORMATS``.

    ASK gives ``true`` or ``false`` except in JSON; CONSTRUCT and DESCRIBE give Turtle.

    Raises:
        QueryError: the format cannot hold this answer.
    """
    if isinstance(answer, Statements):
        if form not in ("turtle", "table"):
            raise QueryError(f"CONSTRUCT and DESCRIBE answer in Turtle, not in {form}; use --format turtle")
        return format_turtle(answer.triples)
    if form == "turtle":
        raise QueryError("SELECT and ASK do not answer in Turtle; use --format csv, or ask with CONSTRUCT")
    if isinstance(answer, Truth):
        word = "true" if answer.is_true else "false"
        return f'{{"head": {{}}, "boolean": {word}}}\n' if form == "json" else f"{word}\n"
    return _WRITERS[form](answer)


def format_csv(answer: Rows) -> str:
    """Return rows as SPARQL 1.1 CSV: values without types, lines ended by CR LF."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(answer.columns)
    for row in answer.rows:
        # a lone empty cell is an empty line, which readers skip
        writer.writerow([_csv_cell(term) for term in row])
    return buffer.getvalue()


def format_tsv(answer: Rows) -> str:
    """Return rows as SPARQL 1.1 TSV: variables with their mark, terms as Turtle writes them."""
    lines = ["\t".join(f"?{name}" for name in answer.columns)]
    lines += ["\t".join(_tsv_cell(term) for term in row) for row in answer.rows]
    return "".join(f"{line}\n" for line in lines)


def format_json(answer: Rows) -> str:
    """Return rows as SPARQL 1.1 results in JSON, a row on a line."""
    rows = [
        json.dumps(
            {name: _json_term(term) for name, term in zip(answer.columns, row, strict=True) if term is not None},
            ensure_ascii=False,
        )
        for row in answer.rows
    ]
    head = json.dumps({"vars": list(answer.columns)}, ensure_ascii=False)
    body = ",\n".join(rows)
    return f'{{"head": {head}, "results": {{"bindings": [\n{body}\n]}}}}\n'


def format_markdown(answer: Rows) -> str:
    """Return rows as a Markdown table in which no text can act as markup."""
    lines = [answer.columns, ["---"] * len(answer.columns)]
    lines += [[_markdown_cell(show(term)) for term in row] for row in answer.rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


_WRITERS: dict[str, Callable[[Rows], str]] = {
    "csv": format_csv,
    "tsv": format_tsv,
    "json": format_json,
    "markdown": format_markdown,
    "table": format_markdown,
}

FORMATS = ("table", "csv", "tsv", "json", "markdown", "turtle")
"""The formats of an answer; the command line draws ``table`` itself when it is for people."""


def _csv_cell(term: Term | None) -> str:
    if term is None:
        return ""
    return f"_:{term.value}" if isinstance(term, ox.BlankNode) else _plain(term)


def _plain(term: Term) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else str(term)


def _tsv_cell(term: Term | None) -> str:
    if term is None:
        return ""
    if isinstance(term, ox.Literal) and _is_short_number(term):
        return term.value
    return str(term).replace("\t", "\\t")


def _is_short_number(literal: ox.Literal) -> bool:
    shapes = {"integer": r"[+-]?[0-9]+", "decimal": r"[+-]?[0-9]*\.[0-9]+", "double": r"[+-]?[0-9.]+[eE][+-]?[0-9]+"}
    shape = shapes.get(literal.datatype.value.removeprefix(PREFIXES["xsd"]))
    return shape is not None and re.fullmatch(shape, literal.value) is not None


def _json_term(term: Term) -> dict[str, object]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {name: _json_term(part) for name, part in parts.items()}}
    made: dict[str, object] = {"type": "literal", "value": term.value}
    if term.language:
        made["xml:lang"] = term.language
    elif term.datatype.value != _XSD_STRING:
        made["datatype"] = term.datatype.value
    return made


def _markdown_cell(text: str) -> str:
    line = re.sub(r"[\s\x00-\x1f]+", " ", text).strip()
    return re.sub(r"([\\`*_{}\[\]<>#|~&$])", r"\\\1", line)
