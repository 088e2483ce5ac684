"""Tables."""

from collections.abc import Callable
from pathlib import Path

import pytest

from medkg.model import Harvest
from medkg.read import accounting, read_papers

Read = Callable[..., Harvest]


@pytest.mark.parametrize(
    "text",
    [
        "Title,Abstract Note,Publication Year,DOI\nA,x,2031,10.1000/1\n",
        "title;abstract;year;doi\nA;x;2031;10.1000/1\n",
        "TITLE\tABSTRACT\tYear\tdoi\nA\tx\t2031\thttps://doi.org/10.1000/1\n",
        "标题,摘要,年份,DOI\nA,x,2031,10.1000/1\n",
        '\ufeff"Title","Abstract","PY","DOI"\r\n"A","x","2031","10.1000/1"\r\n',
        '"SEARCH QUERY","hearts:ti"\n-----\n\nTitle,Abstract,Publication Year,DOI\nA,x,2031,10.1000/1\n',
        "sep=;\nTitle;Abstract;Publication Year;DOI\nA;x;2031;10.1000/1\n",
    ],
)
def test_headers_of_many_makes(read: Read, text: str) -> None:
    """Delimiter, header row and columns are found without a setting."""
    paper = read("a.csv", text).papers[0]
    assert (paper.title, paper.abstract, paper.year, paper.doi) == ("A", "x", 2031, "10.1000/1")


def test_lines_of_cells_with_breaks(read: Read) -> None:
    """A record is where its row begins, however many lines its cells take."""
    harvest = read("a.csv", 'title,abstract\n"A","one\ntwo"\n\nB,x\n')
    assert [(paper.title, paper.sources[0].line) for paper in harvest.papers] == [("A", 2), ("B", 5)]
    assert harvest.papers[0].abstract == "one\ntwo"


def test_an_open_quotation_mark_swallows_nothing(read: Read) -> None:
    """The row that opens it is rejected, the rows after it are read."""
    harvest = read("a.csv", 'title,abstract\nA,x\n"B,y\nC,z\nD,w\n')
    assert [paper.title for paper in harvest.papers] == ["A", "C", "D"]
    assert [(r.source.line, r.field) for r in harvest.rejections] == [(3, "row")]


def test_too_many_cells(read: Read) -> None:
    """A row that does not fit its header is rejected; empty cells too many or missing ones do no harm."""
    harvest = read("a.csv", "title,abstract,year\nA,x,2031,more\nB,y,2031,,\nC\n")
    assert [paper.title for paper in harvest.papers] == ["B", "C"]
    assert harvest.rejections[0].reason == "4 cells where the header has 3"


def test_many_stray_quotation_marks_take_little_time(read: Read) -> None:
    """Rows that run together are read again a bounded number of times."""
    harvest = read("a.csv", "title,abstract\n" + 'x","y\n' * 20_000)
    assert harvest.seen > 0


def test_large_cells_beside_the_text(read: Read) -> None:
    """A list of references longer than the standard library's limit does not stop a record."""
    assert read("a.csv", f"title,refs\nA,{'r' * 200_000}\n").papers[0].title == "A"


def test_no_header(read: Read) -> None:
    """A table without a title column is told, with what to do."""
    harvest = read("a.csv", "a,b\n1,2\n")
    assert harvest.rejections[0].reason.endswith("name the columns title and abstract")
    assert harvest.rejections[0].source.line == 1


def test_a_repeated_header_is_no_record(read: Read) -> None:
    """Tables that were put one after the other are read as one."""
    assert read("a.csv", "title,year\nA,2031\ntitle,year\nB,2031\n").seen == 2


def test_an_id_column_gives_the_id(read: Read) -> None:
    """Rows with ids of their own keep them."""
    assert read("a.csv", "id,title\np1,A\n").papers[0].id == "p1"


@pytest.mark.parametrize(
    ("cell", "authors"),
    [
        ("Example A.; Sample B.", ("Example A.", "Sample B.")),
        ("Example A, Sample BC.", ("Example A", "Sample BC")),
        ("Ada Example|Bo Sample", ("Ada Example", "Bo Sample")),
        ("Example, Ada", ("Example, Ada",)),
        ("Ada Example and Bo Sample", ("Ada Example", "Bo Sample")),
    ],
)
def test_authors(read: Read, cell: str, authors: tuple[str, ...]) -> None:
    """Authors are divided as each database does it."""
    assert read("a.csv", f'title,authors\nA,"{cell}"\n').papers[0].authors == authors


def test_no_abstract_available(read: Read) -> None:
    """What databases write where there is no abstract is none."""
    assert read("a.csv", "title,abstract\nA,[No abstract available]\n").papers[0].abstract == ""


@pytest.mark.parametrize(
    ("name", "records", "abstracts"),
    [
        ("baseline_zotero.csv", 10, 8),
        ("baseline_openalex.csv", 9, 9),
        ("baseline_scopus.csv", 10, 10),
        ("baseline_pubmed.csv", 10, 0),
        ("baseline_embase.csv", 10, 8),
        ("baseline_excel.csv", 10, 8),
        ("baseline.tsv", 100, 98),
    ],
)
def test_exports(shared: Path, name: str, records: int, abstracts: int) -> None:
    """Of every export every record is taken, with year, DOI, venue and authors."""
    harvest = read_papers([shared / "fixtures" / "citation-exports" / name])
    assert accounting(harvest) == f"{records} records: {records} taken, 0 duplicates, 0 rejected"
    assert sum(bool(paper.abstract) for paper in harvest.papers) == abstracts
    assert all(paper.year and paper.doi and paper.venue and paper.authors for paper in harvest.papers)
