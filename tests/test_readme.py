"""The README promises nothing that does not work."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from medkg.cli import VERBS

if TYPE_CHECKING:
    from tests.conftest import Medkg

README = (Path(__file__).resolve().parent.parent / "README.md").read_text(encoding="utf-8")
OF_THIS_RUN = {"make test"}
"""What the README names and a test cannot run, because it would run itself."""


def commands() -> list[str]:
    """Return every command of the console blocks, in order; lines that begin with blanks continue one."""
    blocks = re.findall(r"^ *```console\n(.*?)^ *```", README, re.MULTILINE | re.DOTALL)
    found = []
    for block in blocks:
        found += [
            re.sub(r"\s+#.*", "", part).strip()
            for part in re.split(r"^ *\$ ", block, flags=re.MULTILINE)
            if part.strip()
        ]
    return found


@pytest.mark.parametrize("command", [command for command in commands() if command not in OF_THIS_RUN])
def test_every_command_runs(command: str, spoilable: "Medkg") -> None:
    """A command of the README, pasted into a checkout after those before it, does something and succeeds."""
    run = spoilable(command)
    assert run.status == 0, run.err
    assert "Traceback" not in run.err


def test_questions_of_the_readme_have_answers(medkg: "Medkg") -> None:
    """A question that is shown has at least one row on the graph of the seeds."""
    questions = [command for command in commands() if command.startswith("medkg query")]
    assert len(questions) >= 3
    assert [question for question in questions if len(medkg(question).out.splitlines()) < 3] == []


def test_every_verb_is_mentioned() -> None:
    """Whoever reads the README knows which verbs there are."""
    assert [verb for verb in VERBS if f"`{verb}`" not in README and f"`medkg {verb}`" not in README] == []


def test_every_format_is_mentioned(medkg: "Medkg") -> None:
    """The table of formats names the files of every reader and exporter."""
    assert medkg("medkg formats").status == 0
    words = ("JSON Lines", "CSV", "TSV", "RIS", "MEDLINE", "Turtle", "N-Triples", "N-Quads", "JSON-LD", "RDF/XML",
             "GraphML", "GEXF", "Cytoscape", "VOSviewer", "Neo4j")  # fmt: skip
    assert [word for word in words if word not in README] == []


def test_make_test_is_named_and_there() -> None:
    """What is not run here is named in the README all the same."""
    assert set(commands()) >= OF_THIS_RUN | {"make graph"}
