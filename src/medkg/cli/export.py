"""``medkg export``: any graph file from any saved graph."""

import sys
from pathlib import Path

import click


@click.command(epilog="Example:  medkg export outputs/graph.ttl gexf -o outputs/graph.gexf")
@click.argument("graph", type=click.Path(path_type=Path))
@click.argument("form", metavar="FORMAT")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File or folder; default standard output.")
def command(graph: Path, form: str, output: Path | None) -> None:
    """Write the saved GRAPH in another FORMAT; medkg formats lists them.

    Formats of several files go into a folder, or into an archive when the name of the output ends in .zip.
    """
    from medkg.export import export, render
    from medkg.export.exporters import get_exporter, pack_zip
    from medkg.graphs import read_graph

    get_exporter(form)
    store = read_graph(graph)
    if output is not None:
        export(store, form, output)
        click.echo(output)
        return
    made = render(store, form)
    stream = sys.stdout.buffer
    if not isinstance(made, bytes):
        if stream.isatty():
            raise click.UsageError(f"{form} is several files; give a folder or a .zip file with -o.")
        made = pack_zip(made)
    stream.write(made)
