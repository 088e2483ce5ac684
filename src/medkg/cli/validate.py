"""``medkg validate``: check a graph against its shapes."""

from pathlib import Path

import click


@click.command(epilog="For example:  medkg validate outputs/graph.ttl")
@click.argument("graph", type=click.Path(path_type=Path))
@click.option(
    "--sample",
    type=click.IntRange(min=1),
    metavar="N",
    help="For a very large graph: shapes see N papers.",
)
@click.pass_context
def command(ctx: click.Context, graph: Path, sample: int | None) -> None:
    """Check GRAPH against the shapes of the ontology.

    GRAPH is a file in Turtle, N-Triples, N-Quads, TriG, RDF/XML or JSON-LD, also with .gz. Every requirement that is
    broken is told in a sentence, with the places. Exit status 1 when the graph does not conform.
    """
    from medkg.validate import render_report, validate_file

    report = validate_file(graph, sample=sample)
    click.echo(render_report(report), nl=False)
    ctx.exit(0 if report.conforms else 1)
