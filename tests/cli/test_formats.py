import json
import subprocess
import sys
from pathlib import Path

import pytest

import medkg
from medkg.cli import main
from medkg.cli.formats import EXTRACTORS
from medkg.export import EXPORTERS


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Return the standard output of a call that succeeds."""
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert not caught.value.code
    return capsys.readouterr().out


def test_all_formats_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    """Readers, exporters and extractors stand each with a line and the package it comes from."""
    lines = run(capsys, "formats").splitlines()
    assert [line for line in lines if not line.startswith(" ")] == ["readers", "exporters", "extractors"]
    assert all(line.endswith("[medkg]") for line in lines if line.startswith(" "))
    assert sum(
        line.split()[0] in {exporter.name for exporter in EXPORTERS} for line in lines if line.startswith(" ")
    ) >= len(EXPORTERS)


def test_formats_are_listed_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    """JSON says of each what it is."""
    rows = json.loads(run(capsys, "formats", "--format", "json"))
    assert {row["part"] for row in rows} == {"reader", "exporter", "extractor"}
    assert all(row["name"] and row["description"] and row["package"] == "medkg" for row in rows)


@pytest.mark.parametrize("name", EXTRACTORS)
def test_every_extractor_of_the_list_is_there(name: str) -> None:
    """The list names modules that exist."""
    assert (Path(medkg.__file__).parent / "extract" / f"{name}.py").is_file()


def test_listing_does_not_load_spacy() -> None:
    """The list is there at once."""
    code = (
        "import sys\nfrom medkg.cli import main\ntry: main(['formats'])\nexcept SystemExit: pass\n"
        "print('spacy' in sys.modules, file=sys.stderr)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stderr == "False\n"
