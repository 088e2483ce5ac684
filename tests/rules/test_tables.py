"""The tables of words: well formed, without contradictions, and meaning what their notes say."""

from collections import Counter
from importlib.resources import files

import pytest

from medkg.extract.actions import actions, find_actions
from medkg.extract.chinese import words as chinese_words
from medkg.extract.lexicon import WordClass, class_of, word_classes
from medkg.extract.names import not_names
from medkg.extract.sheet import heads, make_sheet
from medkg.model import KINDS

COLUMNS = {"heads": 3, "actions": 3, "lexicon": 2, "chinese": 2, "not_names": 2, "phrases": 2}


def rows(table: str) -> list[list[str]]:
    """Return the rows of a table, split into columns."""
    text = (files("medkg.extract") / "rules" / f"{table}.tsv").read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line.strip() and not line.startswith("#")]


@pytest.mark.parametrize("table", COLUMNS)
def test_rows_have_their_columns(table: str) -> None:
    """Every row has the columns that the head line names, none of them empty."""
    assert rows(table)
    assert all(len(row) == COLUMNS[table] and all(cell.strip() for cell in row) for row in rows(table))


@pytest.mark.parametrize("table", COLUMNS)
def test_head_line_tells_the_columns(table: str) -> None:
    """The first line of a table says what its columns are."""
    first = (files("medkg.extract") / "rules" / f"{table}.tsv").read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith("# ")
    assert first.count("\t") == COLUMNS[table] - 1


def test_heads_give_kinds() -> None:
    """A head gives a kind of entity, and says whether it may stand alone."""
    assert {kind for kind, _, _ in rows("heads")} == set(KINDS)
    assert {bare for _, bare, _ in rows("heads")} <= {"yes", "no"}


def test_head_is_listed_once_for_a_kind() -> None:
    """No head is listed twice for one kind."""
    listed = Counter((kind, word) for kind, _, words in rows("heads") for word in words.split())
    assert not [entry for entry, count in listed.items() if count > 1]


@pytest.mark.xfail(
    strict=True, reason="understanding and making are verbs too, so a phrase read to the right stops before them"
)
def test_heads_may_stand_inside_a_name() -> None:
    """No head is a word that ends a name."""
    assert not [head for head in heads() if class_of(head) in {WordClass.FUNCTION, WordClass.VERB}]


@pytest.mark.parametrize(
    ("head", "kind"),
    [("network", "method"), ("segmentation", "task"), ("tomography", "modality"), ("benchmark", "dataset")],
)
def test_head_examples(head: str, kind: str) -> None:
    """The usual heads give the usual kinds."""
    assert kind in heads()[head]


def test_action_nominals_are_task_heads() -> None:
    """What a verb is called as a noun is a head of tasks."""
    assert not [nominal for nominal in actions().values() if "task" not in heads().get(nominal.split("-")[-1], {})]


def verb_forms() -> list[tuple[str, str]]:
    """Return every verb with each of its forms."""
    return [(verb, form) for verb, _, forms in rows("actions") for form in forms.split()]


def test_verb_form_is_listed_once() -> None:
    """No verb form is listed twice: the later row would silently win."""
    assert not [form for form, count in Counter(form for _, form in verb_forms()).items() if count > 1]


def test_verb_form_begins_as_its_verb() -> None:
    """A form is one of its own verb."""
    assert not [(verb, form) for verb, form in verb_forms() if form[:3] != verb[:3]]


@pytest.mark.parametrize("form", sorted(actions()))
def test_every_verb_form_tells_a_task(form: str) -> None:
    """Each verb form of the table, with an object, is a task."""
    (phrase,) = find_actions(make_sheet(f"It is for {form} retinal vessels.", 0))
    assert (phrase.kind, phrase.head) == ("task", actions()[form])


def test_lexicon_classes_exist() -> None:
    """The classes of the lexicon are those that the program knows."""
    classes = {c.name.lower() for c in WordClass if c is not WordClass.OPEN}
    assert {name for name, _ in rows("lexicon")} == classes | {"form"}


def test_a_word_in_capitals_is_no_verb() -> None:
    """A name in capitals may be spelled like a verb."""
    assert class_of("teach") == WordClass.VERB
    assert class_of("TEACH") == WordClass.OPEN


def test_word_has_one_class() -> None:
    """No word is listed in two classes: the later would silently win."""
    listed: dict[str, set[str]] = {}
    for name, words in rows("lexicon"):
        for word in words.split():
            if not word.endswith("?"):
                listed.setdefault(word, set()).add(name)
    assert {word: names for word, names in listed.items() if len(names) > 1} == {}


def test_lexicon_is_in_lower_case() -> None:
    """Words are looked up in lower case."""
    assert not [word for word in word_classes() if word != word.lower()]


@pytest.mark.parametrize(
    ("word", "word_class"),
    [
        ("of", WordClass.FUNCTION), ("Novel", WordClass.EVALUATIVE), ("outperforms", WordClass.VERB),
        ("proposing", WordClass.VERB), ("applied", WordClass.VERB), ("segmented", WordClass.EVALUATIVE),
        ("segment", WordClass.OPEN), ("quickly", WordClass.FUNCTION), ("anomaly", WordClass.OPEN),
        ("tomography", WordClass.OPEN),
    ],
)  # fmt: skip
def test_word_classes(word: str, word_class: WordClass) -> None:
    """Words and their regular forms have the class that bounds a name."""
    assert class_of(word) == word_class


def test_chinese_classes_exist() -> None:
    """The classes are suffixes of a kind, the bounding words, those that hold one and bound nothing, praise, and the cues."""
    cues = {"cue.proposed", "cue.used", "cue.task", "cue.data"}
    assert set(chinese_words()) == {*(f"suffix.{kind}" for kind in KINDS), "bound", "keep", "praise"} | cues


def test_chinese_word_is_listed_once_in_its_class() -> None:
    """No word is listed twice in one class."""
    assert not [(name, w) for name, words in rows("chinese") for w, n in Counter(words.split()).items() if n > 1]


def test_chinese_suffix_gives_one_kind() -> None:
    """No suffix gives two kinds: the first listed would silently win."""
    listed = Counter(w for name, words in chinese_words().items() if name.startswith("suffix.") for w in words)
    assert [word for word, count in listed.items() if count > 1] == []


def test_chinese_bounding_word_is_no_suffix() -> None:
    """A word that bounds phrases is not the suffix of one: it would be cut off before it gives a kind."""
    suffixes = {w for name, words in chinese_words().items() if name.startswith("suffix.") for w in words}
    assert sorted(suffixes & set(chinese_words()["bound"])) == []


def test_chinese_words_are_longest_first() -> None:
    """Of two words that fit the longer is tried first."""
    for words in chinese_words().values():
        assert list(words) == sorted(words, key=lambda word: (-len(word), word))


def test_chinese_cues_bound_phrases() -> None:
    """A cue stands outside the phrase that it speaks of."""
    cues = {w for name, words in chinese_words().items() if name.startswith("cue.") for w in words}
    assert cues <= set(chinese_words()["bound"])


@pytest.mark.parametrize("word", ["AUC", "Dice", "COVID-19", "GPU", "LLMs'", "GB"])
def test_not_names_examples(word: str) -> None:
    """Metrics, diseases, hardware and units name neither a method nor a dataset."""
    assert word in not_names()


def test_not_name_has_one_reason() -> None:
    """No word is listed twice for one reason."""
    assert not [(reason, w) for reason, words in rows("not_names") for w, n in Counter(words.split()).items() if n > 1]
