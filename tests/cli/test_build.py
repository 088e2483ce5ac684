"""``medkg build``."""

import hashlib
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.conftest import Medkg

FILES = ["annotations.jsonl", "graph.graphml", "graph.html", "graph.ttl", "papers.csv", "report.md"]


def digests(folder: Path) -> dict[str, str]:
    """Return the digest of every file."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


def test_the_seeds_give_every_output(workshop: Path) -> None:
    """``make graph`` writes the annotations, the graph, the page, the network, the table and the report."""
    assert sorted(path.name for path in (workshop / "outputs").iterdir() if path.name in FILES) == FILES
    annotations = (workshop / "outputs" / "annotations.jsonl").read_text(encoding="utf-8")
    assert len(annotations.splitlines()) == 54


def test_the_same_input_gives_the_same_bytes(medkg: "Medkg", workshop: Path) -> None:
    """Neither the hash seed nor the clock nor the folder changes a byte of any output."""
    for seed in ("1", "2"):
        run = medkg(f"PYTHONHASHSEED={seed} TZ=Asia/Tokyo medkg build seeds -o again-{seed}")
        assert run.status == 0, run.err
    first = digests(workshop / "again-1")
    assert first == digests(workshop / "again-2")
    assert first == {name: digest for name, digest in digests(workshop / "outputs").items() if name in FILES}


def test_files_on_standard_output_and_talk_on_standard_error(medkg: "Medkg", record: str) -> None:
    """The names of the files are data; the account of the records is talk; a bad record never stops the rest."""
    run = medkg("medkg build - -o from-stdin", stdin=record + "{broken\n" + record)
    assert run.status == 0
    assert sorted(run.out.split()) == [f"from-stdin/{name}" for name in FILES]
    assert "3 records: 1 taken, 1 duplicate, 1 rejected" in run.err
    assert "stdin:2" in run.err


def test_an_output_that_cannot_be_written_is_named(medkg: "Medkg", workshop: Path, record: str) -> None:
    """A file where the folder should be is a wrong call; a folder below a file is a known problem."""
    (workshop / "occupied").write_text("", encoding="utf-8")
    taken = medkg("medkg build - -o occupied", stdin=record)
    below = medkg("medkg build - -o occupied/below", stdin=record)
    assert (taken.status, below.status) == (2, 1)
    assert "occupied" in taken.err
    assert below.err.splitlines()[-1].startswith("medkg: occupied/below/")


def test_what_is_less_sure_is_left_out(medkg: "Medkg", workshop: Path) -> None:
    """A higher bound of confidence gives a smaller graph, and it still conforms."""
    run = medkg("medkg build seeds -o sure --min-confidence 0.9 && medkg validate sure/graph.ttl")
    assert run.status == 0, run.err
    assert (workshop / "sure" / "graph.ttl").stat().st_size < (workshop / "outputs" / "graph.ttl").stat().st_size


def test_a_failed_build_leaves_what_was_there(medkg: "Medkg", workshop: Path) -> None:
    """When nothing can be read, earlier outputs stay as they are."""
    shutil.copytree(
        workshop / "again-1" if (workshop / "again-1").is_dir() else workshop / "outputs", workshop / "kept"
    )
    before = digests(workshop / "kept")
    assert medkg("medkg build nowhere.txt -o kept").status == 1
    assert digests(workshop / "kept") == before
