"""Check a record once, where it enters: afterwards every output can hold its text and every offset counts."""

import dataclasses
import re

from medkg.model import Paper, Rejection
from medkg.read.encodings import find_fault
from medkg.read.text import find_links, replace_controls, replace_unholdable

LONGEST_TEXT = 100_000
"""Characters of title and abstract; longer ones are whole papers or broken files."""
_ODD = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_SAYS_SOMETHING = re.compile(r"[^\W_]")


def check_paper(paper: Paper, encoding: str) -> Paper | Rejection:
    """Return the paper with text that every output can hold, or why it is not taken.

    Control characters become spaces one for one. A byte that the encoding does not know (a lone surrogate by now)
    costs the record where it stands in id, title or abstract; elsewhere it becomes U+FFFD.
    """
    for field in ("id", "title", "abstract"):
        if fault := find_fault(getattr(paper, field), encoding):
            return Rejection(paper.sources[0], field, fault)
    paper = _clean(paper)
    if not _SAYS_SOMETHING.search(paper.title):
        return Rejection(paper.sources[0], "title", _explain_missing(paper))
    if len(paper.text) > LONGEST_TEXT:
        size = f"{len(paper.text):,} characters with the title; at most {LONGEST_TEXT:,} are read"
        return Rejection(paper.sources[0], "abstract", f"{size}; give the abstract alone")
    links = paper.links + tuple(link for link in find_links(paper.abstract) if link not in paper.links)
    return paper if links == paper.links else dataclasses.replace(paper, links=links)


def _explain_missing(paper: Paper) -> str:
    """Return what to say about a record without a title."""
    if paper.title.strip():
        return f"{paper.title.strip()[:40]!a} holds no letter or digit; give the paper's title"
    return (
        "missing; give the paper's title"
        if paper.abstract.strip()
        else "missing, like the abstract; the record is empty"
    )


def _clean(paper: Paper) -> Paper:
    """Return the paper with every text in a form that XML, RDF and UTF-8 can hold."""
    changes: dict[str, object] = {}
    for name in ("id", "title", "abstract", "venue", "presentation", "doi"):
        text = getattr(paper, name)
        if _is_odd(text):
            changes[name] = replace_unholdable(replace_controls(text))
    for name in ("topics", "authors", "links", "warnings"):
        texts = getattr(paper, name)
        if any(map(_is_odd, texts)):
            changes[name] = tuple(replace_unholdable(replace_controls(text)) for text in texts)
    return dataclasses.replace(paper, **changes) if changes else paper  # type: ignore[arg-type]


def _is_odd(text: str) -> bool:
    """Return whether a text holds what some output could not."""
    return not text.isprintable() and _ODD.search(text) is not None
