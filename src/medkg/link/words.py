"""Words: nouns that wrap a name, heads that mean the same, words that say nothing, and how rare a word is."""

import functools
import re
from collections.abc import Mapping
from importlib.resources import files

from medkg.errors import RuleError
from medkg.vocabulary.folding import fold_word

_WORD = re.compile(r"[^\W_]+")


@functools.lru_cache(maxsize=50_000)
def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text, folded, in their order."""
    return tuple(fold_word(word) for word in _WORD.findall(text))


def content_words(text: str) -> list[str]:
    """Return the words of a text in small letters, without those that only hold a sentence together."""
    small = _table()["function"]
    return [word for word in _WORD.findall(text.lower()) if word not in small]


@functools.cache
def rarity() -> Mapping[str, float]:
    """Return folded word → binary logarithm of how many abstracts there are for one that holds it.

    Raises:
        RuleError: a row is not a word and a number.
    """
    source = files("medkg.link") / "rarity.tsv"
    table = {}
    for number, line in enumerate(source.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("#"):
            continue
        try:
            word, value = line.split("\t")
            table[word] = float(value)
        except ValueError as error:
            raise RuleError(f"{source}:{number}: expected a word and a number") from error
    return table


@functools.cache
def _table() -> dict[str, frozenset[str]]:
    text = (files("medkg.link") / "words.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line.strip() and not line.startswith("#"))
    return {name: frozenset(words.split()) for name, words in rows}


@functools.cache
def wrappers(kind: str) -> frozenset[str]:
    """Return the nouns that wrap a name of this kind and add nothing to it: "the SVM model"."""
    return _table().get(f"wrapper.{kind}", frozenset())


@functools.cache
def same_heads() -> dict[str, str]:
    """Return every head noun of a task that means the same as another, with that other."""
    return {
        word: name.removeprefix("same.")
        for name, words in _table().items()
        if name.startswith("same.")
        for word in sorted(words)
    }


def empty_modifiers() -> frozenset[str]:
    """Return the words of a task's name that part it from no other task."""
    return _table()["empty"]
