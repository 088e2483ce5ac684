"""Method–modality links of one paper: what it proposes or uses, on the data it uses."""

from collections.abc import Iterable

from medkg.model import Finding, Link

_SAME_SENTENCE = 0.95
_SAME_PAPER = 0.8
_LEAST = 0.45
"""The chance that both ends are things of the paper, below which no link is drawn between them."""


def find_links(findings: Iterable[Finding]) -> tuple[Link, ...]:
    """Return the method–modality links that a paper's findings support, the methods in their order.

    A method that is only mentioned is applied to nothing, and a modality that is only mentioned is not applied to; two
    ends that are each in doubt make no link.
    """
    findings = tuple(findings)
    methods = [f for f in findings if f.entity.kind == "method" and f.role != "mentioned"]
    modalities = [f for f in findings if f.entity.kind == "modality" and f.role != "mentioned"]
    return tuple(_link(a, b) for a in methods for b in modalities if a.confidence * b.confidence >= _LEAST)


def _link(method: Finding, modality: Finding) -> Link:
    shared = share_sentence(method, modality)
    factor = _SAME_SENTENCE if shared else _SAME_PAPER
    rule = "link.same-sentence" if shared else "link.same-paper"
    confidence = round(method.confidence * modality.confidence * factor, 2)
    return Link(method.entity.iri, modality.entity.iri, confidence, rule)


def share_sentence(one: Finding, other: Finding) -> bool:
    """Tell whether some sentence names both."""
    return bool({m.sentence for m in one.mentions} & {m.sentence for m in other.mentions})
