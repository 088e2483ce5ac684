"""Whether two groups of one paper name one thing: signs of a pair, weighed by the question ``same`` of the table.

"CPDM, a conditional diffusion model", a name beside its own shorter form, an acronym beside words with its letters.
Groups that share neither words nor letters nor place have no signs and are never one.
"""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from medkg.link import judge
from medkg.link.groups import Group
from medkg.link.words import empty_modifiers, same_heads, words_of
from medkg.model import Mention
from medkg.vocabulary.folding import fold_word, normal_form

_LONGEST_GAP = 24
_MOST_WORDS_BETWEEN = 3
_FEWEST_LETTERS = 3
_MARKS = ("zone=title", "defined", "shape=name", "name.put-forward")
_NO_SIGNS: frozenset[str] = frozenset()
_MARKED = tuple(tuple(f"{mark}:{count}" for count in range(3)) for mark in _MARKS)
"""The sign for each mark by how many of the two bear it."""


@dataclass(frozen=True, slots=True)
class Named:
    """A group with what a comparison asks of it."""

    group: Group
    words: tuple[str, ...]
    """The words of its label, folded."""
    modifiers: frozenset[str]
    """The words before the last."""
    head: str
    """The last word, or the one that means the same; nothing if there are no words."""
    letters: str
    """The capitals of a label shaped like a name, in small letters; else nothing."""
    initials: str
    sentences: frozenset[tuple[int, int]]
    marks: tuple[bool, ...]
    """Which of the marks it bears."""
    rank: tuple[int, str]
    """The order of two: the shorter name first."""


def name_of(group: Group) -> Named:
    """Return a group ready to be compared."""
    words = _words(group.label)
    marks = tuple(mark in group.signs for mark in _MARKS)
    capitals = "".join(c for c in group.label if c.isupper()).lower() if "shape=name" in group.signs else ""
    return Named(
        group,
        words,
        frozenset(words[:-1]),
        same_heads().get(words[-1], words[-1]) if words else "",
        capitals if len(capitals) > 1 else "",
        "".join(word[0] for word in words) if len(words) > 1 else "",
        frozenset(m.sentence for m in group.mentions),
        marks,
        (len(group.label), group.key),
    )


_HAN = re.compile(r"[\u3400-\u9fff]")
_PARTS = re.compile(r"[\u3400-\u9fff](?![\u3400-\u9fff]?$)|[\u3400-\u9fff]{1,2}$|[^\W_\u3400-\u9fff]+")


def _words(name: str) -> tuple[str, ...]:
    """Return the words of a name, folded; a Chinese name is parted into characters, its last two being one word."""
    return tuple(fold_word(part) for part in _PARTS.findall(name)) if _HAN.search(name) else words_of(name)


class Likeness:
    """How likely two groups of one paper are one thing; every two are compared once, when first asked."""

    def __init__(self, groups: Sequence[Group], text: str) -> None:
        """Take the groups of a paper, and its text, which the places of their mentions count in."""
        self._groups = groups
        self._names: dict[int, Named] = {}
        self._text = text
        self._known: dict[tuple[int, int], float] = {}

    def log_odds(self, one: int, other: int) -> float:
        """Return the log-odds of two groups of one kind, told by their numbers; minus infinity if nothing speaks."""
        pair = (one, other) if one < other else (other, one)
        found = self._known.get(pair)
        if found is None:
            signs = pair_signs(self._name(one), self._name(other), self._text)
            kind = self._groups[one].kind
            found = self._known[pair] = judge.log_odds("same", kind, signs) if signs else -math.inf
        return found

    def _name(self, number: int) -> Named:
        if number not in self._names:
            self._names[number] = name_of(self._groups[number])
        return self._names[number]


def pair_signs(one: Named, other: Named, text: str) -> frozenset[str]:
    """Return what speaks for or against two groups of one kind being one thing; empty if they have nothing in common.

    Args:
        one: a group of a paper.
        other: another group of the same paper and kind; the order of the two does not count.
        text: the paper's text, which the places of their mentions count in.
    """
    if one.rank > other.rank:
        one, other = other, one
    if one.group.kind == "method" and _are_versions(one.group.label, other.group.label):
        return _NO_SIGNS
    signs = _word_signs(one, other)
    if not one.sentences.isdisjoint(other.sentences):
        signs |= _place_signs(one.group, other.group, text)
    if not signs:
        return _NO_SIGNS
    for names, mine, its in zip(_MARKED, one.marks, other.marks, strict=True):
        signs.add(names[mine + its])
    signs.add(f"known:{_known(one)}{_known(other)}")
    signs.add(f"name:{int('shape=name' in one.group.signs)}{int('shape=name' in other.group.signs)}")
    return frozenset(signs)


_LATER = re.compile(r"(.+?)[ -]?[vV](?:[2-9]|\d\d)[\d.]*")


def _are_versions(one: str, other: str) -> bool:
    """Tell whether two names differ in their version only: "PulmoNet" and "PulmoNet v2" are two things."""
    parted = [_LATER.fullmatch(name) for name in (one, other)]
    if not any(parted):
        return False
    stem, its_stem = (
        normal_form(found[1] if found else name) for found, name in zip(parted, (one, other), strict=True)
    )
    return stem == its_stem


def _known(named: Named) -> str:
    return "k" if named.group.concept else "n"


def _is_within(one: Named, other: Named) -> bool:
    """Tell whether a task's fuller name tells it more closely: "segmentation" beside "polyp segmentation"."""
    return bool(one.head) and one.head == other.head and one.modifiers <= other.modifiers | empty_modifiers()


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


def _word_signs(one: Named, other: Named) -> set[str]:
    """Return signs from the words and letters of the two names, the shorter first."""
    signs: set[str] = set()
    if one.words and other.words:
        shared = set(one.words).intersection(other.words)
        if one.head == other.head:
            signs |= {"same-head", f"same-head={one.head}"}
            if one.group.kind == "task" and _is_within(one, other):
                signs |= {"within", f"within:{len(one.words)}", f"within:{len(one.words)},{len(other.words)}"}
        elif shared:
            signs.add("other-head")
        if shared:
            only_one, only_other = set(one.words) - shared, set(other.words) - shared
            signs |= {f"shared={min(len(shared), 3)}", f"apart={min(len(only_one), 3)},{min(len(only_other), 3)}"}
            if not only_one and len(only_other) <= 2:  # noqa: PLR2004  # one name with one or two words more
                signs |= {f"more={word}" for word in only_other}
    if one.letters and other.initials:
        if one.letters == other.initials:
            signs.add("initials")
        elif min(len(one.letters), len(other.initials)) >= _FEWEST_LETTERS and (
            _in_order(one.letters, other.initials) or _in_order(other.initials, one.letters)
        ):
            signs.add("initials:partly")
    return signs


def _in_order(letters: str, text: str) -> bool:
    """Tell whether these letters stand in the text in their order."""
    rest = iter(text)
    return all(letter in rest for letter in letters)
