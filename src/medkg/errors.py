"""Everything that medkg raises on purpose.

MedkgError
├── InputError        a file of papers that cannot be read at all
├── VocabularyError   the ontology or a vocabulary contradicts itself
├── RuleError         a rule file that does not say what it must
├── GraphError        a graph file that is missing, unreadable or not ours
├── QueryError        a query or recipe that cannot be run as given
└── OutputError       a file that could not be written
"""


class MedkgError(Exception):
    """A known problem, told in one plain sentence that names the place and the way out."""


class InputError(MedkgError):
    """A file of papers could not be read at all."""


class VocabularyError(MedkgError):
    """The ontology or a vocabulary contradicts itself."""


class RuleError(MedkgError):
    """A rule file does not say what it must."""


class GraphError(MedkgError):
    """A graph file is missing, unreadable or does not hold what was asked for."""


class QueryError(MedkgError):
    """A query or a recipe cannot be run as given."""


class OutputError(MedkgError):
    """An output could not be written; what was there before is untouched."""
