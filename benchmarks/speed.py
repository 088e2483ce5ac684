"""What takes how long: ``python benchmarks/speed.py [INPUT...] [--repeat N]``, default the bundled papers.

Reading is told as a multiple of what spaCy's own tokenizer takes for the same texts, since that ratio hardly depends
on the machine; every figure is the best of several runs in one process. Nothing here is a test.
"""

import argparse
import itertools
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib import metadata
from pathlib import Path

import spacy

from medkg.assemble import build_graph, write_turtle
from medkg.export import render
from medkg.extract import Extractor
from medkg.graphs import read_graph
from medkg.link import known_from
from medkg.model import Knowledge
from medkg.pipeline import know, read_all
from medkg.read import read_papers
from medkg.validate import validate_turtle
from medkg.vocabulary import load

ROOT = Path(__file__).resolve().parent.parent
ENOUGH = 1000  # texts are repeated up to this number, so that a run takes long enough to be timed


def best(call: Callable[[], object], repeat: int) -> float:
    """Return the seconds of the fastest of several calls."""
    times = []
    for _ in range(repeat):
        began = time.perf_counter()
        call()
        times.append(time.perf_counter() - began)
    return min(times)


def measure(inputs: list[str], repeat: int) -> Iterator[tuple[str, float, str]]:
    """Yield name, seconds and what the figure means."""
    began = time.perf_counter()
    vocabulary = load()
    yield "load the vocabularies", time.perf_counter() - began, f"{len(vocabulary.concepts)} concepts, once a run"
    began = time.perf_counter()
    extractor, known = Extractor(vocabulary.concepts), known_from(vocabulary)
    yield "make the extractor", time.perf_counter() - began, "once a run"

    harvest = read_papers(inputs)
    papers = list(itertools.islice(itertools.cycle(harvest.papers), max(ENOUGH, len(harvest.papers))))
    texts = [paper.text for paper in papers]
    blank = spacy.blank("en")
    floor = best(lambda: [len(doc) for doc in blank.pipe(texts)], repeat)
    yield "tokenise with spaCy", floor, f"1.00 × ({len(texts) / floor:.0f} papers/s)"
    took = best(lambda: list(extractor.extract_all(papers)), repeat)
    yield "find candidates", took, f"{took / floor:.2f} × ({len(texts) / took:.0f} papers/s)"
    whole = best(lambda: read_all(papers, extractor, known, vocabulary), repeat)
    yield "extract, the whole way", whole, f"{whole / floor:.2f} × ({len(texts) / whole:.0f} papers/s)"

    yield from measure_graph(know(harvest, vocabulary), repeat)


def measure_graph(knowledge: Knowledge, repeat: int) -> Iterator[tuple[str, float, str]]:
    """Yield the figures of everything after reading."""
    vocabulary = load()
    took = best(lambda: write_turtle(build_graph(knowledge, vocabulary)), repeat)
    turtle = write_turtle(build_graph(knowledge, vocabulary))
    papers = len(knowledge.papers)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "graph.ttl"
        path.write_bytes(turtle)
        store = read_graph(path)
        yield "assemble and write", took, f"{len(store)} triples, {papers} papers, {len(store) / took:.0f} triples/s"
        yield "validate", best(lambda: validate_turtle(turtle), 1), "shapes and queries, all papers"
        yield "load a saved graph", best(lambda: read_graph(path), repeat), f"{len(turtle) / 1e6:.1f} MB of Turtle"
    took = best(lambda: render(store, "html"), repeat)
    yield "draw the page", took, f"{len(render(store, 'html')) / 1e6:.1f} MB"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inputs", nargs="*", default=[str(ROOT / "seeds")])
    parser.add_argument("--repeat", type=int, default=3)
    options = parser.parse_args()
    version = ".".join(map(str, sys.version_info[:3]))
    print(f"Python {version}, spaCy {metadata.version('spacy')}, best of {options.repeat}\n")
    print("| what | seconds | |\n| --- | ---: | --- |")
    for name, seconds, meaning in measure(options.inputs, options.repeat):
        print(f"| {name} | {seconds:.3f} | {meaning} |", flush=True)


if __name__ == "__main__":
    main()
