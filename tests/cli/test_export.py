import io
import zipfile
from pathlib import Path

import pytest

from medkg.cli import main
from medkg.export import EXPORTERS, render
from medkg.graphs import read_graph

SMALL = Path(__file__).resolve().parents[1] / "fixtures" / "small.ttl"


def run(capsysbinary: pytest.CaptureFixture[bytes], *arguments: str) -> tuple[int, bytes, str]:
    """Return exit status, standard output and standard error of a call."""
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    out, err = capsysbinary.readouterr()
    return int(caught.value.code or 0), out, err.decode()


@pytest.mark.parametrize("name", [exporter.name for exporter in EXPORTERS])
def test_every_format_comes_on_standard_output(capsysbinary: pytest.CaptureFixture[bytes], name: str) -> None:
    """Without -o the bytes of the file come out and nothing else; several files come as one archive."""
    status, out, err = run(capsysbinary, "export", str(SMALL), name)
    made = render(read_graph(SMALL), name)
    assert (status, err) == (0, "")
    if isinstance(made, bytes):
        assert out == made
    else:
        with zipfile.ZipFile(io.BytesIO(out)) as archive:
            assert {part: archive.read(part) for part in archive.namelist()} == dict(made)


def test_a_file_is_written_where_it_is_wanted(capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path) -> None:
    """With -o the file is written and named."""
    target = tmp_path / "graph.graphml"
    assert run(capsysbinary, "export", str(SMALL), "graphml", "-o", str(target)) == (0, f"{target}\n".encode(), "")
    assert target.read_bytes().startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n<graphml')


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("nowhere.ttl", "gexf"), "medkg: nowhere.ttl: no such file"),
        ((str(SMALL), "gefx"), "medkg: there is no format 'gefx'; perhaps gexf; there are turtle,"),
        ((str(SMALL), "gexf", "-o", f"{SMALL}/x/y.gexf"), "y.gexf: could not be written: "),
    ],
)
def test_a_known_problem_is_one_sentence(
    capsysbinary: pytest.CaptureFixture[bytes], arguments: tuple[str, ...], reason: str
) -> None:
    """Exit status 1, nothing on standard output, one line on standard error."""
    status, out, err = run(capsysbinary, "export", *arguments)
    assert (status, out) == (1, b"")
    assert reason in err
    assert err.count("\n") == 1


def test_a_wrong_call_is_told_as_one(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """A format is needed."""
    status, _, err = run(capsysbinary, "export", str(SMALL))
    assert status == 2
    assert "Usage: medkg export" in err
