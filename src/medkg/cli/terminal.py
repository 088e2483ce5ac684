"""Text of papers on a terminal."""

import re

# control characters move the cursor and ring the bell; embedding and isolating marks turn the rest of the line round
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]+")


def clean(text: str) -> str:
    """Return text on one line that cannot move a terminal's cursor or turn its line round."""
    return _UNSAFE.sub(" ", text)
