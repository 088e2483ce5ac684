import json

import pytest

from medkg.cli import main
from medkg.query import load_recipes


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Return exit status, standard output and standard error of a call."""
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    out, err = capsys.readouterr()
    return int(caught.value.code or 0), out, err


def test_every_recipe_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    """Each stands with its titles, its parameters and a call that can be tried."""
    status, out, _ = run(capsys, "recipes")
    assert status == 0
    for recipe in load_recipes():
        assert f"{recipe.name}: {recipe.title} ({recipe.title_zh})" in out
        assert f"medkg query --recipe {recipe.name}" in out
    assert "    modality (label:modality, required): the kind of data, by any of its names\n" in out


def test_one_recipe_is_shown_with_its_sparql(capsys: pytest.CaptureFixture[str]) -> None:
    """So that people can make their own question of it."""
    _, out, _ = run(capsys, "recipes", "who-introduced")
    assert "VALUES ?dataset { }" in out
    assert out.count("#+ title:") == 1


def test_recipes_are_listed_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    """JSON holds everything that a recipe says of itself."""
    _, out, _ = run(capsys, "recipes", "--format", "json")
    assert {recipe["name"] for recipe in json.loads(out)} == {recipe.name for recipe in load_recipes()}


def test_an_unknown_recipe_is_answered_with_near_ones(capsys: pytest.CaptureFixture[str]) -> None:
    """Exit status 1, and what may have been meant."""
    assert run(capsys, "recipes", "who-introduce") == (
        1, "", "medkg: no recipe is named 'who-introduce'; near it: who-introduced\n",
    )  # fmt: skip
