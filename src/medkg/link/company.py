"""What a paper says of a group by the company it keeps: measures for the second look.

The first look weighs a group by its own signs. Here it is held against the others of its paper: what lies over it,
beside it and in its sentences, how sure those are, and how much the paper speaks of its words.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence

from medkg.link import judge
from medkg.link.groups import Group
from medkg.link.same import Named, name_of, pair_signs
from medkg.link.words import content_words, rarity, words_of
from medkg.model import KINDS

_JOINTS = frozenset({",", "and", "or", ", and", ", or", "/", "&"})
_LONGEST_JOINT = 6
_WORDING = ("head=", "modifier=", "first=", "nominal=", "concept=", "ends=")
_SURROUNDINGS = ("before=", "after=", "lead=", "is-a=", "in=", "after:", "before:")
_LEAST_ODDS = -8.0
"""Stands for the odds of a neighbour where there is none."""
_RAREST = 14.0
"""The rarity of a word that no table holds."""
_MAY_BE_KEPT = -1.5
"""Log-odds that a group needs, so that others are compared with it."""
_PLACES = ("over", "inside", "around", "beside", "sentence")
MEASURES = (
    "odds", "odds of wording", "odds of surroundings", "odds of the rest", "odds of its best mention",
    "odds of its worst mention", "odds of being own", "odds of being mentioned", "odds of being named already",
    "surer of its kind", *(f"{kind}s expected" for kind in KINDS),
    *(f"{kind} {place}" for place in _PLACES for kind in KINDS),
    "known", "mentions", "sentences", "in title", "share of its words in title", "least repeated word",
    "most repeated word", "first place", "last place", "length of text", "signs", "words never weighed",
    "letters", "capitals", "digits", "words", "rarity of its rarest word", "rarity of its commonest word",
    "rarity on average", "rarity of its first word", "rarity of its last word",
)  # fmt: skip
"""The columns of ``measure``."""
_PLACE_COLUMN = {(place, kind): MEASURES.index(f"{kind} {place}") for place in _PLACES for kind in KINDS}


def measure(
    groups: Sequence[Group], odds: Sequence[float], text: str, least: float = -math.inf
) -> dict[int, list[float]]:
    """Return the measures of a paper's groups: the number of a group among all → a row in the order of ``MEASURES``.

    Args:
        groups: all groups of the paper.
        odds: their log-odds by the first look.
        text: the paper's text, which the places of the mentions count in.
        least: the log-odds that a group must have to be measured; the others count as company only.
    """
    title = set(content_words(text.split("\n", 1)[0]))
    counts = Counter(content_words(text))
    sure = [judge.probability(one) for one in odds]
    expected = [math.fsum(p for g, p in zip(groups, sure, strict=True) if g.kind == kind) for kind in KINDS]
    ranks, already = _ranks(groups, odds), _named_already(groups, odds, text, least)
    rows: dict[int, list[float]] = {}
    for number, group in enumerate(groups):
        if odds[number] < least:
            continue
        table = judge.weights().get(("keep", group.kind), {})
        own = content_words(group.label)
        worth = [math.fsum(table.get(sign, 0.0) for sign in m.signs) for m in group.mentions]
        starts = [m.start for m in group.mentions]
        rows[number] = [
            odds[number],
            *_parts(group, table),
            max(worth),
            min(worth),
            judge.log_odds("own", group.kind, group.signs),
            judge.log_odds("mentioned", group.kind, group.signs),
            already[number],
            ranks[number],
            *expected,
            *[_LEAST_ODDS] * len(_PLACE_COLUMN),
            float(group.concept is not None),
            len(set(starts)),
            len({m.sentence for m in group.mentions}),
            float("zone=title" in group.signs),
            sum(word in title for word in own) / max(1, len(own)),
            min((counts[word] for word in own), default=0),
            max((counts[word] for word in own), default=0),
            min(starts) / len(text),
            max(starts) / len(text),
            len(text),
            sum(sign in table for sign in group.signs),
            sum(sign.startswith(_WORDING) and sign not in table for sign in group.signs),
            *_look(group.label),
        ]  # fmt: skip
    for number, place, other in _neighbours(groups, text, rows):
        column = _PLACE_COLUMN[place, groups[other].kind]
        rows[number][column] = max(rows[number][column], odds[other])
    return rows


def _look(name: str) -> list[float]:
    """Return what a name looks like: letters, capitals, digits, words, and how rare its words are."""
    rare = rarity()
    each = [rare.get(word, _RAREST) for word in words_of(name)] or [_RAREST]
    return [
        len(name),
        sum(c.isupper() for c in name),
        sum(c.isdigit() for c in name),
        len(each),
        max(each),
        min(each),
        sum(each) / len(each),
        each[0],
        each[-1],
    ]


def _parts(group: Group, table: dict[str, float]) -> tuple[float, float, float]:
    """Return the log-odds of a group in three parts: its wording, what stands around it, and the rest."""
    wording = [table[s] for s in group.signs if s in table and s.startswith(_WORDING)]
    around = [table[s] for s in group.signs if s in table and s.startswith(_SURROUNDINGS)]
    rest = [table[s] for s in group.signs if s in table and not s.startswith((*_WORDING, *_SURROUNDINGS))]
    return math.fsum(wording), math.fsum(around), math.fsum(rest)


def _ranks(groups: Sequence[Group], odds: Sequence[float]) -> list[int]:
    """Return for every group how many of its kind are surer."""
    met: Counter[str] = Counter()
    ranks = [0] * len(groups)
    for number in sorted(range(len(groups)), key=lambda n: (-odds[n], groups[n].key)):
        ranks[number] = met[groups[number].kind]
        met[groups[number].kind] += 1
    return ranks


def _named_already(groups: Sequence[Group], odds: Sequence[float], text: str, least: float) -> list[float]:
    """Return for every group above the least the best log-odds of its being the same as a surer one of its kind."""
    best = [_LEAST_ODDS] * len(groups)
    surer: dict[str, list[Named]] = defaultdict(list)
    for number in sorted(range(len(groups)), key=lambda n: (-odds[n], groups[n].key)):
        group = groups[number]
        if odds[number] < least:
            break
        named = name_of(group)
        for other in surer[group.kind]:
            signs = pair_signs(other, named, text)
            if signs:
                best[number] = max(best[number], judge.log_odds("same", group.kind, signs))
        if odds[number] > _MAY_BE_KEPT:
            surer[group.kind].append(named)
    return best


def _neighbours(groups: Sequence[Group], text: str, measured: Collection[int]) -> Iterator[tuple[int, str, int]]:
    """Yield a group that is measured, the place that another has by a mention of it, and that other group."""
    sentences: dict[tuple[int, int], list[tuple[int, int, int]]] = defaultdict(list)
    for number, group in enumerate(groups):
        for m in group.mentions:
            sentences[m.sentence].append((m.start, m.end, number))
    for spans in sentences.values():
        for start, end, number in (span for span in spans if span[2] in measured):
            for its_start, its_end, other in spans:
                if number != other:
                    if its_start < end and start < its_end:
                        yield number, _lies(start, end, its_start, its_end), other
                    else:
                        yield number, "sentence", other
                        gap = text[end:its_start] if end <= its_start else text[its_end:start]
                        if len(gap) <= _LONGEST_JOINT and gap.strip().lower() in _JOINTS:
                            yield number, "beside", other


def _lies(start: int, end: int, its_start: int, its_end: int) -> str:
    """Return how another stretch lies to this one that it shares characters with."""
    if its_start <= start and end <= its_end and (start, end) != (its_start, its_end):
        return "around"
    if start <= its_start and its_end <= end and (start, end) != (its_start, its_end):
        return "inside"
    return "over"
