"""The values that travel between the steps, in the order in which they appear.

All offsets are Unicode code points into ``Paper.text``. All values are frozen: make them once, at the
edge, where they are checked.
"""

from dataclasses import dataclass, field
from typing import NewType

Iri = NewType("Iri", str)
"""An absolute IRI in full."""

Curie = NewType("Curie", str)
"""A term of the ontology in short, such as ``medkg:usesModality``."""

KINDS = ("modality", "task", "dataset", "method")
"""The kinds of entity, in the order in which tables and files list them."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a record stood: a file name and the line (1-based) on which it began."""

    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper as the rules see it: furniture taken off, everything else as given."""

    id: str
    title: str
    abstract: str
    language: str = "en"
    """``en`` or ``zh``: the language of the greater part of the text."""
    venue: str = ""
    """Such as ``ICLR 2026``."""
    presentation: str = ""
    """Such as ``Poster``; empty where the input does not say."""
    year: int | None = None
    topics: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    doi: str = ""
    links: tuple[str, ...] = ()
    """Web addresses that the record gives, http and https only."""
    sources: tuple[Source, ...] = ()
    """Every record that was taken for this paper; the first gave the id."""
    warnings: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The one text of a paper, into which every offset counts."""
        return f"{self.title}\n{self.abstract}"


@dataclass(frozen=True, slots=True)
class Rejection:
    """A record that was not taken: where it stood, which field was at fault and why."""

    source: Source
    field: str
    reason: str


@dataclass(frozen=True, slots=True)
class Harvest:
    """What reading gave: ``len(papers) + duplicates + len(rejections)`` is the number of records seen."""

    papers: tuple[Paper, ...]
    duplicates: int = 0
    rejections: tuple[Rejection, ...] = ()
    inputs: tuple[tuple[str, str], ...] = ()
    """Name and SHA-256 (hexadecimal) of every input file, in the order in which they were read."""
    notices: tuple[str, ...] = ()
    """What a user should be told besides: an encoding that was recognised, a plug-in that does not load."""

    @property
    def seen(self) -> int:
        """The number of records seen."""
        return len(self.papers) + self.duplicates + len(self.rejections)


@dataclass(frozen=True, slots=True)
class Concept:
    """An entry of a vocabulary."""

    iri: Iri
    kind: str
    label: str
    """The preferred English label."""
    labels: tuple[tuple[str, str], ...] = ()
    """Every name with its language (``en``, ``zh``), preferred names first."""
    guarded: tuple[str, ...] = ()
    """Labels with several meanings: they count for little unless the paper defines them or names the thing."""
    broader: tuple[Iri, ...] = ()
    drawn_from: tuple[Iri, ...] = ()
    """For a modality: the wider ones that it is a part of or computed from, and whose names never mean it."""
    definition: str = ""
    modalities: tuple[Iri, ...] = ()
    """For a dataset: the modalities it holds."""
    tasks: tuple[Iri, ...] = ()
    """For a dataset: the tasks it is made for."""
    matches: tuple[Iri, ...] = ()
    """The same thing in a public vocabulary (``skos:exactMatch``)."""
    notation: str = ""
    """A short code of a public standard, such as DICOM's ``MR``."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of a paper's text that names something."""

    start: int
    end: int
    text: str
    sentence: tuple[int, int]
    kind: str
    rule: str
    role: str = ""
    """The role that the rule itself tells, or empty: the role step decides."""
    concept: Iri | None = None
    label: str = ""
    """The name in its usual order, where the text has another: ``polyp segmentation`` for "segment polyps"."""
    signs: tuple[str, ...] = ()
    """What speaks for or against this mention, each a row of the table of weights."""
    confidence: float = 0.5


@dataclass(frozen=True, slots=True)
class Extraction:
    """What the rules found in one paper, more than will be kept; ``abbreviations`` are (long form, short form)."""

    paper: Paper
    mentions: tuple[Mention, ...]
    abbreviations: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Entity:
    """A node of the graph: an entry of a vocabulary, or a new thing that only texts know."""

    iri: Iri
    kind: str
    label: str
    labels: tuple[tuple[str, str], ...] = ()
    """Every name with its language, preferred names first."""
    is_known: bool = False
    broader: tuple[Iri, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One entity in one paper: its role there, how sure we are, and every mention."""

    entity: Entity
    role: str
    confidence: float
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A method that the text applies to data of a modality, by label and with the evidence."""

    method: Iri
    modality: Iri
    confidence: float
    rule: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a claim was read: ``start`` and ``end`` cut ``exact`` out of the paper's text."""

    paper: Iri
    start: int
    end: int
    exact: str
    sentence: str
    """The quoted sentence, whole."""
    sentence_start: int
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Claim:
    """Subject, predicate, object, and all the evidence; never without evidence."""

    subject: Iri
    predicate: Curie
    object: Iri
    confidence: float
    evidence: tuple[Evidence, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A merge that was made or refused: two names of one kind, the reason, and whether they became one node."""

    kind: str
    name: str
    other: str
    is_merged: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read in one paper."""

    paper: Paper
    findings: tuple[Finding, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What a corpus says: the one value from which the graph is made."""

    papers: tuple[Paper, ...]
    readings: tuple[Reading, ...]
    claims: tuple[Claim, ...]
    ledger: tuple[LedgerRow, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    duplicates: int = 0
    inputs: tuple[tuple[str, str], ...] = ()
    """Name and SHA-256 (hexadecimal) of every input file."""
