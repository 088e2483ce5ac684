"""``medkg extract``: annotations as JSON Lines."""

from pathlib import Path

import click

from medkg.cli.harvest import tell_harvest
from medkg.cli.progress import progress_bar


@click.command(epilog="Example:  medkg extract seeds | head -n 1")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File for the annotations; default standard output.",
)
@click.option("--encoding", help="Encoding of the inputs, such as gb18030; UTF-8 and byte-order marks need none.")
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    default=0.0,
    show_default=True,
    help="Leave out what is less sure than this.",
)
def command(inputs: tuple[str, ...], output: Path | None, encoding: str | None, min_confidence: float) -> None:
    """Write what is read in each paper, one JSON object per line, in the order of the input."""
    from medkg.annotations import annotation_lines
    from medkg.files import write_atomically
    from medkg.pipeline import know
    from medkg.read import read_papers
    from medkg.vocabulary import load

    harvest = read_papers(inputs, encoding=encoding)
    with progress_bar() as progress:
        knowledge = know(harvest, load(), least=min_confidence, progress=progress)
    data = annotation_lines(list(knowledge.readings))
    if output is None:
        click.echo(data, nl=False)
    else:
        write_atomically(output, data)
    tell_harvest(harvest)
