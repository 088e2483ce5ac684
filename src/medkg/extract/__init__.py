"""Papers → mentions: the only place that knows spaCy."""

from medkg.extract.nlp import Extractor

__all__ = ["Extractor"]
