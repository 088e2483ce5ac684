"""What docs/queries.md says is so."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from medkg.query import Recipe, Rows, ask, fill_recipe, load_recipes
from medkg.query.recipe import read_recipe

DOCS = Path(__file__).resolve().parents[3] / "docs" / "queries.md"


@pytest.mark.parametrize("recipe", load_recipes(), ids=lambda recipe: recipe.name)
def test_every_recipe_stands_in_the_table(recipe: Recipe) -> None:
    """A new recipe needs its line in the documentation."""
    assert f"| `{recipe.name}` |" in DOCS.read_text(encoding="utf-8")


def test_the_example_recipe_works(small: ox.Store, tmp_path: Path) -> None:
    """The recipe that the documentation shows is one, and is answered."""
    text = DOCS.read_text(encoding="utf-8").partition("```sparql\n")[2].partition("```")[0]
    (tmp_path / "papers-of-a-year.rq").write_text(text, encoding="utf-8")
    answer = ask(small, fill_recipe(small, read_recipe(tmp_path / "papers-of-a-year.rq"), {"year": "2026"}))
    assert isinstance(answer, Rows)
    assert len(answer.rows) == 1


def test_the_example_in_python_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The lines of Python run as they stand beside an outputs folder."""
    small = Path(__file__).resolve().parents[2] / "fixtures" / "small.ttl"
    (tmp_path / "outputs").mkdir()
    (tmp_path / "outputs" / "graph.ttl").write_bytes(small.read_bytes())
    monkeypatch.chdir(tmp_path)
    code = DOCS.read_text(encoding="utf-8").partition("```python\n")[2].partition("```")[0]
    exec(compile(code, "queries.md", "exec"), {})  # noqa: S102 - our own documentation
    assert capsys.readouterr().out.splitlines()[0] == "HeartFlow 2 2020 2022"
