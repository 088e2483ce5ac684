"""Which thing or paper of a graph is meant by a name, in either language, whatever its case and hyphens."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

import pyoxigraph as ox

from medkg.errors import QueryError
from medkg.graphs import PREFIXES
from medkg.identifiers import BASE
from medkg.model import KINDS
from medkg.vocabulary import fold

_SHORTEST_PART = 8  # of a title: shorter parts fit too many
_SHORTEST_HELD = 3
_NEAR = 5


@dataclass(frozen=True, slots=True)
class Name:
    """A name, and what bears it."""

    text: str
    iri: str
    kind: str
    """``paper`` or one of ``model.KINDS``."""
    rank: int
    """0 for a label, a title or an id, 1 for a name that stands for this thing only where a paper says so."""


def find_by_name(store: ox.Store, name: str, kinds: Sequence[str] = KINDS) -> tuple[str, ...]:
    """Return the IRIs of everything of these kinds (``paper`` is one too) that bears this name.

    The name is a label, a title or the id of a paper, an IRI, or a part of a title that only one paper has.

    Raises:
        QueryError: nothing bears it; the sentence gives the nearest names.
    """
    names = list(_names(store, kinds))
    found = _match(names, name) or _match_iri(store, name) or _match_title_part(names, name)
    if not found:
        raise QueryError(_unknown(store, name, kinds, names))
    return tuple(sorted(set(found)))


def _match(names: Iterable[Name], wanted: str) -> list[str]:
    """Return what bears exactly this name; else what bears it folded; else what it can stand for."""
    folded = fold(wanted)
    by_rank: dict[int, list[str]] = defaultdict(list)
    for name in names:
        if name.text == wanted and name.rank == 0:
            by_rank[0].append(name.iri)
        elif fold(name.text) == folded:
            by_rank[1 + name.rank].append(name.iri)
    return by_rank[min(by_rank)] if by_rank else []


def _match_iri(store: ox.Store, wanted: str) -> list[str]:
    prefix, _, local = wanted.partition(":")
    text = PREFIXES[prefix] + local if prefix in PREFIXES else wanted.strip("<>")
    try:
        node = ox.NamedNode(text)
    except ValueError:
        return []
    return [text] if any(store.quads_for_pattern(node, None, None)) else []


def _match_title_part(names: Iterable[Name], wanted: str) -> list[str]:
    folded = fold(wanted)
    if len(folded) < _SHORTEST_PART:
        return []
    found = {name.iri for name in names if name.kind == "paper" and folded in fold(name.text)}
    return list(found) if len(found) == 1 else []


def _unknown(store: ox.Store, wanted: str, kinds: Sequence[str], names: Sequence[Name]) -> str:
    what = " or ".join(kinds) if len(kinds) <= 2 else "thing"  # noqa: PLR2004
    others = [kind for kind in ("paper", *KINDS) if kind not in kinds]
    elsewhere = sorted({name.kind for name in _names(store, others) if fold(name.text) == fold(wanted)})
    also = f" ({wanted!r} is a {elsewhere[0]})" if elsewhere else ""
    near = nearest(wanted, [name.text for name in names])
    way_out = f"near it: {'; '.join(near)}" if near else "list the names with  --recipe things"
    return f"no {what} is named {wanted!r}{also}; {way_out}"


def nearest(wanted: str, names: Iterable[str]) -> list[str]:
    """Return up to five names that look like this one, the likest first."""
    by_form: dict[str, str] = {}
    for name in sorted(names):
        by_form.setdefault(fold(name), name)
    form = fold(wanted)
    near = get_close_matches(form, by_form, n=_NEAR, cutoff=0.6)
    holding = [other for other in by_form if other not in near and _holds(form, other)]
    holding.sort(key=lambda other: (abs(len(other) - len(form)), other))
    return [by_form[other] for other in [*near, *holding][:_NEAR]]


def _holds(one: str, other: str) -> bool:
    """Return whether one name is a part of the other, and long enough not to be so by chance."""
    return min(len(one), len(other)) >= _SHORTEST_HELD and (one in other or other in one)


def _names(store: ox.Store, kinds: Sequence[str]) -> Iterator[Name]:
    predicates = {"skos": (("prefLabel", 0), ("altLabel", 0)), "medkg": (("guardedLabel", 1),)}
    for kind in kinds:
        iris = _instances(store, kind)
        if kind == "paper":
            yield from _values(store, iris, PREFIXES["dcterms"] + "identifier", kind, 0)
            yield from _values(store, iris, PREFIXES["dcterms"] + "title", kind, 0)
            continue
        for prefix, pairs in predicates.items():
            for local, rank in pairs:
                yield from _values(store, iris, PREFIXES[prefix] + local, kind, rank)
        yield from (Name(iri.rpartition("/")[2], iri, kind, 1) for iri in sorted(iris) if iri.startswith(BASE))


def _instances(store: ox.Store, kind: str) -> set[str]:
    quads = store.quads_for_pattern(
        None, ox.NamedNode(PREFIXES["rdf"] + "type"), ox.NamedNode(PREFIXES["medkg"] + kind.capitalize())
    )
    return {quad.subject.value for quad in quads if isinstance(quad.subject, ox.NamedNode)}


def _values(store: ox.Store, iris: set[str], predicate: str, kind: str, rank: int) -> Iterator[Name]:
    for quad in store.quads_for_pattern(None, ox.NamedNode(predicate), None):
        subject, value = quad.subject, quad.object
        if isinstance(subject, ox.NamedNode) and subject.value in iris and isinstance(value, ox.Literal):
            yield Name(value.value, subject.value, kind, rank)
