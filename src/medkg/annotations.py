"""Annotations: what was read in one paper, as one JSON object."""

import json
from typing import Any

from medkg.model import Reading


def annotation(reading: Reading) -> dict[str, Any]:
    """Return the annotation of a paper in the shape that the contract fixes; offsets are code points."""
    paper = reading.paper
    labels = {finding.entity.iri: finding.entity.label for finding in reading.findings}
    return {
        "id": paper.id,
        "title": paper.title,
        "abstract": paper.abstract,
        "language": paper.language,
        "venue": paper.venue,
        "year": paper.year,
        "links": [[labels[link.method], labels[link.modality]] for link in reading.links],
        "entities": [
            {
                "type": finding.entity.kind,
                "label": finding.entity.label,
                "iri": finding.entity.iri,
                "role": finding.role,
                "confidence": finding.confidence,
                "mentions": [
                    {"text": m.text, "start": m.start, "end": m.end, "sentence": list(m.sentence), "rule": m.rule}
                    for m in finding.mentions
                ],
            }
            for finding in reading.findings
        ],
        "warnings": list(paper.warnings),
    }


def annotation_lines(readings: list[Reading]) -> bytes:
    """Return the annotations of several papers as JSON Lines."""
    rows = (json.dumps(annotation(reading), ensure_ascii=False, separators=(", ", ": ")) for reading in readings)
    return "".join(row + "\n" for row in rows).encode()
