"""JSON Lines and JSON documents."""

import json
from collections.abc import Callable

import pytest

from medkg.model import Harvest, Source
from medkg.read import accounting, describe

Read = Callable[..., Harvest]


def line(**record: object) -> str:
    """Return a record as one JSON line."""
    return json.dumps(record, ensure_ascii=False) + "\n"


def test_a_record_keeps_its_id_and_text(read: Read) -> None:
    """Nothing in title and abstract moves, not even outer spaces: offsets count into them."""
    paper = read("a.jsonl", line(id=" x 1 ", title=" A  title ", abstract="  Two\nlines ", year=2031)).papers[0]
    assert (paper.id, paper.title, paper.abstract, paper.year) == (" x 1 ", " A  title ", "  Two\nlines ", 2031)


def test_what_else_is_there(read: Read) -> None:
    """Other fields are read under the names that exports use, in several shapes."""
    paper = read(
        "a.jsonl",
        line(
            paperId=7,
            title="T",
            summary="no such field",
            venue={"name": "MIDL 2031 Oral"},
            topics=["a; b"],
            authors=[{"given": "Ada", "family": "Example"}, {"name": "Bo Example"}],
            DOI="https://doi.org/10.1000/x.",
            url="https://example.org/a.",
            code=["https://example.org/b", "no link"],
        ),
    ).papers[0]
    assert (paper.id, paper.venue, paper.presentation, paper.year) == ("7", "MIDL 2031", "Oral", 2031)
    assert paper.topics == ("a", "b")
    assert paper.authors == ("Ada Example", "Bo Example")
    assert paper.doi == "10.1000/x"
    assert paper.links == ("https://example.org/a", "https://example.org/b")
    assert paper.abstract == ""


@pytest.mark.parametrize(
    ("bad", "field", "reason"),
    [
        ('{"title": "A"', "record", "not JSON: expecting ',' delimiter"),
        ("[1]", "record", "must be an object with a title, not a list"),
        ("5", "record", "must be an object with a title, not a number"),
        ('{"title": 3}', "title", "must be text, not a number"),
        ('{"title": "A", "abstract": ["x"]}', "abstract", "must be text, not a list"),
        ('{"title": "A", "id": true}', "id", "must be text or a whole number, not true or false"),
        ('{"title": "A", "year": NaN}', "record", "NaN is not JSON; write null instead"),
        ('{"title": "A", "year": -Infinity}', "record", "-Infinity is not JSON"),
        ('{"abstract": "x"}', "title", "missing; give the paper's title"),
        ('{"title": null, "abstract": "x"}', "title", "missing"),
        ('{"title": "  ", "abstract": "x"}', "title", "missing"),
        ("{}", "title", "missing, like the abstract"),
        ('{"title": "?!", "abstract": "x"}', "title", "'?!' holds no letter or digit"),
        ('{"title": "A", "title": "B"}', "record", "the key 'title' stands twice"),
        ('{"title": ' + "[" * 60_000, "record", "nested too deeply"),
        ('{"title": "A", "year": ' + "9" * 5000 + "}", "record", "a number of thousands of digits"),
        ('{"title": "A", "abstract": "' + "x" * 100_000 + '"}', "abstract", "100,002 characters"),
        (
            b'{"title": "Caf\xe9"}',
            "record",
            "byte 0xE9 at character 15 is not utf-8; name the right one with --encoding",
        ),
    ],
)
def test_a_bad_line_costs_itself_alone(read: Read, bad: str | bytes, field: str, reason: str) -> None:
    """It is named with file, line, field and reason, and its neighbours are taken."""
    text = bad.encode() if isinstance(bad, str) else bad
    harvest = read("a.jsonl", line(title="Before").encode() + text + b"\n" + line(title="After").encode())
    assert [paper.title for paper in harvest.papers] == ["Before", "After"]
    assert accounting(harvest) == "3 records: 2 taken, 0 duplicates, 1 rejected"
    assert harvest.rejections[0].field == field
    assert describe(harvest.rejections[0]).startswith(f"a.jsonl:2: {field}: ")
    assert reason in harvest.rejections[0].reason


def test_a_year_that_is_none_costs_the_year_alone(read: Read) -> None:
    """The paper is taken, with a warning."""
    paper = read("a.jsonl", line(title="A", year="in press")).papers[0]
    assert paper.year is None
    assert paper.warnings == ("year: 'in press' is not a year and was left out",)


def test_surrogates_and_controls_are_replaced_one_for_one(read: Read) -> None:
    """Every output can hold the text, and no offset moves."""
    paper = read("a.jsonl", '{"title": "a\\u0000b\\ud800c", "abstract": "d\\te\\nf\\r\\ng\\ufffe\\u0085h"}\n').papers[0]
    assert paper.title == "a b\ufffdc"
    assert paper.abstract == "d\te\nf \ng\ufffd h"


def test_real_surrogate_pairs_are_characters(read: Read) -> None:
    """An escaped emoji is one character."""
    assert read("a.jsonl", '{"title": "a\\ud83d\\ude00"}').papers[0].title == "a😀"


def test_blank_lines_and_marks_count_as_lines_only(read: Read) -> None:
    """Empty lines are no records, and line numbers stay right."""
    harvest = read("a.jsonl", "\ufeff" + line(title="A") + "\n  \n\ufeff" + line(title="B"))
    assert [paper.sources for paper in harvest.papers] == [(Source("a.jsonl", 1),), (Source("a.jsonl", 4),)]


def test_unusual_line_separators_inside_text(read: Read) -> None:
    """U+2028 and a form feed are characters of a text, not ends of lines."""
    harvest = read("a.jsonl", line(title="A\u2028B", abstract="x\x0cy"))
    assert [paper.title for paper in harvest.papers] == ["A\u2028B"]


def test_a_list(read: Read) -> None:
    """A JSON document with a list gives its records, each with its line."""
    harvest = read("a.json", '[\n {"title": "A",\n  "abstract": "x"},\n 5,\n {"title": "B"}\n]\n')
    assert [(paper.title, paper.sources[0].line) for paper in harvest.papers] == [("A", 2), ("B", 5)]
    assert [rejection.source.line for rejection in harvest.rejections] == [4]


@pytest.mark.parametrize(
    ("text", "titles", "rejected"),
    [
        ('{\n"title": "A"\n}', ["A"], 0),
        ('{"title": "A"}\n{"title": "B"}\n{bad\n{"title": "C"}', ["A", "B", "C"], 1),
        ('[{"title": "A"}, {"title": "B"', ["A"], 1),
        ('[{"title": "A"}, {"title" "B"}, {"title": "C"}]', ["A"], 1),
        ('[{"title": "A"}] {"title": "B"}', ["A"], 1),
        ('[{"title": "A"},', ["A"], 1),
        ("[]", [], 0),
        ("", [], 0),
        ("true", [], 1),
    ],
)
def test_documents_of_all_shapes(read: Read, text: str, titles: list[str], rejected: int) -> None:
    """Objects, lists, lines and broken documents: what can be read is, and the rest is told."""
    harvest = read("a.json", text)
    assert [paper.title for paper in harvest.papers] == titles
    assert len(harvest.rejections) == rejected


def test_a_list_in_a_jsonl_file(read: Read) -> None:
    """A list is read as a list, whatever its file is called."""
    assert [paper.title for paper in read("a.jsonl", '[\n{"title": "A"},\n{"title": "B"}]').papers] == ["A", "B"]
