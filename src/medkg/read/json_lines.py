"""Read JSON: one record on a line, or one document with a list of records.

Python's reader takes more than the standard: ``NaN``, repeated keys, lone surrogates. The first two cost the record
they stand in, the last becomes U+FFFD.
"""

import dataclasses
import json
import re
from collections.abc import Iterator

from medkg.model import Paper, Rejection, Source
from medkg.read.document import Document
from medkg.read.encodings import find_fault
from medkg.read.fields import FieldError, columns, kind_of, make_paper, map_names, plain_name
from medkg.read.text import replace_unholdable

_SPACE = re.compile(r"[ \t\r\n\ufeff]*")
_BETWEEN = re.compile(r"[ \t\r\n\ufeff,]*")


class _NotJsonError(ValueError):
    """Something that Python would take for JSON and the standard does not."""


def _refuse_constant(name: str) -> object:
    """Refuse ``NaN`` and ``Infinity``."""
    raise _NotJsonError(f"{name} is not JSON; write null instead")


def _refuse_repeats(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Return the object, unless a field that we read stands in it twice: which one was meant?"""
    record = dict(pairs)
    if len(record) < len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen and plain_name(key) in columns():
                raise _NotJsonError(f"the key {key!a} stands twice in one object; leave one of the two")
            seen.add(key)
    return record


_DECODER = json.JSONDecoder(parse_constant=_refuse_constant, object_pairs_hook=_refuse_repeats)


def read_json_lines(document: Document) -> Iterator[Paper | Rejection]:
    """Yield every record of a JSON Lines file; one that begins as a list is read as a JSON document."""
    is_first = True
    for number, line in document.lines():
        text = line.strip("\ufeff \t\r")
        if not text:
            continue
        if is_first and text.startswith("["):
            yield from _read_values(document)
            return
        is_first = False
        yield _read_line(text, document.source(number), document.encoding)


def read_json(document: Document) -> Iterator[Paper | Rejection]:
    """Yield every record of a JSON document: a list of objects, one object, or one object on each line."""
    yield from read_json_lines(document) if _has_lines(document) else _read_values(document)


def _has_lines(document: Document) -> bool:
    """Return whether one of the first two lines that say something is an object by itself."""
    lines = (text for _, line in document.lines() if (text := line.strip("\ufeff \t\r")))
    return any(_is_object(text) for _, text in zip(range(2), lines, strict=False))


def _is_object(text: str) -> bool:
    """Return whether this text is one whole JSON object."""
    try:
        return isinstance(_DECODER.decode(text), dict)
    except (ValueError, RecursionError):
        return False


def _read_values(document: Document) -> Iterator[Paper | Rejection]:
    """Yield the values of a list, or values that follow each other, up to the first fault that hides the rest."""
    text = document.text()
    position = _skip(_SPACE, text, 0)
    is_open = text.startswith("[", position)
    position = _skip(_SPACE, text, position + 1) if is_open else position
    line, counted = 1, 0
    while position < len(text):
        line, counted = line + text.count("\n", counted, position), position
        source = document.source(line)
        if is_open and text[position] == "]":
            is_open = False
            position = _skip(_SPACE, text, position + 1)
            if position < len(text):
                yield Rejection(source, "record", "there is more after the end of the list; write one list only")
            return
        try:
            value, end = _DECODER.raw_decode(text, position)
        except (ValueError, RecursionError) as error:
            reason = find_fault(text[position : position + 1000], document.encoding) or _explain(error, position)
            yield Rejection(source, "record", f"{reason}; neither this record nor any after it was read")
            return
        yield _read_value(value, source, fault=find_fault(text[position:end], document.encoding))
        position = _skip(_BETWEEN, text, end)
    if is_open:
        source = document.source(line + text.count("\n", counted))
        yield Rejection(source, "record", "the list is not closed; the file may have been cut short")


def _skip(pattern: re.Pattern[str], text: str, position: int) -> int:
    """Return the position after what the pattern matches here."""
    found = pattern.match(text, position)
    return found.end() if found else position


def _read_line(text: str, source: Source, encoding: str) -> Paper | Rejection:
    """Return the paper on one line, or why there is none."""
    fault = "" if text.isascii() else find_fault(text, encoding)
    try:
        value = _DECODER.decode(text)
    except (ValueError, RecursionError) as error:
        return Rejection(source, "record", fault or _explain(error))
    return _read_value(value, source, fault=fault)


def _read_value(value: object, source: Source, *, fault: str) -> Paper | Rejection:
    """Return the paper that a JSON value holds, or why there is none."""
    if fault:
        return Rejection(source, "record", fault)
    if not isinstance(value, dict):
        return Rejection(source, "record", f"must be an object with a title, not {kind_of(value)}")
    values = list(value.values())
    try:
        fields = map_names(tuple(value))
        paper = make_paper({field: [values[place] for place in places] for field, places in fields}, source)
    except FieldError as error:
        return Rejection(source, error.field, error.reason)
    return _replace_surrogates(paper)


def _replace_surrogates(paper: Paper) -> Paper:
    r"""Return the paper without the lone surrogates that an escape such as ``\ud800`` puts into a text."""
    name, title, abstract = (replace_unholdable(text) for text in (paper.id, paper.title, paper.abstract))
    if (name, title, abstract) == (paper.id, paper.title, paper.abstract):
        return paper
    return dataclasses.replace(paper, id=name, title=title, abstract=abstract)


def _explain(error: ValueError | RecursionError, start: int = 0) -> str:
    """Return what is wrong with a line, in one clause."""
    if isinstance(error, json.JSONDecodeError):
        return f"not JSON: {error.msg[:1].lower()}{error.msg[1:]} at character {error.pos - start + 1}"
    if isinstance(error, RecursionError):
        return "not JSON that can be read: nested too deeply"
    return (
        str(error) if isinstance(error, _NotJsonError) else "not JSON that can be read: a number of thousands of digits"
    )
