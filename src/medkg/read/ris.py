"""Read tagged citation files: RIS in all its dialects, and the MEDLINE text of PubMed (often saved as RIS too).

A record begins at ``TY`` or ``PMID`` and ends at ``ER``, at the next beginning, or with the file: the last record of
a file that lacks its ``ER`` counts too. A line without a tag continues the one before it.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from medkg.model import Paper, Rejection
from medkg.read.document import Document
from medkg.read.fields import FieldError, find_doi, make_paper

_FIELDS: Mapping[str, tuple[str, ...]] = {
    "title": ("TI", "T1", "CT", "ST", "BT", "TT"),
    "abstract": ("AB", "N2"),
    "venue": ("T2", "JF", "JT", "JO", "JA", "BT", "TA", "J2", "T3"),
    "year": ("PY", "Y1", "YR", "DP", "DA"),
    "authors": ("FAU", "AU", "A1"),
    "links": ("UR", "L1", "L2"),
}
"""Which tags hold a field, the preferred one first."""
_DOI_TAGS = ("DO", "DI", "LID", "AID", "UR", "L2", "M3", "N1")
_START = re.compile(r"(TY|PMID) {0,3}-(?: |$)")
_WIDE = re.compile(r"([A-Z][A-Z0-9](?:  |[A-Z0-9] |[A-Z0-9]{2}))-(?: (.*)|$)")
_NARROW = re.compile(r"([A-Z][A-Z0-9]) ?-(?: (.*)|$)")
"""Some programs write one space, or none, between tag and hyphen; only such files are read with this pattern."""
_NUMBERING = re.compile(r"\s*(?:<?\d+>?\.?\s*)?")


@dataclass(slots=True)
class _Record:
    """The tags of one record as they come in."""

    line: int
    values: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    last: str = ""


def read_ris(document: Document) -> Iterator[Paper | Rejection]:
    """Yield every record of a tagged file as a paper, or as a rejection."""
    for record in _records(document):
        if isinstance(record, Rejection):
            yield record
            continue
        try:
            yield make_paper(_gather(record.values), document.source(record.line))
        except FieldError as error:
            yield Rejection(document.source(record.line), error.field, error.reason)


def is_start(line: str) -> bool:
    """Return whether a record of a tagged file begins on this line."""
    return _START.match(line) is not None


def _records(document: Document) -> Iterator[_Record | Rejection]:
    """Yield the records with their tags.

    Tags outside a record make one too, and other lines there are rejected, so that nothing is lost unsaid; what
    stands before the first record is a preamble.
    """
    record: _Record | None = None
    pattern: re.Pattern[str] | None = None
    for number, line in document.lines():
        if is_start(line):
            pattern = _WIDE if _WIDE.match(line) else _NARROW
        tagged = (pattern or _WIDE).match(line)
        tag, value = (tagged[1].strip(), (tagged[2] or "").strip()) if tagged else ("", line.strip())
        if record and (tag in ("TY", "PMID", "ER")):
            yield record
            record = None
        if tag == "ER" or not (tag or (value and record)):
            if pattern and value and not tag and not _NUMBERING.fullmatch(line):
                yield Rejection(document.source(number), "record", "a line outside any record; begin records with TY")
            continue
        record = record or _Record(number)
        _add(record, tag, value)
    if record:
        yield record


def _add(record: _Record, tag: str, value: str) -> None:
    """Put a line into its record: a new value, or more of the last one."""
    if tag:
        record.values[tag].append(value)
        record.last = tag
    elif record.last:
        held = record.values[record.last]
        held[-1] = f"{held[-1]} {value}".strip()


def _gather(values: Mapping[str, Sequence[str]]) -> dict[str, list[object]]:
    """Return for every field of ours its values, the preferred one first."""
    found: dict[str, list[object]] = {}
    for name, tags in _FIELDS.items():
        filled = [[text for text in values.get(tag, ()) if text] for tag in tags]
        if name == "authors":
            found[name] = [next((texts for texts in filled if texts), [])]
        else:
            found[name] = [text for texts in filled for text in texts]
    found["doi"] = [next((doi for tag in _DOI_TAGS for text in values.get(tag, ()) if (doi := find_doi(text))), "")]
    return found
