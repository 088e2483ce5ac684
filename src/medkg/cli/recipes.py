"""``medkg recipes``: the ready-made questions."""

import json
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from medkg.query import Recipe


@click.command(epilog="Example:  medkg recipes methods-by-modality")
@click.argument("name", required=False)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(name: str | None, form: str) -> None:
    """List the ready-made questions with their parameters; with a NAME, show one with its SPARQL."""
    from medkg.query import get_recipe, load_recipes

    recipes = (get_recipe(name),) if name else load_recipes()
    if form == "json":
        click.echo(json.dumps([_as_json(recipe) for recipe in recipes], ensure_ascii=False, indent=1))
    elif name:
        click.echo(_describe(recipes[0]))
        click.echo(f"\n{recipes[0].query}", nl=False)
    else:
        click.echo("\n\n".join(_describe(recipe) for recipe in recipes))


def _describe(recipe: "Recipe") -> str:
    lines = [f"{recipe.name}: {recipe.title} ({recipe.title_zh})", f"  {recipe.description}"]
    for parameter in recipe.parameters:
        default = "required" if parameter.default is None else f"default {parameter.default!r}"
        lines.append(f"    {parameter.name} ({parameter.type}, {default}): {parameter.description}")
    params = "".join(f' --param "{name}={value}"' for name, value in recipe.example)
    lines.append(f"  medkg query --recipe {recipe.name}{params}")
    return "\n".join(lines)


def _as_json(recipe: "Recipe") -> dict[str, object]:
    from dataclasses import asdict

    return asdict(recipe)
