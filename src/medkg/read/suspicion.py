"""Suspect records whose title and abstract speak of different papers, as lists that were pasted together have them.

Of the words of a title nearly all come back in its abstract. A record is suspected where a fifth of them or less does,
and none that says something by itself: of 3,971 abstracts of medical AI that is none, of 134,754 of all of AI 78
(several rightly), of titles put beside a wrong abstract every second. A second rule is for rival names.
A Chinese title over an English abstract (or the other way round) is compared through a small dictionary.
"""

import functools
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from medkg.model import Paper
from medkg.read.data import read_entries
from medkg.read.text import language_of

_FEWEST_WORDS = 4
"""A title of fewer words that say something proves nothing."""
_SHORTEST_ABSTRACT = 400
_SHORTEST_HAN_ABSTRACT = 60
_SUSPICIOUS_SHARE = 0.2
_UNSURE_SHARE = 0.5
"""Up to this share, two names that rule each other out decide."""
_STEM = 5
_LONG_PART = 4
_LATIN = re.compile(r"[A-Za-z]+[0-9]*|[0-9]+[A-Za-z]+")
_NAME = re.compile(r"(?<![A-Za-z0-9_-])(?=[A-Za-z0-9_-]*(?:[a-z0-9][A-Z]|[A-Za-z][0-9]))[A-Za-z][A-Za-z0-9_-]{3,40}")
"""A coined name: a capital or a digit inside a word. (``End-to-End`` is none.)"""
_HAN = re.compile(r"[\u3400-\u9fff]+")
_ENGLISH_SHARE = 0.15
"""Of the words of an English text every third is among the commonest."""
_SHORT = 3
"""Words up to this length keep their last ``s``."""


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a title, and the strings of which one must stand in an abstract that speaks of it."""

    text: str
    signs: tuple[str, ...]


def find_suspicion(paper: Paper) -> str:
    """Return a warning that shows which words speak against title and abstract being of one paper, or nothing."""
    if not _is_long_enough(paper.abstract):
        return ""
    text = _fold(f"{paper.abstract} {' '.join(paper.links)}")
    if not paper.links and _shares_specific_word(paper.title, text):
        return ""  # the usual case, told by a word or two
    words = _title_words(paper.title)
    met = [word.text for word in words if any(sign in text for sign in word.signs)]
    if len(words) < _FEWEST_WORDS or len(met) > _UNSURE_SHARE * len(words):
        return ""
    name, other = _rival_names(paper)
    has_little = len(met) <= _SUSPICIOUS_SHARE * len(words) and not any(map(_is_specific, met))
    if not (has_little or other) or not _can_be_compared(paper):
        return ""
    return _explain([word.text for word in words if word.text not in met], met, name=name, other=other)


def _shares_specific_word(title: str, text: str) -> bool:
    """Return whether a word of the title that says something by itself stands in the text."""
    for word in _LATIN.findall(title):
        folded = word.lower()
        if len(folded) > 1 and folded not in _unspecific_words() and _is_specific(folded) and _stem(folded) in text:
            return True
    return False


def _is_specific(word: str) -> bool:
    """Return whether a word is Latin and none that two papers share by chance."""
    return word.isascii() and word.lower()[:_STEM] not in _words("field")


def _rival_names(paper: Paper) -> tuple[str, str]:
    """Return a name that only the title has, and one that the links share with the abstract and not with the title."""
    body = _squeeze(f"{paper.abstract} {' '.join(paper.links)}")
    title = _squeeze(paper.title)
    for name in _NAME.findall(paper.title):
        parts = [part for part in re.split("[-_]", name) if len(part) >= _LONG_PART]
        if any(_squeeze(part) in body for part in (name, *parts)):
            continue
        for other in _names_in(paper.links):
            parts = [part.lower() for part in re.split(r"[^A-Za-z0-9]+", other) if len(part) >= _LONG_PART]
            shared = [part for part in parts if part in paper.abstract.lower()]
            if shared and not any(part in title for part in parts):
                return name, other
    return "", ""


def _squeeze(text: str) -> str:
    """Return the letters and digits of a text without case."""
    return re.sub(r"[\W_]+", "", text).lower()


def _is_long_enough(abstract: str) -> bool:
    """Return whether the abstract is long enough to speak of what its title promises."""
    return len(abstract) >= _SHORTEST_ABSTRACT or (
        len(abstract) >= _SHORTEST_HAN_ABSTRACT and language_of(abstract) == "zh"
    )


def _can_be_compared(paper: Paper) -> bool:
    """Return whether both texts are English or Chinese; of other languages nothing can be told."""
    if set(re.findall(r"\w+", paper.title.lower())) & _words("foreign"):
        return False
    words = re.findall(r"[a-z]+", paper.abstract.lower())
    return language_of(paper.abstract) == "zh" or sum(
        1 for word in words if word in _words("english")
    ) >= _ENGLISH_SHARE * len(words)


def _title_words(title: str) -> list[_Word]:
    """Return the words of a title that say what the paper is about, each once."""
    words: dict[str, _Word] = {}
    for text in _LATIN.findall(title):
        folded = text.lower()
        if len(folded) > 1 and folded not in _unspecific_words():
            words.setdefault(folded, _Word(text, _latin_signs(text)))
    for term in _han_terms(title):
        words.setdefault(term, _Word(term, (term, *_dictionary()[term])))
    return list(words.values())


def _latin_signs(text: str) -> tuple[str, ...]:
    """Return what stands for a Latin word: its beginning, and its Chinese names."""
    stem = _stem(text.lower())
    return (stem, *_reversed_dictionary().get(stem, ()))


def _stem(word: str) -> str:
    """Return the beginning that the forms of a word share."""
    return word[:_STEM] if len(word) > _STEM else (word.rstrip("s") if len(word) > _SHORT else word)


def _han_terms(title: str) -> list[str]:
    """Return the terms of the dictionary that stand in a Chinese title, the longest first and none within another."""
    terms = []
    for run in _HAN.findall(title):
        rest = run
        for term in _dictionary():
            if term in rest:
                terms.append(term)
                rest = rest.replace(term, " ")
    return terms


@functools.cache
def _words(use: str) -> frozenset[str]:
    """Return the words that ``data/words.tsv`` lists for this use."""
    lines = (line.split("\t") for line in read_entries("words.tsv"))
    return frozenset(word for name, words in lines if name == use for word in words.split())


@functools.cache
def _unspecific_words() -> frozenset[str]:
    """Return the words that say nothing about a paper, or nothing that another could not say."""
    return _words("function") | _words("general")


@functools.cache
def _dictionary() -> dict[str, tuple[str, ...]]:
    """Return the Chinese terms, the longest first, each with the beginnings of its English names."""
    lines = (line.split("\t") for line in read_entries("cognates.tsv"))
    entries = {term: tuple(_fold(name) for name in names.split(",")) for term, names in lines}
    return dict(sorted(entries.items(), key=lambda entry: (-len(entry[0]), entry[0])))


@functools.cache
def _reversed_dictionary() -> dict[str, tuple[str, ...]]:
    """Return for the beginning of an English word the Chinese terms that may stand for it."""
    found: dict[str, list[str]] = {}
    for term, names in _dictionary().items():
        for name in names:
            found.setdefault(name.strip()[:_STEM], []).append(term)
    return {name: tuple(terms) for name, terms in found.items()}


def _fold(text: str) -> str:
    """Return a text without case and hyphens, so that ``time-series`` is ``time series``."""
    return text.lower().replace("-", " ")


def _explain(missing: list[str], met: list[str], *, name: str, other: str) -> str:
    """Return the warning."""
    having = f", only of {_quoted(met)}" if met else ""
    rivals = f"; the title names {name!r}, abstract and links {other!r}" if other else ""
    lack = f"the abstract has nothing of the title's {_quoted(missing)}"
    return f"title and abstract may speak of different papers: {lack}{having}{rivals}"


def _quoted(words: list[str]) -> str:
    """Return words in quotation marks, with commas."""
    return ", ".join(f"'{word}'" for word in words)


def _names_in(links: tuple[str, ...]) -> list[str]:
    """Return what links call themselves: the last part of their path that is a name."""
    names: dict[str, str] = {}
    for link in links:
        parts = [part for part in urlsplit(link).path.split("/") if part and part.lower() not in _words("folder")]
        if parts:
            names.setdefault(parts[-1].lower(), parts[-1])
    return list(names.values())
