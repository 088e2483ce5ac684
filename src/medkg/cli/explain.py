"""``medkg explain``: why the graph says what it says."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from medkg.cli.terminal import clean

if TYPE_CHECKING:
    from medkg.query.explain import Account, Explanation, Quotation


@click.command(epilog='Example:  medkg explain outputs/graph.ttl "electrocardiography"')
@click.argument("graph", type=click.Path(path_type=Path))
@click.argument("name")
@click.option("--lang", type=click.Choice(["en", "zh"]), default="en", show_default=True, help="Language of labels.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(graph: Path, name: str, lang: str, form: str) -> None:
    """Show every claim about a thing or a paper with its sentences, rules and confidence.

    NAME is any label of a method, modality, task or dataset in English or Chinese, or the id or title of a paper.
    """
    from medkg.graphs import read_graph
    from medkg.query.explain import as_json, explain

    found = explain(read_graph(graph), name, lang)
    if form == "json":
        click.echo(json.dumps([as_json(explanation) for explanation in found], ensure_ascii=False, indent=1))
        return
    click.echo("\n\n".join("\n".join(_lines(explanation)) for explanation in found))


def _lines(explanation: "Explanation") -> Iterator[str]:
    is_paper = explanation.kind == "paper"
    standing = "" if is_paper else ", in the vocabulary" if explanation.is_known else ", new: no vocabulary knows it"
    yield clean(f"{explanation.label} ({explanation.kind}{standing})")
    yield f"  <{explanation.iri}>"
    for title, values in (
        ("id" if is_paper else "names", explanation.names),
        ("definition", (explanation.definition,) if explanation.definition else ()),
        ("wider", explanation.broader),
        ("narrower", explanation.narrower),
        ("merged from the wordings", tuple(f"{text} ({count})" for text, count in explanation.wordings)),
        ("warning", explanation.warnings),
    ):
        if values:
            yield clean(f"  {title}: {'; '.join(values)}")
    if not explanation.accounts:
        yield "  no claim is about it"
    for account in explanation.accounts:
        yield from _account_lines(account)


def _account_lines(account: "Account") -> Iterator[str]:
    yield ""
    yield clean(f"  {account.subject} —{account.relation}→ {account.object}   confidence {account.confidence:g}")
    source = ""
    for quotation in account.quotations:
        # a claim of a paper has named it already
        named = "" if quotation.title == account.subject else f"{quotation.title} "
        where = f"{named}({quotation.paper}{f', {quotation.year}' if quotation.year else ''})"
        if where != source:
            source = where
            yield clean(f"    {where}")
        yield from _quotation_lines(quotation)


def _quotation_lines(quotation: "Quotation") -> Iterator[str]:
    from medkg.query.explain import mark

    yield clean(f"      {mark(quotation.sentence, quotation.marks)}")
    yield clean("      " + ", ".join(f"rule {rule}, confidence {confidence:g}" for rule, confidence in quotation.rules))
