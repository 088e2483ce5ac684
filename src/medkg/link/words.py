"""The words of ``words.tsv``: nouns that wrap a name, heads that mean the same, modifiers that say nothing."""

import functools
from importlib.resources import files


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
