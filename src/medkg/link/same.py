"""Whether two groups of one paper name one thing: signs of a pair, weighed by the question ``same`` of the table.

"CPDM, a conditional diffusion model", a name beside its own shorter form, an acronym beside words with its letters.
Groups that share neither words nor letters nor place have no signs and are never one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from medkg.link.groups import Group
from medkg.link.words import empty_modifiers, same_heads, words_of
from medkg.model import Mention

_LONGEST_GAP = 24
_MOST_WORDS_BETWEEN = 3
_FEWEST_LETTERS = 3
_MARKS = ("zone=title", "defined", "shape=name", "name.put-forward")
_NO_SIGNS: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Named:
    """A group with what a comparison asks of it."""

    group: Group
    words: tuple[str, ...]
    """The words of its label, folded."""
    letters: str
    """The capitals of a label shaped like a name, in small letters; else nothing."""
    initials: str
    sentences: frozenset[tuple[int, int]]


def name_of(group: Group) -> Named:
    """Return a group ready to be compared."""
    words = words_of(group.label)
    capitals = "".join(c for c in group.label if c.isupper()).lower()
    return Named(
        group,
        words,
        capitals if len(capitals) > 1 and "shape=name" in group.signs else "",
        "".join(word[0] for word in words) if len(words) > 1 else "",
        frozenset(m.sentence for m in group.mentions),
    )


def pair_signs(one: Named, other: Named, text: str) -> frozenset[str]:
    """Return what speaks for or against two groups of one kind being one thing; empty if they have nothing in common.

    Args:
        one: a group of a paper.
        other: another group of the same paper and kind; the order of the two does not count.
        text: the paper's text, which the places of their mentions count in.
    """
    if _rank(one) > _rank(other):
        one, other = other, one
    signs = set(_word_signs(one, other))
    if one.group.kind == "task":
        signs |= _within(one, other)
    if one.sentences & other.sentences:
        signs |= _place_signs(one.group, other.group, text)
    if not signs:
        return _NO_SIGNS
    mine, its = one.group.signs, other.group.signs
    signs |= {f"{mark}:{(mark in mine) + (mark in its)}" for mark in _MARKS}
    signs.add(f"known:{_known(one)}{_known(other)}")
    signs.add(f"name:{int('shape=name' in mine)}{int('shape=name' in its)}")
    return frozenset(signs)


def _rank(named: Named) -> tuple[int, str]:
    """Return the order of the two: the shorter name first."""
    return len(named.group.label), named.group.key


def _known(named: Named) -> str:
    return "k" if named.group.concept else "n"


def _within(one: Named, other: Named) -> set[str]:
    """Return signs for a task that a fuller name tells more closely: "segmentation" beside "polyp segmentation"."""
    if not one.words or not other.words or _head(one.words) != _head(other.words):
        return set()
    if not set(one.words[:-1]) <= set(other.words[:-1]) | empty_modifiers():
        return set()
    return {"within", f"within:{len(one.words)}", f"within:{len(one.words)},{len(other.words)}"}


def _place_signs(one: Group, other: Group, text: str) -> set[str]:
    """Return signs from where the two stand: inside each other, side by side, or in one apposition."""
    signs: set[str] = set()
    inside = [any(o.start <= m.start and m.end <= o.end for o in other.mentions) for m in one.mentions]
    if any(inside):
        signs.add("inside=all" if all(inside) else "inside=some")
        signs |= {f"inside:{edge}" for edge in _edges(one, other)}
    elif any(m.start < o.end and o.start < m.end for m, o in product(one.mentions, other.mentions)):
        signs.add("crossing")
    for first, second, order in _neighbours(one, other):
        words = text[first.end : second.start].lower().split()
        if len(words) <= _MOST_WORDS_BETWEEN:
            between = " ".join(words)
            signs |= {f"gap={between}", f"gap:{order}={between}"}
    return signs


def _neighbours(one: Group, other: Group) -> Iterator[tuple[Mention, Mention, str]]:
    """Yield the mentions that stand close together in one sentence, in the order of the text, and whose comes first."""
    for m, o in product(one.mentions, other.mentions):
        first, second, order = (m, o, "so") if m.start < o.start else (o, m, "os")
        if 0 <= second.start - first.end <= _LONGEST_GAP and first.sentence == second.sentence:
            yield first, second, order


def _edges(one: Group, other: Group) -> set[str]:
    """Return at which end of the longer name the shorter one stands."""
    return {
        "tail" if m.end == o.end else "front" if m.start == o.start else "middle"
        for m, o in product(one.mentions, other.mentions)
        if o.start <= m.start and m.end <= o.end
    }


def _word_signs(one: Named, other: Named) -> Iterator[str]:
    """Yield signs from the words and letters of the two names, the shorter first."""
    if one.words and other.words:
        head = _head(one.words)
        shared = set(one.words) & set(other.words)
        if head == _head(other.words):
            yield "same-head"
            yield f"same-head={head}"
        elif shared:
            yield "other-head"
        if shared:
            only_one, only_other = set(one.words) - shared, set(other.words) - shared
            yield f"shared={min(len(shared), 3)}"
            yield f"apart={min(len(only_one), 3)},{min(len(only_other), 3)}"
            if not only_one and len(only_other) <= 2:  # noqa: PLR2004  # one name with one or two words more
                yield from (f"more={word}" for word in only_other)
    if one.letters and other.initials:
        if one.letters == other.initials:
            yield "initials"
        elif min(len(one.letters), len(other.initials)) >= _FEWEST_LETTERS and (
            _in_order(one.letters, other.initials) or _in_order(other.initials, one.letters)
        ):
            yield "initials:partly"


def _head(words: tuple[str, ...]) -> str:
    return same_heads().get(words[-1], words[-1])


def _in_order(letters: str, text: str) -> bool:
    """Tell whether these letters stand in the text in their order."""
    rest = iter(text)
    return all(letter in rest for letter in letters)
