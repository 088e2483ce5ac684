"""The command line: one module per verb, each loaded only when it is called."""

import importlib
import os
import sys
from collections.abc import Sequence
from typing import Any

import click

from medkg import __version__
from medkg.errors import MedkgError

VERBS = {
    "build": "papers to every output",
    "extract": "annotations as JSON Lines",
    "query": "ask a graph with SPARQL or a ready-made question",
    "recipes": "the ready-made questions, with their parameters",
    "export": "any graph file from any saved graph",
    "plot": "a figure for a paper: matrix, trend or the commonest things",
    "validate": "check a graph against its shapes",
    "explain": "every claim about a thing or a paper, with its sentences",
    "evaluate": "precision, recall and F1 against a gold file",
    "formats": "the readers, exporters and extractors that are there",
}
"""Every verb with its short help; the module of the same name holds its command."""


class _ReaderLeftError(Exception):
    """Whoever read our output has closed it."""


class LazyGroup(click.Group):
    """A group that imports a verb's module only when the verb is called or its own help is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the verbs in the order in which people need them."""
        del ctx
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of this verb, or nothing for a verb that does not exist."""
        del ctx
        if cmd_name not in VERBS:
            return None
        command: click.Command = importlib.import_module(f"medkg.cli.{cmd_name}").command
        return command

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401  # whatever the command returns
        """Run the verb and write out what it printed; click would call a closed pipe a failure."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError as error:
            raise _ReaderLeftError from error
        return result

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of verbs from the table, so that the general help imports none of them."""
        del ctx
        with formatter.section("Verbs"):
            formatter.write_dl(list(VERBS.items()))


@click.group(
    cls=LazyGroup,
    epilog="Start here:  medkg build seeds -o outputs",
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="medkg")
def cli() -> None:
    """Turn papers into a sourced knowledge graph, and ask it."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; a known problem is one sentence on standard error and exit status 1."""
    try:
        status = cli.main(args=None if arguments is None else list(arguments), prog_name="medkg", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.exceptions.Abort:
        sys.exit(130)
    except MedkgError as error:
        click.echo(f"medkg: {error}", err=True)
        sys.exit(1)
    except _ReaderLeftError:
        # what is still buffered has to go somewhere, or Python complains while it shuts down
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    sys.exit(status if isinstance(status, int) else 0)
