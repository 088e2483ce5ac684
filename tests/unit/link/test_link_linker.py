"""One node for one thing over the corpus."""

import pytest

from medkg.link import Kept, link_corpus
from medkg.model import Concept, Iri, Mention
from medkg.vocabulary import Vocabulary

ECG = Concept(
    Iri("https://w3id.org/medkg/modality/electrocardiography"),
    "modality",
    "electrocardiography",
    (("electrocardiography", "en"), ("ECG", "en")),
)
VOCABULARY = Vocabulary((ECG,))


def kept(
    label: str,
    key: str = "",
    *,
    names: tuple[str, ...] = (),
    kind: str = "method",
    role: str = "used",
    confidence: float = 0.8,
    place: int = 0,
) -> Kept:
    """Return a thing that a paper keeps."""
    mention = Mention(place, place + len(label), label, (0, 100), kind, "rule", confidence=confidence)
    return Kept(kind, key or label.lower(), label, names or (label,), role, confidence, (mention,))


def test_same_name_is_one_node() -> None:
    """Two papers that name one thing share its node."""
    (one,), (other,) = link_corpus([[kept("PulmoGate")], [kept("PulmoGate")]], VOCABULARY)[0]
    assert one.entity == other.entity
    assert one.entity.iri == "https://w3id.org/medkg/method/pulmogate"
    assert not one.entity.is_known


def test_known_thing_bears_its_vocabulary_names() -> None:
    """A concept keeps its IRI and labels."""
    ((found,),) = link_corpus([[kept("ECG", ECG.iri, kind="modality")]], VOCABULARY)[0]
    assert (found.entity.iri, found.entity.label, found.entity.is_known) == (ECG.iri, "electrocardiography", True)


@pytest.mark.parametrize(
    ("named", "label"),
    [
        ("binary classifiers", "binary classifier"),
        ("Paired Strategies", "Paired Strategy"),
        ("bag of words", "bag of words"),
        ("Classifiers", "Classifiers"),
    ],
)
def test_new_name_bears_a_head_in_the_singular(named: str, label: str) -> None:
    """A node is one thing, so a plural that says only what sort of thing it is becomes singular."""
    ((found,),) = link_corpus([[kept(named)]], VOCABULARY)[0]
    assert found.entity.label == label


def test_papers_keep_their_order() -> None:
    """There is one tuple of findings for every paper, also for one without any."""
    findings, _ = link_corpus([[kept("A1")], [], [kept("B2")]], VOCABULARY)
    assert [[f.entity.label for f in paper] for paper in findings] == [["A1"], [], ["B2"]]


def test_short_form_means_what_the_corpus_defines() -> None:
    """A short form that one paper defines and another only uses is one thing, and the ledger says why."""
    papers = [[kept("Sparse Gate", "sparsegate", names=("Sparse Gate", "SGX"))], [kept("SGX", "sgx")]]
    ((one,), (other,)), ledger = link_corpus(papers, VOCABULARY)
    assert one.entity == other.entity
    assert ("SGX", "defined so in 1 of 1 papers that define it", True) in {
        (r.name, r.reason, r.is_merged) for r in ledger
    }


def test_ambiguous_short_form_is_left_apart() -> None:
    """A short form that papers define in two ways is merged with neither, and the ledger says so."""
    papers = [
        [kept("Sparse Gate", "sparsegate", names=("Sparse Gate", "SGX"))],
        [kept("Slow Growth", "slowgrowth", names=("Slow Growth", "SGX"))],
        [kept("SGX", "sgx")],
    ]
    findings, ledger = link_corpus(papers, VOCABULARY)
    assert len({f.entity.iri for paper in findings for f in paper}) == 3
    (row,) = [r for r in ledger if not r.is_merged]
    assert "Sparse Gate" in row.reason
    assert "Slow Growth" in row.reason


def test_no_two_things_share_an_iri() -> None:
    """Two names whose IRIs would meet get different ones."""
    ((one, other),) = link_corpus([[kept("Gate+", "gate+"), kept("Gate plus", "gateplus", place=20)]], VOCABULARY)[0]
    assert one.entity.iri != other.entity.iri


def test_new_thing_does_not_take_a_concept() -> None:
    """A new thing of a kind never gets the IRI of a concept."""
    ((found,),) = link_corpus([[kept("Electrocardiography!", "electrocardiography!", kind="modality")]], VOCABULARY)[0]
    assert found.entity.iri != ECG.iri


def test_things_that_became_one_are_one_finding() -> None:
    """A paper that keeps both forms has one finding with all mentions, in the surest role."""
    papers = [
        [kept("Sparse Gate", "sparsegate", names=("Sparse Gate", "SGX"))],
        [
            kept("SGX", "sgx", role="mentioned", confidence=0.6),
            kept("Sparse Gate", "sparsegate", role="proposed", confidence=0.9, place=20),
        ],
    ]
    (found,) = link_corpus(papers, VOCABULARY)[0][1]
    assert (found.role, found.confidence, [m.start for m in found.mentions]) == ("proposed", 0.9, [0, 20])


def test_ledger_is_sorted() -> None:
    """The rows of the ledger come in an order of their own."""
    papers = [[kept("Sparse Gate", "sparsegate", names=("Sparse Gate", "SGX", "S Gate"))], [kept("SGX", "sgx")]]
    _, ledger = link_corpus(papers, VOCABULARY)
    assert ledger == sorted(ledger, key=lambda r: (r.kind, r.name.casefold(), r.other.casefold(), r.reason))
