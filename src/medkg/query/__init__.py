"""Asking a saved graph: SPARQL under guard, ready-made questions, and the sentences behind a claim."""

from medkg.query.answers import FORMATS, format_answer
from medkg.query.explain import Explanation, explain
from medkg.query.labels import label_rows
from medkg.query.names import find_by_name
from medkg.query.recipe import Recipe, fill_recipe, get_recipe, load_recipes
from medkg.query.store import Answer, Rows, Statements, Truth, ask

__all__ = [
    "FORMATS",
    "Answer",
    "Explanation",
    "Recipe",
    "Rows",
    "Statements",
    "Truth",
    "ask",
    "explain",
    "fill_recipe",
    "find_by_name",
    "format_answer",
    "get_recipe",
    "label_rows",
    "load_recipes",
]
