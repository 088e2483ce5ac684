"""Where the ontology lies."""

from pathlib import Path

import pytest

from medkg.errors import VocabularyError
from medkg.vocabulary import files


def test_checkout_has_its_ontology() -> None:
    """The folder that is found holds the schema, the shapes and the vocabularies."""
    folder = files.ontology_folder()
    assert {"schema.ttl", "shapes.ttl", "vocabularies", "mappings.sssom.tsv"} <= {p.name for p in folder.iterdir()}


def test_incomplete_installation_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without an ontology there is one sentence with the way out."""
    monkeypatch.setattr(files, "_PACKAGE", tmp_path / "a" / "medkg")
    with pytest.raises(VocabularyError, match="install medkg again"):
        files.ontology_folder()
