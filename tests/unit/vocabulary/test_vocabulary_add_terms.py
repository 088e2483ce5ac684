"""The tool that adds tables of terms to a vocabulary."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from medkg.model import Concept
from medkg.vocabulary.concepts import FILES, read_vocabulary

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def tool(load_tool: Callable[[str], ModuleType]) -> ModuleType:
    """Return the tool as a module."""
    return load_tool("add_terms")


class Desk:
    """An empty ontology and the tool, run on tables that stand in the test."""

    def __init__(self, tool: ModuleType, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """Keep the parts together."""
        self.tool, self.folder, self.capsys = tool, folder, capsys

    def add(self, kind: str, *rows: str, refuse: tuple[str, ...] = ()) -> list[str]:
        """Add rows, in which ``/`` parts the columns, and return what the tool said."""
        table = self.folder / "table.tsv"
        table.write_text("\n".join(row.replace("/", "\t") for row in rows), encoding="utf-8")
        options = ["--refuse", *refuse] if refuse else []
        self.tool.main([kind, str(table), "--ontology", str(self.folder), *options])
        said: str = self.capsys.readouterr().err
        return said.splitlines()[:-1]

    def concepts(self, kind: str) -> dict[str, Concept]:
        """Return the concepts of the vocabulary by label."""
        found, _ = read_vocabulary(self.folder / "vocabularies" / FILES[kind], kind)
        return {concept.label: concept for concept in found}


@pytest.fixture
def desk(tool: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    """Return a desk with an empty ontology."""
    return Desk(tool, tmp_path, capsys)


def test_row_becomes_a_concept(desk: Desk) -> None:
    """Every column has its place in the concept."""
    assert (
        desk.add("modality", "signal", "electrocardiography/心电图/EKG|12-lead ECG/心电/tracing/signal/the heart") == []
    )
    concept = desk.concepts("modality")["electrocardiography"]
    assert concept.iri == "https://w3id.org/medkg/modality/electrocardiography"
    assert concept.labels == (
        ("electrocardiography", "en"), ("心电图", "zh"), ("12-lead ECG", "en"), ("EKG", "en"), ("心电", "zh"),
    )  # fmt: skip
    assert concept.guarded == ("tracing",)
    assert concept.broader == ("https://w3id.org/medkg/modality/signal",)
    assert concept.definition == "the heart"


def test_second_run_changes_nothing(desk: Desk) -> None:
    """The same rows again give the same bytes."""
    rows = ("net", "U-Net/U型网络/UNet|U net//UN/net", "wide U-Net/////U-Net", "# a comment", "")
    desk.add("method", *rows)
    once = (desk.folder / "vocabularies" / "methods.ttl").read_bytes()
    desk.add("method", *rows)
    assert (desk.folder / "vocabularies" / "methods.ttl").read_bytes() == once


def test_known_concept_is_extended(desk: Desk) -> None:
    """A row whose label is known adds its names, and the first preferred labels stay."""
    desk.add("task", "tumor segmentation//lesion outlining")
    desk.add("task", "tumour segmentation/肿瘤分割/tumor delineation")
    assert desk.concepts("task")["tumor segmentation"].labels == (
        ("tumor segmentation", "en"), ("肿瘤分割", "zh"), ("lesion outlining", "en"), ("tumor delineation", "en"),
    )  # fmt: skip


def test_label_of_another_concept_is_left_out_and_told(desk: Desk) -> None:
    """Who has a label keeps it, and the tool names file, line and owner."""
    said = desk.add("method", "state space model//SSM", "statistical shape model//SSM|shape model")
    assert said == ["table.tsv:2: 'SSM' of 'statistical shape model' belongs to 'state space model'"]
    assert ("shape model", "en") in desk.concepts("method")["statistical shape model"].labels


def test_narrower_row_takes_its_label_along(desk: Desk) -> None:
    """A row that calls broader the concept of which it was another name becomes a concept of its own."""
    desk.add("method", "word2vec//skip-gram", "skip-gram/////word2vec")
    concepts = desk.concepts("method")
    assert concepts["word2vec"].labels == (("word2vec", "en"),)
    assert concepts["skip-gram"].broader == (concepts["word2vec"].iri,)


def test_faulty_rows_do_not_stop_the_others(desk: Desk) -> None:
    """Rows without a label, with too many columns or two labels are told; the rest is added."""
    said = desk.add("task", "/无", "a|b", "a" + "/x" * 9, "good task")
    assert [line.split(": ")[0] for line in said] == ["table.tsv:1", "table.tsv:2", "table.tsv:3"]
    assert list(desk.concepts("task")) == ["good task"]


def test_missing_parent_and_circle_are_told(desk: Desk) -> None:
    """A parent that is not there, or that would stand above itself, is left out."""
    said = desk.add("task", "a/////b", "b/////a", "c/////nowhere")
    assert said == [
        "table.tsv:2: broader 'a' of 'b' would make a circle",
        "table.tsv:3: broader 'nowhere' of 'c' is no task",
    ]


def test_refused_label_stays_out(desk: Desk) -> None:
    """A refused name becomes neither a concept nor a label, now and later."""
    assert desk.add("method", "framework", "net//model", refuse=("framework", "model")) == [
        "table.tsv:1: 'framework' is refused for every method",
        "table.tsv:2: 'model' is refused for every method",
    ]
    assert desk.add("method", "Frameworks") == ["table.tsv:1: 'Frameworks' is refused for every method"]
    assert desk.concepts("method")["net"].labels == (("net", "en"),)


def test_guarded_label_does_not_count_freely(desk: Desk) -> None:
    """A name that is guarded is no free label as well; a preferred one stays and its guard is noted."""
    desk.add("method", "SAM//segment anything|CAM//SAM|CAM")
    concept = desk.concepts("method")["SAM"]
    assert concept.labels == (("SAM", "en"), ("segment anything", "en"))
    assert concept.guarded == ("CAM", "SAM")


def test_dataset_is_tied_to_modalities_and_tasks(desk: Desk) -> None:
    """Names in the last two columns are found by label in the other vocabularies; others are told."""
    desk.add("modality", "electrocardiography//ECG")
    desk.add("task", "triage")
    said = desk.add("dataset", "Beats///////ECG|smell/triage|-")
    dataset = desk.concepts("dataset")["Beats"]
    assert dataset.modalities == ("https://w3id.org/medkg/modality/electrocardiography",)
    assert dataset.tasks == ("https://w3id.org/medkg/task/triage",)
    assert said == ["table.tsv:1: modality 'smell' of 'Beats' is in no vocabulary"]


def test_print_writes_nothing(desk: Desk) -> None:
    """With --print the result goes to standard output and the file stays as it is."""
    desk.add("task", "triage")
    path = desk.folder / "vocabularies" / "tasks.ttl"
    path.write_bytes(path.read_bytes() + b"\n\n# untidy\n")
    desk.tool.main(["task", "--print", "--ontology", str(desk.folder)])
    assert path.read_bytes().endswith(b"# untidy\n")
    assert desk.capsys.readouterr().out.encode() == path.read_bytes().removesuffix(b"\n\n# untidy\n")
