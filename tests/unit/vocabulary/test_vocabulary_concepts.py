"""Concepts read from vocabulary files."""

from pathlib import Path

import pytest

from medkg.errors import VocabularyError
from medkg.model import Concept, Iri
from medkg.vocabulary import Vocabulary, load

MODALITY = "https://w3id.org/medkg/modality/"
PREFIXES = """@prefix medkg: <https://w3id.org/medkg/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix modality: <https://w3id.org/medkg/modality/> .
@prefix task: <https://w3id.org/medkg/task/> .
@prefix dataset: <https://w3id.org/medkg/dataset/> .
"""
MODALITIES = """
<https://w3id.org/medkg/vocabulary/modality> a skos:ConceptScheme ; medkg:refusedLabel "data"@en .
modality:signal a medkg:Modality, skos:Concept ; skos:prefLabel "signal"@en .
modality:ecg a medkg:Modality, skos:Concept ;
    skos:prefLabel "electrocardiography"@en, "心电图"@zh ; skos:altLabel "EKG"@en, "ECG"@en ;
    medkg:guardedLabel "tracing"@en ; skos:definition "the heart over time"@en ; skos:notation "ECG" ;
    skos:broader modality:signal .
"""
DATASETS = """
dataset:beats a medkg:Dataset, skos:Concept ; skos:prefLabel "Beats"@en ;
    medkg:containsModality modality:ecg ; medkg:servesTask task:triage .
"""
MAPPINGS = """# curie_map:
#   modality: https://w3id.org/medkg/modality/
#   mesh: http://id.nlm.nih.gov/mesh/
subject_id\tsubject_label\tpredicate_id\tobject_id
modality:ecg\tECG\tskos:exactMatch\tmesh:D004562
modality:ecg\tECG\tskos:closeMatch\tmesh:D000001
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return an ontology folder with two modalities and a dataset."""
    files = {"modalities": MODALITIES, "datasets": DATASETS, "tasks": "", "methods": ""}
    (tmp_path / "vocabularies").mkdir()
    for name, text in files.items():
        (tmp_path / "vocabularies" / f"{name}.ttl").write_text(PREFIXES + text, encoding="utf-8")
    (tmp_path / "mappings.sssom.tsv").write_text(MAPPINGS, encoding="utf-8")
    return tmp_path


def test_concept_has_all_that_its_block_says(folder: Path) -> None:
    """Labels with preferred ones first, guards, parents, definition, code and exact match come from the files."""
    assert load(folder).concept(MODALITY + "ecg") == Concept(
        iri=Iri(MODALITY + "ecg"),
        kind="modality",
        label="electrocardiography",
        labels=(("electrocardiography", "en"), ("心电图", "zh"), ("ECG", "en"), ("EKG", "en")),
        guarded=("tracing",),
        broader=(Iri(MODALITY + "signal"),),
        definition="the heart over time",
        matches=(Iri("http://id.nlm.nih.gov/mesh/D004562"),),
        notation="ECG",
    )


def test_dataset_knows_its_modalities_and_tasks(folder: Path) -> None:
    """A dataset tells which modalities it holds and which tasks it serves."""
    dataset = load(folder).of_kind("dataset")[0]
    assert dataset.modalities == (MODALITY + "ecg",)
    assert dataset.tasks == ("https://w3id.org/medkg/task/triage",)


def test_refused_labels_are_by_kind(folder: Path) -> None:
    """A scheme's refused labels belong to its kind alone."""
    vocabulary = load(folder)
    assert vocabulary.refused_labels("modality") == {"data"}
    assert vocabulary.refused_labels("task") == frozenset()


def test_ancestors_are_nearest_first() -> None:
    """Ancestors come layer by layer, each once, also when two ways lead to one of them."""
    concepts = [("a", ["b", "c"]), ("b", ["d"]), ("c", ["d"]), ("d", [])]
    vocabulary = Vocabulary(tuple(Concept(Iri(n), "task", n, broader=tuple(map(Iri, up))) for n, up in concepts))
    assert vocabulary.ancestors("a") == ("b", "c", "d")
    assert vocabulary.ancestors("not there") == ()


def test_unknown_kind_is_answered_with_the_kinds() -> None:
    """A kind that does not exist is answered with those that do."""
    with pytest.raises(VocabularyError, match="modality, task, dataset, method"):
        Vocabulary().of_kind("organ")
    with pytest.raises(VocabularyError, match="modality, task, dataset, method"):
        Vocabulary().refused_labels("organ")


def test_unknown_concept_is_answered_with_near_ones(folder: Path) -> None:
    """An IRI that no vocabulary has is answered with similar ones."""
    with pytest.raises(VocabularyError, match="modality/ecg"):
        load(folder).concept(MODALITY + "eeg")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("modality:x a medkg:Modality ; skos:prefLabel 'x'@en", "modalities.ttl:6: "),
        ("modality:x a medkg:Modality ; skos:prefLabel '某'@zh .", "needs one English preferred label"),
        ("modality:x a skos:Concept ; skos:prefLabel 'x'@en .", "needs one English preferred label and one class"),
    ],
)
def test_faulty_file_is_told_with_its_place(folder: Path, text: str, message: str) -> None:
    """A file that is no Turtle, or a concept that lacks something, raises one sentence with the place."""
    (folder / "vocabularies" / "modalities.ttl").write_text(PREFIXES + text, encoding="utf-8")
    with pytest.raises(VocabularyError, match=message):
        load(folder)


def test_missing_file_is_told(folder: Path) -> None:
    """A vocabulary that is not there raises one sentence with its path."""
    (folder / "vocabularies" / "tasks.ttl").unlink()
    with pytest.raises(VocabularyError, match=r"tasks\.ttl"):
        load(folder)


def test_mapping_with_an_unknown_prefix_is_told(folder: Path) -> None:
    """A mapping table that uses a prefix it does not declare raises one sentence that lists those it has."""
    (folder / "mappings.sssom.tsv").write_text(MAPPINGS.replace("mesh:D004562", "mash:1"), encoding="utf-8")
    with pytest.raises(VocabularyError, match=r"mash:1.*modality, mesh"):
        load(folder)


def test_own_vocabularies_load() -> None:
    """The vocabularies that medkg ships load, and a well-known name is there."""
    assert load().concept(MODALITY + "electrocardiography").label == "electrocardiography"
