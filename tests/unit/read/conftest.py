"""What the tests of the readers share."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from medkg.model import Harvest
from medkg.read import read_papers
from medkg.read.readers import plug_ins

SHARED = Path(__file__).resolve().parents[4] / "shared"

Read = Callable[..., Harvest]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Return a function that writes a file of this name and reads it."""

    def write_and_read(name: str, content: str | bytes, *, encoding: str | None = None) -> Harvest:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_papers([path], encoding=encoding)

    return write_and_read


@pytest.fixture
def shared() -> Path:
    """Return the folder of shared inputs, or skip the test."""
    if not SHARED.is_dir():
        pytest.skip("the shared inputs are not beside this checkout")
    return SHARED


@pytest.fixture
def fresh_plug_ins() -> Iterator[None]:
    """Forget the plug-ins that were loaded, before and after."""
    plug_ins.cache_clear()
    yield
    plug_ins.cache_clear()
