"""``medkg build``: papers to every output."""

import sys
from pathlib import Path

import click

from medkg.cli.progress import progress_bar


@click.command(epilog="Example:  medkg build seeds -o outputs")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("-o", "--output", type=click.Path(file_okay=False, path_type=Path), default=Path("outputs"), show_default=True, help="Folder for the outputs.")
@click.option("--encoding", help="Encoding of the inputs, such as gb18030; UTF-8 and byte-order marks need none.")
@click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0, show_default=True, help="Leave out what is less sure than this.")
def command(inputs: tuple[str, ...], output: Path, encoding: str | None, min_confidence: float) -> None:
    """Turn papers into a knowledge graph with its page, tables and network file.

    INPUT is a file, a folder or - for standard input: a reading list, JSON Lines, CSV or RIS, also packed with gzip.
    """
    from medkg.pipeline import build
    from medkg.read import accounting, describe

    with progress_bar() as progress:
        built = build(inputs, output, encoding=encoding, least=min_confidence, progress=progress)
    knowledge = built.knowledge
    for rejection in knowledge.rejections:
        click.echo(f"rejected: {describe(rejection)}", err=True)
    for paper in knowledge.papers:
        for warning in paper.warnings:
            click.echo(f"warning: {paper.sources[0].file}:{paper.sources[0].line}: {paper.title}: {warning}" if paper.sources else f"warning: {paper.title}: {warning}", err=True)
    click.echo(accounting(_harvest_of(knowledge)), err=True)
    things = {f.entity.iri for reading in knowledge.readings for f in reading.findings}
    click.echo(f"{len(things)} things, {len(knowledge.claims)} claims, {built.triples} triples", err=True)
    for file in built.files:
        click.echo(file)
    sys.stdout.flush()


def _harvest_of(knowledge: "object") -> "object":
    from medkg.model import Harvest, Knowledge

    assert isinstance(knowledge, Knowledge)
    return Harvest(knowledge.papers, knowledge.duplicates, knowledge.rejections)
