"""Claims → RDF: the one graph from which every output is made.

The graph is written as text blocks, one per subject, because that is several times faster than making a term
object for each of the 600 triples of a paper, and because the file should be pleasant to read. Nothing here
depends on the order of the input: every block, property and value is sorted.
"""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import pyoxigraph

from medkg.assemble.datasheet import datasheet_blocks, run_iri
from medkg.assemble.evidence import EVIDENCE_TRIPLES, decimal_term, evidence_block, evidence_iri
from medkg.assemble.parts import Block, Tally, make_block, node
from medkg.errors import GraphError
from medkg.identifiers import BASE, content_iri, paper_iri
from medkg.model import KINDS, Claim, Concept, Entity, Iri, Knowledge, Paper
from medkg.vocabulary import Vocabulary
from medkg.vocabulary.concepts import scheme_iri
from medkg.vocabulary.names import language_of
from medkg.vocabulary.schema import CLAIM_PREDICATES
from medkg.vocabulary.turtle import PREFIXES, iri_term, literal_term, prefix_lines

_HEADINGS = {
    "method": "Methods",
    "modality": "Modalities",
    "task": "Tasks",
    "dataset": "Datasets",
}


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the blocks of Turtle below it, sorted."""

    heading: str
    blocks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Graph:
    """A finished graph: its sections as Turtle, and the number of its triples."""

    sections: tuple[Section, ...]
    triple_count: int


def build_graph(knowledge: Knowledge, vocabulary: Vocabulary) -> Graph:
    """Return the graph of what a corpus says.

    Raises:
        GraphError: a claim is about something that no paper, finding or vocabulary knows, or quotes an unknown
            paper, or has no evidence, or a confidence is not between 0 and 1.
    """
    papers = {paper_iri(paper.id): paper for paper in knowledge.papers}
    claims = _merge_claims(knowledge.claims)
    things = _things(knowledge, claims, vocabulary)
    _check_claims(claims, papers, things)
    statements = _statements(claims)
    run = run_iri(knowledge, vocabulary)
    evidence = {evidence_iri(item): item for claim in claims for item in claim.evidence}
    blocks = {
        "Papers": [_paper_block(iri, papers[iri], statements.get(iri, {})) for iri in sorted(papers)],
        **{heading: list(_thing_blocks(things, kind, statements)) for kind, heading in _HEADINGS.items()},
        "Claims": [_claim_block(claim) for claim in claims],
        "Evidence": [
            Block(evidence_block(iri, item, run), EVIDENCE_TRIPLES)
            for iri, item in sorted(
                evidence.items(), key=lambda pair: (pair[1].paper, pair[1].start, pair[1].end, pair[0])
            )
        ],
    }
    sheet = datasheet_blocks(
        knowledge,
        vocabulary,
        tally=_tally(papers, things, claims, len(evidence)),
        body_triples=sum(block.triples for section in blocks.values() for block in section),
        body_digest=_digest(block.text for section in blocks.values() for block in section),
    )
    blocks = {"Datasheet": sheet, **blocks}
    sections = tuple(Section(heading, tuple(block.text for block in section)) for heading, section in blocks.items())
    return Graph(sections, sum(block.triples for section in blocks.values() for block in section))


def write_turtle(graph: Graph) -> bytes:
    """Return the graph as Turtle, grouped under headings; the same graph gives the same bytes."""
    parts = [f"@base <{BASE}> .\n", prefix_lines(PREFIXES)]
    for section in graph.sections:
        if section.blocks:
            parts.append(f"\n# {section.heading}\n")
            parts.extend("\n" + block for block in section.blocks)
    return "".join(parts).encode("utf-8", "replace")


@dataclass(frozen=True, slots=True)
class _Thing:
    """All that the graph says of a thing itself."""

    iri: Iri
    kind: str
    is_known: bool
    preferred: tuple[tuple[str, str], ...]
    others: tuple[tuple[str, str], ...]
    broader: tuple[Iri, ...]
    concept: Concept | None


def _merge_claims(claims: Iterable[Claim]) -> list[Claim]:
    """Return one claim for each statement, with all its evidence, sorted."""
    merged: dict[tuple[str, str, str], Claim] = {}
    for claim in claims:
        key = (claim.subject, claim.predicate, claim.object)
        known = merged.get(key)
        if known is not None:
            confidence = max(known.confidence, claim.confidence)
            claim = replace(claim, confidence=confidence, evidence=(*known.evidence, *claim.evidence))  # noqa: PLW2901
        merged[key] = claim
    return [merged[key] for key in sorted(merged)]


def _check_claims(claims: Iterable[Claim], papers: Mapping[Iri, Paper], things: Mapping[Iri, _Thing]) -> None:
    for claim in claims:
        statement = f"{claim.subject} {claim.predicate} {claim.object}"
        if claim.predicate not in CLAIM_PREDICATES:
            raise GraphError(f"the claim {statement} has an unknown predicate; there are {', '.join(CLAIM_PREDICATES)}")
        if not claim.evidence:
            raise GraphError(f"the claim {statement} has no evidence")
        if claim.subject not in papers and claim.subject not in things:
            raise GraphError(f"the claim {statement} has a subject that is neither a paper nor a thing")
        if claim.object not in things:
            raise GraphError(f"the claim {statement} has an object that no finding and no vocabulary knows")
        for item in claim.evidence:
            if item.paper not in papers:
                raise GraphError(f"the claim {statement} quotes <{item.paper}>, which is not among the papers")


def _things(knowledge: Knowledge, claims: Iterable[Claim], vocabulary: Vocabulary) -> dict[Iri, _Thing]:
    """Return everything that findings and claims name, and all that is broader than these."""
    entities: dict[Iri, list[Entity]] = defaultdict(list)
    for reading in knowledge.readings:
        for finding in reading.findings:
            entities[finding.entity.iri].append(finding.entity)
    named = {iri for claim in claims for iri in (claim.subject, claim.object) if iri in vocabulary.by_iri}
    wanted = {*entities, *named}
    wanted.update(parent for found in entities.values() for entity in found for parent in entity.broader)
    wanted.update(parent for iri in tuple(wanted) for parent in vocabulary.ancestors(iri))
    return {
        iri: _thing(iri, entities.get(iri, []), vocabulary.by_iri.get(iri))
        for iri in sorted(wanted)
        if iri in entities or iri in vocabulary.by_iri
    }


def _thing(iri: Iri, entities: Sequence[Entity], concept: Concept | None) -> _Thing:
    labels = list(concept.labels or ((concept.label, "en"),)) if concept else _preferred_first(entities)
    guarded = set(concept.guarded) if concept else set()
    labels += sorted(label for entity in entities for label in entity.labels if label[0] not in guarded)
    labels = list(dict.fromkeys((text, _language(tag)) for text, tag in labels if text))
    preferred: dict[str, tuple[str, str]] = {}
    for label in labels:
        preferred.setdefault(label[1], label)
    first = tuple(preferred[language] for language in sorted(preferred))
    broader = concept.broader if concept else tuple(b for entity in entities for b in entity.broader)
    return _Thing(
        iri=iri,
        kind=concept.kind if concept else entities[0].kind,
        is_known=concept is not None,
        preferred=first,
        others=tuple(sorted({label for label in labels if label not in first}, key=_label_order)),
        broader=tuple(sorted(set(broader) - {iri})),
        concept=concept,
    )


def _preferred_first(entities: Sequence[Entity]) -> list[tuple[str, str]]:
    """Return the label that most papers prefer, then the other names of a new thing in their order."""
    counted = Counter(entity.label for entity in entities)
    label = min(counted, key=lambda name: (-counted[name], name))
    languages = {name: language for entity in entities for name, language in sorted(entity.labels)}
    first = (label, languages.get(label) or language_of(label))
    others = [pair for entity in sorted(set(entities), key=repr) for pair in entity.labels]
    return list(dict.fromkeys([first, *others]))


def _statements(claims: Iterable[Claim]) -> dict[Iri, dict[str, list[Iri]]]:
    """Return the plain statements by subject and predicate; the claims come sorted, so these are too."""
    statements: dict[Iri, dict[str, list[Iri]]] = defaultdict(lambda: defaultdict(list))
    for claim in claims:
        statements[claim.subject][claim.predicate].append(claim.object)
    return statements


def _paper_block(iri: Iri, paper: Paper, statements: Mapping[str, Sequence[Iri]]) -> Block:
    links, refused = _split_links(paper.links)
    year = f'"{paper.year:04d}"^^xsd:gYear' if paper.year is not None and 0 < paper.year <= 9999 else ""  # noqa: PLR2004
    warnings = [*paper.warnings, *(f"the link {link!r} is not a web address" for link in refused)]
    return make_block(
        node(iri),
        [
            ("a", ["medkg:Paper"]),
            ("dcterms:identifier", [literal_term(paper.id)]),
            ("dcterms:title", [literal_term(paper.title, _language(paper.language))]),
            ("dcterms:language", _texts([paper.language])),
            ("medkg:venue", _texts([paper.venue])),
            ("medkg:presentation", _texts([paper.presentation])),
            ("dcterms:issued", [year] if year else []),
            ("medkg:topic", _texts(paper.topics)),
            ("dcterms:creator", _texts(paper.authors)),
            ("medkg:doi", _texts([paper.doi])),
            ("rdfs:seeAlso", [node(link) for link in links]),
            ("medkg:sourceRecord", _texts(f"{source.file}:{source.line}" for source in paper.sources)),
            ("medkg:warning", _texts(warnings)),
            *_statement_lines(statements),
        ],
    )


def _thing_blocks(
    things: Mapping[Iri, _Thing], kind: str, statements: Mapping[Iri, Mapping[str, Sequence[Iri]]]
) -> Iterator[Block]:
    for iri in sorted(iri for iri, thing in things.items() if thing.kind == kind):
        thing = things[iri]
        concept = thing.concept
        yield make_block(
            node(iri),
            [
                ("a", [f"medkg:{kind.capitalize()}", "skos:Concept"]),
                ("skos:prefLabel", [literal_term(text, _language(tag)) for text, tag in thing.preferred]),
                ("skos:altLabel", [literal_term(text, _language(tag)) for text, tag in thing.others]),
                ("medkg:guardedLabel", _tagged(concept.guarded if concept else ())),
                ("medkg:isKnown", ["true" if thing.is_known else "false"]),
                ("skos:definition", [literal_term(concept.definition, "en")] if concept and concept.definition else []),
                ("skos:notation", [literal_term(concept.notation)] if concept and concept.notation else []),
                ("skos:broader", [node(parent) for parent in thing.broader if parent in things]),
                ("skos:exactMatch", [node(match) for match in concept.matches] if concept else []),
                ("skos:inScheme", [node(scheme_iri(kind))] if concept else []),
                *_statement_lines(statements.get(iri, {})),
            ],
        )


def _statement_lines(statements: Mapping[str, Sequence[Iri]]) -> Iterator[tuple[str, list[str]]]:
    for predicate in sorted(statements):
        yield predicate, [node(iri) for iri in statements[predicate]]


def _claim_block(claim: Claim) -> Block:
    return make_block(
        node(content_iri("claim", claim.subject, claim.predicate, claim.object)),
        [
            ("a", ["medkg:Claim"]),
            ("rdf:subject", [node(claim.subject)]),
            ("rdf:predicate", [claim.predicate]),
            ("rdf:object", [node(claim.object)]),
            ("medkg:confidence", [decimal_term(claim.confidence)]),
            ("medkg:paperCount", [str(len({item.paper for item in claim.evidence}))]),
            ("medkg:evidence", [node(iri) for iri in sorted({evidence_iri(item) for item in claim.evidence})]),
        ],
    )


def _tally(
    papers: Mapping[Iri, Paper], things: Mapping[Iri, _Thing], claims: Sequence[Claim], evidence_count: int
) -> Tally:
    by_kind = {kind: Counter(t.is_known for t in things.values() if t.kind == kind) for kind in KINDS}
    return Tally(
        papers=len(papers),
        known={kind: by_kind[kind][True] for kind in KINDS},
        new={kind: by_kind[kind][False] for kind in KINDS},
        claims=dict(sorted(Counter(str(claim.predicate) for claim in claims).items())),
        evidence=evidence_count,
    )


def _split_links(links: Iterable[str]) -> tuple[list[str], list[str]]:
    """Return the links that are IRIs after escaping, sorted, and those that are not."""
    good: list[str] = []
    bad: list[str] = []
    for link in sorted(set(links)):
        try:
            pyoxigraph.NamedNode(iri_term(link)[1:-1])
        except ValueError:
            bad.append(link)
        else:
            (good if re.match(r"https?://", link) else bad).append(link)
    return good, bad


def _texts(values: Iterable[str]) -> list[str]:
    return [literal_term(value) for value in sorted({value for value in values if value})]


def _tagged(names: Iterable[str]) -> list[str]:
    return [literal_term(name, language_of(name)) for name in sorted(set(names))]


def _language(tag: str) -> str:
    """Return the tag if Turtle can hold it (its LANGTAG), else English, so that a label always has a language."""
    return tag if re.fullmatch(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*", tag) else "en"


def _label_order(label: tuple[str, str]) -> tuple[str, str, str]:
    return label[1], label[0].casefold(), label[0]


def _digest(texts: Iterable[str]) -> str:
    sha = hashlib.sha256()
    for text in texts:
        sha.update(text.encode("utf-8", "replace"))
    return sha.hexdigest()
