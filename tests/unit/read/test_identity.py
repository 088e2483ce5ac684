"""Which records are one paper."""

import dataclasses

import pytest

from medkg.model import Paper, Rejection, Source
from medkg.read.identity import make_id, title_key, unite


def record(title: str, line: int = 1, **more: object) -> Paper:
    """Return a record as a reader yields it."""
    return dataclasses.replace(
        Paper(id="", title=title, abstract="", sources=(Source("a", line),)),
        **more,  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("A Model of Hearts.", "a model of  hearts"),
        ("D$^2$Net for ECG", "D²Net for ECG"),
        ("The <i>E. coli</i> heart", "The E. coli heart"),
        ("Hearts &amp; lungs", "Hearts & Lungs"),
        ("Ménière hearts", "Meniere hearts"),
        ("HeartNet\uff1a模型", "HeartNet:模型"),
    ],
)
def test_spellings_of_one_title(one: str, other: str) -> None:
    """Case, width, punctuation, markup and accents do not count."""
    assert title_key(one) == title_key(other)


def test_versions_are_titles_of_their_own() -> None:
    """Digits count."""
    assert title_key("HeartNet v2") != title_key("HeartNet v3")


def test_records_without_id_merge_by_title() -> None:
    """What the second has besides is added; the first leads."""
    papers, duplicates, rejections = unite(
        [
            record("Hearts", 1, abstract="One.", topics=("a",), links=("https://example.org/1",), year=2031),
            record("Lungs", 3),
            record(
                "HEARTS.", 5, abstract="Two.", topics=("b", "a"), links=("https://example.org/2",), venue="MIDL 2031"
            ),
        ]
    )
    assert (duplicates, rejections) == (1, [])
    hearts = papers[0]
    assert [paper.title for paper in papers] == ["Hearts", "Lungs"]
    assert (hearts.abstract, hearts.topics, hearts.venue, hearts.year) == ("One.\nTwo.", ("a", "b"), "MIDL 2031", 2031)
    assert hearts.links == ("https://example.org/1", "https://example.org/2")
    assert hearts.sources == (Source("a", 1), Source("a", 5))


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("One.", "One.", "One."),
        ("One two three.", "One two", "One two three."),
        ("One", "One two three.", "One two three."),
        ("", "One.", "One."),
        ("One.", "", "One."),
        ("One.", "ONE", "One."),
        ("One.", "Two.", "One.\nTwo."),
    ],
)
def test_abstracts_are_joined_once(first: str, second: str, joined: str) -> None:
    """Nothing is said twice, and the first abstract keeps its place."""
    papers, _, _ = unite([record("A", abstract=first), record("A", 2, abstract=second)])
    assert papers[0].abstract == joined


def test_ids_are_papers() -> None:
    """Two ids are two papers, whatever their titles."""
    papers, duplicates, _ = unite([record("A", id="1"), record("A", 2, id="2")])
    assert ([paper.id for paper in papers], duplicates) == (["1", "2"], 0)


def test_one_id_twice_is_a_duplicate() -> None:
    """The second record adds what it has."""
    papers, duplicates, _ = unite([record("A", id="1"), record("a", 2, id="1", doi="10.1000/a")])
    assert (len(papers), duplicates, papers[0].doi) == (1, 1, "10.1000/a")


def test_one_id_for_two_titles_is_refused() -> None:
    """Two inputs that count their papers from 1 do not swallow each other."""
    papers, duplicates, rejections = unite([record("A", id="1"), record("B", 2, id="1")])
    reason = "'1' already names another paper (a:1); give every paper an id of its own"
    assert (len(papers), duplicates, rejections) == (1, 0, [Rejection(Source("a", 2), "id", reason)])


def test_a_record_without_id_joins_the_one_that_has_it() -> None:
    """In either order the id's record leads, and the paper stands where it was first seen."""
    named, unnamed = record("A", 1, id="x", abstract="One."), record("A", 2, abstract="Two.")
    for records in ([named, unnamed], [unnamed, named]):
        papers, duplicates, _ = unite([*records, record("B", 3)])
        assert ([paper.title for paper in papers], duplicates) == (["A", "B"], 1)
        assert (papers[0].id, papers[0].abstract) == ("x", "One.\nTwo.")


def test_a_record_without_id_joins_none_of_two() -> None:
    """Where two papers with ids bear its title it stays apart."""
    papers, duplicates, _ = unite([record("A", id="x"), record("A", 2, id="y"), record("A", 3)])
    assert (len(papers), duplicates) == (3, 0)


def test_equal_titles_with_other_dois_stay_apart() -> None:
    """Editorials are many; a preprint and its published form are one."""
    papers, _, _ = unite([record("Editorial", doi="10.1000/1"), record("Editorial", 2, doi="10.1000/2")])
    assert len({paper.id for paper in papers}) == 2
    papers, _, _ = unite([record("Hearts", doi="10.48550/arXiv.1"), record("Hearts", 2, doi="10.1000/2")])
    assert len(papers) == 1


def test_equal_dois_join_like_titles() -> None:
    """Spellings of one title meet under its DOI; a DOI that covers two works joins nothing."""
    first = record("Hearts and lungs", doi="10.1000/1")
    assert len(unite([first, record("Hearts & lungs in children", 2, doi="10.1000/1")])[0]) == 1
    assert len(unite([first, record("Sleep staging", 2, doi="10.1000/1")])[0]) == 2


def test_ids_made_from_content() -> None:
    """They are short, readable, and the same for every spelling of a title."""
    assert make_id("A Model of Hearts.") == "a-model-of-hearts-232a968bbd"
    assert make_id("A Model of Hearts.") == make_id("a model of hearts")
    assert make_id("心电图的基础模型").startswith("心电图的基础模型-")
    assert len(make_id("word " * 100)) <= 50
    assert make_id("word " * 100) != make_id("word " * 101)


def test_made_ids_do_not_meet_given_ones() -> None:
    """Every paper has an id of its own, whatever ids others were given."""
    papers, _, _ = unite([record("Lungs", id=make_id("Hearts")), record("Hearts", 2)])
    assert len({paper.id for paper in papers}) == 2


def test_very_many_duplicates_take_little_time() -> None:
    """Time grows with the number of records, whatever they share."""
    same = [record("Hearts", line, abstract=f"Abstract {line}.") for line in range(20_000)]
    editorials = [record("Editorial", line, doi=f"10.1000/{line}") for line in range(20_000)]
    papers, duplicates, _ = unite(same + editorials)
    assert (len(papers), duplicates) == (20_001, 19_999)
    assert len(papers[0].text) <= 100_000
