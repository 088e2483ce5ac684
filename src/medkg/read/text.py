"""What stands around a paper's text in real listings: venues, acceptance notes, link lists, stray bytes.

Only furniture is taken off, and kept as data. The text itself stays as given, LaTeX and Markdown included: offsets
count into it. What no output could hold is replaced one for one, so that no offset moves.
"""

import re
from urllib.parse import urlsplit

_PRESENTATIONS = {
    "poster": "Poster",
    "oral": "Oral",
    "spotlight": "Spotlight",
    "highlight": "Highlight",
    "talk": "Talk",
    "demo": "Demo",
    "oral presentation": "Oral",
    "spotlight poster": "Spotlight",
    "poster presentation": "Poster",
    "海报": "Poster",
    "墙报": "Poster",
    "口头报告": "Oral",
    "焦点": "Spotlight",
}
"""The words for a way of presentation that venues end in, and what we call it."""

_LONGEST_NAME = 300
_LONGEST_LINK = 2048

_WAYS = "|".join(sorted(_PRESENTATIONS, key=len, reverse=True))
_VENUE = re.compile(rf"(?P<venue>.*?)[\s,(-]*(?<![A-Za-z])(?P<presentation>{_WAYS})\)?", re.IGNORECASE)
_ACCEPTED = re.compile(
    r"(?P<venue>[^.。]{0,80}?)\s*\baccepted(?: as an?)?(?: paper)? (?:at|by|to) (?P<at>[^.。]{2,60}?)[.。](?:\s+|$)",
    re.IGNORECASE,
)
_ADDRESS = r"(?:https?|ftp)://[^\s;,\uff1b\uff0c]++"
# Quantifiers are possessive where white space could be divided in two ways: a line of spaces must not take long.
_LINK_LIST = re.compile(
    r"(?:^|(?<=\s)|(?<=[.。!?)\uff01\uff1f]))"
    r"(?:(?:Code|Project|Data|Dataset|Model|Demo|Code/project|Project/code|Code/data|代码|项目|数据|主页|代码/项目|项目/代码)"
    r"[ ]?(?:links?|pages?|urls?|repository|website|链接|主页|地址)?|Links?|Website|Homepage|链接)\s*+[:\uff1a]\s*+"
    rf"(?P<addresses>{_ADDRESS}(?:[\s;,\uff1b\uff0c]++{_ADDRESS})*+)?+[\s.;\uff1b。]*+$",
    re.IGNORECASE,
)
_LINK_LABEL_ONLY = re.compile(r"code/project links?|项目链接|代码/项目链接", re.IGNORECASE)
_LINK = re.compile(
    r"https?://(?:\\[_%#&~]|(?![;,]https?://)[^\s<>\"“”‘’`{}|\\^\u3000-\u303f\uff00-\uffef\u3400-\u9fff])+",
    re.IGNORECASE,
)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_UNHOLDABLE = re.compile(r"[\ud800-\udfff\ufffe\uffff]")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_WORD_CHARACTER = re.compile(r"[^\W\d_]")


def replace_controls(text: str) -> str:
    """Return the text with a space for every control character except tab and newline, one for one."""
    return _CONTROL.sub(" ", text) if _CONTROL.search(text) else text


def replace_unholdable(text: str) -> str:
    """Return the text with U+FFFD for every lone surrogate and non-character, which XML and UTF-8 cannot hold."""
    return _UNHOLDABLE.sub("\ufffd", text) if _UNHOLDABLE.search(text) else text


def split_venue(text: str) -> tuple[str, str]:
    """Return the venue and the way of presentation: ``ICLR 2026 Poster`` → ``ICLR 2026``, ``Poster``."""
    found = _VENUE.fullmatch(text.strip()) if len(text) <= _LONGEST_NAME else None
    if found is None or not found["venue"].strip():
        return text.strip(), ""
    return found["venue"].strip(), _PRESENTATIONS[found["presentation"].lower()]


def take_off_acceptance(abstract: str, venue: str = "") -> tuple[str, str]:
    """Return the abstract without a leading ``ICLR 2026 Poster accepted paper at ICLR 2026.``, and that venue.

    A sentence of the abstract may speak of acceptance too: a note names its venue twice, or the header's, or only it.
    """
    found = _ACCEPTED.match(abstract)
    if found is None:
        return abstract, ""
    before, at = found["venue"].strip(), found["at"].strip()
    if before and at not in before and not (venue and venue in before):
        return abstract, ""
    return abstract[found.end() :].strip(), before or at


def take_off_link_lists(abstract: str) -> tuple[str, tuple[str, ...]]:
    """Return the abstract without the ``Code/project link: …; …`` at its end, and the addresses in order."""
    links: list[str] = []
    while found := _LINK_LIST.search(abstract):
        if found["addresses"] is None and not _LINK_LABEL_ONLY.search(found[0]):
            break
        links[:0] = find_links(found["addresses"] or "")
        abstract = abstract[: found.start()].rstrip()
    return abstract, tuple(dict.fromkeys(links))


def find_links(text: str) -> tuple[str, ...]:
    """Return the web addresses in a text, http and https only, without the punctuation after them."""
    if "://" not in text:
        return ()
    links = (_trim(found[0]) for found in _LINK.finditer(text) if len(found[0]) <= _LONGEST_LINK)
    return tuple(dict.fromkeys(link for link in links if _has_host(link)))


def language_of(text: str) -> str:
    """Return ``zh`` where the greater part of the letters is Han, else ``en``."""
    if text.isascii() or not _HAN.search(text):
        return "en"
    return "zh" if 2 * len(_HAN.findall(text)) > len(_WORD_CHARACTER.findall(text)) else "en"


def _trim(link: str) -> str:
    """Return the address without the punctuation, emphasis and brackets that belong to the sentence around it."""
    link = re.sub(r"\\([_%#&~])", r"\1", link)
    while link:
        last = link[-1]
        if last in ".,;:!?'\"*$" or (last in ")]" and link.count(last) > link.count("(["[")]".index(last)])):
            link = link[:-1]
        else:
            break
    return link


def _has_host(link: str) -> bool:
    """Return whether an address leads anywhere at all."""
    try:
        return bool(urlsplit(link).hostname)
    except ValueError:
        return False
