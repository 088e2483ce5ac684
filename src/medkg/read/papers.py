"""The whole way from inputs to papers: find, open, read, check, unite."""

import dataclasses
from collections.abc import Iterator, Sequence
from pathlib import Path

from medkg.errors import InputError
from medkg.model import Harvest, Paper, Rejection
from medkg.read.checks import check_paper
from medkg.read.document import Document
from medkg.read.encodings import check_encoding, choose_encoding
from medkg.read.files import Place, find_files, has_suffix, open_file
from medkg.read.identity import unite
from medkg.read.readers import READERS, all_readers, plug_ins, recognise, suffixes
from medkg.read.suspicion import find_suspicion
from medkg.read.text import language_of


def read_papers(inputs: Sequence[Path | str], *, encoding: str | None = None) -> Harvest:
    """Return every paper in these files, folders and standard input (``-``), and an account of every record.

    Args:
        inputs: files (also packed with gzip), folders (every supported file below, sorted; read-me files, licences
            and dotfiles left alone), or ``-``.
        encoding: how to decode files that have no byte order mark; without it UTF-8, else UTF-16 or GB18030 where
            the bytes are clearly that.

    Raises:
        InputError: a file is missing, unreadable or of no known format, or there is no such encoding. All missing
            files are named together. A record that cannot be taken is no error: it is among the rejections.
    """
    wanted = None if encoding is None else check_encoding(encoding)
    harvester = _Harvester(wanted)
    papers, duplicates, rejections = unite(harvester.records(find_files(inputs, suffixes())))
    return Harvest(
        papers=tuple(_finish(paper) for paper in papers),
        duplicates=duplicates,
        rejections=tuple(rejections),
        inputs=tuple(harvester.inputs),
        notices=tuple(dict.fromkeys(harvester.notices)),
    )


class _Harvester:
    """Goes through the files and remembers, beside their records, what is to be told about them."""

    def __init__(self, encoding: str | None) -> None:
        self.inputs: list[tuple[str, str]] = []
        self.notices = [
            f"reader {plug.shown.name} of {plug.shown.package} {plug.shown.problem}"
            for plug in plug_ins()
            if plug.shown.problem
        ]
        self._encoding = encoding

    def records(self, places: Sequence[Place]) -> Iterator[Paper | Rejection]:
        """Yield every record of every file, checked."""
        for place in places:
            content = open_file(place)
            self.inputs.append((place.name, content.sha256))
            encoding, notice = choose_encoding(content.data, self._encoding)
            document = Document(place.name, content.data, encoding)
            name = _choose_reader(place, document)
            if notice and name in READERS:
                self.notices.append(f"{place.name}: {notice}")
            yield from _read(name, document)
            if content.fault:
                yield Rejection(document.source(document.count_lines() + 1), "file", content.fault)


def _read(name: str, document: Document) -> Iterator[Paper | Rejection]:
    """Yield the records that this reader finds, checked; a plug-in that fails costs the rest of the file."""
    reader = all_readers()[name]
    try:
        for record in reader.read(document):
            yield check_paper(record, document.encoding) if isinstance(record, Paper) else record
    except Exception as error:
        if name in READERS:
            raise
        reason = f"reader {name} failed: {type(error).__name__}: {error}; tell its makers"
        yield Rejection(document.source(1), "file", reason)


def _choose_reader(place: Place, document: Document) -> str:
    """Return the name of the reader for a file: by suffix, or by content where the suffix says little."""
    by_suffix = next((name for name, reader in all_readers().items() if has_suffix(place.name, reader.suffixes)), "")
    by_suffix = next((name for name, reader in READERS.items() if has_suffix(place.name, reader.suffixes)), by_suffix)
    if by_suffix and by_suffix != "listing":
        return by_suffix
    if name := recognise(document) or by_suffix:
        return name
    where = place.path or "standard input"
    raise InputError(
        f"{where}: of no known format; give JSON Lines, CSV with a header, RIS or a listing ({', '.join(suffixes())})"
    )


def _finish(paper: Paper) -> Paper:
    """Return the paper with its language, and a warning where its title and abstract do not belong together."""
    language = language_of(paper.abstract if paper.abstract.strip() else paper.title)
    suspicion = find_suspicion(paper)
    if not suspicion and language == paper.language:
        return paper
    return dataclasses.replace(paper, language=language, warnings=paper.warnings + ((suspicion,) if suspicion else ()))
