"""The closed namespace of the ontology: kinds, roles and predicates, as ``schema.ttl`` declares them.

It is written out here so that no run has to parse the schema; a test proves that both say the same.
"""

from difflib import get_close_matches

from medkg.errors import VocabularyError
from medkg.model import KINDS, Curie

CLASSES = {kind: Curie(f"medkg:{kind.capitalize()}") for kind in KINDS}
"""The class of every kind."""

PREDICATES = {
    ("modality", "used"): Curie("medkg:usesModality"),
    ("modality", "mentioned"): Curie("medkg:mentionsModality"),
    ("task", "addressed"): Curie("medkg:addressesTask"),
    ("task", "mentioned"): Curie("medkg:mentionsTask"),
    ("dataset", "introduced"): Curie("medkg:introducesDataset"),
    ("dataset", "used"): Curie("medkg:usesDataset"),
    ("dataset", "mentioned"): Curie("medkg:mentionsDataset"),
    ("method", "proposed"): Curie("medkg:proposesMethod"),
    ("method", "used"): Curie("medkg:usesMethod"),
    ("method", "mentioned"): Curie("medkg:mentionsMethod"),
}
"""Paper → thing: the predicate of every kind and role, the strongest role of a kind first."""

LINKS = {
    ("method", "modality"): Curie("medkg:appliedToModality"),
    ("method", "task"): Curie("medkg:addresses"),
    ("method", "dataset"): Curie("medkg:evaluatedOn"),
    ("dataset", "modality"): Curie("medkg:containsModality"),
}
"""Thing → thing: the predicate between two kinds."""

CLAIM_PREDICATES = (*PREDICATES.values(), *LINKS.values())
"""Every predicate that a claim may have."""

TERMS = frozenset(
    [
        "Paper", "Method", "Modality", "Task", "Dataset", "Claim", "Evidence",
        "mentions", *(predicate.removeprefix("medkg:") for predicate in CLAIM_PREDICATES),
        "servesTask", "drawnFrom", "confidence", "paperCount", "evidence", "paper", "sentence", "sentenceStart", "rule",
        "isKnown", "guardedLabel", "refusedLabel", "venue", "presentation", "topic", "doi", "sourceRecord", "warning",
        "takenCount", "duplicateCount", "rejectedCount", "knownCount", "newCount", "conceptCount", "sha256",
    ]
)  # fmt: skip
"""Every name that the ontology declares."""


def roles(kind: str) -> tuple[str, ...]:
    """Return the roles that a thing of this kind can have in a paper, the strongest first.

    Raises:
        VocabularyError: there is no such kind.
    """
    found = tuple(role for of, role in PREDICATES if of == kind)
    if not found:
        raise VocabularyError(f"{kind!r} is not a kind; the kinds are {', '.join(KINDS)}")
    return found


def predicate(kind: str, role: str) -> Curie:
    """Return the predicate by which a paper is tied to a thing of this kind in this role.

    Raises:
        VocabularyError: there is no such kind, or the kind has no such role.
    """
    if role not in roles(kind):
        raise VocabularyError(f"{role!r} is not a role of a {kind}; its roles are {', '.join(roles(kind))}")
    return PREDICATES[kind, role]


def term(name: str) -> Curie:
    """Return the term of the ontology with this name, such as ``medkg:mentions``.

    Raises:
        VocabularyError: the ontology declares no such term.
    """
    local = name.removeprefix("medkg:")
    if local not in TERMS:
        near = get_close_matches(local, TERMS, n=3) or sorted(TERMS)
        raise VocabularyError(f"the ontology has no term {local!r}; it has {', '.join(near)}")
    return Curie(f"medkg:{local}")
