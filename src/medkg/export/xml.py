"""Text inside XML: what must be escaped, and what XML cannot hold at all."""

import re

# XML 1.0, production Char; it has no way to write the rest, not even as a reference
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TEXT = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}
# a reader turns bare line ends and tabs of an attribute into spaces
_ATTRIBUTE = {**_TEXT, '"': "&quot;", "\n": "&#10;", "\t": "&#9;"}

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


def xml_text(text: str) -> str:
    """Return this text as the content of an element; characters that XML forbids become U+FFFD."""
    return re.sub(r"[&<>\r]", lambda match: _TEXT[match[0]], _FORBIDDEN.sub("\ufffd", text))


def xml_attribute(text: str) -> str:
    """Return this text as the value of an attribute, in its quotes; characters that XML forbids become U+FFFD."""
    return '"' + re.sub(r'[&<>\r"\n\t]', lambda match: _ATTRIBUTE[match[0]], _FORBIDDEN.sub("\ufffd", text)) + '"'
