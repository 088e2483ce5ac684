"""Which records are one paper: ids, titles and DOIs decide; and the id that a paper without one gets.

* A given id names the paper: two ids are two papers, whatever their titles. The same id again is a duplicate, unless
  its title is another: then two inputs have used one id for different papers, and the second is rejected.
* Records without an id are one paper where their titles agree, or their DOIs with half of the title's words. Equal
  titles under different DOIs stay apart ("Editorial"), but a preprint and its published form do not.
* A record without an id also joins the one paper with an id that bears its title.
"""

import dataclasses
import html
import re
import unicodedata
from collections.abc import Iterable, Sequence

from medkg.identifiers import digest, slug
from medkg.model import Paper, Rejection, Source
from medkg.read.checks import LONGEST_TEXT

_TAG = re.compile(r"</?[A-Za-z][^<>]{0,30}>")
_NOT_ALPHANUMERIC = re.compile(r"[\W_]+")
_PREPRINT = re.compile(r"10\.(?:48550|1101|21203|2139|20944|36227|31219|31234|31222|26434|22541)/", re.IGNORECASE)
"""DOI prefixes of arXiv, bioRxiv, Research Square, SSRN, Preprints.org, TechRxiv, OSF, ChemRxiv and Authorea."""
_SLUG_LENGTH = 36
_DIGEST_LENGTH = 10
_SAME_DOI_OVERLAP = 0.5


def title_key(title: str) -> str:
    """Return what is left of a title when case, width, punctuation, markup and accents do not count."""
    text = _TAG.sub("", html.unescape(title) if "&" in title else title)
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return _NOT_ALPHANUMERIC.sub("", text.casefold()) or text.strip()


def make_id(title: str, *more: str) -> str:
    """Return the id of a paper without one: the start of its title, and a digest of the whole title."""
    name = slug(title)
    start = name[:_SLUG_LENGTH]
    if len(name) > _SLUG_LENGTH and "-" in start[_SLUG_LENGTH // 2 :]:
        start = start[: start.rindex("-")]  # end with a whole word where there are words
    return f"{start.strip('-')}-{digest(title_key(title), *more)[:_DIGEST_LENGTH]}"


def unite(records: Iterable[Paper | Rejection]) -> tuple[list[Paper], int, list[Rejection]]:
    """Return the papers in the order in which they were first seen, the number of duplicates, and the rejections."""
    union = _Union()
    for record in records:
        if isinstance(record, Rejection):
            union.rejections.append(record)
        elif record.id:
            union.add_named(record)
        else:
            union.add_unnamed(record)
    papers = union.papers()
    return papers, union.duplicates, union.rejections


def merge(group: Sequence[Paper]) -> Paper:
    """Return the one paper of these records: the first leads, the others add what they have besides.

    A second abstract follows after a newline, so that offsets into the first still hold; what one already says is
    not said again.
    """
    if len(group) == 1:
        return group[0]
    first = group[0]
    return dataclasses.replace(
        first,
        abstract=_join_abstracts(first.title, group),
        venue=next((paper.venue for paper in group if paper.venue), ""),
        presentation=next((paper.presentation for paper in group if paper.presentation), ""),
        year=next((paper.year for paper in group if paper.year), None),
        topics=_united(paper.topics for paper in group),
        authors=next((paper.authors for paper in group if paper.authors), ()),
        doi=next((paper.doi for paper in group if paper.doi), ""),
        links=_united(paper.links for paper in group),
        sources=_united_sources(group),
        warnings=_united(paper.warnings for paper in group),
    )


class _Union:
    """The records so far, in groups that are one paper each, and where each id, title and DOI was seen."""

    def __init__(self) -> None:
        self.duplicates = 0
        self.rejections: list[Rejection] = []
        self._groups: list[list[Paper]] = []
        self._by_id: dict[str, int] = {}
        self._by_title: dict[str, dict[str, int]] = {}
        """For every title the groups that bear it, by published DOI (empty: none seen yet)."""
        self._by_doi: dict[str, int] = {}

    def add_named(self, paper: Paper) -> None:
        """Add a record that has an id."""
        place = self._by_id.get(paper.id)
        if place is None:
            self._by_id[paper.id] = self._begin(paper)
            return
        first = self._groups[place][0]
        if first.title == paper.title or title_key(first.title) == title_key(paper.title):
            self._join(place, paper)
            return
        seen = f"{first.sources[0].file}:{first.sources[0].line}"
        reason = f"{paper.id[:60]!a} already names another paper ({seen}); give every paper an id of its own"
        self.rejections.append(Rejection(paper.sources[0], "id", reason))

    def add_unnamed(self, paper: Paper) -> None:
        """Add a record without an id to the paper of its title or DOI, or as a new one."""
        bearers = self._by_title.setdefault(title_key(paper.title), {})
        doi = _published_doi(paper)
        place = self._by_doi.get(doi) if doi else None
        if place is not None and not _titles_meet(self._groups[place][0].title, paper.title):
            place = None
        if place is None:
            place = bearers.pop("", None) if doi else next(iter(bearers.values()), None)
        if place is None:
            place = self._begin(paper)
        else:
            self._join(place, paper)
        if doi or not bearers:
            bearers[doi] = place
        if doi:
            self._by_doi.setdefault(doi, place)

    def papers(self) -> list[Paper]:
        """Return the papers, each with an id."""
        self._join_unnamed_to_named()
        taken = set(self._by_id)
        papers = []
        for group in self._groups:
            if not group:
                continue
            paper = merge(group)
            if not paper.id:
                paper = dataclasses.replace(paper, id=_free_id(paper, taken))
                taken.add(paper.id)
            papers.append(paper)
        return papers

    def _begin(self, paper: Paper) -> int:
        """Begin a group with this record and return its place."""
        self._groups.append([paper])
        return len(self._groups) - 1

    def _join(self, place: int, paper: Paper) -> None:
        """Add a duplicate to its group."""
        self._groups[place].append(paper)
        self.duplicates += 1

    def _join_unnamed_to_named(self) -> None:
        """Join groups without an id to the one with an id that bears their title; where two bear it, to none."""
        if not self._by_title or not self._by_id:
            return
        named: dict[str, list[int]] = {}
        for place in self._by_id.values():
            named.setdefault(title_key(self._groups[place][0].title), []).append(place)
        for place, group in enumerate(self._groups):
            hosts = named.get(title_key(group[0].title), ()) if group and not group[0].id else ()
            if len(hosts) != 1 or hosts[0] == place or not _dois_agree(self._groups[hosts[0]] + group):
                continue
            host, early = hosts[0], min(place, hosts[0])
            joined = self._groups[host] + group  # the record that gave the id leads
            self._groups[host] = self._groups[place] = []
            self._groups[early] = joined  # and the paper stands where it was first seen
            named[title_key(group[0].title)] = [early]
            self.duplicates += 1


def _free_id(paper: Paper, taken: set[str]) -> str:
    """Return the id of a paper without one, told apart by DOI and source where a title alone does not."""
    more: tuple[str, ...] = ()
    for addition in ((), (paper.doi,), (paper.doi, *(f"{source.file}:{source.line}" for source in paper.sources))):
        more = tuple(addition)
        if (name := make_id(paper.title, *more)) not in taken:
            return name
    number = 2
    while (name := make_id(paper.title, *more, str(number))) in taken:
        number += 1
    return name


def _join_abstracts(title: str, group: Sequence[Paper]) -> str:
    """Return the abstracts one after the other, without those that another already holds."""
    abstract = group[0].abstract
    held = title_key(abstract)
    seen = {abstract}
    for paper in group[1:]:
        if paper.abstract in seen:
            continue
        seen.add(paper.abstract)
        key = title_key(paper.abstract)
        longer = paper.abstract if paper.abstract.startswith(abstract) else f"{abstract}\n{paper.abstract}"
        if key in held or len(title) + 1 + len(longer) > LONGEST_TEXT:
            continue
        held = key if longer is paper.abstract else held + key
        abstract = longer
    return abstract


def _united(tuples: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Return the texts of all, each once, in order."""
    return tuple(dict.fromkeys(text for texts in tuples for text in texts))


def _united_sources(group: Sequence[Paper]) -> tuple[Source, ...]:
    """Return the places of all records, each once, in order."""
    return tuple(dict.fromkeys(source for paper in group for source in paper.sources))


def _published_doi(paper: Paper) -> str:
    """Return the DOI that tells papers apart; a preprint's does not."""
    doi = paper.doi.casefold()
    return "" if _PREPRINT.match(doi) else doi


def _dois_agree(group: Iterable[Paper]) -> bool:
    """Return whether no DOI speaks against these records being one paper."""
    return len({doi for paper in group if (doi := _published_doi(paper))}) <= 1


def _titles_meet(first: str, second: str) -> bool:
    """Return whether two titles under one DOI share half of the words of the shorter."""
    one, other = (set(re.findall(r"\w+", title.casefold())) for title in (first, second))
    return len(one & other) >= _SAME_DOI_OVERLAP * min(len(one), len(other))
