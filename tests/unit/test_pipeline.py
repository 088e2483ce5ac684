"""The whole way from papers to files."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from medkg import pipeline
from medkg.errors import GraphError, InputError
from medkg.model import Harvest, Paper
from medkg.pipeline import Built, build, know, understand
from medkg.vocabulary import Vocabulary, load

ROOT = Path(__file__).resolve().parents[2]
RECORDS = [
    {
        "id": "lung-1",
        "title": "PulmoGate: nodule detection in chest CT",
        "abstract": "We propose PulmoGate, a network for nodule detection in CT. PulmoGate is evaluated on LUNA16.",
    },
    {
        "id": "心-2",
        "title": "面向心电图的心律失常检测",
        "abstract": "本文提出跨层注意力网络(Cross-Layer Attention Network, CLAN),用于心电图的心律失常检测。",
    },
    {"id": "none-3", "title": "A word of thanks", "abstract": "The editors thank all who wrote."},
]
FILES = ["annotations.jsonl", "graph.ttl", "report.md", "graph.html", "graph.graphml", "papers.csv"]


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    """Return the vocabularies."""
    return load()


@pytest.fixture(scope="module")
def papers_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a file of three papers."""
    path = tmp_path_factory.mktemp("papers") / "papers.jsonl"
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in RECORDS), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def built(papers_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Return what a build made of them."""
    return build([papers_file], tmp_path_factory.mktemp("outputs"))


def papers() -> tuple[Paper, ...]:
    """Return the three papers."""
    return tuple(Paper(str(r["id"]), str(r["title"]), str(r["abstract"])) for r in RECORDS)


def test_readings_are_in_order(vocabulary: Vocabulary) -> None:
    """Every paper has its reading, in order, also the one in which nothing is found."""
    readings, _ = understand(papers(), vocabulary)
    assert [r.paper.id for r in readings] == ["lung-1", "心-2", "none-3"]
    assert readings[2].findings == ()


def test_progress_is_told(vocabulary: Vocabulary) -> None:
    """The step, how much is done and how much there is are told after every paper."""
    told: list[tuple[str, int, int]] = []
    understand(papers(), vocabulary, lambda *row: told.append(row))
    assert told == [("reading", 1, 3), ("reading", 2, 3), ("reading", 3, 3)]


def test_doubtful_findings_are_left_out_with_their_links(vocabulary: Vocabulary) -> None:
    """A least confidence drops what is less sure, and every claim about it."""
    harvest = Harvest(papers())
    least = 0.9
    knowledge = know(harvest, vocabulary, least=least)
    kept = {f.entity.iri for r in knowledge.readings for f in r.findings}
    assert all(f.confidence >= least for r in knowledge.readings for f in r.findings)
    assert all(claim.object in kept for claim in knowledge.claims)
    assert all({link.method, link.modality} <= kept for r in knowledge.readings for link in r.links)


def test_account_of_the_harvest_is_kept(vocabulary: Vocabulary) -> None:
    """Duplicates and inputs travel on to the graph."""
    knowledge = know(Harvest(papers(), duplicates=2, inputs=(("papers.jsonl", "ab" * 32),)), vocabulary)
    assert (knowledge.duplicates, knowledge.inputs) == (2, (("papers.jsonl", "ab" * 32),))


def test_build_writes_every_output(built: Built) -> None:
    """A build writes its six files and says so."""
    assert [file.name for file in built.files] == FILES
    assert all(file.stat().st_size for file in built.files)
    assert built.triples > 0
    assert len(built.harvest.papers) == 3


def test_annotations_keep_their_ids(built: Built) -> None:
    """The annotations have the papers' own ids, in order."""
    rows = [json.loads(line) for line in built.files[0].read_text(encoding="utf-8").splitlines()]
    assert [row["id"] for row in rows] == ["lung-1", "心-2", "none-3"]


def test_faulty_graph_is_not_written(papers_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A graph that does not conform is an error, and no file is written."""
    monkeypatch.setattr(
        pipeline,
        "write_turtle",
        lambda _: (
            b"@prefix medkg: <https://w3id.org/medkg/ontology#> . <https://w3id.org/medkg/paper/a> a medkg:Paper ."
        ),
    )
    with pytest.raises(GraphError, match="does not conform"):
        build([papers_file], tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_missing_input_is_told(tmp_path: Path) -> None:
    """An input that is not there is an error that names it."""
    with pytest.raises(InputError, match="nowhere"):
        build([tmp_path / "nowhere.jsonl"], tmp_path)


def test_hash_seed_does_not_matter(papers_file: Path, built: Built, tmp_path: Path) -> None:
    """Another process with another hash seed writes the same bytes."""
    code = f"from pathlib import Path; from medkg.pipeline import build; build([Path({str(papers_file)!r})], Path({str(tmp_path)!r}))"
    for seed in ("1", "4242"):
        subprocess.run(
            [sys.executable, "-c", code],
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT / "src")},
        )
        assert {
            name: (tmp_path / name).read_bytes() == (built.files[0].parent / name).read_bytes() for name in FILES
        } == dict.fromkeys(FILES, True)
