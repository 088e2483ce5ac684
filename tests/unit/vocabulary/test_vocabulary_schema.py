"""The closed namespace."""

import pytest

from medkg.errors import VocabularyError
from medkg.vocabulary.schema import predicate, roles, term


def test_predicate_of_kind_and_role() -> None:
    """Kind and role of a finding tell the predicate."""
    assert predicate("method", "proposed") == "medkg:proposesMethod"


def test_roles_of_a_kind_begin_with_the_strongest() -> None:
    """The roles of a kind are in order."""
    assert roles("dataset") == ("introduced", "used", "mentioned")


def test_unknown_kind_is_answered_with_the_kinds() -> None:
    """A kind that does not exist is answered with those that do."""
    with pytest.raises(VocabularyError, match="modality, task, dataset, method"):
        roles("organ")


def test_unknown_role_is_answered_with_the_roles() -> None:
    """A role that a kind does not have is answered with those it has."""
    with pytest.raises(VocabularyError, match="its roles are addressed, mentioned"):
        predicate("task", "used")


def test_term_is_checked() -> None:
    """A term is given in short, and a misspelt one is answered with near ones."""
    assert term("mentions") == term("medkg:mentions") == "medkg:mentions"
    with pytest.raises(VocabularyError, match="usesModality"):
        term("useModality")
