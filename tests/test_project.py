"""The project as others get it: a wheel that needs nothing of the checkout, a sample that is true, a Makefile."""

import os
import re
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Medkg

ROOT = Path(__file__).resolve().parent.parent
DRAWN_FROM_GRAPH = ("graph.ttl", "annotations.jsonl", "graph.html", "graph.graphml", "papers.csv", "report.md")


@pytest.fixture(scope="module")
def wheel(workshop: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a wheel that was built from the tree."""
    folder = tmp_path_factory.mktemp("wheel")
    call = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(workshop)]
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = folder.glob("medkg-*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an environment outside the checkout that holds the wheel.

    The libraries are those of this test run, by a path file; the files of such a path are not followed, so an
    editable installation of medkg in it is not seen.
    """
    folder = tmp_path_factory.mktemp("elsewhere") / "environment"
    venv.create(folder, with_pip=False, symlinks=True)
    (site,) = folder.glob("lib/python*/site-packages")
    (site / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    python = folder / "bin" / "python"
    call = [sys.executable, "-m", "pip", "--python", str(python), "install", "--no-deps", "--no-index", str(wheel)]
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def clean_environment() -> dict[str, str]:
    """Return the environment without paths to the checkout."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}


def test_the_wheel_builds_the_same_graph_elsewhere(installed: Path, workshop: Path, tmp_path: Path) -> None:
    """Ontology, rules, weights, recipes, page and seeds travel in the wheel: every output has the same bytes."""
    (package,) = installed.glob("lib/python*/site-packages/medkg")
    call = [str(installed / "bin" / "medkg"), "build", str(package / "seeds"), "-o", "outputs"]
    done = subprocess.run(
        call, cwd=tmp_path, env=clean_environment(), capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stderr
    different = [
        name
        for name in DRAWN_FROM_GRAPH
        if (tmp_path / "outputs" / name).read_bytes() != (workshop / "outputs" / name).read_bytes()
    ]
    assert different == []


def test_the_installed_program_is_the_wheels(installed: Path, tmp_path: Path) -> None:
    """What ran in the environment was the wheel, not the checkout beside it."""
    python = installed / "bin" / "python"
    code = "import medkg; print(medkg.__file__)"
    done = subprocess.run([python, "-c", code], cwd=tmp_path, env=clean_environment(), capture_output=True, text=True)  # noqa: PLW1510  # the output tells
    assert Path(done.stdout.strip()).is_relative_to(installed)


def test_the_wheel_holds_what_it_should_and_nothing_else(wheel: Path) -> None:
    """Package data and licence are in, tests and tools are out, and each file is there once."""
    names = zipfile.ZipFile(wheel).namelist()
    wanted = ("py.typed", "ontology/schema.ttl", "ontology/shapes.ttl", "ontology/vocabularies/methods.ttl",
              "seeds/iclr2026-medical-ai.txt", "link/weights.tsv", "extract/rules/cues.en.jsonl",
              "query/recipes/things.rq", "export/explorer/assets/vis-network.min.js")  # fmt: skip
    assert [name for name in wanted if f"medkg/{name}" not in names] == []
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert [name for name in names if not name.startswith(("medkg/", "medkg-"))] == []
    assert len(names) == len(set(names))


def test_the_committed_sample_is_what_the_program_makes(medkg: "Medkg", workshop: Path) -> None:
    """``make sample`` changes no byte; a change of what is read brings the changed sample along."""
    run = medkg("python tools/make_sample.py sample-again")
    assert run.status == 0, run.err
    made = {path.name: path.read_bytes() for path in (workshop / "sample-again").iterdir()}
    kept = {path.name: path.read_bytes() for path in (ROOT / "outputs" / "sample").iterdir()}
    assert sorted(made) == sorted(kept)
    assert [name for name in made if made[name] != kept[name]] == [], "run  make sample  and look at the difference"


def test_a_second_make_does_not_set_up_again(medkg: "Medkg") -> None:
    """The environment is made once: with its stamps in place ``make`` goes straight to the work."""
    assert medkg("make --dry-run graph").out.splitlines() == [".venv/bin/medkg build seeds -o outputs"]


def test_make_test_runs_every_check(medkg: "Medkg") -> None:
    """Style, form, types, layers and tests, each by the settings of the project."""
    plan = medkg("make --dry-run checks").out
    checks = ("ruff check", "ruff format --check", "mypy", "lint-imports", "pytest")
    assert [check for check in checks if f".venv/bin/{check}" not in plan] == []


def test_the_version_stands_in_one_place_only() -> None:
    """The package's version is the project's."""
    from medkg import __version__  # noqa: PLC0415  # the value under test

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == __version__


def test_decisions_are_numbered_pages_of_one_form() -> None:
    """Each decision is one page with context, decision and consequences, numbered without a gap."""
    pages = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert [int(page.name[:4]) for page in pages] == list(range(1, len(pages) + 1))
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert re.match(rf"# {int(page.name[:4])}\. \S", text)
        assert re.findall(r"^\*\*(\w+)\.\*\*", text, re.MULTILINE) == ["Context", "Decision", "Consequences"]


def test_links_between_the_pages_lead_somewhere() -> None:
    """Every relative link of a Markdown page names a file or folder that is there."""
    pages = [
        *ROOT.glob("*.md"),
        *(ROOT / "docs").rglob("*.md"),
        *(ROOT / "outputs").glob("*.md"),
        ROOT / "seeds" / "README.md",
    ]
    dead = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in pages
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]
    assert dead == []
