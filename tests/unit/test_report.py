"""The report of a build."""

from medkg.model import (
    Claim,
    Curie,
    Entity,
    Finding,
    Iri,
    Knowledge,
    LedgerRow,
    Mention,
    Paper,
    Reading,
    Rejection,
    Source,
)
from medkg.report import render_report

PAPER = Paper(
    "p", "Gates | for <CT>", "We read CT.", sources=(Source("list.txt", 7),), warnings=("title and *abstract* differ",)
)
CT = Finding(
    Entity(Iri("https://example.org/ct"), "modality", "CT", is_known=True),
    "used",
    0.9,
    (Mention(17, 19, "CT", (0, 20), "modality", "r"),),
)
GATE = Finding(
    Entity(Iri("https://example.org/gate"), "method", "Pulmo_Gate"),
    "proposed",
    0.9,
    (Mention(0, 5, "Gates", (0, 20), "method", "r"),),
)
CLAIM = Claim(GATE.entity.iri, Curie("medkg:appliedToModality"), CT.entity.iri, 0.8)
KNOWLEDGE = Knowledge(
    papers=(PAPER, Paper("q", "Nothing", "")),
    readings=(Reading(PAPER, (CT, GATE), ()), Reading(Paper("q", "Nothing", ""), (), ())),
    claims=(CLAIM,),
    ledger=(
        LedgerRow("method", "PG", "Pulmo_Gate", is_merged=True, reason="defined"),
        LedgerRow("method", "AB", "Other", is_merged=False, reason="ambiguous"),
    ),
    rejections=(Rejection(Source("list.txt", 9), "title", "missing"),),
    duplicates=3,
)


def lines(knowledge: Knowledge = KNOWLEDGE) -> list[str]:
    """Return the lines of a report."""
    return render_report(knowledge).decode().splitlines()


def test_every_record_is_accounted_for() -> None:
    """The first sentence says what became of all records."""
    assert "6 records: 2 taken, 3 found a duplicate, 1 rejected." in lines()


def test_things_by_kind() -> None:
    """Every kind has a row, known and new things apart."""
    assert "| modality | 1 | 1 | 0 | 1 | used 1 |" in lines()
    assert "| method | 1 | 0 | 1 | 1 | proposed 1 |" in lines()
    assert "| task | 0 | 0 | 0 | 0 |  |" in lines()


def test_silence_is_told() -> None:
    """Papers in which nothing of a kind was found are counted."""
    assert "* Papers without any modality: 1 of 2" in lines()
    assert "* Papers without any dataset: 2 of 2" in lines()


def test_warning_names_its_place() -> None:
    """A warning says where the record stood, and is shown as it is written."""
    assert r"* list.txt:7: Gates \| for \<CT\>: title and \*abstract\* differ" in lines()


def test_rejection_names_its_place() -> None:
    """A rejected record says where it stood and why."""
    assert "* list.txt:9: title: missing" in lines()


def test_merges_and_refusals_are_apart() -> None:
    """The ledger tells what was merged and what was not."""
    found = lines()
    assert found.index(r"| method | PG | Pulmo\_Gate | defined |") < found.index("| method | AB | Other | ambiguous |")


def test_empty_sections_are_left_out() -> None:
    """A build without faults has no section of faults."""
    report = "\n".join(lines(Knowledge((), (), ())))
    assert "0 records: 0 taken" in report
    assert "##" not in report


def test_long_lists_are_cut_and_say_so() -> None:
    """A list of many rows tells how many it leaves out."""
    many = tuple(Rejection(Source("list.txt", n), "title", "missing") for n in range(1, 251))
    found = lines(Knowledge((), (), (), rejections=many))
    assert "* … and 50 more" in found
    assert sum(line.startswith("* list.txt:") for line in found) == 200


def test_same_knowledge_same_bytes() -> None:
    """A report has no clock in it."""
    assert render_report(KNOWLEDGE) == render_report(KNOWLEDGE)
