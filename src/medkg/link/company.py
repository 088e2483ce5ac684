"""What a paper says of a group by the company it keeps: measures for the second look.

The first look weighs a group by its own signs. Here it is held against the others of its paper: what lies over it,
beside it and in its sentences, how sure those are, and how much the paper speaks of its words.
"""

import functools
import math
from collections import Counter, defaultdict
from collections.abc import Sequence

from medkg.link import judge, tagger
from medkg.link.groups import Group
from medkg.link.same import Likeness
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
    "rarity on average", "rarity of its first word", "rarity of its last word", *tagger.MEASURES,
)  # fmt: skip
"""The columns of ``measure``."""
_PLACE_COLUMNS = {kind: [MEASURES.index(f"{kind} {place}") for place in _PLACES] for kind in KINDS}


def measure(
    groups: Sequence[Group], odds: Sequence[float], text: str, likeness: Likeness, least: float = -math.inf
) -> dict[int, list[float]]:
    """Return the measures of a paper's groups: the number of a group among all → a row in the order of ``MEASURES``.

    Args:
        groups: all groups of the paper.
        odds: their log-odds by the first look.
        text: the paper's text, which the places of the mentions count in.
        likeness: made of the same groups.
        least: the log-odds that a group must have to be measured; the others count as company only.
    """
    title = set(content_words(text.split("\n", 1)[0]))
    counts = Counter(content_words(text))
    sure = [judge.probability(one) for one in odds]
    expected = [math.fsum(p for g, p in zip(groups, sure, strict=True) if g.kind == kind) for kind in KINDS]
    ranks, already = _ranks(groups, odds), _named_already(groups, odds, likeness, least)
    tags = tagger.tagger().tag(text)
    rows: dict[int, list[float]] = {}
    for number, group in enumerate(groups):
        if odds[number] < least:
            continue
        table = judge.weights_for("keep", group.kind)
        weighed = table.signs & group.signs
        of_wording, around = table.beginning_with(_WORDING), table.beginning_with(_SURROUNDINGS)
        own = _content_words(group.label)
        times = [counts[word] for word in own] or [0]
        worth = [table.total(m.signs) for m in group.mentions]
        starts = [m.start for m in group.mentions]
        rows[number] = [
            odds[number],
            table.total(weighed & of_wording),
            table.total(weighed & around),
            table.total(weighed - of_wording - around),
            max(worth),
            min(worth),
            judge.log_odds("own", group.kind, group.signs),
            judge.log_odds("mentioned", group.kind, group.signs),
            already[number],
            ranks[number],
            *expected,
            *[_LEAST_ODDS] * (len(_PLACES) * len(KINDS)),
            float(group.concept is not None),
            len(set(starts)),
            len({m.sentence for m in group.mentions}),
            float("zone=title" in group.signs),
            sum(word in title for word in own) / max(1, len(own)),
            min(times),
            max(times),
            min(starts) / len(text),
            max(starts) / len(text),
            len(text),
            len(weighed),
            sum(sign.startswith(_WORDING) for sign in group.signs - weighed),
            *_look(group.label),
            *tags.measure(group.kind, [(m.start, m.end) for m in group.mentions]),
        ]  # fmt: skip
    _meet_neighbours(groups, odds, text, rows)
    return rows


@functools.lru_cache(maxsize=50_000)
def _content_words(name: str) -> tuple[str, ...]:
    return tuple(content_words(name))


@functools.lru_cache(maxsize=50_000)
def _look(name: str) -> tuple[float, ...]:
    """Return what a name looks like: letters, capitals, digits, words, and how rare its words are."""
    rare = rarity()
    each = [rare.get(word, _RAREST) for word in words_of(name)] or [_RAREST]
    return (
        len(name),
        sum(c.isupper() for c in name),
        sum(c.isdigit() for c in name),
        len(each),
        max(each),
        min(each),
        sum(each) / len(each),
        each[0],
        each[-1],
    )


def _ranks(groups: Sequence[Group], odds: Sequence[float]) -> list[int]:
    """Return for every group how many of its kind are surer."""
    met: Counter[str] = Counter()
    ranks = [0] * len(groups)
    for number in sorted(range(len(groups)), key=lambda n: (-odds[n], groups[n].key)):
        ranks[number] = met[groups[number].kind]
        met[groups[number].kind] += 1
    return ranks


def _named_already(groups: Sequence[Group], odds: Sequence[float], likeness: Likeness, least: float) -> list[float]:
    """Return for every group above the least the best log-odds of its being the same as a surer one of its kind."""
    best = [_LEAST_ODDS] * len(groups)
    surer: dict[str, list[int]] = defaultdict(list)
    for number in sorted(range(len(groups)), key=lambda n: (-odds[n], groups[n].key)):
        if odds[number] < least:
            break
        of_kind = surer[groups[number].kind]
        best[number] = max([_LEAST_ODDS, *(likeness.log_odds(other, number) for other in of_kind)])
        if odds[number] > _MAY_BE_KEPT:
            of_kind.append(number)
    return best


def _meet_neighbours(groups: Sequence[Group], odds: Sequence[float], text: str, rows: dict[int, list[float]]) -> None:
    """Put into every row the best log-odds of each kind that lie over, in, around or beside a mention or near it."""
    sentences: dict[tuple[int, int], list[tuple[int, int, int]]] = defaultdict(list)
    for number, group in enumerate(groups):
        for m in group.mentions:
            sentences[m.sentence].append((m.start, m.end, number))
    columns = [_PLACE_COLUMNS[group.kind] for group in groups]
    for spans in sentences.values():
        for start, end, number in spans:
            row = rows.get(number)
            if row is None:
                continue
            for its_start, its_end, other in spans:
                if number == other:
                    continue
                over, inside, around, beside, sentence = columns[other]
                its_odds = odds[other]
                if its_start < end and start < its_end:
                    longer, shorter = its_start <= start and end <= its_end, start <= its_start and its_end <= end
                    column = over if longer == shorter else around if longer else inside
                else:
                    column = sentence
                    gap_start, gap_end = (end, its_start) if end <= its_start else (its_end, start)
                    if (
                        gap_end - gap_start <= _LONGEST_JOINT
                        and its_odds > row[beside]
                        and text[gap_start:gap_end].strip().lower() in _JOINTS
                    ):
                        row[beside] = its_odds
                row[column] = max(row[column], its_odds)
