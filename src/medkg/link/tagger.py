"""The tagger: how likely each word begins, continues or lies outside a thing of each kind, by the words around it.

One logistic model for each label over the words, their endings and their shapes within three places on either side
(Ratnaparkhi, 1996, without his search for the best sequence: whole names are judged elsewhere). It knows no rule and
no vocabulary, and so tells what these do not. The weights are in ``tagger.tsv``, a row for each feature and a column
for each label; ``tools/learn_weights.py`` remakes them from annotated papers.
"""

import functools
import itertools
import math
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from operator import add

import numpy as np
from numpy.typing import NDArray

from medkg.errors import RuleError
from medkg.model import KINDS

OUTSIDE = "outside"
LABELS = (*(f"{place} {kind}" for kind in KINDS for place in ("begins", "continues")), OUTSIDE)
BIAS = "(bias)"
MEASURES = ("tagged", "least tagged", "tagged as begun", "tagged as ended", "tagged as outside")
"""The columns of ``Tags.measure``."""
UNIT = 0.01
"""What weights are counted in, so that their sum is the same on every machine."""
_REACH = 3
"""How many words to either side have a say."""
_NEAR = (-1, 0, 1)
"""Places of the words whose ending and shape have a say."""
_PAIRS = (-2, -1, 0, 1)
"""Places of the first of two words that have a say together."""
_EDGE = "#"
"""Stands for the words before the first and behind the last."""
_MOST_WORDS = 50_000
"""How many words are kept at hand, with what they add."""
_CERTAIN = 1e-4
"""No probability is nearer to 0 or 1 than this."""
_WORD = re.compile(r"[A-Za-z]+|\d+|[^\sA-Za-z\d]")
_CAPITALS, _SMALL, _DIGITS = re.compile("[A-Z]+"), re.compile("[a-z]+"), re.compile(r"\d+")

Spans = Sequence[tuple[int, int]]
Rows = NDArray[np.int32]


def words_in(text: str) -> list[tuple[int, int, str]]:
    """Return start, end and letters of every run of letters, run of digits and other character, spaces left out."""
    return [(match.start(), match.end(), match[0]) for match in _WORD.finditer(text)]


def features(words: Sequence[str], number: int, *, in_title: bool) -> Iterator[str]:
    """Yield the features of one word of a text, as the rows of the table name them."""
    yield BIAS
    if in_title:
        yield "title"
    padded = [_EDGE] * _REACH + list(words) + [_EDGE] * _REACH
    here = number + _REACH
    for place in range(-_REACH, _REACH + 1):
        yield from _of_word(padded[here + place])[place + _REACH]
    for place in _PAIRS:
        yield _pair(place, padded[here + place], padded[here + place + 1])


@functools.lru_cache(maxsize=10_000)
def _of_word(word: str) -> tuple[tuple[str, ...], ...]:
    """Return the features that a word gives to the words around it, from those that have it at -3 to those at +3."""
    small = word.lower()
    given = []
    for place in range(-_REACH, _REACH + 1):
        its = [f"word{place:+d}={small}"]
        if place in _NEAR:
            its += [f"ending{place:+d}={small[-3:]}", f"shape{place:+d}={_shape(word)}"]
        if place == 0:
            its.append(f"beginning={small[:3]}")
        given.append(tuple(its))
    return tuple(given)


def _pair(place: int, word: str, following: str) -> str:
    return f"words{place:+d}={word.lower()} {following.lower()}"


def _shape(word: str) -> str:
    """Return a word with X for its runs of capitals, x for its runs of small letters and 9 for its digits."""
    return _DIGITS.sub("9", _SMALL.sub("x", _CAPITALS.sub("X", word)))


@dataclass(frozen=True, slots=True)
class Tags:
    """The words of a text with the log-odds of their labels turned into measures of spans."""

    starts: Sequence[int]
    ends: Sequence[int]
    begins: Mapping[str, Sequence[float]]
    """Kind → the probability of every word to begin a thing of it."""
    continues: Mapping[str, Sequence[float]]
    outside: Sequence[float]

    def measure(self, kind: str, spans: Spans) -> list[float]:
        """Return ``MEASURES`` for things of a kind at these places in the text (characters), on average over them.

        Each is the log-odds of a probability: that all words belong to the kind (on average, and the least of them),
        that the first begins one, that the word behind does not continue it, that the words lie outside of anything.
        """
        begins, continues = self.begins[kind], self.continues[kind]
        sums = [0.0] * len(MEASURES)
        for start, end in spans:
            first = min(bisect_left(self.starts, start), len(self.starts) - 1)
            behind = max(bisect_left(self.ends, end), first) + 1
            behind = min(behind, len(self.starts))
            within = list(map(add, begins[first:behind], continues[first:behind]))
            sums[0] += sum(within) / len(within)
            sums[1] += min(within)
            sums[2] += begins[first]
            sums[3] += 1 - continues[behind] if behind < len(continues) else 1
            sums[4] += sum(self.outside[first:behind]) / len(within)
        return [_log_odds(one / len(spans)) for one in sums]


def _log_odds(probability: float) -> float:
    """Return the log-odds of a probability, rounded, so that they are the same on every machine."""
    sure = min(max(probability, _CERTAIN), 1 - _CERTAIN)
    return round(math.log(sure / (1 - sure)), 2)


class Tagger:
    """A table of weights, laid out so that a text costs one look-up a word and one for each two."""

    def __init__(self, rows: Iterable[tuple[str, Sequence[int]]]) -> None:
        """Take feature → weights in hundredths, one for each of ``LABELS``; these do not change later."""
        self._rows = {name: np.array(weights, dtype=np.int32) for name, weights in rows}
        self._number_of_word: dict[str, int] = {}
        self._of_words = _nothing(1, 2 * _REACH + 1)
        pairs: dict[str, Rows] = {}
        for name, weights in self._rows.items():
            if name.startswith("words"):
                place, two = name.removeprefix("words").split("=", 1)
                pairs.setdefault(two, _nothing(len(_PAIRS)))[_PAIRS.index(int(place))] = weights
        self._number_of_pair = {two: number for number, two in enumerate(pairs, 1)}
        self._of_pairs = np.stack([_nothing(len(_PAIRS)), *pairs.values()])

    def _meet(self, word: str) -> int:
        """Return the number of a word, with what it adds to the labels of the words that have it at -3 to +3."""
        number = len(self._number_of_word)
        if number == len(self._of_words):
            self._of_words = np.concatenate([self._of_words, np.zeros_like(self._of_words)])
        for place, names in enumerate(_of_word(word)):
            for name in names:
                if name in self._rows:
                    self._of_words[number, place] += self._rows[name]
        self._number_of_word[word] = number
        return number

    def scores(self, words: Sequence[tuple[int, int, str]], title_end: int) -> Rows:
        """Return the sum of weights for every word of a text (rows) and label (columns), in hundredths.

        Args:
            words: what ``words_in`` returns.
            title_end: the place of the first character that is no longer in the title, -1 without one.
        """
        count, nothing = len(words), _nothing()
        padded = [_EDGE] * _REACH + [word for _, _, word in words] + [_EDGE] * _REACH
        total = np.tile(self._rows.get(BIAS, nothing), (count, 1))
        total[: bisect_left(words, (title_end,))] += self._rows.get("title", nothing)
        numbers, meet = self._number_of_word, self._meet
        if len(numbers) > _MOST_WORDS:
            numbers.clear()
            self._of_words[:] = 0
        numbered = [numbers[word] if word in numbers else meet(word) for word in padded]
        of_words = self._of_words[numbered]
        for place in range(2 * _REACH + 1):
            total += of_words[place : place + count, place]
        small = [word.lower() for word in padded]
        pairs = self._number_of_pair
        of_pairs = self._of_pairs[
            [pairs.get(f"{word} {following}", 0) for word, following in itertools.pairwise(small)]
        ]
        for number, place in enumerate(_PAIRS):
            total += of_pairs[_REACH + place : _REACH + place + count, number]
        return total

    def tag(self, text: str) -> Tags:
        """Return the labels of the words of a text, as probabilities that sum to one for each word."""
        words = words_in(text)
        each = 1 / (1 + np.exp(-UNIT * self.scores(words, text.find("\n"))))
        columns = dict(zip(LABELS, (each / each.sum(axis=1, keepdims=True)).T.tolist(), strict=True))
        return Tags(
            [start for start, _, _ in words],
            [end for _, end, _ in words],
            {kind: columns[f"begins {kind}"] for kind in KINDS},
            {kind: columns[f"continues {kind}"] for kind in KINDS},
            columns[OUTSIDE],
        )


def _nothing(*places: int) -> Rows:
    return np.zeros((*places, len(LABELS)), dtype=np.int32)


@functools.cache
def tagger() -> Tagger:
    """Return the table.

    Raises:
        RuleError: a row is not a feature and a weight or nothing for each label.
    """
    source = files("medkg.link") / "tagger.tsv"
    rows = []
    for number, line in enumerate(source.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("# "):
            continue
        try:
            name, *weights = line.split("\t")
            if len(weights) != len(LABELS):
                raise ValueError(line)  # noqa: TRY301  # told below with its place
            rows.append((name, [round(float(weight or 0) / UNIT) for weight in weights]))
        except ValueError as error:
            raise RuleError(f"{source}:{number}: expected a feature and a weight for each label") from error
    return Tagger(rows)
