"""Concepts and their labels, read from the vocabularies."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import chain
from pathlib import Path

import pyoxigraph

from medkg.errors import VocabularyError
from medkg.identifiers import BASE, ONTOLOGY
from medkg.model import KINDS, Concept, Iri
from medkg.vocabulary.files import ontology_folder

FILES = {"modality": "modalities.ttl", "task": "tasks.ttl", "dataset": "datasets.ttl", "method": "methods.ttl"}
"""The file of every kind's vocabulary."""

_SKOS = "http://www.w3.org/2004/02/skos/core#"
_PREFERRED, _OTHER, _GUARDED = _SKOS + "prefLabel", _SKOS + "altLabel", ONTOLOGY + "guardedLabel"
_REFUSED, _TYPE = ONTOLOGY + "refusedLabel", "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_KIND_OF_CLASS = {f"{ONTOLOGY}{kind.capitalize()}": kind for kind in KINDS}

_Properties = dict[str, list[pyoxigraph.NamedNode | pyoxigraph.Literal]]


@dataclass(frozen=True)
class Vocabulary:
    """All that the vocabularies know: the concepts, and the names that are never a thing of a kind."""

    concepts: tuple[Concept, ...] = ()
    """Sorted by kind and IRI when they come from files."""
    refused: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """By kind: names that are never a thing of this kind (for methods: "framework")."""
    by_iri: Mapping[Iri, Concept] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the concepts by IRI."""
        object.__setattr__(self, "by_iri", {concept.iri: concept for concept in self.concepts})

    def of_kind(self, kind: str) -> tuple[Concept, ...]:
        """Return the concepts of this kind.

        Raises:
            VocabularyError: there is no such kind.
        """
        _check_kind(kind)
        return tuple(concept for concept in self.concepts if concept.kind == kind)

    def refused_labels(self, kind: str) -> frozenset[str]:
        """Return the names that are never a thing of this kind.

        Raises:
            VocabularyError: there is no such kind.
        """
        _check_kind(kind)
        return self.refused.get(kind, frozenset())

    def concept(self, iri: str) -> Concept:
        """Return the concept with this IRI.

        Raises:
            VocabularyError: no concept has it.
        """
        found = self.by_iri.get(Iri(iri))
        if found is None:
            near = ", ".join(get_close_matches(iri, self.by_iri, n=3)) or "none like it"
            raise VocabularyError(f"no vocabulary has <{iri}>; it has {near}")
        return found

    def ancestors(self, iri: str) -> tuple[Iri, ...]:
        """Return every concept above this one, the nearest first; none for a thing that is not known."""
        above: dict[Iri, None] = {}
        layer = [Iri(iri)]
        while layer:
            parents = [b for i in layer if i in self.by_iri for b in self.by_iri[i].broader]
            layer = [parent for parent in dict.fromkeys(parents) if parent not in above]
            above.update(dict.fromkeys(layer))
        return tuple(above)


def load(folder: Path | None = None) -> Vocabulary:
    """Return the vocabularies in the ontology's folder (by default medkg's own), with their public identifiers.

    Raises:
        VocabularyError: a file is missing, is no Turtle, or has a concept without an English label.
    """
    folder = folder or ontology_folder()
    mappings = _read_mappings(folder / "mappings.sssom.tsv")
    read = [read_vocabulary(folder / "vocabularies" / name, kind, mappings) for kind, name in FILES.items()]
    return Vocabulary(
        concepts=tuple(chain.from_iterable(concepts for concepts, _ in read)),
        refused={kind: refused for kind, (_, refused) in zip(FILES, read, strict=True)},
    )


def read_vocabulary(
    path: Path, kind: str, mappings: Mapping[str, tuple[Iri, ...]] | None = None
) -> tuple[tuple[Concept, ...], frozenset[str]]:
    """Return the concepts of one file, sorted by IRI, and its refused labels.

    Raises:
        VocabularyError: the file is missing, is no Turtle, or has a concept without an English label.
    """
    subjects = _read_subjects(path)
    scheme = subjects.pop(scheme_iri(kind), {})
    concepts = (_make_concept(iri, subjects[iri], path, mappings or {}) for iri in sorted(subjects))
    refused = frozenset(name.value for name in scheme.get(_REFUSED, ()))
    return tuple(concepts), refused


def scheme_iri(kind: str) -> Iri:
    """Return the IRI of the concept scheme of this kind."""
    return Iri(f"{BASE}vocabulary/{kind}")


def _read_subjects(path: Path) -> dict[str, _Properties]:
    subjects: dict[str, _Properties] = defaultdict(lambda: defaultdict(list))
    try:
        for triple in pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.TURTLE):
            subject, value = triple.subject, triple.object
            if isinstance(subject, pyoxigraph.NamedNode) and isinstance(
                value, pyoxigraph.NamedNode | pyoxigraph.Literal
            ):
                subjects[subject.value][triple.predicate.value].append(value)
    except OSError as error:
        raise VocabularyError(f"{path}: could not be read: {error.strerror or error}") from error
    except SyntaxError as error:
        raise VocabularyError(f"{path}:{error.lineno}: {error.msg}") from error
    return subjects


def _make_concept(iri: str, properties: _Properties, path: Path, mappings: Mapping[str, tuple[Iri, ...]]) -> Concept:
    preferred = _labels(properties.get(_PREFERRED, ()))
    kinds = [_KIND_OF_CLASS[t.value] for t in properties.get(_TYPE, ()) if t.value in _KIND_OF_CLASS]
    english = [text for text, language in preferred if language == "en"]
    if len(english) != 1 or len(kinds) != 1:
        raise VocabularyError(f"{path}: <{iri}> needs one English preferred label and one class")
    definitions = properties.get(_SKOS + "definition", ())
    notations = properties.get(_SKOS + "notation", ())
    return Concept(
        iri=Iri(iri),
        kind=kinds[0],
        label=english[0],
        labels=(*preferred, *_labels(properties.get(_OTHER, ()))),
        guarded=tuple(text for text, _ in _labels(properties.get(_GUARDED, ()))),
        broader=_iris(properties.get(_SKOS + "broader", ())),
        drawn_from=_iris(properties.get(ONTOLOGY + "drawnFrom", ())),
        definition=definitions[0].value if definitions else "",
        modalities=_iris(properties.get(ONTOLOGY + "containsModality", ())),
        tasks=_iris(properties.get(ONTOLOGY + "servesTask", ())),
        matches=mappings.get(iri, ()),
        notation=notations[0].value if notations else "",
    )


def _labels(values: Iterable[pyoxigraph.NamedNode | pyoxigraph.Literal]) -> list[tuple[str, str]]:
    labels = [(v.value, v.language or "") for v in values if isinstance(v, pyoxigraph.Literal)]
    return sorted(labels, key=lambda label: (label[1], label[0].casefold(), label[0])) if len(labels) > 1 else labels


def _iris(values: Iterable[pyoxigraph.NamedNode | pyoxigraph.Literal]) -> tuple[Iri, ...]:
    return tuple(sorted(Iri(value.value) for value in values))


def _read_mappings(path: Path) -> dict[str, tuple[Iri, ...]]:
    """Return the exact matches of every concept from an SSSOM table; a folder without one has none."""
    if not path.is_file():
        return {}
    lines = path.read_text(encoding="utf-8").splitlines()
    prefixes = dict(_prefixes(lines))
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    columns = rows[0] if rows else []
    matches: dict[str, tuple[Iri, ...]] = defaultdict(tuple)
    for row in rows[1:]:
        cells = dict(zip(columns, row, strict=False))
        if cells.get("predicate_id") == "skos:exactMatch":
            subject = _expand(cells.get("subject_id", ""), prefixes, path)
            matches[subject] = tuple(sorted({*matches[subject], _expand(cells.get("object_id", ""), prefixes, path)}))
    return dict(matches)


def _prefixes(lines: Iterable[str]) -> Iterable[tuple[str, str]]:
    """Return the ``curie_map`` of an SSSOM header: lines such as ``#   mesh: http://id.nlm.nih.gov/mesh/``."""
    for line in lines:
        if line.startswith("#  ") and ": http" in line:
            prefix, _, namespace = line.lstrip("# ").partition(": ")
            yield prefix, namespace.strip()


def _expand(curie: str, prefixes: Mapping[str, str], path: Path) -> Iri:
    prefix, colon, local = curie.partition(":")
    if not colon or prefix not in prefixes:
        raise VocabularyError(f"{path}: {curie!r} has no prefix of the table; the prefixes are {', '.join(prefixes)}")
    return Iri(prefixes[prefix] + local)


def _check_kind(kind: str) -> None:
    if kind not in KINDS:
        raise VocabularyError(f"{kind!r} is not a kind; the kinds are {', '.join(KINDS)}")
