"""``medkg evaluate``."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Medkg

GOLD = {
    "id": "p1",
    "entities": [
        {"type": "method", "names": ["PulseNet"], "role": "proposed", "required": True},
        {"type": "modality", "names": ["ECG", "electrocardiography"], "role": "used", "required": True},
        {"type": "dataset", "names": ["Nowhere-1k"], "role": "used", "required": True},
    ],
    "links": [["PulseNet", "ECG"]],
}


def write(folder: Path, record: str, gold: str) -> None:
    """Write a gold file and its papers."""
    (folder / "small.gold.jsonl").write_text(gold, encoding="utf-8")
    (folder / "small.jsonl").write_text(record, encoding="utf-8")


def test_the_table_the_errors_and_the_rules(medkg: "Medkg", workshop: Path, record: str) -> None:
    """Everything that an editor of a vocabulary looks at is printed, as Markdown."""
    write(workshop, record, json.dumps(GOLD) + "\n")
    run = medkg("medkg evaluate small.gold.jsonl small.jsonl")
    assert run.status == 0, run.err
    assert run.out.splitlines()[0].startswith("| | precision | recall | F1")
    assert "## missed dataset (1)\n\n* p1: Nowhere-1k" in run.out
    assert "## Rules" in run.out
    assert "1 record: 1 taken" in run.err


def test_json_is_one_object(medkg: "Medkg", workshop: Path, record: str) -> None:
    """``--json`` gives the same figures to a program."""
    write(workshop, record, json.dumps(GOLD) + "\n")
    table = json.loads(medkg("medkg evaluate small.gold.jsonl small.jsonl --json").out)
    assert table["papers"] == 1
    assert table["scores"]["modality"]["recall"] == 1
    assert table["scores"]["dataset"]["missed"] == 1


def test_a_damaged_gold_file_is_named_with_its_line(medkg: "Medkg", workshop: Path, record: str) -> None:
    """A line that is no annotation is told by file and line."""
    write(workshop, record, json.dumps(GOLD) + '\n{"id": \n')
    run = medkg("medkg evaluate small.gold.jsonl small.jsonl")
    assert (run.status, run.out) == (1, "")
    assert run.err.startswith("medkg: small.gold.jsonl:2:")
    assert run.err.count("\n") == 1


@pytest.mark.parametrize(
    "line", ["[]", '{"entities": []}', '{"id": "p1"}', '{"id": "p1", "entities": [{"type": "method"}]}']
)
def test_a_line_of_another_shape_is_named_too(line: str, medkg: "Medkg", workshop: Path, record: str) -> None:
    """JSON that is no annotation is one sentence with file and line, not a traceback."""
    write(workshop, record, line + "\n")
    run = medkg("medkg evaluate small.gold.jsonl small.jsonl")
    assert (run.status, run.out) == (1, "")
    assert run.err.startswith("medkg: small.gold.jsonl:1:")
    assert run.err.count("\n") == 1
