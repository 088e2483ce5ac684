"""The command line as a whole: help, exit status, who is loaded when, pipes."""

import re
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from medkg.cli import VERBS, main

if TYPE_CHECKING:
    from tests.conftest import Medkg

HEAVY = ("spacy", "rdflib", "pyoxigraph", "pyshacl", "networkx", "pyvis", "numpy", "lxml", "jinja2")
LIGHT_CALLS = (
    "medkg recipes",
    "medkg formats",
    "medkg query --recipe topics",
    "medkg explain outputs/graph.ttl ECG",
    "medkg export outputs/graph.ttl ntriples -o light.nt",
    "medkg validate outputs/graph.ttl",
)
EXAMPLE = re.compile(r"^  (?:Example|For example|Start here):\s+(\S.*)\Z", re.MULTILINE | re.DOTALL)


def help_of(verb: str, capsys: pytest.CaptureFixture[str]) -> str:
    """Return the help text of a verb, of the program where the verb is empty."""
    with pytest.raises(SystemExit) as caught:
        main([*verb.split(), "--help"])
    assert caught.value.code == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("verb", ["", *VERBS])
def test_help_ends_with_a_call_that_works_as_printed(
    verb: str, capsys: pytest.CaptureFixture[str], medkg: "Medkg"
) -> None:
    """The last line of every help text is one line that can be pasted and runs."""
    example = EXAMPLE.search(help_of(verb, capsys).rstrip("\n"))
    assert example is not None
    assert "\n" not in example[1]
    assert example[1].startswith(f"medkg {verb}")
    run = medkg(example[1])
    assert (run.status, bool(run.out)) == (0, True), run.err


@pytest.mark.parametrize("verb", ["", *VERBS])
def test_help_loads_no_heavy_library(verb: str) -> None:
    """Help answers at once because it imports the command-line library alone."""
    code = f"import sys; from medkg.cli import main\ntry: main({[*verb.split(), '--help']!r})\nfinally: print(*sys.modules, file=sys.stderr)"
    began = time.monotonic()
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    took = time.monotonic() - began
    assert sorted(set(HEAVY) & set(run.stderr.split())) == []
    assert took < 3, "ten times the 0.3 s that help takes on a quiet machine"


@pytest.mark.parametrize("call", LIGHT_CALLS)
def test_verbs_about_a_graph_never_load_spacy(call: str, medkg: "Medkg") -> None:
    """Asking, exporting, checking and explaining do not pay for what only reading needs."""
    program, arguments = call.split(maxsplit=1)
    assert program == "medkg"
    run = medkg(f"python -X importtime -m medkg {arguments}")
    assert run.status == 0, run.err
    assert [line for line in run.err.splitlines() if re.search(r"\|\s+(spacy|thinc)\b", line)] == []


def test_every_verb_of_the_table_has_a_module_and_every_module_a_verb() -> None:
    """A verb is one module that bears its name."""
    folder = Path(sys.modules["medkg.cli"].__file__ or "").parent
    holding = {path.stem for path in folder.glob("*.py") if "\ndef command(" in path.read_text(encoding="utf-8")}
    assert holding == set(VERBS)


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """``medkg --version`` names the program and its version."""
    from medkg import __version__  # noqa: PLC0415  # the value under test

    with pytest.raises(SystemExit) as caught:
        main(["--version"])
    assert caught.value.code == 0
    assert __version__ in capsys.readouterr().out


@pytest.mark.parametrize(
    "call",
    [
        ["frobnicate"],
        ["build"],
        ["build", "seeds", "--min-confidence", "3"],
        ["extract", "seeds", "--output"],
        ["evaluate", "only-gold.jsonl"],
        ["export", "graph.ttl"],
        ["query"],
        ["query", "--recipe", "topics", "--format", "parchment"],
        ["validate", "graph.ttl", "--sample", "0"],
    ],
)
def test_a_wrong_call_is_2(call: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """A wrong call says what is wrong, on standard error."""
    with pytest.raises(SystemExit) as caught:
        main(call)
    told = capsys.readouterr()
    assert caught.value.code == 2
    assert told.out == ""
    assert "Error: " in told.err
    assert "Traceback" not in told.err


@pytest.mark.parametrize(
    ("call", "names"),
    [
        (["build", "nowhere.txt"], ["nowhere.txt"]),
        (["extract", "nowhere.jsonl"], ["nowhere.jsonl"]),
        (["evaluate", "nowhere.gold.jsonl", "nowhere.jsonl"], ["nowhere.gold.jsonl"]),
        (["query", "nowhere.ttl", "ASK {}"], ["nowhere.ttl"]),
        (["query", "--recipe", "no-such-question"], ["no-such-question", "medkg recipes"]),
        (["recipes", "no-such-question"], ["no-such-question", "medkg recipes"]),
        (["export", "nowhere.ttl", "turtle"], ["nowhere.ttl"]),
        (["export", "nowhere.ttl", "parchment"], ["parchment", "graphml"]),
        (["validate", "nowhere.ttl"], ["nowhere.ttl"]),
        (["explain", "nowhere.ttl", "ECG"], ["nowhere.ttl"]),
    ],
)
def test_a_known_problem_is_1_and_one_sentence(
    call: list[str],
    names: list[str],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    """A known problem is one plain line that names what is at fault, and the names that exist."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as caught:
        main(call)
    told = capsys.readouterr()
    assert caught.value.code == 1
    assert told.out == ""
    assert told.err.startswith("medkg: ")
    assert told.err.count("\n") == 1
    assert [name for name in names if name not in told.err] == []
    assert "[Errno" not in told.err


@pytest.mark.parametrize(
    "call", ["medkg recipes", "medkg formats", "medkg export outputs/graph.ttl ntriples", "medkg extract seeds"]
)
def test_a_closed_pipe_is_no_fault(call: str, medkg: "Medkg") -> None:
    """Who reads one line and leaves, or nothing at all, sees no complaint."""
    for reader in ("head -n 1", "true"):
        run = medkg(f"{{ {call}; echo $? >&3; }} 3>status | {reader}; cat status >&2")
        assert run.err.splitlines()[-1] == "0", run.err
        assert "Error" not in run.err
        assert "Traceback" not in run.err


def test_the_module_is_the_program(medkg: "Medkg") -> None:
    """``python -m medkg`` is ``medkg``."""
    assert medkg("python -m medkg --help").out == medkg("medkg --help").out
