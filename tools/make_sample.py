"""Remake the committed sample: ``python tools/make_sample.py [FOLDER]``, default ``outputs/sample``.

The sample is what ``medkg build`` makes of the last records of the bundled listing (among them a record whose title
and abstract do not belong together, and two digests in Chinese), without the files that are drawn from its graph.
Make it again after every change of what is read; its difference shows what the change did.
"""

import sys
import tempfile
from pathlib import Path

from medkg.files import write_atomically
from medkg.pipeline import build

ROOT = Path(__file__).resolve().parent.parent
LISTING = ROOT / "seeds" / "iclr2026-medical-ai.txt"
LINES = 24  # two lines a record
FILES = ("annotations.jsonl", "graph.ttl", "papers.csv", "report.md")


def make_sample(folder: Path) -> None:
    """Write the sample's files into this folder."""
    with tempfile.TemporaryDirectory() as name:
        records = Path(name) / LISTING.name
        records.write_bytes(b"".join(LISTING.read_bytes().splitlines(keepends=True)[-LINES:]))
        build([records], Path(name))
        for file in FILES:
            write_atomically(folder / file, (Path(name) / file).read_bytes())


if __name__ == "__main__":
    make_sample(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "outputs" / "sample")
