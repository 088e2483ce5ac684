"""Laws of reading, on generated inputs."""

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medkg.errors import InputError
from medkg.model import Harvest
from medkg.read import read_papers
from medkg.read.checks import LONGEST_TEXT

SUFFIXES = (".txt", ".jsonl", ".json", ".csv", ".tsv", ".ris", ".nbib", "", ".jsonl.gz")
PIECES = (
    b"\n", b"\r\n", b"\r", b"\0", b'"', b",", b";", b"\t", b"{", b"}", b"[", b"]", b":", b" ", b"\xff\xfe", b"\xef\xbb\xbf", b"\xe9",
    b"title", b"abstract", b"id", b"doi", b"year", b"10.1000/1", b"2031", b'"title"', b'"id"', b'"A"', b"1", b"null", b"NaN", b"\\ud800",
    b"TY  - JOUR", b"TI  - ", b"AB  - ", b"ER  - ", b"PMID- 1", b"Code: https://a.org/b", b"http://[", b"Accepted at X 2031. ",
    "论文MIDL 2031 Poster2031 年".encode(), "医学影像 心脏".encode(), "心电图".encode("gb18030"), b"HeartNet", b"\x1f\x8b\x08",
)  # fmt: skip
CONTENT = st.one_of(st.binary(max_size=300), st.lists(st.sampled_from(PIECES), max_size=60).map(b"".join))


def read_bytes(data: bytes, suffix: str, encoding: str | None = None) -> Harvest:
    """Return what reading a file of these bytes gives."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"input{suffix}")
        path.write_bytes(data)
        return read_papers([path], encoding=encoding)


@settings(max_examples=400, deadline=None)
@given(
    CONTENT,
    st.sampled_from(SUFFIXES),
    st.sampled_from([None, None, None, "gb18030", "utf-16", "cp1252", "shift_jis", "utf-7"]),
)
def test_anything_is_read_or_refused(data: bytes, suffix: str, encoding: str | None) -> None:
    """No bytes raise anything but an InputError, and every record is accounted for, in text that every output can hold."""
    try:
        harvest = read_bytes(data, suffix, encoding)
    except InputError:
        return
    assert harvest.seen == len(harvest.papers) + harvest.duplicates + len(harvest.rejections)
    assert len({paper.id for paper in harvest.papers}) == len(harvest.papers)
    lines = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 2
    for paper in harvest.papers:
        paper.text.encode("utf-8")
        assert paper.id
        assert paper.title.strip()
        assert len(paper.text) <= LONGEST_TEXT
        assert not any(ord(c) < 32 and c not in "\t\n" for c in paper.text)
        assert all(link.lower().startswith(("http://", "https://")) for link in paper.links)
        assert paper.sources
    if encoding is None:
        assert all(1 <= rejection.source.line <= lines for rejection in harvest.rejections)
    assert all(rejection.reason and rejection.field for rejection in harvest.rejections)


@settings(max_examples=100, deadline=None)
@given(CONTENT, st.sampled_from(SUFFIXES))
def test_reading_is_deterministic(data: bytes, suffix: str) -> None:
    """The same bytes give the same harvest."""
    try:
        assert read_bytes(data, suffix) == read_bytes(data, suffix)
    except InputError as error:
        with pytest.raises(InputError, match=str(error)[-20:].replace("(", ".").replace(")", ".")):
            read_bytes(data, suffix)


TEXT = st.text(st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\ufffe\uffff\ufeff"), max_size=80)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(TEXT.filter(lambda text: any(map(str.isalnum, text))), TEXT), max_size=6))
def test_json_lines_keep_ids_and_text(records: list[tuple[str, str]]) -> None:
    """Records with ids of their own come back as they went in, in order."""
    lines = [
        json.dumps({"id": str(n), "title": t, "abstract": a}, ensure_ascii=n % 2 == 0)
        for n, (t, a) in enumerate(records)
    ]
    harvest = read_bytes("\n".join(lines).encode(), ".jsonl")
    assert [(paper.id, paper.title, paper.abstract) for paper in harvest.papers] == [
        (str(n), t, a) for n, (t, a) in enumerate(records)
    ]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(["Hearts", "hearts.", "Lungs", "LUNGS", "Sleep"]), max_size=12))
def test_merging_counts_every_record(titles: list[str]) -> None:
    """Records without ids are as many papers as there are titles, and the ids do not depend on the order."""

    def read(order: list[str]) -> Harvest:
        return read_bytes("\n".join(json.dumps({"title": title}) for title in order).encode(), ".jsonl")

    harvest = read(titles)
    assert len(harvest.papers) == len({title.casefold().strip(".") for title in titles})
    assert harvest.seen == len(titles)
    assert {paper.id for paper in harvest.papers} == {paper.id for paper in read(titles[::-1]).papers}
