"""What stands around a paper's text."""

import pytest

from medkg.read.text import (
    find_links,
    language_of,
    replace_controls,
    split_venue,
    take_off_acceptance,
    take_off_link_lists,
)


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("Code: https://example.org/a.", ("https://example.org/a",)),
        (
            "(see http://example.org/a_(b)), or http://example.org/c).",
            ("http://example.org/a_(b)", "http://example.org/c"),
        ),
        ("**https://example.org/x** and <https://example.org/y>", ("https://example.org/x", "https://example.org/y")),
        (r"\url{https://example.org/a\_b}", ("https://example.org/a_b",)),
        ("代码见https://example.org/a。", ("https://example.org/a",)),
        ("https://example.org/a?b=c&d=e#f", ("https://example.org/a?b=c&d=e#f",)),
        ("https://example.org/a;https://example.org/b", ("https://example.org/a", "https://example.org/b")),
        ("https://example.org/a twice https://example.org/a", ("https://example.org/a",)),
        ("https://example.org/cut-", ("https://example.org/cut-",)),
        ("HTTPS://EXAMPLE.org/A", ("HTTPS://EXAMPLE.org/A",)),
        ("javascript:alert(1) ftp://example.org file:///etc http:// https://", ()),
        ("http://[broken", ()),
        ("https://example.org/" + "x" * 3000, ()),
    ],
)
def test_links(text: str, links: tuple[str, ...]) -> None:
    """Web addresses are found without what belongs to the sentence; cut ones are kept as given."""
    assert find_links(text) == links


@pytest.mark.parametrize(
    ("given", "venue", "presentation"),
    [
        ("MIDL 2031 Poster", "MIDL 2031", "Poster"),
        ("MIDL 2031 (oral)", "MIDL 2031", "Oral"),
        ("MIDL 2031 spotlight poster", "MIDL 2031", "Spotlight"),
        ("医学会议 2031 海报", "医学会议 2031", "Poster"),
        ("Journal of Oral Surgery", "Journal of Oral Surgery", ""),
        ("Electoral", "Electoral", ""),
        ("Poster", "Poster", ""),
        ("", "", ""),
    ],
)
def test_venues(given: str, venue: str, presentation: str) -> None:
    """The way of presentation is divided from the venue where it is the last word."""
    assert split_venue(given) == (venue, presentation)


@pytest.mark.parametrize(
    ("text", "rest", "venue"),
    [
        ("MIDL 2031 Poster accepted paper at MIDL 2031. We see.", "We see.", "MIDL 2031 Poster"),
        ("Accepted at MIDL 2031. We see.", "We see.", "MIDL 2031"),
        ("Drugs accepted at higher doses. We see.", "Drugs accepted at higher doses. We see.", ""),
        ("We see. It was accepted at MIDL 2031.", "We see. It was accepted at MIDL 2031.", ""),
    ],
)
def test_acceptance_notes(text: str, rest: str, venue: str) -> None:
    """A note at the beginning is taken off; sentences of the abstract stay."""
    assert take_off_acceptance(text) == (rest, venue)


@pytest.mark.parametrize(
    ("text", "rest", "links"),
    [
        ("We see. Code/project link: https://a.org; https://b.org/c", "We see.", ("https://a.org", "https://b.org/c")),
        ("We see. Code: https://a.org. Project page: https://b.org.", "We see.", ("https://a.org", "https://b.org")),
        ("我们看见。代码/项目链接: https://a.org", "我们看见。", ("https://a.org",)),
        ("We see. Code/project link:", "We see.", ()),
        ("We see. Code/project link: ftp://a.org", "We see.", ()),
        ("We see. Code is at https://a.org", "We see. Code is at https://a.org", ()),
        ("We see a code: https://a.org has it.", "We see a code: https://a.org has it.", ()),
        ("We see the data:", "We see the data:", ()),
    ],
)
def test_link_lists(text: str, rest: str, links: tuple[str, ...]) -> None:
    """A list of links at the end is taken off; links within sentences stay."""
    assert take_off_link_lists(text) == (rest, links)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("We see hearts.", "en"),
        ("我们看心脏。", "zh"),
        ("我们用 ECG 看心脏", "zh"),
        ("We use 心电图 here", "en"),
        ("", "en"),
        ("123 !?", "en"),
        ("Größe über alles", "en"),
    ],
)
def test_languages(text: str, language: str) -> None:
    """The greater part of the letters decides."""
    assert language_of(text) == language


def test_controls_become_spaces_one_for_one() -> None:
    """Tab and newline stay."""
    assert replace_controls("a\0b\tc\nd\re\x7ff\x85g") == "a b\tc\nd e f g"
