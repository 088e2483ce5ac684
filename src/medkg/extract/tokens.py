"""Tokens and sentences by two regular expressions: a tokenizer that spaCy calls, and a sentence splitter.

A hyphenated compound is one token (``state-of-the-art``, ``U-Net``); its parts are words of their own for the
gazetteer. This costs two thirds of spaCy's own tokenizer and never splits a name in a place that no rule expects.
"""

import re
from dataclasses import dataclass

from spacy.tokens import Doc
from spacy.vocab import Vocab

TOKEN = re.compile(
    r"""
      (?:e\.g\.|i\.e\.|et\ al\.|vs\.|cf\.|resp\.|approx\.|Fig\.|Eq\.|Dr\.|w\.r\.t\.|a\.k\.a\.)
    | https?://[^\s)]+
    | \d+(?:[.,]\d+)+%?
    | (?<![\w.])[A-Z]\.(?=\ [a-z]{3})                 # the genus of a species: E. coli
    | \b[A-Z]{1,3}\(\d\)(?:-[^\W_]+)*               # a group of motions: SE(3)-equivariant
    | ['’]s\b
    | [\u3400-\u9fff]+
    | (?:(?![\u3400-\u9fff])[^\W_])+(?:[²³⁰-⁹+]+)?
      (?:(?:[-–_&]|\.(?!(?:(?<=[a-z][a-z]\.)|(?<=\d\.))[A-Z][a-z]))(?:(?![\u3400-\u9fff])[^\W_])+[²³⁺+]*)*
    | \S
    """,
    re.VERBOSE,
)
HAN = re.compile(r"[\u3400-\u9fff]")
_SENTENCE_END = re.compile(
    r"(?<![.!?])[.!?]++[\"')\]]*+(?=\s+[\"'(\[]?[A-Z0-9*])|(?:(?<=[a-z][a-z)\]])|(?<=-\d))\.(?=[A-Z][a-z])|[。！？；]|\n"
)
"""The end of a sentence; the space behind it may have been lost ("… in wards.We propose …")."""
_NO_END = re.compile(r"(?:\b(?:e\.g|i\.e|et al|vs|cf|resp|Fig|Eq|Dr|approx|w\.r\.t|a\.k\.a|No|St)|\b[A-Z])\.$")


@dataclass(frozen=True, slots=True)
class Word:
    """A part of a token: its folded form and where it stands."""

    fold: str
    start: int
    end: int
    token: int


class RegexTokenizer:
    """Make a ``Doc`` whose tokens are the matches of ``TOKEN``."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Return the tokens of a text; joined again they give back every character but runs of spaces."""
        words: list[str] = []
        spaces: list[bool] = []
        end = 0
        for match in TOKEN.finditer(text):
            gap = text[end : match.start()]
            if gap.startswith(" ") and words:
                spaces[-1] = True
                gap = gap[1:]
            if gap:
                words.append(gap)
                spaces.append(False)
            words.append(match[0])
            spaces.append(False)
            end = match.end()
        if end < len(text):
            rest = text[end:]
            if rest.startswith(" ") and words:
                spaces[-1] = True
                rest = rest[1:]
            if rest:
                words.append(rest)
                spaces.append(False)
        return Doc(self.vocab, words=words, spaces=spaces)


def sentence_bounds(text: str, first_line_end: int) -> list[tuple[int, int]]:
    """Return the bounds of every sentence, in characters; the title (up to ``first_line_end``) is one of its own."""
    bounds: list[tuple[int, int]] = []
    start = 0
    if first_line_end:
        bounds.append((0, first_line_end))
        start = first_line_end
    for match in _SENTENCE_END.finditer(text, start):
        if text[match.start()] == "." and _NO_END.search(text, max(start, match.start() - 8), match.start() + 1):
            continue
        _append_trimmed(bounds, text, start, match.end())
        start = match.end()
    _append_trimmed(bounds, text, start, len(text))
    return bounds


def _append_trimmed(bounds: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    """Append the stretch without white space at its edges, if anything is left."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        bounds.append((start, end))
