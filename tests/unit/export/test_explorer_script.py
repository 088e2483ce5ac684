import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
ASSETS = ROOT / "src" / "medkg" / "export" / "explorer" / "assets"


def test_the_built_script_matches_its_sources() -> None:
    """Whoever changes a module and forgets to join them is told."""
    run = subprocess.run(
        [sys.executable, ROOT / "tools" / "bundle_explorer.py", "--check"], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr


def test_the_vendored_library_is_the_published_one() -> None:
    """vis-network 10.1.5, without the last line that names a source map, and with its licence beside it."""
    script = (ASSETS / "vis-network.min.js").read_bytes()
    assert hashlib.sha256(script).hexdigest() == "af323cf36a669fbcf5a265070b4ca2c5deb7293b5e6b19c9d6ef486fdd720828"
    assert "MIT" in (ASSETS / "vis-network.LICENSE-MIT.txt").read_text(encoding="utf-8")


def test_the_logic_of_the_page() -> None:
    """The script's own tests pass: text, filters, matrix, network, search, state, what is taken along."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed, and it runs the tests of the page's script")
    tests = sorted(str(path) for path in (Path(__file__).parent / "explorer").glob("*.test.mjs"))
    run = subprocess.run([node, "--test", *tests], capture_output=True, text=True, check=False, timeout=120)
    assert run.returncode == 0, run.stdout[-4000:]
