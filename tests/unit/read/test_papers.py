"""From inputs to papers: files, folders, standard input, gzip, plug-ins, the account."""

import gzip
import hashlib
import io
import sys
import types
from collections.abc import Callable
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from medkg.errors import InputError
from medkg.model import Harvest, Paper, Rejection, Source
from medkg.read import READERS, Document, Reader, accounting, describe, formats, read_papers, readers

Read = Callable[..., Harvest]

ONE = b'{"title": "One"}\n'
TWO = b'{"title": "Two"}\n'


def test_a_folder_in_sorted_order(tmp_path: Path) -> None:
    """Every supported file below it is read; read-me files, licences, dotfiles and strangers are left alone."""
    for name in ("b.jsonl", "a/z.jsonl", "README.txt", "LICENSE.txt", ".hidden.jsonl", ".git/c.jsonl", "photo.png"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f'{{"title": "{name}"}}')
    assert [paper.title for paper in read_papers([tmp_path]).papers] == ["a/z.jsonl", "b.jsonl"]


def test_names_are_short_and_distinct(tmp_path: Path) -> None:
    """A file is named as short as can be, and longer where two would be equal."""
    for folder in ("x", "y"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.jsonl").write_bytes(ONE)
    (tmp_path / "b.jsonl").write_bytes(TWO)
    harvest = read_papers([tmp_path / "x" / "a.jsonl", tmp_path / "y", str(tmp_path / "b.jsonl")])
    assert [name for name, _ in harvest.inputs] == ["x/a.jsonl", "y/a.jsonl", "b.jsonl"]
    assert [source.file for source in harvest.papers[0].sources] == ["x/a.jsonl", "y/a.jsonl"]


def test_the_same_file_twice(tmp_path: Path) -> None:
    """Its records are duplicates, and it keeps its name."""
    path = tmp_path / "a.jsonl"
    path.write_bytes(ONE)
    harvest = read_papers([path, path])
    assert accounting(harvest) == "2 records: 1 taken, 1 duplicate, 0 rejected"
    assert [name for name, _ in harvest.inputs] == ["a.jsonl", "a.jsonl"]


@pytest.mark.parametrize(
    "data",
    [
        ONE,
        gzip.compress(ONE),
        b'[{"title": "One"}]',
        b"Title,Abstract\nOne,x\n",
        b"TY  - JOUR\nTI  - One\nER  - \n",
        "论文MIDL 2031 Poster2031 年One\nText.\n".encode(),
    ],
)
def test_standard_input_tells_its_format(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    """The format is recognised by its beginning."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    harvest = read_papers(["-"])
    assert harvest.papers[0].title == "One"
    assert harvest.papers[0].sources[0].file == "stdin"


def test_standard_input_of_no_format(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is recognised as nothing is refused with the formats that there are."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"hello\nworld\n")))
    with pytest.raises(InputError, match="standard input: of no known format; give JSON Lines"):
        read_papers(["-"])


def test_a_suffix_that_says_little(read: Read) -> None:
    """Text files and files without suffix are read by what they hold."""
    assert read("a.txt", "TY  - JOUR\nTI  - One\nER  - \n").papers[0].title == "One"
    assert read("b.txt", "PMID- 1\nTI  - One\n").papers[0].title == "One"
    assert read("c", ONE).papers[0].title == "One"


def test_all_missing_inputs_are_named_together(tmp_path: Path) -> None:
    """One run shows every fault of the call."""
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError) as caught:
        read_papers([tmp_path / "a.jsonl", tmp_path / "empty", tmp_path / "b.csv"])
    lines = str(caught.value).splitlines()
    assert [line.split(": ")[1].split(";")[0] for line in lines] == [
        "there is no such file or folder",
        "no file to read in this folder",
        "there is no such file or folder",
    ]


def test_gzip_files_by_content(read: Read) -> None:
    """Packed files need no suffix, plain files may bear one, and members that follow each other are one file."""
    assert read("a.jsonl", gzip.compress(ONE)).papers[0].title == "One"
    assert read("a.jsonl.gz", ONE).papers[0].title == "One"
    harvest = read("b.jsonl.gz", gzip.compress(ONE) + gzip.compress(TWO) + b"\0\0")
    assert [(paper.title, paper.sources[0].line) for paper in harvest.papers] == [("One", 1), ("Two", 2)]
    assert harvest.rejections == ()


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda packed: packed[:-200], "cut short"),
        (lambda packed: packed[:-200] + b"x" * 200, "the gzip file is"),
        (lambda packed: packed[:-1] + b"\xff", "damaged"),
        (lambda packed: packed + b"more", "other bytes after its end"),
    ],
)
def test_damaged_gzip(read: Read, spoil: Callable[[bytes], bytes], reason: str) -> None:
    """Whole lines before the damage are read, and the place is told."""
    lines = b"".join(
        b'{"title": "%s"}\n' % hashlib.sha256(b"%d" % number).hexdigest().encode() for number in range(200)
    )
    harvest = read("a.jsonl.gz", spoil(gzip.compress(lines)))
    assert 100 < len(harvest.papers) <= 200
    assert reason in harvest.rejections[-1].reason
    assert harvest.rejections[-1].source.line > len(harvest.papers)


def test_a_compression_bomb(read: Read) -> None:
    """What grows out of proportion is refused before it fills the memory."""
    harvest = read("a.jsonl.gz", gzip.compress(b" " * 100_000_000))
    assert "more than 200 times its size" in harvest.rejections[0].reason


def test_inputs_have_their_hashes(read: Read) -> None:
    """Every input is named with the SHA-256 of its bytes as they lie there."""
    assert read("a.jsonl", b"").inputs == (
        ("a.jsonl", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    )


def test_links_in_the_abstract_are_links(read: Read) -> None:
    """An address in the text is kept as a link too, once."""
    paper = read(
        "a.jsonl", '{"title": "A", "url": "https://a.org", "abstract": "See https://a.org, https://b.org."}'
    ).papers[0]
    assert paper.links == ("https://a.org", "https://b.org")


@pytest.mark.parametrize(
    ("harvest", "sentence"),
    [
        (Harvest(()), "0 records: 0 taken, 0 duplicates, 0 rejected"),
        (Harvest((Paper("a", "A", ""),), 0, ()), "1 record: 1 taken, 0 duplicates, 0 rejected"),
        (
            Harvest((), 1234, (Rejection(Source("a", 1), "b", "c"),)),
            "1,235 records: 0 taken, 1,234 duplicates, 1 rejected",
        ),
    ],
)
def test_the_account(harvest: Harvest, sentence: str) -> None:
    """Taken, duplicate and rejected are all records."""
    assert accounting(harvest) == sentence


def test_a_rejection_in_one_line() -> None:
    """File, line, field, reason and the way out."""
    rejection = Rejection(Source("a.jsonl", 14), "title", "missing; give the paper's title")
    assert describe(rejection) == "a.jsonl:14: title: missing; give the paper's title"


def test_formats_are_the_table() -> None:
    """Every reader of the table is shown with its suffixes and package."""
    shown = {entry.name: entry for entry in formats()}
    assert set(READERS) <= set(shown)
    assert shown["ris"].suffixes == (".ris", ".nbib", ".medline")
    assert shown["ris"].package == "medkg"


@pytest.fixture
def plugs(monkeypatch: pytest.MonkeyPatch, fresh_plug_ins: None) -> types.ModuleType:
    """Return a module whose readers are plug-ins: a good one, one that fails, and one that does not load."""
    del fresh_plug_ins
    module = types.ModuleType("example_plug")

    def good(document: Document) -> list[Paper | Rejection]:
        return [
            Paper(id="", title=line, abstract="", sources=(document.source(number),))
            for number, line in document.lines()
        ]

    def failing(document: Document) -> list[Paper | Rejection]:
        raise ZeroDivisionError(document.name)

    module.GOOD = Reader((".titles",), good, "one title on a line")  # type: ignore[attr-defined]
    module.FAILING = Reader((".fail",), failing, "fails")  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "example_plug", module)
    points = [
        EntryPoint("titles", "example_plug:GOOD", readers.GROUP),
        EntryPoint("failing", "example_plug:FAILING", readers.GROUP),
        EntryPoint("lost", "example_plug:LOST", readers.GROUP),
        EntryPoint("csv", "example_plug:GOOD", readers.GROUP),
    ]
    monkeypatch.setattr(readers, "entry_points", lambda group: points if group == readers.GROUP else [])
    return module


@pytest.mark.usefixtures("plugs")
def test_a_reader_of_another_package(tmp_path: Path) -> None:
    """It reads its suffix, in files and folders."""
    (tmp_path / "a.titles").write_text("One\n!\nTwo\n")
    harvest = read_papers([tmp_path])
    assert [paper.title for paper in harvest.papers] == ["One", "Two"]
    assert harvest.seen == 3


@pytest.mark.usefixtures("plugs")
def test_broken_plug_ins_are_named_and_skipped(read: Read) -> None:
    """Everything else works, and what is wrong is told."""
    harvest = read("a.jsonl", ONE)
    assert harvest.papers[0].title == "One"
    assert [notice.split(":")[0] for notice in harvest.notices] == [
        "reader csv of example_plug cannot be loaded",
        "reader lost of example_plug cannot be loaded",
    ]
    assert [entry.name for entry in formats() if entry.problem] == ["csv", "lost"]
    assert (
        read("a.fail", b"x").rejections[0].reason == "reader failing failed: ZeroDivisionError: a.fail; tell its makers"
    )
