"""The small lexicon of words that bound a name."""

import functools
import re
from collections.abc import Iterator
from enum import IntEnum
from importlib.resources import files

from medkg.vocabulary.folding import fold_word


class WordClass(IntEnum):
    """What a word may do inside a name."""

    OPEN = 0
    """May stand inside a name."""
    EVALUATIVE = 1
    """Praises or qualifies; comes off the left edge of a name."""
    FUNCTION = 2
    """Ends a name."""
    VERB = 3
    """A verb of academic prose; ends a name."""


def _inflections(verb: str) -> set[str]:
    """Return the forms of a regular English verb."""
    if verb.endswith("e"):
        return {verb, verb + "s", verb + "d", verb[:-1] + "ing"}
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return {verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"}
    if verb.endswith(("s", "x", "z", "ch", "sh")):
        return {verb, verb + "es", verb + "ed", verb + "ing"}
    forms = {verb, verb + "s", verb + "ed", verb + "ing"}
    if re.search(r"[^aeiou][aeiou][bdgklmnprt]$", verb):
        forms |= {verb + verb[-1] + "ed", verb + verb[-1] + "ing"}
    return forms


@functools.cache
def word_classes() -> dict[str, WordClass]:
    """Return the class of every word of ``rules/lexicon.tsv``, in lower case; other words are open."""
    classes: dict[str, WordClass] = {}
    text = (files("medkg.extract") / "rules" / "lexicon.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.startswith("#") or not line.strip():
            continue
        name, words = line.split("\t")
        for entry in words.split():
            if name == "form":
                classes.setdefault(entry, WordClass.VERB)
            elif name == "verb":
                for form, word_class in _verb_forms(entry):
                    classes.setdefault(form, word_class)
            elif not entry.endswith("?"):
                classes[entry] = WordClass[name.upper()]
    return classes


def _verb_forms(entry: str) -> Iterator[tuple[str, WordClass]]:
    """Yield the forms of a verb with their class; of one that is also a noun (``test?``) the participle qualifies."""
    for form in sorted(_inflections(entry.rstrip("?"))):
        if not entry.endswith("?"):
            yield form, WordClass.VERB
        elif form.endswith("ed"):
            yield form, WordClass.EVALUATIVE


def class_of(word: str) -> WordClass:
    """Return the class of a word in any case; ``-ly`` adverbs are function words, a word in capitals is no verb."""
    lower = word.lower()
    found = word_classes().get(lower)
    if found == WordClass.VERB and word.isupper():
        return WordClass.OPEN
    if found is not None:
        return found
    if (
        lower.endswith("ly")
        and len(lower) > len("only")
        and lower not in {"anomaly", "assembly", "family", "early", "poly", "butterfly", "homopoly"}
    ):
        return WordClass.FUNCTION
    return WordClass.OPEN


__all__ = ["WordClass", "class_of", "fold_word", "word_classes"]
