"""Where the ontology lies: beside the package in a wheel, at the top of the repository in a checkout."""

from pathlib import Path

from medkg.errors import VocabularyError

_PACKAGE = Path(__file__).resolve().parent.parent


def ontology_folder() -> Path:
    """Return the folder that holds ``schema.ttl``, ``shapes.ttl`` and ``vocabularies/``.

    Raises:
        VocabularyError: the installation is incomplete.
    """
    for folder in (_PACKAGE / "ontology", _PACKAGE.parent.parent / "ontology"):
        if (folder / "schema.ttl").is_file():
            return folder
    raise VocabularyError(f"the ontology is missing beside {_PACKAGE}; install medkg again")
