"""The vocabularies: labels are unique, parents exist, nothing stands above itself."""

import re
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from medkg.identifiers import BASE
from medkg.model import KINDS, Concept
from medkg.vocabulary import fold, load, ontology_folder
from medkg.vocabulary.concepts import FILES

VOCABULARY = load()
ROOT = Path(__file__).parents[2]
LEAST = {"modality": 150, "task": 300, "method": 700, "dataset": 300}


def names_of(concept: Concept) -> list[str]:
    """Return every label of a concept, guarded ones too."""
    return [*(text for text, _ in concept.labels), *concept.guarded]


@pytest.mark.parametrize("kind", KINDS)
def test_vocabulary_is_of_useful_size(kind: str) -> None:
    """There are hundreds of names of every kind."""
    assert len(VOCABULARY.of_kind(kind)) >= LEAST[kind]


@pytest.mark.parametrize("kind", KINDS)
def test_labels_are_unique(kind: str) -> None:
    """No label, in any spelling, belongs to two concepts of a kind."""
    owners: dict[str, set[str]] = defaultdict(set)
    for concept in VOCABULARY.of_kind(kind):
        for name in names_of(concept):
            owners[fold(name)].add(concept.label)
    assert {name: labels for name, labels in owners.items() if len(labels) > 1} == {}


@pytest.mark.parametrize("kind", KINDS)
def test_no_concept_bears_a_refused_name(kind: str) -> None:
    """What is never a thing of a kind by itself is no free label of that kind; guarded, it may be one."""
    refused = {fold(name) for name in VOCABULARY.refused_labels(kind)}
    assert refused
    free = [name for c in VOCABULARY.of_kind(kind) for name, _ in c.labels if name not in c.guarded]
    assert [name for name in free if fold(name) in refused] == []


@pytest.mark.parametrize("kind", KINDS)
def test_broader_concepts_are_of_the_same_kind(kind: str) -> None:
    """Every parent exists and is of the kind of its child."""
    iris = {concept.iri for concept in VOCABULARY.of_kind(kind)}
    assert [(c.label, parent) for c in VOCABULARY.of_kind(kind) for parent in c.broader if parent not in iris] == []


def test_nothing_is_broader_than_itself() -> None:
    """Going up from a concept never leads back to it."""
    assert [c.label for c in VOCABULARY.concepts if c.iri in VOCABULARY.ancestors(c.iri)] == []


def test_what_a_modality_is_drawn_from_is_wider() -> None:
    """A modality is drawn from what stands above it."""
    drawn = [c for c in VOCABULARY.concepts if c.drawn_from]
    assert drawn
    assert [c.label for c in drawn if not set(c.drawn_from) <= set(VOCABULARY.ancestors(c.iri))] == []


def test_datasets_hold_known_modalities_and_serve_known_tasks() -> None:
    """What the dataset vocabulary points to is in the other vocabularies."""
    for dataset in VOCABULARY.of_kind("dataset"):
        assert {VOCABULARY.concept(iri).kind for iri in dataset.modalities} <= {"modality"}
        assert {VOCABULARY.concept(iri).kind for iri in dataset.tasks} <= {"task"}


def test_concepts_live_below_their_kind() -> None:
    """The IRI of a concept begins with its kind and holds no surprising character."""
    odd = [c.iri for c in VOCABULARY.concepts if not re.fullmatch(BASE + c.kind + r"/[a-z0-9\u3400-\u9fff-]+", c.iri)]
    assert odd == []


def test_labels_are_clean_strings_in_two_languages() -> None:
    """Every label has a language and neither outer spaces nor control characters; Chinese labels hold Han or Latin."""
    for concept in VOCABULARY.concepts:
        for text, language in concept.labels:
            assert language in {"en", "zh"}, concept.label
            assert text == " ".join(text.split()), concept.label
            assert text.isprintable(), concept.label


@pytest.mark.parametrize("kind", KINDS)
def test_most_everyday_names_have_a_chinese_label(kind: str) -> None:
    """Modalities and tasks are mostly bilingual."""
    concepts = VOCABULARY.of_kind(kind)
    share = sum(any(language == "zh" for _, language in c.labels) for c in concepts) / len(concepts)
    assert share >= {"modality": 0.8, "task": 0.6, "method": 0.2, "dataset": 0.0}[kind]


@pytest.mark.parametrize("kind", KINDS)
def test_file_is_in_canonical_form(kind: str, load_tool: Callable[[str], ModuleType]) -> None:
    """The tool would write the vocabulary just as it stands, so a change shows only what changed."""
    tool = load_tool("add_terms")
    draft = tool.open_draft(ontology_folder(), kind)
    text = (ontology_folder() / "vocabularies" / FILES[kind]).read_text(encoding="utf-8")
    assert tool.write_vocabulary(draft) == text, f"run: python tools/add_terms.py {kind}"


def test_mappings_are_about_concepts() -> None:
    """Every row of the mapping table begins with a concept and its label, and says how it was justified."""
    lines = (ontology_folder() / "mappings.sssom.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")][1:]
    assert rows
    for subject, label, predicate, _, _, justification in rows:
        assert VOCABULARY.concept(BASE + subject.replace(":", "/")).label == label
        assert predicate in {"skos:exactMatch", "skos:closeMatch"}
        assert justification.startswith("semapv:")


def test_no_two_concepts_are_the_same_public_thing() -> None:
    """An exact match belongs to one concept."""
    matches = [match for concept in VOCABULARY.concepts for match in concept.matches]
    assert len(set(matches)) == len(matches) > 10
