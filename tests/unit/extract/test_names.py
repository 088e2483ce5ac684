"""Names that no vocabulary knows."""

import pytest
import spacy
from spacy.tokens import Doc

from medkg.extract.cues import CueFinder, read_cue_rules
from medkg.extract.names import find_names
from medkg.extract.sheet import make_sheet

VOCAB = spacy.blank("en").vocab
CUES = CueFinder(VOCAB, read_cue_rules())


def found(body: str, title: str = "Gates for reading") -> list[tuple[str, str]]:
    """Return words and rule of every name."""
    sheet = make_sheet(f"{title}\n{body}", len(title))
    names = find_names(sheet, CUES.find(Doc(VOCAB, words=sheet.tokens), sheet))
    return [(sheet.text[sheet.starts[a] : sheet.ends[b]], rule) for a, b, rule in names]


@pytest.mark.parametrize("name", ["PulmoGate", "GPT-9", "nnDetection", "STGN", "M³Fuse", "City-GPT"])
def test_shape_tells_a_name(name: str) -> None:
    """A word shaped like a name is one."""
    assert found(f"Here {name} is used.") == [(name, "name.shape")]


def test_run_of_shapes_is_one_name() -> None:
    """Neighbouring words shaped like names, and a version before a sign, are one name."""
    rows = found("Here PulmoGate XL is used, PulmoGate 2, too.")
    assert rows == [("PulmoGate XL", "name.shape"), ("PulmoGate 2", "name.shape")]


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ("Here PulmoGate v3 is used.", "Gates for reading"),
        ("Here we use Pulmo v3.1, too.", "Gates for reading"),
        ("Gates read.", "Pulmo-Gate v2: gates for reading"),
    ],
)
def test_version_belongs_to_its_name(body: str, title: str) -> None:
    """A "v" with a number behind a name ends it."""
    ((name, _),) = found(body, title)
    assert name.split()[-1] in {"v3", "v3.1", "v2"}


@pytest.mark.parametrize("word", ["AUC", "AUCs", "GPU", "COVID-19"])
def test_metrics_diseases_and_hardware_are_no_names(word: str) -> None:
    """What the table refuses is no name, nor is its plural."""
    assert found(f"Here {word} is told.") == []


def test_title_puts_a_name_forward() -> None:
    """A capitalised word before the colon of a title is a name, there and wherever it recurs."""
    rows = found("The rest of Willow is small.", title="Willow: gates for reading")
    assert rows == [("Willow", "name.put-forward")] * 2


@pytest.mark.parametrize(
    "title",
    ["Deep gates: a survey", "Beyond accuracy: reading slides", "AUC: what it hides", "A Gate Network: reading slides"],
)
def test_title_phrase_is_no_name(title: str) -> None:
    """Before a colon may stand a phrase, a metric or a typed noun: none of them is a name."""
    assert found("Nothing else.", title=title) == []


def test_called_puts_a_name_forward() -> None:
    """What is called so is a name, even of words."""
    assert ("Gentle Reader", "name.put-forward") in found("A small gate, called Gentle Reader, is used.")


def test_shouted_title_says_nothing() -> None:
    """In a title of capitals shape tells nothing."""
    assert found("Nothing else.", title="GATES FOR READING SLIDES") == []


def test_capitals_inside_a_sentence_are_a_name() -> None:
    """A run of words with a capital is a name where small letters would stand otherwise; the first word is none."""
    rows = found("Forms were drawn from Wardbook and the Left Kidney set of last year.")
    assert rows == [("Wardbook", "name.capitals"), ("Left Kidney", "name.capitals")]
