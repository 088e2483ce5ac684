from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from medkg.errors import QueryError
from medkg.query.recipe import FOLDER, Recipe, fill_recipe, get_recipe, load_recipes, read_recipe
from medkg.query.store import Rows, ask

TEXT_RECIPE = """\
#+ title: Titles that hold a text
#+ title-zh: 含有某段文字的标题
#+ description: Which titles hold this.
#+ param: part | text | required | the text
#+ param: since | year | 2000 | the first year
#+ example: part=ECG

SELECT ?title WHERE {
  VALUES ?part { }
  VALUES ?since { }
  ?paper dcterms:title ?title .
  FILTER(CONTAINS(STR(?title), ?part))
}
"""


@pytest.fixture
def titles(tmp_path: Path) -> Recipe:
    """A recipe with a text and a year."""
    path = tmp_path / "titles.rq"
    path.write_text(TEXT_RECIPE, encoding="utf-8")
    return read_recipe(path)


def test_a_recipe_says_what_it_is(titles: Recipe) -> None:
    """Title, parameters, defaults and example are read from the lines at the top."""
    assert (titles.name, titles.title, titles.title_zh) == ("titles", "Titles that hold a text", "含有某段文字的标题")
    assert [(p.name, p.type, p.default) for p in titles.parameters] == [
        ("part", "text", None),
        ("since", "year", "2000"),
    ]
    assert titles.example == (("part", "ECG"),)


def test_values_get_into_the_question_as_terms(small: ox.Store, titles: Recipe) -> None:
    """A value that would break out of a string stays a string."""
    query = fill_recipe(small, titles, {"part": 'x" || "1"="1'})
    assert 'VALUES ?part { "x\\" || \\"1\\"=\\"1" }' in query
    assert 'VALUES ?since { "2000"^^<http://www.w3.org/2001/XMLSchema#integer> }' in query
    assert ask(small, query) == Rows(("title",), ())


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(value=st.text(max_size=30))
def test_no_text_changes_the_question(small: ox.Store, titles: Recipe, value: str) -> None:
    """Whatever the text, the rows are those whose title holds it."""
    answer = ask(small, fill_recipe(small, titles, {"part": value}))
    expected = {q.object for q in small.quads_for_pattern(None, ox.NamedNode("http://purl.org/dc/terms/title"), None)}
    assert isinstance(answer, Rows)
    papers = {t for t in expected if isinstance(t, ox.Literal) and value in t.value}
    assert {row[0] for row in answer.rows} == papers


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({}, r"the recipe titles needs  --param part=…  \(the text\)"),
        ({"part": "x", "until": "2000"}, "the recipe titles has no parameter 'until'; it takes part, since"),
        ({"part": "x", "since": "20"}, "since should be a year such as 2024, not '20'"),
        ({"part": "x", "since": "2024 } #"}, "since should be a year"),
        ({"part": "\udcff"}, "half a character"),
    ],
)
def test_wrong_values_are_named(small: ox.Store, titles: Recipe, values: dict[str, str], reason: str) -> None:
    """A missing, unknown or mistyped value is told with what was expected."""
    with pytest.raises(QueryError, match=reason):
        fill_recipe(small, titles, values)


@pytest.mark.parametrize(
    ("kind", "value", "term"),
    [
        ("integer", "-3", '"-3"^^<http://www.w3.org/2001/XMLSchema#integer>'),
        ("decimal", "0.6", '"0.6"^^<http://www.w3.org/2001/XMLSchema#decimal>'),
        ("iri", "medkg:Paper", "<https://w3id.org/medkg/ontology#Paper>"),
        ("iri", "<http://example.org/a>", "<http://example.org/a>"),
        ("kind", "task", "<https://w3id.org/medkg/ontology#Task>"),
        ("label", "EKG", "<https://w3id.org/medkg/modality/electrocardiography>"),
        ("label:modality", "EKG", "<https://w3id.org/medkg/modality/electrocardiography>"),
        ("paper", "p1", "<https://w3id.org/medkg/paper/p1>"),
    ],
)
def test_every_type_makes_its_term(small: ox.Store, tmp_path: Path, kind: str, value: str, term: str) -> None:
    """Numbers, IRIs, kinds, labels and papers become terms of their type."""
    path = tmp_path / "any.rq"
    path.write_text(TEXT_RECIPE.replace("part | text", f"part | {kind}"), encoding="utf-8")
    assert f"VALUES ?part {{ {term} }}" in fill_recipe(small, read_recipe(path), {"part": value})


@pytest.mark.parametrize(
    ("kind", "value", "reason"),
    [
        ("integer", "1.5", "a whole number"),
        ("decimal", "1e3", "a number such as 0.6"),
        ("iri", "not an iri", "an absolute IRI"),
        ("kind", "paper", "one of modality, task, dataset, method or any"),
        ("label:modality", "HeartFlow", "no modality is named"),
        ("paper", "p99", "no paper is named"),
    ],
)
def test_every_type_refuses_what_it_is_not(small: ox.Store, tmp_path: Path, kind: str, value: str, reason: str) -> None:
    """A value of the wrong type is refused with what was expected."""
    path = tmp_path / "any.rq"
    path.write_text(TEXT_RECIPE.replace("part | text", f"part | {kind}"), encoding="utf-8")
    with pytest.raises(QueryError, match=reason):
        fill_recipe(small, read_recipe(path), {"part": value})


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("#+ title-zh: 含有某段文字的标题\n", "", "has no line '#\\+ title-zh"),
        ("  VALUES ?part { }\n", "", "part needs both its"),
        ("#+ param: since | year | 2000 | the first year\n", "", "since needs both its"),
        ("| year |", "| date |", "should be  name . type"),
    ],
)
def test_a_recipe_file_that_does_not_say_enough_is_refused(tmp_path: Path, old: str, new: str, reason: str) -> None:
    """A recipe without a title or with a parameter that has no place is told apart with its file."""
    path = tmp_path / "bad.rq"
    path.write_text(TEXT_RECIPE.replace(old, new), encoding="utf-8")
    with pytest.raises(QueryError, match=reason):
        read_recipe(path)


def test_an_unknown_recipe_is_answered_with_near_ones() -> None:
    """A slip in the name of a recipe is answered with what it may have meant."""
    with pytest.raises(QueryError, match="no recipe is named 'method-by-modality'; near it: methods-by-modality"):
        get_recipe("method-by-modality")


def test_every_file_is_a_recipe() -> None:
    """All files of the folder load, with a title of their own in both languages."""
    recipes = load_recipes()
    assert len(recipes) == len(list(FOLDER.glob("*.rq"))) >= 20
    assert len({recipe.title for recipe in recipes}) == len({recipe.title_zh for recipe in recipes}) == len(recipes)
