"""The tagger, by small tables that can be added up by hand and by the real one."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medkg.errors import RuleError
from medkg.link import tagger as module
from medkg.link.tagger import BIAS, LABELS, MEASURES, OUTSIDE, Tagger, features, tagger, words_in

EDGES = [0] * len(LABELS)


def row(**weights: int) -> list[int]:
    """Return weights in hundredths by label: ``begins_method=100``."""
    return [weights.get(label.replace(" ", "_"), 0) for label in LABELS]


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Put a file that a test may write in place of the real table."""
    path = tmp_path / "tagger.tsv"
    monkeypatch.setattr(module, "files", lambda _: tmp_path)
    tagger.cache_clear()
    yield path
    tagger.cache_clear()


def test_words_are_runs_of_letters_or_digits_and_single_characters() -> None:
    """A hyphen, a digit and a Chinese character stand alone; places count characters."""
    assert words_in("a U-Net2 心电") == [
        (0, 1, "a"), (2, 3, "U"), (3, 4, "-"), (4, 7, "Net"), (7, 8, "2"), (9, 10, "心"), (10, 11, "电"),
    ]  # fmt: skip


@given(st.text(alphabet="abX1 -#心\n.", max_size=40), st.integers(0, 99))
def test_scores_are_the_sum_of_the_weights_of_the_features(text: str, seed: int) -> None:
    """However the table is laid out for speed, a word's score is what its features add up to."""
    words, title_end, chance = words_in(text), text.find("\n"), random.Random(seed)  # noqa: S311  # not for secrets
    letters = [word for _, _, word in words]
    named = [set(features(letters, n, in_title=start < title_end)) for n, (start, _, _) in enumerate(words)]
    of_all = sorted(set().union(*named))
    rows = {name: [chance.randint(-300, 300) for _ in LABELS] for name in of_all if chance.random() < 0.7}
    summed = [[sum(rows.get(name, EDGES)[column] for name in its) for column in range(len(LABELS))] for its in named]
    assert Tagger(rows.items()).scores(words, title_end).tolist() == summed


def test_words_kept_at_hand_are_few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forgetting words changes no score."""
    texts = [words_in(" ".join(f"w{n}x{'abc'[n % 3]}" for n in range(first, first + 9))) for first in (0, 5, 40, 0)]
    remembering, forgetting = (Tagger({"word-1=xa": row(begins_task=40), "ending+0=w": EDGES}.items()) for _ in "12")
    expected = [remembering.scores(text, 0).tolist() for text in texts]
    monkeypatch.setattr(module, "_MOST_WORDS", 4)
    assert [forgetting.scores(text, 0).tolist() for text in texts] == expected


@pytest.mark.parametrize(
    ("name", "has"),
    [
        ("word+0=named", "named"),
        ("word-1=named", "UNet"),
        ("word+1=named", "net"),
        ("words-2=net named", "UNet"),
        ("words+0=net named", "net"),
        ("shape+0=Xx", "UNet"),
        ("ending-1=med", "UNet"),
        ("beginning=nam", "named"),
        ("word+3=#", "net"),
    ],
)
def test_a_feature_belongs_to_one_word(name: str, has: str) -> None:
    """The number in a feature is the place of the word told of, counted from the word that has the feature."""
    letters = ["net", "named", "UNet"]
    assert [word for n, word in enumerate(letters) if name in set(features(letters, n, in_title=False))][0] == has  # noqa: RUF015  # the first of perhaps several


def test_measures_tell_what_the_words_of_a_span_are() -> None:
    """A name whose words are tagged as begun and continued, and whose neighbour is not, is measured as such."""
    rows = {
        BIAS: [300 if label == OUTSIDE else -500 for label in LABELS],
        "word+0=polyp": row(begins_method=900, outside=-600),
        "word+0=net": row(continues_method=900, outside=-600),
    }
    tags = Tagger(rows.items()).tag("Title\nthe polyp net segments")
    whole, half = (dict(zip(MEASURES, tags.measure("method", [span]), strict=True)) for span in ((10, 19), (10, 15)))
    assert whole["tagged"] > 0 > whole["tagged as outside"]
    assert whole["tagged as begun"] > 0
    assert whole["tagged as ended"] > 0 > half["tagged as ended"]
    beside = dict(zip(MEASURES, tags.measure("method", [(10, 28)]), strict=True))
    assert beside["least tagged"] < 0 < beside["tagged"]


def test_measures_of_several_places_are_averages() -> None:
    """Two places of which one is sure count less than the sure one alone."""
    tags = Tagger({"word+0=net": row(begins_task=400)}.items()).tag("net tree")
    sure, other, both = (tags.measure("task", spans)[0] for spans in ([(0, 3)], [(4, 8)], [(0, 3), (4, 8)]))
    assert other < both < sure


def test_without_a_table_all_labels_are_alike() -> None:
    """No weights, no opinion; an empty text has no words."""
    tags = Tagger([]).tag("net tree")
    assert {round(p, 6) for p in (*tags.outside, *tags.begins["task"])} == {round(1 / len(LABELS), 6)}
    assert Tagger([]).tag("").starts == []


@pytest.mark.parametrize("line", ["word+0=net\t0.5", "word+0=net" + "\tx" * len(LABELS)], ids=["short", "no number"])
def test_row_that_cannot_be_read_is_named(table: Path, line: str) -> None:
    """The message says where."""
    table.write_text(f"# feature\n{line}\n", encoding="utf-8")
    with pytest.raises(RuleError, match=r"tagger\.tsv:2: expected a feature and a weight for each label"):
        tagger()


def test_real_table_knows_a_name_put_forward() -> None:
    """What is named behind "we propose a framework called" is tagged as a method, the words before it are not."""
    text = "Polyps\nWe propose a framework called PolypoNet to segment polyps."
    tags = tagger().tag(text)
    at = text.index("PolypoNet")
    assert tags.measure("method", [(at, at + 9)])[0] > 0
    assert tags.measure("method", [(text.index("called"), at - 1)])[0] < 0
