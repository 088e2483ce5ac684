"""``medkg evaluate``: precision, recall and F1 against a gold file."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from medkg.cli.harvest import tell_harvest
from medkg.cli.progress import progress_bar

if TYPE_CHECKING:
    from medkg.evaluate import Evaluation

_MOST_ERRORS = 12


@click.command(epilog="\b\nExample:  medkg evaluate tests/fixtures/chinese.gold.jsonl tests/fixtures/chinese.jsonl")
@click.argument("gold", type=click.Path(dir_okay=False, path_type=Path))
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("--errors", "shows_errors", is_flag=True, help="List every error, not only the first of each kind.")
@click.option("--json", "as_json", is_flag=True, help="The table as one JSON object.")
@click.option("--encoding", help="Encoding of the inputs.")
def command(gold: Path, inputs: tuple[str, ...], shows_errors: bool, as_json: bool, encoding: str | None) -> None:  # noqa: FBT001  # flags of the command line
    """Read the papers and compare with GOLD: table by type, errors by kind, figure per rule, calibration."""
    from medkg.evaluate import evaluate, read_gold
    from medkg.pipeline import understand
    from medkg.read import read_papers
    from medkg.vocabulary import load

    wanted = read_gold(gold)
    harvest = read_papers(inputs, encoding=encoding)
    with progress_bar() as progress:
        readings, _ = understand(harvest.papers, load(), progress)
    tell_harvest(harvest)
    result = evaluate(wanted, readings)
    if as_json:
        _print_json(result)
        return
    _print_table(result)
    _print_errors(result, most=None if shows_errors else _MOST_ERRORS)
    _print_rules(result)


def _print_table(result: "Evaluation") -> None:
    click.echo("| | precision | recall | F1 | right | wrong | missed |")
    click.echo("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    for name, s in result.scores.items():
        click.echo(f"| {name} | {s.precision:.3f} | {s.recall:.3f} | {s.f1:.3f} | {s.right} | {s.wrong} | {s.missed} |")
    click.echo(f"\n{result.papers} papers, role accuracy {result.role_accuracy:.3f}")


def _print_errors(result: "Evaluation", *, most: int | None) -> None:
    groups: dict[tuple[str, str], list[str]] = {}
    for what, kind, paper, name in result.errors:
        groups.setdefault((what, kind), []).append(f"{paper}: {name}")
    for (what, kind), rows in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0])):
        click.echo(f"\n## {what} {kind} ({len(rows)})\n")
        for row in rows[:most]:
            click.echo(f"* {row}")
        if most is not None and len(rows) > most:
            click.echo(f"* … and {len(rows) - most} more (--errors lists all)")


def _print_rules(result: "Evaluation") -> None:
    click.echo("\n## Rules\n\n| rule | right | wrong | precision |\n| --- | ---: | ---: | ---: |")
    for rule, (right, wrong) in sorted(result.rules.items(), key=lambda item: (-sum(item[1]), item[0])):
        click.echo(f"| {rule} | {right} | {wrong} | {right / (right + wrong):.2f} |")
    click.echo("\n## Confidence\n\n| confidence up to | findings | right |\n| ---: | ---: | ---: |")
    for bound, count, right in result.calibration:
        click.echo(f"| {bound:.1f} | {count} | {right / count:.2f} |")


def _print_json(result: "Evaluation") -> None:
    import json

    table = {
        name: {
            "precision": round(s.precision, 4),
            "recall": round(s.recall, 4),
            "f1": round(s.f1, 4),
            "right": s.right,
            "wrong": s.wrong,
            "missed": s.missed,
        }
        for name, s in result.scores.items()
    }
    click.echo(json.dumps({"papers": result.papers, "scores": table, "role_accuracy": round(result.role_accuracy, 4)}))
