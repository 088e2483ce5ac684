"""When two labels of a vocabulary are one label, and in which language a name is."""

import re

from medkg.vocabulary.folding import normal_form


def fold(name: str) -> str:
    """Return the form in which spellings of one label meet: its normal form, never empty.

    Two labels of one vocabulary that fold alike are one label: ``X-rays``, ``x ray`` and ``Xray``.
    """
    return normal_form(name) or name.casefold()


def language_of(name: str) -> str:
    """Return ``zh`` for a name with Han characters, else ``en``."""
    return "zh" if re.search(r"[\u3400-\u9fff]", name) else "en"
