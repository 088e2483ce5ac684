"""List what papers name often and no vocabulary knows: ``python tools/list_new_names.py PAPERS… [--least N]``.

Prints, tab-separated and the most frequent first: kind, number of papers, the name, its other names. Each is a
candidate for a row of ``tools/add_terms.py``, or for its ``--refuse``.
"""

import argparse
from collections import Counter
from pathlib import Path

from medkg.model import Entity
from medkg.pipeline import understand
from medkg.read import read_papers
from medkg.vocabulary import load


def new_names(paths: list[Path], least: int) -> list[tuple[Entity, int]]:
    """Return the things that at least so many of these papers name and no vocabulary knows, the most frequent first."""
    readings, _ = understand(read_papers(paths).papers, load())
    counts = Counter(f.entity for reading in readings for f in reading.findings if not f.entity.is_known)
    rows = [(entity, count) for entity, count in counts.items() if count >= least]
    return sorted(rows, key=lambda row: (-row[1], row[0].kind, row[0].label.casefold()))


def main() -> None:
    """Read the arguments and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("papers", nargs="+", type=Path, help="files that medkg reads")
    parser.add_argument("--least", type=int, default=3, help="papers that must name a thing (default: 3)")
    args = parser.parse_args()
    for entity, count in new_names(args.papers, args.least):
        others = " | ".join(name for name, _ in entity.labels if name != entity.label)
        print(entity.kind, count, entity.label, others, sep="\t")


if __name__ == "__main__":
    main()
