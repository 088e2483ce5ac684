"""The whole way from papers to files, on one screen."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from medkg.annotations import annotation_lines
from medkg.assemble import build_graph, write_turtle
from medkg.errors import GraphError
from medkg.export import export
from medkg.extract import Extractor
from medkg.files import write_atomically
from medkg.garbage import collector_paused
from medkg.graphs import read_graph
from medkg.link import Known, known_from, link_corpus, link_paper
from medkg.model import Harvest, Knowledge, LedgerRow, Paper, Reading
from medkg.read import read_papers
from medkg.relate import find_links, make_claims
from medkg.report import render_report
from medkg.validate import render_report as render_violations
from medkg.validate import validate_turtle
from medkg.vocabulary import Vocabulary, load

Progress = Callable[[str, int, int], None]
"""Called with the name of a step, how much of it is done, and how much there is."""

SAMPLE = 200
"""Papers that are validated one by one before a large graph is written; a smaller graph is validated whole."""

DRAWN = {"graph.html": "html", "graph.graphml": "graphml", "papers.csv": "papers"}
"""Files that are drawn from the graph: name → export format."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made."""

    harvest: Harvest
    knowledge: Knowledge
    files: tuple[Path, ...]
    triples: int


def understand(
    papers: Iterable[Paper], vocabulary: Vocabulary, progress: Progress | None = None
) -> tuple[list[Reading], tuple[LedgerRow, ...]]:
    """Return what was read in each paper, in order, and the ledger of merges."""
    extractor, known = Extractor(vocabulary.concepts), known_from(vocabulary)
    return read_all(tuple(papers), extractor, known, vocabulary, progress)


def read_all(
    papers: Sequence[Paper],
    extractor: Extractor,
    known: Known,
    vocabulary: Vocabulary,
    progress: Progress | None = None,
) -> tuple[list[Reading], tuple[LedgerRow, ...]]:
    """Return what ``understand`` does, with what it makes of the vocabulary made already."""
    kept = []
    with collector_paused():
        for number, extraction in enumerate(extractor.extract_all(papers), 1):
            kept.append(link_paper(extraction, known))
            if progress:
                progress("reading", number, len(papers))
    findings, ledger = link_corpus(kept, vocabulary)
    readings = [Reading(paper, found, find_links(found)) for paper, found in zip(papers, findings, strict=True)]
    return readings, tuple(ledger)


def know(
    harvest: Harvest, vocabulary: Vocabulary, *, least: float = 0.0, progress: Progress | None = None
) -> Knowledge:
    """Return what the papers of a harvest say; findings below the confidence ``least`` are left out."""
    readings, ledger = understand(harvest.papers, vocabulary, progress)
    readings = [_above(reading, least) for reading in readings]
    return Knowledge(
        papers=harvest.papers, readings=tuple(readings), claims=tuple(make_claims(readings)), ledger=ledger,
        rejections=harvest.rejections, duplicates=harvest.duplicates, inputs=harvest.inputs,
    )  # fmt: skip


def build(
    inputs: Sequence[Path | str],
    folder: Path,
    *,
    encoding: str | None = None,
    least: float = 0.0,
    progress: Progress | None = None,
) -> Built:
    """Read, understand, assemble, validate and write everything into ``folder``.

    Raises:
        MedkgError: an input cannot be read, the graph does not conform, or a file cannot be written.
    """
    vocabulary = load()
    harvest = read_papers(inputs, encoding=encoding)
    knowledge = know(harvest, vocabulary, least=least, progress=progress)
    graph = build_graph(knowledge, vocabulary)
    turtle = write_turtle(graph)
    report = validate_turtle(turtle, sample=SAMPLE if len(harvest.papers) > SAMPLE else None)
    if not report.conforms:
        raise GraphError(
            f"the graph does not conform to its shapes, so nothing was written:\n{render_violations(report)}"
        )
    files = {
        "annotations.jsonl": annotation_lines(list(knowledge.readings)),
        "graph.ttl": turtle,
        "report.md": render_report(knowledge),
    }
    for name, data in files.items():
        write_atomically(folder / name, data)
    written = [folder / name for name in files]
    store = read_graph(folder / "graph.ttl")
    for name, form in DRAWN.items():
        export(store, form, folder / name)
        written.append(folder / name)
    return Built(harvest, knowledge, tuple(written), graph.triple_count)


def _above(reading: Reading, least: float) -> Reading:
    if least <= 0:
        return reading
    findings = tuple(f for f in reading.findings if f.confidence >= least)
    return Reading(reading.paper, findings, find_links(findings))
