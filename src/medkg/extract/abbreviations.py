"""Abbreviations defined in the text: long form (SF), SF (long form).

The alignment is that of Schwartz and Hearst (A simple algorithm for identifying abbreviation definitions in
biomedical text, Pacific Symposium on Biocomputing, 2003), with guards: never across a sentence, the long form begins
at a word, and a long form whose initials all match is preferred.
"""

import re
from dataclasses import dataclass

from medkg.extract.lexicon import WordClass
from medkg.extract.sheet import PUNCTUATION, Sheet

_SHORT = re.compile(r"(?=.*[A-Z])[A-Za-z0-9][\w²³+&/.-]{0,11}s?$|[A-Z][\w-]* [A-Z0-9][\w-]*$")
_MOST_WORDS = 12
_OPENING = frozenset("([")


@dataclass(frozen=True, slots=True)
class Definition:
    """Token bounds of a long form and of its short form."""

    long_first: int
    long_last: int
    short_first: int
    short_last: int


def find_definitions(sheet: Sheet) -> list[Definition]:
    """Return the definitions of a text in order; one bracket gives at most one."""
    found = []
    for index, token in enumerate(sheet.tokens):
        if token not in _OPENING or index == 0 or index + 1 >= len(sheet.tokens):
            continue
        close = _closing(sheet, index)
        if close is None:
            continue
        inner_first, inner_last = index + 1, close - 1
        for stop in range(inner_first, inner_last + 1):
            if sheet.tokens[stop] in {",", ";"} and stop > inner_first:
                inner_last = stop - 1
                break
        inner = sheet.text[sheet.starts[inner_first] : sheet.ends[inner_last]]
        if _SHORT.match(inner) and inner_last - inner_first <= 1:
            long_first = _align(sheet, index - 1, inner.rstrip("s") if len(inner) > 2 else inner)  # noqa: PLR2004
            if long_first is not None:
                found.append(Definition(long_first, index - 1, inner_first, inner_last))
        elif sheet.infos[index - 1].is_name and inner_last - inner_first >= 1:
            short = sheet.tokens[index - 1]
            long_first = _align(sheet, inner_last, short.rstrip("s") if len(short) > 2 else short)  # noqa: PLR2004
            if long_first == inner_first:
                found.append(Definition(inner_first, inner_last, index - 1, index - 1))
    return found


def _closing(sheet: Sheet, index: int) -> int | None:
    """Return the token that closes this bracket within ten tokens of the same sentence."""
    for close in range(index + 2, min(index + 14, len(sheet.tokens))):
        if sheet.tokens[close] in {")", "]"}:
            return close
        if sheet.sentence_of[close] != sheet.sentence_of[index] or sheet.tokens[close] in _OPENING:
            return None
    return None


def _align(sheet: Sheet, last: int, short: str) -> int | None:
    """Return the first token of the long form that ends at ``last``, or nothing where the letters do not fit."""
    letters = [c.lower() for c in short if c.isalnum()]
    if len(letters) < 2 and not short[:1].isupper():  # noqa: PLR2004  # one letter defines nothing
        return None
    window = min(len(letters) + 5, 2 * len(letters) + 1, _MOST_WORDS)
    lowest = last
    while lowest > 0 and last - lowest + 1 < window and sheet.sentence_of[lowest - 1] == sheet.sentence_of[last]:
        if sheet.tokens[lowest - 1] in {"(", ")", ";", ":", ".", ","}:
            break
        lowest -= 1
    by_initials = _by_initials(sheet, lowest, last, letters)
    return by_initials if by_initials is not None else _by_letters(sheet, lowest, last, letters)


def _by_letters(sheet: Sheet, lowest: int, last: int, letters: list[str]) -> int | None:
    """Return the first token where the letters are found from right to left, the first one at the start of a word."""
    text = sheet.text[sheet.starts[lowest] : sheet.ends[last]].lower()
    position = len(text) - 1
    for number in range(len(letters) - 1, -1, -1):
        while position >= 0 and (
            text[position] != letters[number] or (number == 0 and position > 0 and text[position - 1].isalnum())
        ):
            position -= 1
        if position < 0:
            return None
        position -= 1
    start = sheet.starts[lowest] + position + 1
    first = next(i for i in range(lowest, last + 1) if start < sheet.ends[i])
    is_inside = start > sheet.starts[first] and len(letters) < 3  # noqa: PLR2004  # two letters begin two words
    return first if _may_begin(sheet, first) and not is_inside else None


def _by_initials(sheet: Sheet, lowest: int, last: int, letters: list[str]) -> int | None:
    """Return the first token where the initials of the words spell the short form, small words left out or not."""
    for first in range(last, lowest - 1, -1):
        if not _may_begin(sheet, first):
            continue
        for skip_small in (True, False):
            initials: list[str] = []
            for index in range(first, last + 1):
                info = sheet.infos[index]
                if info.word_class == PUNCTUATION or (
                    skip_small and index > first and info.word_class == WordClass.FUNCTION
                ):
                    continue
                initials += [fold[0] for fold in info.folds]
            if initials == letters:
                return first
    return None


def _may_begin(sheet: Sheet, index: int) -> bool:
    """Tell whether a long form may begin with this token."""
    info = sheet.infos[index]
    return info.word_class not in {PUNCTUATION, WordClass.FUNCTION} or sheet.tokens[index][0].isupper()
