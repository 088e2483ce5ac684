"""Tagged citation files."""

from collections.abc import Callable
from pathlib import Path

import pytest

from medkg.model import Harvest
from medkg.read import accounting, read_papers

Read = Callable[..., Harvest]


def test_a_record(read: Read) -> None:
    """Title, abstract, venue, year, DOI, authors and links come from their tags, of whichever dialect."""
    paper = read(
        "a.ris",
        "1. \nTY  - JOUR\nT1  - Hearts\nA1  - Example, Ada\nA1  - Sample, Bo\nN2  - We look\n  at hearts.\n"
        "JF  - Heart Letters\nY1  - 2031//\nDO  - https://doi.org/10.1000/h\nUR  - https://example.org/h\nER  - \n",
    ).papers[0]
    assert (paper.title, paper.abstract) == ("Hearts", "We look at hearts.")
    assert (paper.venue, paper.year, paper.doi) == ("Heart Letters", 2031, "10.1000/h")
    assert (paper.authors, paper.links) == (("Example, Ada", "Sample, Bo"), ("https://example.org/h",))
    assert paper.sources[0].line == 2


def test_a_missing_end_loses_nothing(read: Read) -> None:
    """A record ends at the next beginning or with the file too."""
    harvest = read("a.ris", "TY  - JOUR\nTI  - A\nTY  - JOUR\nTI  - B\n")
    assert [paper.title for paper in harvest.papers] == ["A", "B"]


def test_a_record_without_title_is_rejected(read: Read) -> None:
    """It is named by its first line."""
    harvest = read("a.ris", "TY  - JOUR\nAB  - x\nER  - \n\nTY  - JOUR\nTI  - A\nER  - \n")
    assert [(r.source.line, r.field) for r in harvest.rejections] == [(1, "title")]


def test_nothing_outside_records_is_lost_unsaid(read: Read) -> None:
    """Tags without a beginning make a record; other lines after the first record are rejected; a preamble is neither."""
    harvest = read("a.ris", "Provider: example\nTY  - JOUR\nTI  - A\nER  - \nstray\nTI  - B\nER  - \n")
    assert [paper.title for paper in harvest.papers] == ["A", "B"]
    assert [rejection.source.line for rejection in harvest.rejections] == [5]


def test_narrow_tags(read: Read) -> None:
    """Files with one space before the hyphen are read too."""
    assert read("a.ris", "TY - JOUR\nTI - A\nER -\n").papers[0].title == "A"


def test_a_continuation_that_looks_like_a_tag(read: Read) -> None:
    """In a file with wide tags a line such as "CT - based" continues the text."""
    paper = read("a.ris", "TY  - JOUR\nTI  - A\nAB  - Models of\nCT - based dose\nER  - \n").papers[0]
    assert paper.abstract == "Models of CT - based dose"


def test_an_empty_tag_swallows_nothing(read: Read) -> None:
    """A tag without a value is empty, and the next tag is itself."""
    paper = read("a.ris", "TY  - JOUR\nAB  - \nTI  - A\nER  - \n").papers[0]
    assert (paper.title, paper.abstract) == ("A", "")


def test_medline_text(read: Read) -> None:
    """PubMed's own format has wrapped lines, and the DOI among other numbers."""
    harvest = read(
        "a.nbib",
        "PMID- 1\nTI  - A long\n      title.\nLID - S1 [pii]\nLID - 10.1000/m [doi]\nDP  - 2031 Feb\n"
        "FAU - Example, Ada\nAU  - Example A\n\nPMID- 2\nTI  - B\n",
    )
    paper = harvest.papers[0]
    assert (paper.title, paper.doi, paper.year, paper.authors) == (
        "A long title.",
        "10.1000/m",
        2031,
        ("Example, Ada",),
    )
    assert [paper.sources[0].line for paper in harvest.papers] == [1, 10]


@pytest.mark.parametrize(
    ("name", "records", "abstracts"),
    [
        ("baseline.ris", 100, 98),
        ("baseline_covidence_refworks.ris", 10, 8),
        ("baseline_embase.ris", 10, 8),
        ("baseline_endnote.ris", 10, 8),
        ("baseline_mendeley.ris", 10, 8),
        ("baseline_openalex.ris", 9, 9),
        ("baseline_psychInfo_ovid.ris", 10, 10),
        ("baseline_pubmed.ris", 50, 49),
        ("baseline_scopus.ris", 10, 10),
        ("baseline_webofscience.ris", 10, 7),
        ("baseline_zotero.ris", 10, 8),
    ],
)
def test_exports(shared: Path, name: str, records: int, abstracts: int) -> None:
    """Of every export every record is taken, with year, DOI, venue and authors."""
    harvest = read_papers([shared / "fixtures" / "citation-exports" / name])
    assert accounting(harvest) == f"{records} records: {records} taken, 0 duplicates, 0 rejected"
    assert sum(bool(paper.abstract) for paper in harvest.papers) == abstracts
    assert all(paper.year and paper.doi and paper.venue and paper.authors for paper in harvest.papers)


def test_all_exports_of_one_list(shared: Path) -> None:
    """The same references from several programs are the same papers."""
    harvest = read_papers([shared / "fixtures" / "citation-exports"])
    assert accounting(harvest) == "398 records: 199 taken, 199 duplicates, 0 rejected"
    keys = [paper.doi.casefold() for paper in harvest.papers]
    assert len(set(keys)) == len(keys)
