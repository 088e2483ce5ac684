"""The text that the rules read: markup taken off, every character still knowing its place in the given text."""

import re
from dataclasses import dataclass

_MARKUP = re.compile(
    r"""
      \\(?:textbf|textit|textsc|texttt|textrm|text|emph|mathbf|mathrm|mathcal|mathit|underline|em|bf|it)\b\s*\{?
    | \\[,;!:\ ]
    | \\(?=[%&_$\#{}])
    | [${}^]
    | \*{1,3}(?=\S)|(?<=\S)\*{1,3}
    | [\u200b-\u200f\u2060\ufeff\u00ad]
    | (?<=\w)-\ (?=comes?\b)      # a line break left inside "outcomes"
    """,
    re.VERBOSE,
)
_SUPERSCRIPT = re.compile(r"\$?\s*(\^|_)\s*\{?([0-9])\}?\s*\$?")
_NEEDS_CARE = re.compile(
    r"[$\\*{}^\u00ad\u200b-\u200f\u2060\ufeff\u2010-\u2015\u2212\uff01-\uff5e\u00a0\u2018\u2019\u3000]|- come"
)
_STOPS = re.compile(r"[$^\\*{}\u00ad\u200b-\u200f\u2060\ufeff]|(?<=\w)- (?=comes?\b)")
"""Where markup may begin."""
_SAME_LENGTH = str.maketrans(
    {
        **{chr(c): "-" for c in (0x2010, 0x2011, 0x2012, 0x2013, 0x2212)},
        **{chr(c): chr(c - 0xFEE0) for c in range(0xFF01, 0xFF5F)},
        "\u00a0": " ", "\u3000": " ", "\u2018": "'", "\u2019": "'",
    }
)  # fmt: skip
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True)
class Surface:
    """A text without markup, and for each of its characters the place in the given text."""

    text: str
    places: tuple[int, ...] | None
    """``places[i]`` is where character ``i`` stands in the given text; nothing where both texts are equally long."""

    def span_in_given_text(self, start: int, end: int) -> tuple[int, int]:
        """Return the code-point offsets, in the given text, of the characters from ``start`` up to ``end``."""
        if self.places is None:
            return start, end
        return self.places[start], self.places[end - 1] + 1


def take_markup_off(text: str) -> Surface:
    """Return the text as the rules read it: no LaTeX, Markdown or invisible characters, half-width signs.

    ``D$^2$4FAD`` reads ``D²4FAD``. A superscript digit keeps its meaning; short dashes become hyphens.
    """
    if not _NEEDS_CARE.search(text):
        return Surface(text, None)
    characters: list[str] = []
    places: list[int] = []
    position = 0
    for mark in _STOPS.finditer(text):
        if mark.start() < position:
            continue
        characters.append(text[position : mark.start()])
        places.extend(range(position, mark.start()))
        position = mark.start()
        superscript = _SUPERSCRIPT.match(text, position) if text[position] in "$^" else None
        markup = _MARKUP.match(text, position)
        if superscript:
            digit = superscript[2]
            characters.append(digit.translate(_SUPERSCRIPTS) if superscript[1] == "^" else digit)
            places.append(superscript.start(2))
            position = superscript.end()
        elif markup and markup.end() > position:
            position = markup.end()
    characters.append(text[position:])
    places.extend(range(position, len(text)))
    clean = "".join(characters).translate(_SAME_LENGTH)
    if len(clean) == len(text):
        return Surface(clean, None)
    return Surface(clean, tuple(places))
