"""Annotations in the shape of the contract."""

import json

from medkg.annotations import annotation, annotation_lines
from medkg.model import Entity, Finding, Iri, Link, Mention, Paper, Reading

PAPER = Paper("lung-1", "Gates for CT", "We propose PulmoGate.", venue="MIDL 2031", year=2031, warnings=("odd",))
CT = Entity(Iri("https://example.org/ct"), "modality", "computed tomography", is_known=True)
GATE = Entity(Iri("https://example.org/gate"), "method", "PulmoGate")
READING = Reading(
    PAPER,
    (
        Finding(CT, "used", 0.9, (Mention(10, 12, "CT", (0, 12), "modality", "gazetteer.modality"),)),
        Finding(GATE, "proposed", 0.8, (Mention(24, 33, "PulmoGate", (13, 34), "method", "name.shape"),)),
    ),
    (Link(GATE.iri, CT.iri, 0.7, "link.same-paper"),),
)


def test_annotation_has_the_fields_of_the_contract() -> None:
    """A paper is one object with everything that was read in it."""
    assert annotation(READING) == {
        "id": "lung-1",
        "title": "Gates for CT",
        "abstract": "We propose PulmoGate.",
        "language": "en",
        "venue": "MIDL 2031",
        "year": 2031,
        "links": [["PulmoGate", "computed tomography"]],
        "entities": [
            {
                "type": "modality",
                "label": "computed tomography",
                "iri": "https://example.org/ct",
                "role": "used",
                "confidence": 0.9,
                "mentions": [{"text": "CT", "start": 10, "end": 12, "sentence": [0, 12], "rule": "gazetteer.modality"}],
            },
            {
                "type": "method",
                "label": "PulmoGate",
                "iri": "https://example.org/gate",
                "role": "proposed",
                "confidence": 0.8,
                "mentions": [{"text": "PulmoGate", "start": 24, "end": 33, "sentence": [13, 34], "rule": "name.shape"}],
            },
        ],
        "warnings": ["odd"],
    }


def test_offsets_count_into_title_line_break_abstract() -> None:
    """The text of an annotation is its title, a line break and its abstract."""
    made = annotation(READING)
    text = f"{made['title']}\n{made['abstract']}"
    for entity in made["entities"]:
        for mention in entity["mentions"]:
            assert text[mention["start"] : mention["end"]] == mention["text"]


def test_lines_are_json_in_order() -> None:
    """Each paper is a line of its own, in order, in UTF-8 that people can read."""
    other = Reading(Paper("心-2", "心电图", "线条\n与段落 \u2028"), (), ())
    data = annotation_lines([READING, other])
    lines = data.decode().split("\n")
    assert [json.loads(line)["id"] for line in lines[:-1]] == ["lung-1", "心-2"]
    assert lines[-1] == ""
    assert "心电图".encode() in data


def test_no_papers_are_no_lines() -> None:
    """Nothing read is an empty file."""
    assert annotation_lines([]) == b""
