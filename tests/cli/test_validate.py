from pathlib import Path

import pytest

from medkg.cli import main

TESTS = Path(__file__).resolve().parents[1]


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Return exit status, standard output and standard error of a call."""
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    out, err = capsys.readouterr()
    return int(caught.value.code or 0), out, err


def test_good_graph_ends_with_0(capsys: pytest.CaptureFixture[str]) -> None:
    """A graph that conforms has one sentence and exit status 0."""
    assert run(capsys, "validate", str(TESTS / "fixtures" / "small.ttl")) == (
        0,
        "The graph conforms (8 papers, 2573 triples).\n",
        "",
    )


def test_faulty_graph_ends_with_1(capsys: pytest.CaptureFixture[str]) -> None:
    """A graph that does not conform has its report on standard output and exit status 1."""
    status, out, err = run(capsys, "validate", str(TESTS / "ontology" / "invalid" / "paper-without-title.ttl"))
    assert (status, err) == (1, "")
    assert "a paper has one title that is not empty [PaperTitle] (1)\n  <https://example.org/paper>" in out


def test_missing_graph_ends_with_1(capsys: pytest.CaptureFixture[str]) -> None:
    """A file that is not there is one sentence on standard error."""
    status, out, err = run(capsys, "validate", "nowhere.ttl")
    assert (status, out) == (1, "")
    assert err.startswith("medkg: nowhere.ttl: no such file")


def test_sample_of_nothing_is_a_wrong_call(capsys: pytest.CaptureFixture[str]) -> None:
    """A sample of no paper is refused before anything is read."""
    assert run(capsys, "validate", "nowhere.ttl", "--sample", "0")[0] == 2
