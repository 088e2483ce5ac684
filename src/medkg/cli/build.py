"""``medkg build``: papers to every output."""

from pathlib import Path

import click

from medkg.cli.harvest import tell_harvest
from medkg.cli.progress import progress_bar


@click.command(epilog="Example:  medkg build seeds -o outputs")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("outputs"),
    show_default=True,
    help="Folder for the outputs.",
)
@click.option("--encoding", help="Encoding of the inputs, such as gb18030; UTF-8 and byte-order marks need none.")
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    default=0.0,
    show_default=True,
    help="Leave out what is less sure than this.",
)
def command(inputs: tuple[str, ...], output: Path, encoding: str | None, min_confidence: float) -> None:
    """Turn papers into a knowledge graph with its page, tables and network file.

    INPUT is a file, a folder or - for standard input: a reading list, JSON Lines, CSV or RIS, also packed with gzip.
    """
    from medkg.pipeline import build

    with progress_bar() as progress:
        built = build(inputs, output, encoding=encoding, least=min_confidence, progress=progress)
    tell_harvest(built.harvest, with_warnings=True)
    things = {finding.entity.iri for reading in built.knowledge.readings for finding in reading.findings}
    click.echo(f"{len(things)} things, {len(built.knowledge.claims)} claims, {built.triples} triples", err=True)
    for file in built.files:
        click.echo(file)
