"""Names from the vocabularies, found by one walk over a trie of folded words."""

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice, product
from typing import Any

from medkg.extract.lexicon import fold_word
from medkg.extract.sheet import Sheet, token_info
from medkg.extract.tokens import HAN, TOKEN
from medkg.model import Concept, Iri

_ENTRY = "\0"
_MOST_SPELLINGS = 16
_LONGEST_EXACT = 5
_Word = tuple[str, int, int, int]
"""Folded form, start, end, token: plain tuples, for there are some 250 in an abstract."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A label of a concept as the trie holds it."""

    concept: Iri
    kind: str
    label: str
    is_exact: bool
    """Counts in this very case only, as short acronyms do."""
    is_guarded: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """A label found: characters from ``start`` up to ``end``, first and last token."""

    start: int
    end: int
    first: int
    last: int
    entry: Entry


class Gazetteer:
    """All labels of all concepts, ready to be found in a sheet."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self._trie: dict[str, Any] = {}
        self._words: dict[str, set[str]] = {}
        self.labels: dict[tuple[str, ...], list[Entry]] = {}
        for concept in concepts:
            for name, language in concept.labels:
                if language != "zh" and not HAN.search(name):
                    self._add(concept, name, is_guarded=False)
            for name in concept.guarded:
                if not HAN.search(name):
                    self._add(concept, name, is_guarded=True)

    def _add(self, concept: Concept, name: str, *, is_guarded: bool) -> None:
        """Enter a label with its spellings: with and without hyphens, digits joined or apart."""
        entry = Entry(concept.iri, concept.kind, name, is_exact=_is_acronym(name), is_guarded=is_guarded)
        for words in _spellings(name):
            node = self._trie
            for word in words:
                node = node.setdefault(word, {})
            entries = node.setdefault(_ENTRY, [])
            if entry not in entries:
                entries.append(entry)
            if len(words) == 1:
                self._words.setdefault(concept.kind, set()).add(words[0])
            self.labels.setdefault(words, [])
            if entry not in self.labels[words]:
                self.labels[words].append(entry)

    def find(self, sheet: Sheet) -> list[Hit]:
        """Return the longest labels of each kind that start at each word, in the order of the text."""
        words = _words(sheet)
        hits: list[Hit] = []
        for first, word in enumerate(words):
            if word[0] not in self._trie:
                continue
            for kind, (last, entry) in sorted(self._longest(sheet, words, first).items()):
                end = words[last]
                if self._stands_free(sheet, kind, (word[3], word[1]), (end[3], end[2])):
                    hits.append(Hit(word[1], end[2], word[3], end[3], entry))
        return hits

    def _longest(self, sheet: Sheet, words: list[_Word], first: int) -> dict[str, tuple[int, Entry]]:
        """Return the last word and the entry of the longest label of each kind that starts at this word."""
        best: dict[str, tuple[int, Entry]] = {}
        node, last, start = self._trie.get(words[first][0]), first, words[first][1]
        while node is not None:
            for entry in node.get(_ENTRY, ()):
                if self._fits(entry, sheet.text[start : words[last][2]]):
                    known = best.get(entry.kind)
                    if known is None or known[0] < last or (known[1].is_guarded and not entry.is_guarded):
                        best[entry.kind] = (last, entry)
            last += 1
            if last >= len(words) or not _follows(sheet, words[last - 1], words[last]):
                break
            node = node.get(words[last][0])
        return best

    @staticmethod
    def _fits(entry: Entry, text: str) -> bool:
        """Tell whether the letters of the text allow this label."""
        if not entry.is_exact:
            return True
        bare = text[:-1] if text.endswith("s") and not entry.label.endswith("s") else text
        return bare.replace("-", "").replace(" ", "") == entry.label.replace("-", "").replace(" ", "")

    def _stands_free(self, sheet: Sheet, kind: str, first: tuple[int, int], last: tuple[int, int]) -> bool:
        """Tell whether what is left of a hyphenated token lets a name inside it stand: CT in ``CT-RSA`` does not."""
        known = self._words.get(kind, set())
        for index in {first[0], last[0]}:
            info, offset = sheet.infos[index], sheet.starts[index]
            if len(info.folds) < 2:  # noqa: PLR2004  # no hyphen inside
                continue
            for fold, (a, b) in zip(info.folds, info.places, strict=True):
                if first[1] <= offset + a and offset + b <= last[1]:
                    continue
                part = sheet.tokens[index][a:b]
                if part.isdigit() or not (part.islower() or part.istitle() or fold in known):
                    return False
        return True

    def concepts_named(self, name: str, kind: str) -> list[Entry]:
        """Return the entries of this kind whose label is this name, however it is spelled."""
        found: list[Entry] = []
        for words in _spellings(name):
            found += [e for e in self.labels.get(words, ()) if e.kind == kind and e not in found]
        return found


def _words(sheet: Sheet) -> list[_Word]:
    """Return the parts of all tokens; punctuation is a word that no label begins with."""
    words: list[_Word] = []
    for index, (info, offset) in enumerate(zip(sheet.infos, sheet.starts, strict=True)):
        if not info.folds:
            words.append(("\1", offset, sheet.ends[index], index))
        for fold, (start, end) in zip(info.folds, info.places, strict=True):
            words.append((fold, offset + start, offset + end, index))
    return words


def _follows(sheet: Sheet, word: _Word, following: _Word) -> bool:
    """Tell whether two words may belong to one name: same sentence, at most a space between their tokens."""
    if sheet.sentence_of[word[3]] != sheet.sentence_of[following[3]]:
        return False
    return word[3] == following[3] or following[1] - word[2] <= 1


def _is_acronym(name: str) -> bool:
    """Tell whether a label counts in its very case only."""
    return len(name) <= _LONGEST_EXACT and "-" not in name and sum(c.isupper() for c in name) >= 2  # noqa: PLR2004  # two capitals


def _spellings(name: str) -> list[tuple[str, ...]]:
    """Return the folded words of a name in each way it is usually spelled."""
    choices = [_ways(token) for token in TOKEN.findall(name)]
    if not choices or len(choices) > 12:  # noqa: PLR2004  # no name is that long
        return []
    return [tuple(word for part in way for word in part) for way in islice(product(*choices), _MOST_SPELLINGS)]


@functools.lru_cache(maxsize=50_000)
def _ways(token: str) -> tuple[tuple[str, ...], ...]:
    """Return the folded words of a token: with its hyphens and without, digits joined to the letters or apart."""
    info = token_info(token)
    if not info.folds:
        return (("\1",),)
    ways = [info.folds]
    if len(info.folds) > 1:
        ways.append((fold_word(re.sub(r"[-–_]", "", token)),))
    apart = re.fullmatch(r"([A-Za-z]{2,})(\d+)", token)
    if apart:
        ways.append((fold_word(apart[1]), apart[2]))
    return tuple(dict.fromkeys(ways))
