"""Python's view of the ontology: files, the closed namespace, concepts and their labels."""

from medkg.vocabulary.concepts import Vocabulary, load
from medkg.vocabulary.files import ontology_folder
from medkg.vocabulary.names import fold

__all__ = ["Vocabulary", "fold", "load", "ontology_folder"]
