"""``medkg extract``."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.conftest import Medkg

KEYS = {"id", "title", "language", "venue", "year", "links", "entities", "warnings"}


def test_one_object_a_paper_in_the_order_of_the_input(medkg: "Medkg", record: str) -> None:
    """Ids are kept, order is kept, and standard output holds nothing else."""
    run = medkg("medkg extract -", stdin=record.replace("p1", "z") + record.replace("p1", "a").replace("ECG", "EEG"))
    rows = [json.loads(line) for line in run.out.splitlines()]
    assert run.status == 0
    assert [row["id"] for row in rows] == ["z", "a"]
    assert [KEYS - set(row) for row in rows] == [set(), set()]


def test_offsets_cut_the_words_out_of_title_and_abstract(medkg: "Medkg", record: str) -> None:
    """Every mention is exactly that slice of title, line end and abstract, and lies in its sentence."""
    run = medkg("medkg extract -", stdin=record)
    paper = json.loads(record)
    text = f"{paper['title']}\n{paper['abstract']}"
    mentions = [mention for entity in json.loads(run.out)["entities"] for mention in entity["mentions"]]
    assert mentions
    for mention in mentions:
        assert text[mention["start"] : mention["end"]] == mention["text"]
        assert mention["sentence"][0] <= mention["start"] < mention["end"] <= mention["sentence"][1]


def test_the_file_holds_what_standard_output_shows(medkg: "Medkg", workshop: Path, record: str) -> None:
    """``-o`` changes the place and nothing else."""
    shown = medkg("medkg extract -", stdin=record)
    kept = medkg("medkg extract - -o one.jsonl", stdin=record)
    assert (kept.status, kept.out) == (0, "")
    assert (workshop / "one.jsonl").read_text(encoding="utf-8") == shown.out


def test_the_annotations_of_a_build_are_those_of_extract(medkg: "Medkg", workshop: Path) -> None:
    """``outputs/annotations.jsonl`` is what ``medkg extract`` prints for the same papers."""
    assert medkg("medkg extract seeds").out == (workshop / "outputs" / "annotations.jsonl").read_text(encoding="utf-8")


def test_nothing_in_nothing_out(medkg: "Medkg") -> None:
    """Empty standard input is no fault."""
    run = medkg("medkg extract -")
    assert (run.status, run.out) == (0, "")
    assert "0 records" in run.err


def test_a_file_of_no_known_format_is_named(medkg: "Medkg") -> None:
    """A file that no reader knows is one sentence that lists the formats."""
    run = medkg("medkg extract seeds/README.md")
    assert (run.status, run.out) == (1, "")
    assert run.err.startswith("medkg: ")
    assert "README.md" in run.err
    assert ".jsonl" in run.err


def test_an_unknown_encoding_is_one_sentence(medkg: "Medkg") -> None:
    """A name that no codec has is told without a traceback."""
    run = medkg("medkg extract seeds --encoding klingon")
    assert run.status in {1, 2}
    assert "klingon" in run.err
    assert "Traceback" not in run.err
