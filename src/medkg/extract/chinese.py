"""Chinese names: vocabulary labels matched on characters, phrases that end in a typed suffix, 中文(English, ACR).

No segmenter decides what a term is: a label is wherever its characters are, and an open phrase is what stands between
a bounding word (面向, 基于, 的, 与 …) and a suffix that gives its kind (…分割, …网络, …数据集).
"""

import functools
import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from medkg.extract.tokens import HAN
from medkg.model import Concept, Iri

_CLAUSE = re.compile(r"[\u3400-\u9fffA-Za-z0-9²³+\- ]*[\u3400-\u9fff][\u3400-\u9fffA-Za-z0-9²³+\- ]*")
_DEFINITION = re.compile(
    r"([\u3400-\u9fff][\u3400-\u9fffA-Za-z0-9+\- ]{1,30})[(（]\s*"
    r"(?:([A-Za-z][A-Za-z0-9 \-/']{3,80})\s*[,，;；]\s*)?([A-Z][A-Za-z0-9+\-]{1,14})\s*[)）]"
)
_ENTRY = "\0"
_ENGLISH = {
    "cue.proposed": "cue.we-propose",
    "cue.used": "cue.we-use",
    "cue.task": "cue.used-for",
    "cue.data": "cue.evaluated-on",
}
"""The English cue that a Chinese one equals, so that both weigh the same: the table is learned from English papers."""


@dataclass(frozen=True, slots=True)
class Find:
    """A stretch of characters, its kind and rule, the concept if known, and the cues beside it."""

    start: int
    end: int
    kind: str
    rule: str
    concept: Iri | None = None
    signs: tuple[str, ...] = ()
    label: str = ""
    """The usual name, where it is not the stretch itself."""


@functools.cache
def words() -> dict[str, tuple[str, ...]]:
    """Return the words of ``rules/chinese.tsv`` by class, longest first."""
    table: dict[str, tuple[str, ...]] = {}
    text = (files("medkg.extract") / "rules" / "chinese.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            name, entries = line.split("\t")
            table[name] = tuple(sorted(set(entries.split()), key=lambda w: (-len(w), w)))
    return table


class ChineseNames:
    """The Chinese labels of a vocabulary, ready to be found."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self._trie: dict[str, Any] = {}
        for concept in concepts:
            for name, _ in concept.labels:
                if HAN.search(name) and len(name) > 1:
                    node = self._trie
                    for character in name:
                        node = node.setdefault(character.lower(), {})
                    node.setdefault(_ENTRY, []).append((concept.kind, concept.iri))

    def find(self, text: str) -> list[Find]:
        """Return the longest labels of each kind, and the open phrases, in the order of the text."""
        finds = self._labels(text)
        return sorted(finds + _phrases(text), key=lambda f: (f.start, -f.end, f.kind, f.rule))

    def _labels(self, text: str) -> list[Find]:
        lower = text.lower()
        if len(lower) != len(text):
            lower = text
        found: list[Find] = []
        ends: dict[str, int] = {}
        for start in range(len(text)):
            node = self._trie.get(lower[start])
            best: dict[str, tuple[int, Iri]] = {}
            place = start
            while node is not None:
                place += 1
                for kind, iri in node.get(_ENTRY, ()):
                    best[kind] = (place, iri)
                node = node.get(lower[place]) if place < len(text) else None
            for kind, (end, iri) in sorted(best.items()):
                if end > ends.get(kind, 0):
                    ends[kind] = end
                    signs = (f"gazetteer.{kind}", *_cues(text, start))
                    found.append(Find(start, end, kind, f"zh.gazetteer.{kind}", iri, signs))
        return found


def _phrases(text: str) -> list[Find]:
    """Return the stretches between a bounding word and a suffix that gives a kind."""
    found = []
    for clause in _CLAUSE.finditer(text):
        pieces = _pieces(clause[0], clause.start())
        found += _tasks_of(text, pieces)
        for start, end in pieces:
            piece = text[start:end]
            kind = _kind_of(piece)
            if kind and len(piece) > 2 and HAN.search(piece[-1]):  # noqa: PLR2004  # a bare suffix names nothing
                signs = (f"phrase.{kind}", *_cues(text, start))
                found.append(Find(start, end, kind, f"zh.phrase.{kind}", None, signs))
    return found


def _tasks_of(text: str, pieces: Sequence[tuple[int, int]]) -> list[Find]:
    """Return the tasks said as "detection of nodules": 肺结节的自动检测 is 肺结节检测."""
    found = []
    for (start, end), (_, last) in itertools.pairwise(pieces):
        between = _praise().sub("", text[end:last].replace(" ", ""))
        task = between.removeprefix("的")
        if between != task and task in words()["suffix.task"] and _kind_of(text[start:end]) != "task":
            signs = ("phrase.task", *_cues(text, start))
            found.append(Find(start, last, "task", "zh.phrase.task", None, signs, text[start:end] + task))
    return found


@functools.cache
def _praise() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words()["praise"])))


@functools.cache
def _kept() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words()["keep"])))


def _pieces(clause: str, offset: int) -> list[tuple[int, int]]:
    """Return what stands between the bounding words of a clause; none cuts a typed suffix or a word that is kept."""
    kept = {place for match in _kept().finditer(clause) for place in range(*match.span())}
    pieces: list[tuple[int, int]] = []
    start = place = 0
    bounds = words()["bound"]
    suffixes = [w for name, ws in words().items() if name.startswith("suffix") for w in ws]
    while place < len(clause):
        bound = None if place in kept else next((w for w in bounds if clause.startswith(w, place)), None)
        if bound and any(clause.startswith(s, place) and len(s) > len(bound) for s in suffixes):
            bound = None
        if bound:
            pieces.append((start, place))
            place += len(bound)
            start = place
        else:
            place += 1
    pieces.append((start, place))
    trimmed = []
    for begin, end in pieces:
        piece = clause[begin:end]
        begin_trimmed = begin + len(piece) - len(piece.lstrip(" -"))
        end_trimmed = begin + len(piece.rstrip(" -"))
        if end_trimmed > begin_trimmed:
            trimmed.append((offset + begin_trimmed, offset + end_trimmed))
    return trimmed


def _kind_of(piece: str) -> str | None:
    """Return the kind that the longest suffix gives."""
    best: tuple[int, str] | None = None
    for name, suffixes in words().items():
        if name.startswith("suffix."):
            for suffix in suffixes:
                if piece.endswith(suffix) and len(piece) > len(suffix) and (best is None or len(suffix) > best[0]):
                    best = (len(suffix), name.removeprefix("suffix."))
    return best[1] if best else None


def _cues(text: str, start: int) -> tuple[str, ...]:
    """Return the cues that end within four characters before a place, with the English ones that they equal."""
    before = text[max(0, start - 8) : start].rstrip(" 一种个套类了新型的")
    found = [name for name in _ENGLISH if before.endswith(words()[name])]
    return tuple(sign for name in found for sign in (f"zh.{name}", _ENGLISH[name]))


def find_definitions(text: str) -> list[tuple[str, str]]:
    """Return (long form, short form) for every 中文(English, ACR) and 中文(ACR); the Chinese is a long form too."""
    found: list[tuple[str, str]] = []
    for match in _DEFINITION.finditer(text):
        pieces = _pieces(match[1], match.start(1))
        if pieces:
            han, english, short = text[slice(*pieces[-1])], match[2], match[3]
            found += [(english, short), (han, english)] if english else [(han, short)]
    return found
