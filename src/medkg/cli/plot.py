"""``medkg plot``: figures of a graph for a paper."""

from pathlib import Path

import click


@click.command(epilog="Example:  medkg plot outputs/graph.ttl matrix -o matrix.svg")
@click.argument("graph", type=click.Path(path_type=Path))
@click.argument("figure", metavar="[matrix|trend|top]", default="matrix")
@click.option("--rows", default="method", show_default=True, help="Kind of thing: method, modality, task or dataset.")
@click.option("--columns", default="modality", show_default=True, help="The other kind, of the matrix.")
@click.option("--most", default=25, show_default=True, type=click.IntRange(1, 200), help="How many things at most.")
@click.option("--title", default="", help="Title of the figure.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help=".svg or .png; default: SVG on standard output.")
def command(*, graph: Path, figure: str, rows: str, columns: str, most: int, title: str, output: Path | None) -> None:
    """Draw a FIGURE of the saved GRAPH: the matrix of two kinds, the trend by year, or the most used things."""
    from medkg.export.explorer.plots import plot_svg, to_png
    from medkg.export.view import load_view
    from medkg.files import write_atomically
    from medkg.graphs import read_graph

    svg = plot_svg(load_view(read_graph(graph)), figure, rows=rows, columns=columns, most=most, title=title)
    if output is None:
        click.echo(svg.decode(), nl=False)
        return
    write_atomically(output, to_png(svg) if output.suffix.lower() == ".png" else svg)
    click.echo(output)
