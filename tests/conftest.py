"""A copy of the project in which the program is run as a user runs it, and calls of the command line."""

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent
COPIED = ("src", "ontology", "seeds", "tools", "benchmarks", "tests/fixtures")
FILES = ("Makefile", "pyproject.toml", "README.md", "CHANGELOG.md", "LICENSE")


@dataclass(frozen=True, slots=True)
class Run:
    """What a call gave."""

    status: int
    out: str
    err: str


Medkg = Callable[..., Run]


@pytest.fixture(scope="session")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the project whose ``.venv`` runs that copy, and in which ``make graph`` was run."""
    folder = _copy_project(tmp_path_factory.mktemp("workshop"))
    made = _caller(folder)("make graph")
    assert made.status == 0, made.err
    return folder


@pytest.fixture
def medkg(workshop: Path) -> Medkg:
    """Return a function that runs a line of shell in the workshop, where ``medkg`` is the copy's."""
    return _caller(workshop)


@pytest.fixture(scope="session")
def spoilable(tmp_path_factory: pytest.TempPathFactory) -> Medkg:
    """Return such a function for a copy of its own, as fresh as a clone, whose sources a test may change."""
    return _caller(_copy_project(tmp_path_factory.mktemp("spoilable")))


@pytest.fixture(scope="session")
def load_tool() -> Callable[[str], ModuleType]:
    """Return a function that returns a program of ``tools`` as a module."""

    def load(name: str) -> ModuleType:
        spec = importlib.util.spec_from_file_location(f"{name}_tool", ROOT / "tools" / f"{name}.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[spec.name] = module  # dataclasses look their module up while the module is being made
        spec.loader.exec_module(module)
        return module

    return load


@pytest.fixture
def record() -> str:
    """Return a paper as a line of JSON."""
    return (
        '{"id": "p1", "title": "PulseNet for ECG", "abstract": "We propose PulseNet, a network for ECG. '
        'PulseNet finds atrial fibrillation."}\n'
    )


def _caller(folder: Path) -> Medkg:
    """Return a function that runs a line of shell in a copy of the project."""
    environment = _environment()
    environment["PATH"] = f"{folder / '.venv' / 'bin'}{os.pathsep}{environment['PATH']}"

    def call(line: str, stdin: str = "") -> Run:
        done = subprocess.run(
            ["bash", "-c", line], cwd=folder, env=environment, input=stdin.encode(),
            capture_output=True, check=False, timeout=300,
        )  # fmt: skip
        return Run(done.returncode, done.stdout.decode(), done.stderr.decode())

    return call


def _copy_project(folder: Path) -> Path:
    """Copy what the program and its tools need, and make an environment for it."""
    for name in COPIED:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in FILES:
        shutil.copy(ROOT / name, folder / name)
    _make_environment(folder)
    return folder


def _make_environment(folder: Path) -> None:
    """Write what ``make`` would have installed: programs that use the libraries of this test run."""
    programs = folder / ".venv" / "bin"
    programs.mkdir(parents=True)
    start = f'#!/bin/sh\nPYTHONPATH="{folder / "src"}" exec "{sys.executable}" '
    for name, rest in {"medkg": '-m medkg "$@"', "python": '"$@"'}.items():
        (programs / name).write_text(f"{start}{rest}\n", encoding="utf-8")
        (programs / name).chmod(0o755)
    (programs / "activate").write_text(f'PATH="{programs}:$PATH"\n', encoding="utf-8")
    for stamp in ("stamp-made", "stamp-plain", "stamp-dev"):
        (folder / ".venv" / stamp).touch()


def _environment() -> dict[str, str]:
    """Return the environment of a user: UTF-8, and nothing of this test run or of a ``make`` around it."""
    taken = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "MAKE", "MFLAGS"))}
    return {**taken, "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"}
