"""Claims with their evidence."""

import pytest

from medkg.model import Claim, Entity, Finding, Iri, Mention, Paper, Reading
from medkg.relate import find_links, make_claims

TITLE = "Gates for CT"
PAPER = Paper("lung-1", TITLE, "We propose PulmoGate for CT. It serves nodule detection. LUNA is read.")


def finding(kind: str, role: str, words: str, *, paper: Paper = PAPER, confidence: float = 0.9) -> Finding:
    """Return a finding with a mention wherever its words stand in the paper."""
    text, mentions, place = paper.text, [], 0
    while (start := text.find(words, place)) >= 0:
        place = start + len(words)
        begin = max(text.rfind(mark, 0, start) + len(mark) for mark in ("\n", ". ")) if "\n" in text[:start] else 0
        ends = [end for mark in (".", "\n") if (end := text.find(mark, start)) >= 0]
        mentions.append(Mention(start, place, words, (max(begin, 0), min(ends) + (begin > 0)), kind, "rule"))
    return Finding(
        Entity(Iri(f"https://example.org/{kind}/{words.replace(' ', '-')}"), kind, words),
        role,
        confidence,
        tuple(mentions),
    )


def claims(*findings: Finding, paper: Paper = PAPER) -> dict[tuple[str, str, str], Claim]:
    """Return the claims of one paper by subject, predicate and object, each in short."""
    made = make_claims([Reading(paper, findings, find_links(findings))])
    return {(c.subject.rsplit("/", 1)[1], c.predicate, c.object.rsplit("/", 1)[1]): c for c in made}


GATE = finding("method", "proposed", "PulmoGate")
CT = finding("modality", "used", "CT")
DETECTION = finding("task", "addressed", "nodule detection")
LUNA = finding("dataset", "used", "LUNA")


@pytest.mark.parametrize(
    ("kind", "role", "predicate"),
    [
        ("method", "proposed", "medkg:proposesMethod"),
        ("method", "used", "medkg:usesMethod"),
        ("method", "mentioned", "medkg:mentionsMethod"),
        ("modality", "used", "medkg:usesModality"),
        ("modality", "mentioned", "medkg:mentionsModality"),
        ("task", "addressed", "medkg:addressesTask"),
        ("task", "mentioned", "medkg:mentionsTask"),
        ("dataset", "introduced", "medkg:introducesDataset"),
        ("dataset", "used", "medkg:usesDataset"),
        ("dataset", "mentioned", "medkg:mentionsDataset"),
    ],
)
def test_role_is_a_claim_of_the_paper(kind: str, role: str, predicate: str) -> None:
    """Every kind and role has its predicate."""
    assert list(claims(finding(kind, role, "CT"))) == [("lung-1", predicate, "CT")]


def test_links_between_things() -> None:
    """A paper's own method is tied to its modality, task and dataset."""
    made = {key for key in claims(GATE, CT, DETECTION, LUNA) if key[0] == "PulmoGate"}
    assert made == {
        ("PulmoGate", "medkg:appliedToModality", "CT"),
        ("PulmoGate", "medkg:addresses", "nodule-detection"),
        ("PulmoGate", "medkg:evaluatedOn", "LUNA"),
    }


def test_method_used_needs_a_shared_sentence() -> None:
    """A method that is only used is not said to address a task that another sentence names."""
    used = finding("method", "used", "PulmoGate")
    assert not [key for key in claims(used, DETECTION) if key[1] == "medkg:addresses"]


def test_evidence_cuts_out_the_words() -> None:
    """Every piece of evidence quotes the paper exactly, its sentence too."""
    for claim in claims(GATE, CT, DETECTION, LUNA).values():
        assert claim.evidence
        for item in claim.evidence:
            assert PAPER.text[item.start : item.end] == item.exact
            assert PAPER.text[item.sentence_start : item.sentence_start + len(item.sentence)] == item.sentence
            assert item.exact in item.sentence


def test_link_quotes_the_sentence_that_names_both() -> None:
    """The evidence of a link is the two mentions in their common sentence."""
    evidence = claims(GATE, CT)["PulmoGate", "medkg:appliedToModality", "CT"].evidence
    assert {item.sentence for item in evidence} == {"We propose PulmoGate for CT."}
    assert {item.exact for item in evidence} == {"PulmoGate", "CT"}


def test_link_over_sentences_quotes_both() -> None:
    """Without a common sentence a link quotes one sentence for each."""
    evidence = claims(GATE, DETECTION)["PulmoGate", "medkg:addresses", "nodule-detection"].evidence
    assert [item.exact for item in evidence] == ["PulmoGate", "nodule detection"]


def test_one_sentence_is_quoted_once_for_a_role() -> None:
    """Two mentions in one sentence are one piece of evidence, and not endlessly many sentences are quoted."""
    paper = Paper("p", "CT", " ".join(["CT and CT."] * 9))
    (claim,) = claims(finding("modality", "used", "CT", paper=paper), paper=paper).values()
    assert len({item.sentence_start for item in claim.evidence}) == len(claim.evidence) <= 6


def test_papers_are_independent_witnesses() -> None:
    """A link that two papers support is one claim with all the evidence, surer than either."""
    other = Paper("lung-2", TITLE, PAPER.abstract)
    one = Reading(PAPER, (GATE, CT), find_links((GATE, CT)))
    two = Reading(other, (GATE, CT), find_links((GATE, CT)))
    (single,) = [c for c in make_claims([one]) if c.predicate == "medkg:appliedToModality"]
    (both,) = [c for c in make_claims([one, two]) if c.predicate == "medkg:appliedToModality"]
    assert single.confidence < both.confidence <= 0.99
    assert {item.paper for item in both.evidence} == {
        "https://w3id.org/medkg/paper/lung-1",
        "https://w3id.org/medkg/paper/lung-2",
    }


def test_nothing_read_is_nothing_claimed() -> None:
    """A paper without findings makes no claim."""
    assert make_claims([Reading(PAPER, (), ())]) == []
