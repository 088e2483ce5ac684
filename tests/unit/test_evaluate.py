"""Gold against what was read."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from medkg.annotations import annotation_lines
from medkg.errors import InputError
from medkg.evaluate import Evaluation, Score, evaluate, fold_for_scoring, read_gold
from medkg.model import Entity, Finding, Iri, Link, Mention, Paper, Reading
from medkg.pipeline import understand
from medkg.read import read_papers
from medkg.vocabulary import load

SHARED = Path(__file__).resolve().parents[3] / "shared" / "evaluation"


def gold(kind: str, *names: str, role: str | list[str] = "used", required: bool = True) -> dict[str, Any]:
    """Return a gold entity."""
    return {"type": kind, "names": list(names), "role": role, "required": required}


def finding(kind: str, label: str, role: str = "used", confidence: float = 0.95, rule: str = "rule.a") -> Finding:
    """Return a finding that is named once, by its label."""
    mention = Mention(0, len(label), label, (0, 90), kind, rule)
    return Finding(Entity(Iri(f"https://example.org/{kind}/{label}"), kind, label), role, confidence, (mention,))


def measure(wanted: list[dict[str, Any]], found: list[Finding], **more: list[list[str]]) -> Evaluation:
    """Compare one paper's gold entities with its findings, each method linked with each modality."""
    links = tuple(
        Link(m.entity.iri, d.entity.iri, 0.9, "link")
        for m in found
        if m.entity.kind == "method"
        for d in found
        if d.entity.kind == "modality"
    )
    reading = Reading(Paper("p", "Title", "Abstract"), tuple(found), links)
    return evaluate({"p": {"id": "p", "entities": wanted, **more}}, [reading])


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("The U-Nets", "unet"),
        ("Electronic Health Records", "electronichealthrecord"),
        ("our novel biopsies", "biopsy"),
        ("diagnosis", "diagnosis"),
        ("masses", "mass"),
        ("ＣＴ", "ct"),
        ("心电图", "心电图"),
        ("M³Fuse", "m3fuse"),
        ("", ""),
    ],
)
def test_folding(name: str, folded: str) -> None:
    """Case, width, hyphens, articles and the plural do not count."""
    assert fold_for_scoring(name) == folded


def test_right_wrong_missed() -> None:
    """What names a gold entity is right, what names none is wrong, what nothing names is missed."""
    result = measure(
        [gold("method", "PulmoGate"), gold("task", "grading")],
        [finding("method", "Pulmo-Gate"), finding("dataset", "LUNA")],
    )
    assert result.scores["method"] == Score(1, 0, 0)
    assert result.scores["dataset"] == Score(0, 1, 0)
    assert result.scores["task"] == Score(0, 0, 1)
    assert result.scores["micro"] == Score(1, 1, 1)
    assert result.errors == (("missed", "task", "p", "grading"), ("wrong", "dataset", "p", "LUNA"))


def test_type_counts() -> None:
    """A right name of the wrong type is wrong."""
    assert measure([gold("dataset", "GastroBench")], [finding("method", "GastroBench")]).scores["micro"] == Score(
        0, 1, 1
    )


def test_optional_is_neither_asked_for_nor_held_against() -> None:
    """An optional entity counts nowhere, found or not, once or twice."""
    wanted = [gold("method", "gate", "gating", required=False)]
    for found in ([], [finding("method", "gate")], [finding("method", "gate"), finding("method", "gating")]):
        assert measure(wanted, found).scores["micro"] == Score(0, 0, 0)


def test_one_thing_is_one_node() -> None:
    """A second finding on one gold entity is wrong."""
    result = measure([gold("method", "PulmoGate", "PG")], [finding("method", "PulmoGate"), finding("method", "PG")])
    assert result.scores["method"] == Score(1, 1, 0)
    assert result.errors == (("again", "method", "p", "PG"),)


def test_roles() -> None:
    """The role of what is right is compared, and gold may allow several."""
    wanted = [gold("method", "A1", role="proposed"), gold("method", "B2", role=["used", "proposed"])]
    result = measure(wanted, [finding("method", "A1", "used"), finding("method", "B2", "used")])
    assert result.role_accuracy == 0.5
    assert result.errors == (("role", "method", "p", "A1: used for proposed"),)


def test_links() -> None:
    """Links count between required entities, in the wanted pairs."""
    wanted = [
        gold("method", "A1"),
        gold("method", "B2"),
        gold("modality", "CT"),
        gold("modality", "MRI", required=False),
    ]
    found = [finding("method", "A1"), finding("method", "B2"), finding("modality", "CT"), finding("modality", "MRI")]
    assert measure(wanted, found, links=[["A1", "CT"]]).scores["links"] == Score(1, 1, 0)
    assert measure(wanted, found, links=[["A1", "CT"]], optional_links=[["B2", "CT"]]).scores["links"] == Score(1, 0, 0)
    assert measure(wanted, found[:1], links=[["A1", "CT"]]).scores["links"] == Score(0, 0, 1)


def test_paper_that_was_not_read_is_missed_whole() -> None:
    """Gold without a reading counts against recall."""
    result = evaluate({"p": {"id": "p", "entities": [gold("task", "grading")], "links": []}}, [])
    assert (result.papers, result.scores["micro"]) == (1, Score(0, 0, 1))


def test_rules_and_calibration() -> None:
    """Every rule has its right and wrong findings, every tenth of confidence its share."""
    result = measure(
        [gold("task", "grading")],
        [finding("task", "grading", confidence=0.95), finding("task", "waiting", confidence=0.31, rule="rule.b")],
    )
    assert result.rules == {"rule.a": (1, 0), "rule.b": (0, 1)}
    assert result.calibration == ((0.4, 1, 0), (1.0, 1, 1))


def test_scores_of_nothing_are_zero() -> None:
    """Nothing found and nothing wanted divides by nothing."""
    score = Score(0, 0, 0)
    assert (score.precision, score.recall, score.f1) == (0.0, 0.0, 0.0)


def test_score() -> None:
    """Precision, recall and their harmonic mean."""
    score = Score(right=6, wrong=2, missed=4)
    assert (score.precision, score.recall) == (0.75, 0.6)
    assert score.f1 == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("not json", "not an annotation"),
        ('{"entities": []}', "an id"),
        ('{"id": "a"}', "a list of entities"),
        ('{"id": "a", "entities": [{"type": "organ", "names": ["lung"], "required": true}]}', "an entity needs"),
        ('{"id": "a", "entities": [{"type": "task", "names": "grading", "required": true}]}', "an entity needs"),
        ("[]", "not an annotation"),
    ],
)
def test_faulty_gold_is_named(tmp_path: Path, line: str, told: str) -> None:
    """A line that is no annotation is an error with its place and reason."""
    path = tmp_path / "gold.jsonl"
    path.write_text('{"id": "ok", "entities": []}\n\n' + line + "\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"gold\.jsonl:3: .*" + told):
        read_gold(path)


def test_missing_gold_is_told(tmp_path: Path) -> None:
    """A gold file that is not there is an error that names it."""
    with pytest.raises(InputError, match=r"none\.jsonl: cannot be read"):
        read_gold(tmp_path / "none.jsonl")


@pytest.mark.parametrize("name", ["dev", "silver"])
def test_agrees_with_the_scorer(name: str, tmp_path: Path) -> None:
    """On annotated papers every count is that of the scorer of the annotations."""
    scorer, papers, wanted = SHARED / "score.py", SHARED / f"{name}.jsonl", SHARED / f"{name}.gold.jsonl"
    if not (scorer.is_file() and papers.is_file() and wanted.is_file()):
        pytest.skip(f"the annotated papers {name} and their scorer are not beside the repository")
    rows = [json.loads(line) for line in papers.read_text(encoding="utf-8").splitlines()]
    readings, _ = understand([Paper(r["id"], r["title"], r["abstract"]) for r in rows], load())
    predicted = tmp_path / "predicted.jsonl"
    predicted.write_bytes(annotation_lines(readings))
    call = [sys.executable, str(scorer), str(wanted), str(predicted), "--json"]
    theirs = json.loads(subprocess.run(call, capture_output=True, check=True, text=True).stdout)
    ours = evaluate(read_gold(wanted), readings)
    rows_of = {**theirs["types"], "micro": theirs["micro"], "links": theirs["links"]}
    assert {k: (s.right, s.wrong, s.missed) for k, s in ours.scores.items()} == {
        k: (r["tp"], r["fp"], r["fn"]) for k, r in rows_of.items()
    }
    assert ours.role_accuracy == pytest.approx(theirs["role_accuracy"], abs=1e-4)
    assert ours.papers == theirs["papers"]


def test_example_of_the_help_text() -> None:
    """The annotated Chinese papers that the help text names are there and fit together."""
    folder = Path(__file__).resolve().parents[1] / "fixtures"
    wanted = read_gold(folder / "chinese.gold.jsonl")
    papers = read_papers([folder / "chinese.jsonl"]).papers
    assert [paper.id for paper in papers] == list(wanted)
    result = evaluate(wanted, understand(papers, load())[0])
    assert result.scores["micro"].recall > 0.5
