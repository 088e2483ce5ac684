"""Read a two-line listing: a header line (``论文`` venue year ``年`` topic title), then the abstract's line.

Nothing divides the topic label from the title. Labels are found by what repeats from record to record, then in a
small table, then by their shape.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from medkg.model import Paper, Rejection
from medkg.read.data import read_entries
from medkg.read.document import Document
from medkg.read.fields import read_year
from medkg.read.text import split_venue, take_off_acceptance, take_off_link_lists

HEADER = re.compile(
    r"\s*+(?:论文|会议论文|期刊论文|预印本)[:\uff1a]?\s*+(?P<venue>.{0,120}?)[\s,\uff0c]*(?P<year>(?:19|20)\d\d)\s*+年[:,\uff1a\uff0c]?\s*+(?P<rest>.*)",
    re.DOTALL,
)
_LONGEST_LABEL = 5
"""Words in a topic label."""
_FEWEST_REPEATS = 3
_BRANCHING = 0.6
"""After a label almost every record goes on differently; inside a label they all go on alike."""
_COVERAGE = 0.7
"""Labels found by repetition must stand in most headers: a list either has labels or has none."""
_HAN = r"[\u3400-\u9fff]"
_HAN_LABEL = re.compile(rf"(?P<label>\S(?:.{{0,14}}?{_HAN})?)\s+(?={_HAN})")
_LATIN_LABEL = re.compile(
    rf"(?P<label>[a-z][a-z/&+-]*(?:\s[a-z/&+-]+){{0,4}}(?:\s(?:AI|ML|NLP))?)\s+(?=[A-Z0-9]|{_HAN})"
)


@dataclass(frozen=True, slots=True)
class _Entry:
    """Two lines that belong together: the header line, and the abstract's, which may be missing."""

    line: int
    header: str
    abstract: str = ""


def read_listing(document: Document) -> Iterator[Paper | Rejection]:
    """Yield every record of a listing as a paper without id, or as a rejection."""
    entries = list(_pair(document))
    headers = [HEADER.fullmatch(entry.header) if isinstance(entry, _Entry) else None for entry in entries]
    labels = find_labels([header["rest"] for header in headers if header])
    for entry, header in zip(entries, headers, strict=True):
        yield entry if isinstance(entry, Rejection) else _read_entry(entry, header, labels, document)


def is_header(line: str) -> bool:
    """Return whether this line begins a record of a listing."""
    return HEADER.fullmatch(line) is not None


def find_labels(rests: Sequence[str]) -> frozenset[tuple[str, ...]]:
    """Return the topic labels, as words, that these ends of headers (label and title) share."""
    words = [tuple(rest.split()) for rest in rests]
    known = {label for label in map(_known_label, words) if label}
    repeated = _find_repeated([entry for entry in words if not _known_label(entry)])
    labels = {_lengthen(label, words) for label in known | repeated}
    covered = sum(1 for entry in words if any(entry[: len(label)] == label for label in labels))
    return frozenset(labels if covered >= _COVERAGE * len(words) else known)


def split_label(rest: str, labels: frozenset[tuple[str, ...]]) -> tuple[str, str]:
    """Return the topic label (or nothing) and the title that follows it."""
    words = tuple(rest.split())
    for length in range(min(_LONGEST_LABEL + 1, len(words) - 1), 0, -1):
        if words[:length] in labels:
            return " ".join(words[:length]), _after(rest, length)
    if known := _known_label(words):
        return " ".join(known), _after(rest, len(known))
    shape = _HAN_LABEL.match(rest) or _latin_label(rest, is_usual=bool(labels))
    if shape:
        return " ".join(shape["label"].split()), rest[shape.end() :].strip()
    return "", rest.strip()


def _latin_label(rest: str, *, is_usual: bool) -> re.Match[str] | None:
    """Return a label of small letters before a title; where labels are not usual, one of several words."""
    shape = _LATIN_LABEL.match(rest)
    return shape if shape and (is_usual or " " in shape["label"]) else None


def _pair(document: Document) -> Iterator[_Entry | Rejection]:
    """Yield the records: a header or bare title, and the line after it unless that is a header itself."""
    waiting: _Entry | None = None
    for number, line in document.lines():
        if not line.strip():
            continue
        if is_header(line) or (waiting is None and not take_off_acceptance(line)[1]):
            if waiting:
                yield waiting
            waiting = _Entry(number, line)
        elif waiting:
            yield _Entry(waiting.line, waiting.header, line)
            waiting = None
        else:
            yield Rejection(document.source(number), "title", "an abstract without a title line before it")
    if waiting:
        yield waiting


def _read_entry(
    entry: _Entry, header: re.Match[str] | None, labels: frozenset[tuple[str, ...]], document: Document
) -> Paper:
    """Return the paper of one record."""
    topic, title = split_label(header["rest"], labels) if header else ("", entry.header.strip())
    venue, presentation = split_venue(header["venue"]) if header else ("", "")
    abstract, accepted = take_off_acceptance(entry.abstract.strip(), venue)
    abstract, links = take_off_link_lists(abstract)
    noted_venue, noted_presentation = split_venue(accepted)
    return Paper(
        id="",
        title=title,
        abstract=abstract,
        venue=venue or noted_venue,
        presentation=presentation or noted_presentation,
        year=int(header["year"]) if header else read_year(noted_venue),
        topics=(topic,) if topic else (),
        links=links,
        sources=(document.source(entry.line),),
    )


def _known_labels() -> frozenset[tuple[str, ...]]:
    """Return the labels of the table, as words without case."""
    return frozenset(tuple(line.casefold().split()) for line in read_entries("topics.txt"))


_KNOWN = _known_labels()


def _known_label(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the longest label of the table that these words begin with, a title being left."""
    folded = tuple(word.casefold() for word in words[: _LONGEST_LABEL + 1])
    lengths = range(min(_LONGEST_LABEL, len(words) - 1), 0, -1)
    return next((words[:length] for length in lengths if folded[:length] in _KNOWN), ())


def _find_repeated(entries: Sequence[tuple[str, ...]]) -> set[tuple[str, ...]]:
    """Return the shortest beginnings that repeat and after which the records part."""
    counts: Counter[tuple[str, ...]] = Counter()
    following: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for words in entries:
        for length in range(1, min(_LONGEST_LABEL, len(words) - 1) + 1):
            counts[words[:length]] += 1
            following[words[:length]].add(words[length])
    labels: set[tuple[str, ...]] = set()
    for words in sorted(counts, key=len):
        parts = counts[words] >= _FEWEST_REPEATS and len(following[words]) >= _BRANCHING * counts[words]
        if parts and not any(words[:length] in labels for length in range(1, len(words))):
            labels.add(words)
    return labels


def _lengthen(label: tuple[str, ...], entries: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """Return the label with the words that always follow it, since those belong to it."""
    same = [words for words in entries if words[: len(label)] == label]
    while len(label) < _LONGEST_LABEL and len(same) >= _FEWEST_REPEATS:
        following = {words[len(label)] if len(words) > len(label) + 1 else "" for words in same}
        if len(following) != 1 or "" in following:
            break
        label += (following.pop(),)
    return label


def _after(rest: str, words: int) -> str:
    """Return what stands after this many words, as given."""
    return rest.split(maxsplit=words)[words].strip()
