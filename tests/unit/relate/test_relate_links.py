"""Method–modality links of one paper."""

import pytest

from medkg.model import Entity, Finding, Iri, Mention
from medkg.relate import find_links
from medkg.relate.links import share_sentence


def finding(kind: str, name: str, role: str, *sentences: tuple[int, int], confidence: float = 0.9) -> Finding:
    """Return a finding that is named once in each of these sentences."""
    mentions = tuple(Mention(a, a + len(name), name, (a, b), kind, "rule") for a, b in sentences or ((0, 50),))
    return Finding(Entity(Iri(f"https://example.org/{name}"), kind, name), role, confidence, mentions)


CT = finding("modality", "ct", "used")


@pytest.mark.parametrize("role", ["proposed", "used"])
def test_method_is_applied_to_modality_used(role: str) -> None:
    """What a paper proposes or uses is applied to the data it uses."""
    (link,) = find_links([finding("method", "gate", role), CT])
    assert (link.method, link.modality) == ("https://example.org/gate", "https://example.org/ct")


@pytest.mark.parametrize(
    "findings",
    [
        [finding("method", "gate", "mentioned"), CT],
        [finding("method", "gate", "proposed"), finding("modality", "mri", "mentioned")],
        [finding("task", "grading", "addressed"), CT],
        [CT],
        [],
    ],
    ids=["method-mentioned", "modality-mentioned", "task", "modality-alone", "nothing"],
)
def test_mentions_are_not_linked(findings: list[Finding]) -> None:
    """What is only mentioned is applied to nothing, and nothing is applied to it."""
    assert find_links(findings) == ()


def test_shared_sentence_is_surer() -> None:
    """A link that one sentence supports is surer than one that only the paper supports."""
    near = finding("method", "near", "used", (0, 50))
    far = finding("method", "far", "used", (60, 90))
    one, other = find_links([near, far, CT])
    assert (one.rule, other.rule) == ("link.same-sentence", "link.same-paper")
    assert one.confidence > other.confidence > 0


@pytest.mark.parametrize(("confidence", "links"), [(0.6, 0), (0.7, 1)])
def test_two_doubtful_ends_make_no_link(confidence: float, links: int) -> None:
    """What is drawn between two things needs that both are likely things of the paper."""
    ends = [finding(kind, kind, "used", confidence=confidence) for kind in ("method", "modality")]
    assert len(find_links(ends)) == links


def test_every_pair_once_in_order() -> None:
    """Every method is linked with every modality, in the order of the findings."""
    mri = finding("modality", "mri", "used")
    links = find_links([finding("method", "a", "used"), finding("method", "b", "used"), CT, mri])
    assert [(k.method[-1], k.modality[20:]) for k in links] == [("a", "ct"), ("a", "mri"), ("b", "ct"), ("b", "mri")]


def test_share_sentence() -> None:
    """Two things share a sentence when any of their mentions do."""
    assert share_sentence(finding("method", "a", "used", (0, 9), (10, 19)), finding("task", "b", "addressed", (10, 19)))
    assert not share_sentence(finding("method", "a", "used", (0, 9)), finding("task", "b", "addressed", (10, 19)))
