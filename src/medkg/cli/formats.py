"""``medkg formats``: the readers, exporters and extractors that are there."""

import ast
import json
from collections.abc import Iterator
from importlib.metadata import entry_points
from pathlib import Path

import click

import medkg

EXTRACTORS = ("gazetteer", "names", "phrases", "actions", "abbreviations", "chinese")
"""Our modules that find mentions; they are described here by their first line, because loading them loads spaCy."""


@click.command(epilog="Example:  medkg formats")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(form: str) -> None:
    """List the readers, exporters and extractors that are there, and from which package each comes."""
    rows = [*_readers(), *_exporters(), *_extractors()]
    if form == "json":
        names = ("part", "name", "files", "description", "package")
        click.echo(json.dumps([dict(zip(names, row, strict=True)) for row in rows], ensure_ascii=False, indent=1))
        return
    part = ""
    for row in rows:
        if row[0] != part:
            part = row[0]
            click.echo(f"{part}s")
        click.echo(f"  {row[1]:<20} {row[2]:<16} {row[3]} [{row[4]}]")


Line = tuple[str, str, str, str, str]


def _readers() -> Iterator[Line]:
    from medkg.read import formats

    for reader in formats():
        description = reader.problem or reader.description
        yield "reader", reader.name, " ".join(reader.suffixes), description, reader.package


def _exporters() -> Iterator[Line]:
    from medkg.export import list_exporters

    for exporter in list_exporters():
        yield "exporter", exporter.name, exporter.suffix, exporter.description, exporter.package


def _extractors() -> Iterator[Line]:
    for name in EXTRACTORS:
        path = Path(medkg.__file__).parent / "extract" / f"{name}.py"
        lines = (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").splitlines()
        yield "extractor", name, "", lines[0].rstrip(".") if lines else "", "medkg"
    for point in sorted(entry_points(group="medkg.extractors"), key=lambda point: point.name):
        package = point.dist.name if point.dist else point.module
        yield "extractor", point.name, "", f"brought by {package}", package
