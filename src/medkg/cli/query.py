"""``medkg query``: ask a graph."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from medkg.cli.terminal import clean

if TYPE_CHECKING:
    import pyoxigraph as ox

    from medkg.query import Answer, Rows

DEFAULT_GRAPH = Path("outputs/graph.ttl")
FORMATS = ("table", "csv", "tsv", "json", "markdown", "turtle")


@click.command(epilog="Example:  medkg query --recipe methods-by-modality --param modality=ECG")
@click.argument("words", nargs=-1, metavar="[GRAPH] (SPARQL | @FILE)")
@click.option("--recipe", "recipe_name", metavar="NAME", help="Ask a ready-made question; see medkg recipes.")
@click.option("--param", "params", multiple=True, metavar="K=V", help="A parameter of the recipe.")
@click.option("--format", "form", type=click.Choice(FORMATS), help="Default: table on a terminal, otherwise csv.")
@click.option("--lang", type=click.Choice(["en", "zh"]), default="en", show_default=True, help="Language of labels.")
@click.option("--labels/--iris", "wants_labels", default=None, help="Default: IRIs for SPARQL in csv, tsv and json.")
@click.option("--limit", type=click.IntRange(min=0), help="Show at most this many rows.")
@click.option("--timeout", type=click.FloatRange(min=0.1), default=60.0, show_default=True, help="Seconds to wait.")
def command(
    words: tuple[str, ...],
    *,
    recipe_name: str | None,
    params: tuple[str, ...],
    form: str | None,
    lang: str,
    wants_labels: bool | None,
    limit: int | None,
    timeout: float,
) -> None:
    """Ask a saved graph a question in SPARQL, or one of the ready-made questions.

    GRAPH is outputs/graph.ttl unless another file is named; SPARQL may stand in a FILE (@- is standard input).
    The usual prefixes (medkg, skos, dcterms, oa, prov, …) need no declaration.
    """
    from medkg.graphs import read_graph
    from medkg.query import ask, fill_recipe, get_recipe

    path, question = _split_words(words, is_recipe=recipe_name is not None)
    values = _read_params(params, is_recipe=recipe_name is not None)
    recipe = get_recipe(recipe_name) if recipe_name is not None else None
    text = "" if recipe else _read_question(question)
    store = read_graph(path)
    answer = ask(store, fill_recipe(store, recipe, values) if recipe else text, timeout=timeout)
    form = form or _default_format(answer)
    if wants_labels is None:
        wants_labels = recipe is not None or form in ("table", "markdown")
    _print(_finish(store, answer, limit=limit, language=lang if wants_labels else None), form)


def _split_words(words: tuple[str, ...], *, is_recipe: bool) -> tuple[Path, str]:
    """Return the graph file and the question."""
    most = 1 if is_recipe else 2
    if len(words) > most:
        raise click.UsageError(f"too many arguments: {' '.join(words[most:])!r}; put SPARQL between quotes.")
    if is_recipe:
        return (Path(words[0]) if words else DEFAULT_GRAPH), ""
    if not words or (len(words) == 1 and "{" not in words[0] and Path(words[0]).is_file()):
        raise click.UsageError("no question: give SPARQL, @FILE or --recipe NAME.")
    return (Path(words[0]) if len(words) == most else DEFAULT_GRAPH), words[-1]


def _read_params(params: tuple[str, ...], *, is_recipe: bool) -> dict[str, str]:
    if params and not is_recipe:
        raise click.UsageError("--param belongs to --recipe NAME.")
    values: dict[str, str] = {}
    for param in params:
        name, equals, value = param.partition("=")
        if not equals:
            raise click.UsageError(f"--param {param!r} should be  name=value.")
        values[name.strip()] = value
    return values


def _read_question(question: str) -> str:
    from medkg.errors import QueryError

    if not question.startswith("@"):
        return question
    name = question[1:]
    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        return data.decode("utf-8-sig")
    except OSError as error:
        raise QueryError(f"{name}: the question cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise QueryError(f"{name}: the question is not UTF-8; save it as UTF-8") from error


def _default_format(answer: "Answer") -> str:
    from medkg.query import Statements

    if isinstance(answer, Statements):
        return "turtle"
    return "table" if sys.stdout.isatty() else "csv"


def _finish(store: "ox.Store", answer: "Answer", *, limit: int | None, language: str | None) -> "Answer":
    """Return the answer as it is shown: cut to so many rows, with labels in a language."""
    from dataclasses import replace

    from medkg.query import Rows, label_rows

    if not isinstance(answer, Rows):
        return answer
    if limit is not None and len(answer.rows) > limit:
        click.echo(f"{len(answer.rows)} rows, {limit} shown", err=True)
        answer = replace(answer, rows=answer.rows[:limit])
    return label_rows(store, answer, language) if language else answer


def _print(answer: "Answer", form: str) -> None:
    from medkg.query import Rows, format_answer

    if form == "table" and isinstance(answer, Rows):
        click.echo(_draw_table(answer), nl=False)
        click.echo(f"{len(answer.rows)} {'row' if len(answer.rows) == 1 else 'rows'}", err=True)
        return
    # bytes, so that CR LF stays and every platform writes UTF-8
    sys.stdout.buffer.write(format_answer(answer, form).encode())
    sys.stdout.buffer.flush()


def _draw_table(answer: "Rows") -> str:
    """Return rows for people: a table, or a block for each row where a table would be too narrow to read.

    Text of the graph is never taken for markup, and moves no cursor.
    """
    from rich.box import SIMPLE_HEAD
    from rich.cells import cell_len
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from medkg.query.labels import show

    names = [name.replace("_", " ") for name in answer.columns]
    rows = [[clean(show(term)) for term in row] for row in answer.rows]
    console = Console(width=None if sys.stdout.isatty() else 160, highlight=False)
    wanted = sum(max(map(cell_len, column)) + 3 for column in zip(names, *rows, strict=True))
    if 2 * wanted > 3 * console.width:
        blocks = ["".join(f"{name}: {cell}\n" for name, cell in zip(names, row, strict=True) if cell) for row in rows]
        return "\n".join(blocks)
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for name in names:
        table.add_column(Text(name), overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    with console.capture() as capture:
        console.print(table)
    return capture.get()
