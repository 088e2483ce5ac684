"""Why the graph says what it says: every claim about a thing or a paper, with the sentences behind it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass

import pyoxigraph as ox

from medkg.graphs import PREFIXES
from medkg.identifiers import ONTOLOGY
from medkg.model import KINDS
from medkg.query.labels import find_labels
from medkg.query.names import find_by_name
from medkg.vocabulary.schema import CLAIM_PREDICATES

_RELATIONS = [predicate.removeprefix("medkg:") for predicate in CLAIM_PREDICATES]
OPEN, CLOSE = "«", "»"
"""What marks the words in a sentence by which a thing is named."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A sentence of a paper with the words in it that bear a claim out, and who read it there."""

    paper: str
    title: str
    year: str
    sentence: str
    marks: tuple[tuple[int, int], ...]
    """Where the words begin and end in the sentence."""
    rules: tuple[tuple[str, float], ...]
    """Every rule that read this, with its confidence."""


@dataclass(frozen=True, slots=True)
class Account:
    """A claim and what it rests on."""

    subject: str
    relation: str
    object: str
    confidence: float
    quotations: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """A thing or a paper, and every claim about it."""

    iri: str
    kind: str
    label: str
    names: tuple[str, ...]
    is_known: bool
    """Whether it is an entry of a vocabulary."""
    definition: str
    broader: tuple[str, ...]
    narrower: tuple[str, ...]
    wordings: tuple[tuple[str, int], ...]
    """The words that became this one thing, and how often each was read."""
    warnings: tuple[str, ...]
    accounts: tuple[Account, ...]


def explain(store: ox.Store, name: str, language: str = "en") -> tuple[Explanation, ...]:
    """Return every claim about what bears this name; several things may bear it.

    The name is any label in either language, a title, a part of a title that one paper has, an id or an IRI.

    Raises:
        QueryError: nothing bears it; the sentence gives the nearest names.
    """
    return tuple(_explain(_Reader(store, language), iri) for iri in find_by_name(store, name, ("paper", *KINDS)))


def as_json(explanation: Explanation) -> dict[str, object]:
    """Return an explanation as what JSON can hold."""
    return asdict(explanation)


def mark(sentence: str, marks: Iterable[tuple[int, int]]) -> str:
    """Return a sentence with its marks: ``We train «HeartFlow» on «ECG».``; marks inside marks are one."""
    parts: list[str] = []
    position = 0
    for start, end in sorted(marks, key=lambda pair: (pair[0], -pair[1])):
        if start >= position and 0 <= start < end <= len(sentence):
            parts += [sentence[position:start], OPEN, sentence[start:end], CLOSE]
            position = end
    return "".join(parts) + sentence[position:]


@dataclass(frozen=True, slots=True)
class _Reader:
    """Look-ups in a store."""

    store: ox.Store
    language: str

    def values(self, iri: str, name: str) -> list[str]:
        """Return the values of a property, sorted."""
        prefix, _, local = name.partition(":")
        quads = self.store.quads_for_pattern(ox.NamedNode(iri), ox.NamedNode(PREFIXES[prefix] + local), None)
        return sorted({_value(quad.object) for quad in quads})

    def value(self, iri: str, name: str) -> str:
        """Return the first value of a property, or an empty text."""
        return next(iter(self.values(iri, name)), "")

    def bearers(self, name: str, iri: str) -> list[str]:
        """Return the subjects that have this value for a property."""
        prefix, _, local = name.partition(":")
        quads = self.store.quads_for_pattern(None, ox.NamedNode(PREFIXES[prefix] + local), ox.NamedNode(iri))
        return sorted({_value(quad.subject) for quad in quads})

    def label(self, iri: str) -> str:
        """Return the name of a thing or the title of a paper."""
        found = find_labels(self.store, [iri], self.language)
        return found[iri].value if iri in found else iri


def _explain(reader: _Reader, iri: str) -> Explanation:
    claims = [*reader.bearers("rdf:subject", iri), *reader.bearers("rdf:object", iri)]
    accounts = [_account(reader, claim) for claim in claims if reader.value(claim, "rdf:predicate")]
    kinds = [name.removeprefix(ONTOLOGY).lower() for name in reader.values(iri, "rdf:type")]
    names = reader.values(iri, "skos:prefLabel") + reader.values(iri, "skos:altLabel")
    return Explanation(
        iri=iri,
        kind=next((kind for kind in kinds if kind in ("paper", *KINDS)), "thing"),
        label=reader.label(iri),
        names=tuple(dict.fromkeys(names)) or (reader.value(iri, "dcterms:identifier"),),
        is_known=reader.value(iri, "medkg:isKnown") == "true",
        definition=reader.value(iri, "skos:definition"),
        broader=tuple(reader.label(other) for other in reader.values(iri, "skos:broader")),
        narrower=tuple(reader.label(other) for other in reader.bearers("skos:broader", iri)),
        wordings=tuple(_wordings(reader, iri)),
        warnings=tuple(reader.values(iri, "medkg:warning")),
        accounts=tuple(sorted(accounts, key=_account_order)),
    )


def _account_order(account: Account) -> tuple[int, float, str, str]:
    place = _RELATIONS.index(account.relation) if account.relation in _RELATIONS else len(_RELATIONS)
    return place, -account.confidence, account.subject, account.object


def _account(reader: _Reader, claim: str) -> Account:
    return Account(
        subject=reader.label(reader.value(claim, "rdf:subject")),
        relation=reader.value(claim, "rdf:predicate").removeprefix(ONTOLOGY),
        object=reader.label(reader.value(claim, "rdf:object")),
        confidence=_number(reader.value(claim, "medkg:confidence")),
        quotations=tuple(_quotations(reader, claim)),
    )


def _quotations(reader: _Reader, claim: str) -> Iterator[Quotation]:
    """Yield the sentences behind a claim, each once with all its marks, by paper and place."""
    grouped: dict[tuple[str, int, str], list[tuple[tuple[int, int], str, float]]] = {}
    for evidence in reader.values(claim, "medkg:evidence"):
        start_of_sentence = int(_number(reader.value(evidence, "medkg:sentenceStart")))
        key = (reader.value(evidence, "medkg:paper"), start_of_sentence, reader.value(evidence, "medkg:sentence"))
        start, end, _ = _selection(reader, evidence)
        place = (start - start_of_sentence, end - start_of_sentence)
        reading = (place, reader.value(evidence, "medkg:rule"), _number(reader.value(evidence, "medkg:confidence")))
        grouped.setdefault(key, []).append(reading)
    for (paper, _, sentence), readings in sorted(grouped.items()):
        yield Quotation(
            paper=reader.value(paper, "dcterms:identifier"),
            title=reader.label(paper),
            year=reader.value(paper, "dcterms:issued"),
            sentence=sentence,
            marks=tuple(sorted({place for place, _, _ in readings})),
            rules=tuple(sorted({(rule, confidence) for _, rule, confidence in readings})),
        )


def _selection(reader: _Reader, evidence: str) -> tuple[int, int, str]:
    """Return where the words of a piece of evidence begin and end in the paper's text, and the words."""
    start, end, exact = "", "", ""
    for target in reader.values(evidence, "oa:hasTarget"):
        for selector in reader.values(target, "oa:hasSelector"):
            start = reader.value(selector, "oa:start") or start
            end = reader.value(selector, "oa:end") or end
            exact = reader.value(selector, "oa:exact") or exact
    return int(_number(start)), int(_number(end)), exact


def _wordings(reader: _Reader, iri: str) -> list[tuple[str, int]]:
    """Return the words by which papers name a thing, the commonest first; a place that two rules read counts once."""
    places: set[tuple[str, int, int, str]] = set()
    for claim in reader.bearers("rdf:object", iri):
        if reader.value(claim, "rdf:predicate").removeprefix(ONTOLOGY) in _RELATIONS[-4:]:
            continue  # a link between two things may quote the other one
        for evidence in reader.values(claim, "medkg:evidence"):
            places.add((reader.value(evidence, "medkg:paper"), *_selection(reader, evidence)))
    counts = Counter(exact for _, _, _, exact in places if exact)
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _number(text: str) -> float:
    try:
        return float(text or 0)
    except ValueError:
        return 0.0


def _value(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal | ox.BlankNode) else str(term)
