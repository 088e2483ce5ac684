"""What docs/exports.md says is so."""

from pathlib import Path

import pytest

from medkg.export import EXPORTERS
from medkg.export.network import EDGE_COLUMNS, NODE_COLUMNS

DOCS = Path(__file__).resolve().parents[3] / "docs" / "exports.md"


@pytest.mark.parametrize("name", [exporter.name for exporter in EXPORTERS])
def test_every_format_stands_in_the_table(name: str) -> None:
    """A new exporter needs its line in the documentation."""
    assert f"| `{name}` |" in DOCS.read_text(encoding="utf-8")


@pytest.mark.parametrize("column", [*NODE_COLUMNS, *EDGE_COLUMNS])
def test_every_attribute_is_told(column: str) -> None:
    """A new attribute of nodes or edges needs its word in the documentation."""
    assert f"`{column}`" in DOCS.read_text(encoding="utf-8")
