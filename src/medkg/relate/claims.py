"""Claims from readings: roles, and links between things, each with the sentences that say so."""

import math
from collections import defaultdict
from collections.abc import Iterable

from medkg.identifiers import paper_iri
from medkg.model import Claim, Curie, Evidence, Finding, Iri, Mention, Paper, Reading
from medkg.relate.links import share_sentence
from medkg.vocabulary.schema import LINKS, PREDICATES

_MOST_SENTENCES = 4
"""Sentences quoted for one thing of one paper; further mentions are in the annotations."""


def make_claims(readings: Iterable[Reading]) -> list[Claim]:
    """Return the claims of a corpus, sorted; a link that several papers support is one claim with all its evidence.

    Papers are independent witnesses: their confidences combine by noisy-OR, as in INDRA (Gyori et al., 2017).
    """
    claims: list[Claim] = []
    links: dict[tuple[Iri, Curie, Iri], list[tuple[float, tuple[Evidence, ...]]]] = defaultdict(list)
    for reading in readings:
        claims += _role_claims(reading)
        for subject, predicate, target, confidence, evidence in _links(reading):
            links[subject, predicate, target].append((confidence, evidence))
    for (subject, predicate, target), found in sorted(links.items()):
        doubt = math.prod(1 - confidence for confidence, _ in found)
        evidence = tuple(item for _, items in found for item in items)
        claims.append(Claim(subject, predicate, target, round(min(1 - doubt, 0.99), 2), evidence))
    return claims


def _role_claims(reading: Reading) -> Iterable[Claim]:
    paper = paper_iri(reading.paper.id)
    for finding in reading.findings:
        predicate = PREDICATES[finding.entity.kind, finding.role]
        evidence = tuple(_evidence(reading.paper, mention, finding.confidence) for mention in _quotable(finding))
        yield Claim(paper, predicate, finding.entity.iri, finding.confidence, evidence)


def _quotable(finding: Finding) -> list[Mention]:
    """Return the first mention in each sentence, up to the most that are quoted."""
    first: dict[tuple[int, int], Mention] = {}
    for mention in finding.mentions:
        first.setdefault(mention.sentence, mention)
    return list(first.values())[:_MOST_SENTENCES]


def _evidence(paper: Paper, mention: Mention, confidence: float) -> Evidence:
    start, end = mention.sentence
    return Evidence(
        paper=paper_iri(paper.id), start=mention.start, end=mention.end, exact=mention.text,
        sentence=paper.text[start:end], sentence_start=start, rule=mention.rule, confidence=confidence,
    )  # fmt: skip


def _links(reading: Reading) -> Iterable[tuple[Iri, Curie, Iri, float, tuple[Evidence, ...]]]:
    """Yield every link between two things of a paper that the text supports."""
    by_iri = {finding.entity.iri: finding for finding in reading.findings}
    for link in reading.links:
        method, modality = by_iri[link.method], by_iri[link.modality]
        yield (
            link.method,
            LINKS["method", "modality"],
            link.modality,
            link.confidence,
            _both(reading.paper, method, modality),
        )
    active = [finding for finding in reading.findings if finding.role != "mentioned"]
    for one, other in ((a, b) for a in active for b in active if (a.entity.kind, b.entity.kind) in LINKS):
        kinds = (one.entity.kind, other.entity.kind)
        shared = share_sentence(one, other)
        if kinds == ("method", "modality") or not (shared or one.role in {"proposed", "introduced"}):
            continue
        confidence = round(one.confidence * other.confidence * (0.9 if shared else 0.7), 2)
        yield one.entity.iri, LINKS[kinds], other.entity.iri, max(confidence, 0.01), _both(reading.paper, one, other)


def _both(paper: Paper, one: Finding, other: Finding) -> tuple[Evidence, ...]:
    """Return the evidence of a link: the two mentions in the sentence that names both, or a sentence for each.

    These are the pieces of evidence that the roles of both things have already, so a graph quotes no sentence twice.
    """
    sentences = {m.sentence for m in other.mentions}
    shared = next((m.sentence for m in one.mentions if m.sentence in sentences), None)
    pair = [next(m for m in f.mentions if shared in (None, m.sentence)) for f in (one, other)]
    return tuple(_evidence(paper, m, f.confidence) for m, f in zip(pair, (one, other), strict=True))
