"""The folded form of a name, in which spellings of one label meet."""

import re
import unicodedata

_SEPARATORS = re.compile(r"[\u2010-\u2015\u2212/_\-\s]+")


def fold(name: str) -> str:
    """Return the name without case, width, hyphens, spaces and a final plural.

    Two labels of one vocabulary that fold alike are one label: ``X-rays``, ``x ray`` and ``Xray``.
    """
    text = _SEPARATORS.sub("", unicodedata.normalize("NFKC", name).casefold())
    if len(text) > 3 and text.endswith("ies"):  # noqa: PLR2004 - "ies" alone is no plural
        return text[:-3] + "y"
    if len(text) > 3 and text.endswith("s") and not text.endswith(("ss", "us", "is")):  # noqa: PLR2004 - nor is "was"
        return text[:-1]
    return text


def language_of(name: str) -> str:
    """Return ``zh`` for a name with Han characters, else ``en``."""
    return "zh" if re.search(r"[\u3400-\u9fff]", name) else "en"
