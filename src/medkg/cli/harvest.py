"""What reading gave, told on standard error."""

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from medkg.model import Harvest


def tell_harvest(harvest: "Harvest", *, with_warnings: bool = False) -> None:
    """Print the notices, the rejected records, if asked for the warnings about papers, and the account of all records.

    Everything goes to standard error, so that the data on standard output stay clean.
    """
    from medkg.read import accounting, describe

    for notice in harvest.notices:
        click.echo(f"notice: {notice}", err=True)
    for rejection in harvest.rejections:
        click.echo(f"rejected: {describe(rejection)}", err=True)
    if with_warnings:
        for paper in harvest.papers:
            place = f"{paper.sources[0].file}:{paper.sources[0].line}: " if paper.sources else ""
            for warning in paper.warnings:
                click.echo(f"warning: {place}{paper.title}: {warning}", err=True)
    click.echo(accounting(harvest), err=True)
