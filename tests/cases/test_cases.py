"""The whole way from papers to annotations, on a few papers of our own.

A folder is a case: ``papers.jsonl`` is its input, ``expected.jsonl`` says what a careful reader finds in each paper.
An entity is found when a finding of its type bears one of its ``names``; ``role`` is the role or the roles that are
right; ``optional`` ones, and ``optional_links``, need not be found. Nothing that is not listed may be found. ``missed``
and ``misread`` of an entity, and ``extra`` of a paper by label, give the reason of a known fault: take it off the list
when the fault is gone.
"""

import functools
import json
from pathlib import Path
from typing import Any

import pytest

from medkg.annotations import annotation
from medkg.evaluate import fold_for_scoring
from medkg.pipeline import understand
from medkg.read import read_papers
from medkg.vocabulary import load

HERE = Path(__file__).parent
CASES = sorted(folder.name for folder in HERE.iterdir() if (folder / "expected.jsonl").is_file())
Record = dict[str, Any]


def expectations(case: str) -> list[Record]:
    """Return what is expected of a case's papers."""
    return [json.loads(line) for line in (HERE / case / "expected.jsonl").read_text(encoding="utf-8").splitlines()]


@functools.cache
def annotations() -> dict[str, Record]:
    """Return the annotation of every paper by its id; all cases together are one corpus."""
    readings, _ = understand(read_papers([HERE / case / "papers.jsonl" for case in CASES]).papers, load())
    return {reading.paper.id: annotation(reading) for reading in readings}


def names_of(finding: Record) -> set[str]:
    """Return the names of a finding, folded."""
    return {fold_for_scoring(name) for name in (finding["label"], *(m["text"] for m in finding["mentions"]))}


def find(annotated: Record, entity: Record) -> list[Record]:
    """Return the findings that name an entity."""
    names = {fold_for_scoring(name) for name in entity["names"]}
    return [f for f in annotated["entities"] if f["type"] == entity["type"] and names & names_of(f)]


def facts(field: str) -> list[Any]:
    """Return every expected entity of every case as a parameter, marked where ``field`` tells of a known fault."""
    made = []
    for case in CASES:
        for paper in expectations(case):
            for entity in paper["entities"]:
                if entity.get("optional" if field == "missed" else "missed"):
                    continue
                marks = [pytest.mark.xfail(reason=entity[field], strict=True)] if field in entity else []
                name = f"{case}-{paper['id']}-{entity['names'][0]}"
                made.append(pytest.param(paper["id"], entity, id=name, marks=marks))
    return made


@pytest.mark.parametrize(("paper", "entity"), facts("missed"))
def test_entity_is_found_once(paper: str, entity: Record) -> None:
    """What a careful reader would miss is found, and is one thing."""
    assert len(find(annotations()[paper], entity)) == 1


@pytest.mark.parametrize(("paper", "entity"), facts("misread"))
def test_role_is_right(paper: str, entity: Record) -> None:
    """What is found has the role that the text gives it."""
    wanted = [entity["role"]] if isinstance(entity["role"], str) else entity["role"]
    assert all(finding["role"] in wanted for finding in find(annotations()[paper], entity))


def papers() -> list[Any]:
    """Return every paper of every case as a parameter."""
    return [pytest.param(paper, id=f"{case}-{paper['id']}") for case in CASES for paper in expectations(case)]


@pytest.mark.parametrize("paper", papers())
def test_nothing_else_is_found(paper: Record) -> None:
    """Nothing is found that a careful reader would not name, but for the extras that are known."""
    annotated = annotations()[paper["id"]]
    right = {id(finding) for entity in paper["entities"] for finding in find(annotated, entity)}
    extras = {finding["label"] for finding in annotated["entities"] if id(finding) not in right}
    assert extras == set(paper.get("extra", {}))


@pytest.mark.parametrize("paper", papers())
def test_links_join_what_the_text_joins(paper: Record) -> None:
    """Between required entities that are found in their roles there are just the expected links."""
    annotated = annotations()[paper["id"]]
    names = {}
    for entity in paper["entities"]:
        is_doubtful = entity.get("optional") or entity.get("missed") or entity.get("misread")
        for finding in [] if is_doubtful else find(annotated, entity):
            names[finding["type"], finding["label"]] = entity["names"][0]
    found = {(names.get(("method", a)), names.get(("modality", b))) for a, b in annotated["links"]}
    allowed = {tuple(pair) for pair in paper.get("optional_links", ())}
    wanted = {(a, b) for a, b in paper["links"] if a in names.values() and b in names.values()}
    assert {pair for pair in found if None not in pair} - allowed == wanted


@pytest.mark.parametrize("paper", papers())
def test_offsets_cut_out_the_words(paper: Record) -> None:
    """Every mention is exactly the stretch of the text that its offsets give, inside its sentence."""
    annotated = annotations()[paper["id"]]
    text = f"{annotated['title']}\n{annotated['abstract']}"
    for mention in (mention for finding in annotated["entities"] for mention in finding["mentions"]):
        first, last = mention["sentence"]
        assert text[mention["start"] : mention["end"]] == mention["text"]
        assert first <= mention["start"] < mention["end"] <= last
