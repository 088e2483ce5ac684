"""Recipes: ready-made questions, each a SPARQL file with a title, typed parameters and an example.

A recipe says at its top, on lines that begin with ``#+``::

    #+ title: Methods by modality
    #+ title-zh: …
    #+ description: …
    #+ param: modality | label:modality | required | the kind of data
    #+ example: modality=ECG

and takes the value of a parameter where it says ``VALUES ?modality { }``. Values get there as terms that the
RDF library writes, never as pieces of text, so no value can change the question.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from medkg.errors import QueryError
from medkg.graphs import PREFIXES
from medkg.identifiers import ONTOLOGY
from medkg.model import KINDS
from medkg.query.names import find_by_name, nearest

FOLDER = Path(__file__).with_name("recipes")

_HEADER = re.compile(r"#\+ ([a-z-]+): (.*)")
_PLACE = re.compile(r"VALUES \?(\w+) \{ \}")


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a recipe wants to know: ``type`` is label, label:KIND, paper, kind, iri, integer, year, decimal or text."""

    name: str
    type: str
    default: str | None
    """None where the parameter must be given."""
    description: str


@dataclass(frozen=True, slots=True)
class Recipe:
    """A ready-made question."""

    name: str
    title: str
    title_zh: str
    description: str
    parameters: tuple[Parameter, ...]
    example: tuple[tuple[str, str], ...]
    """Values with which the question can be tried."""
    query: str


@cache
def load_recipes() -> tuple[Recipe, ...]:
    """Return all recipes, by name.

    Raises:
        QueryError: a recipe file does not say what it must.
    """
    return tuple(read_recipe(path) for path in sorted(FOLDER.glob("*.rq")))


def get_recipe(name: str) -> Recipe:
    """Return the recipe of this name.

    Raises:
        QueryError: there is none; the sentence gives the nearest names.
    """
    recipes = {recipe.name: recipe for recipe in load_recipes()}
    if name not in recipes:
        near = nearest(name, recipes)
        way_out = f"near it: {'; '.join(near)}" if near else "list them with  medkg recipes"
        raise QueryError(f"no recipe is named {name!r}; {way_out}")
    return recipes[name]


def read_recipe(path: Path) -> Recipe:
    """Return the recipe that a file holds.

    Raises:
        QueryError: a line is missing, a parameter has no place in the query, or the other way round.
    """
    query = path.read_text(encoding="utf-8")
    fields: dict[str, list[str]] = {}
    for match in _HEADER.finditer(query):
        fields.setdefault(match[1], []).append(match[2].strip())
    missing = [name for name in ("title", "title-zh", "description") if name not in fields]
    if missing:
        raise QueryError(f"{path}:1: the recipe has no line '#+ {missing[0]}: …'")
    parameters = tuple(_read_parameter(path, line) for line in fields.get("param", []))
    unplaced = {parameter.name for parameter in parameters} ^ set(_PLACE.findall(query))
    if unplaced:
        raise QueryError(f"{path}: {min(unplaced)} needs both its '#+ param' and its 'VALUES ?{min(unplaced)} {{ }}'")
    return Recipe(
        name=path.stem,
        title=fields["title"][0],
        title_zh=fields["title-zh"][0],
        description=" ".join(fields["description"]),
        parameters=parameters,
        example=tuple((name, value) for name, _, value in (line.partition("=") for line in fields.get("example", []))),
        query=query,
    )


def fill_recipe(store: ox.Store, recipe: Recipe, values: Mapping[str, str]) -> str:
    """Return the question with these values (and the defaults) in their places.

    Raises:
        QueryError: a value is missing, unknown to the graph or of the wrong type, or there is no such parameter.
    """
    names = [parameter.name for parameter in recipe.parameters]
    for name in values:
        if name not in names:
            takes = f"it takes {', '.join(names)}" if names else "it takes none"
            raise QueryError(f"the recipe {recipe.name} has no parameter {name!r}; {takes}")
    terms = {parameter.name: _find_terms(store, recipe, parameter, values) for parameter in recipe.parameters}
    return _PLACE.sub(lambda match: f"VALUES ?{match[1]} {{ {' '.join(map(str, terms[match[1]]))} }}", recipe.query)


def _read_parameter(path: Path, line: str) -> Parameter:
    parts = [part.strip() for part in line.split("|")]
    if len(parts) != 4 or parts[1].partition(":")[0] not in _TYPES:  # noqa: PLR2004
        raise QueryError(f"{path}: '#+ param: {line}' should be  name | type | default or required | description")
    name, kind, default, description = parts
    return Parameter(name, kind, None if default == "required" else default, description)


Terms = list[ox.NamedNode | ox.Literal]


def _find_terms(store: ox.Store, recipe: Recipe, parameter: Parameter, values: Mapping[str, str]) -> Terms:
    value = values.get(parameter.name, parameter.default)
    if value is None:
        raise QueryError(f"the recipe {recipe.name} needs  --param {parameter.name}=…  ({parameter.description})")
    if any("\ud800" <= character <= "\udfff" for character in value):
        raise QueryError(f"the value of {parameter.name} holds half a character (a lone surrogate); type it again")
    kind, _, detail = parameter.type.partition(":")
    try:
        return _TYPES[kind](store, value, detail)
    except ValueError as error:
        raise QueryError(f"{parameter.name} should be {error}, not {value!r}") from error


def _label(store: ox.Store, value: str, kind: str) -> Terms:
    return [ox.NamedNode(iri) for iri in find_by_name(store, value, (kind,) if kind else KINDS)]


def _kind(store: ox.Store, value: str, detail: str) -> Terms:
    del store, detail
    if value not in (*KINDS, "any"):
        raise ValueError(f"one of {', '.join(KINDS)} or any")
    return [ox.NamedNode(ONTOLOGY + kind.capitalize()) for kind in KINDS if value in (kind, "any")]


def _iri(store: ox.Store, value: str, detail: str) -> Terms:
    del store, detail
    prefix, _, local = value.partition(":")
    try:
        return [ox.NamedNode(PREFIXES[prefix] + local if prefix in PREFIXES else value.strip("<>"))]
    except ValueError as error:
        raise ValueError("an absolute IRI") from error


def _number(datatype: str, pattern: str, what: str) -> Callable[[ox.Store, str, str], Terms]:
    def make(store: ox.Store, value: str, detail: str) -> Terms:
        del store, detail
        if not re.fullmatch(pattern, value):
            raise ValueError(what)
        return [ox.Literal(value, datatype=ox.NamedNode(PREFIXES["xsd"] + datatype))]

    return make


def _text(store: ox.Store, value: str, detail: str) -> Terms:
    del store, detail
    return [ox.Literal(value)]


_TYPES: dict[str, Callable[[ox.Store, str, str], Terms]] = {
    "label": _label,
    "paper": lambda store, value, _: _label(store, value, "paper"),
    "kind": _kind,
    "iri": _iri,
    "integer": _number("integer", r"-?[0-9]{1,15}", "a whole number"),
    "year": _number("integer", r"[0-9]{4}", "a year such as 2024"),
    "decimal": _number("decimal", r"-?[0-9]{1,15}(\.[0-9]{1,15})?", "a number such as 0.6"),
    "text": _text,
}
