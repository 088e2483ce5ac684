"""The report of a build, for people: what went in, what came out, what to look at."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from medkg.model import KINDS, Knowledge, LedgerRow

_MOST_ROWS = 200
_TOP = 15


def render_report(knowledge: Knowledge) -> bytes:
    """Return the report as Markdown: counts, the commonest things, warnings, rejected records, merges."""
    return ("\n".join(_lines(knowledge)) + "\n").encode()


def _lines(knowledge: Knowledge) -> Iterator[str]:
    taken, rejected = len(knowledge.papers), len(knowledge.rejections)
    yield "# Report of the build"
    yield ""
    yield (
        f"{taken + knowledge.duplicates + rejected} records: {taken} taken, "
        f"{knowledge.duplicates} found a duplicate, {rejected} rejected."
    )
    yield ""
    yield from _things(knowledge)
    yield from _gaps(knowledge)
    yield from _warnings(knowledge)
    yield from _rejections(knowledge)
    yield from _ledger("Merged: two names, one node", [row for row in knowledge.ledger if row.is_merged])
    yield from _ledger(
        "Left apart: a name that could be merged and was not", [r for r in knowledge.ledger if not r.is_merged]
    )


def _things(knowledge: Knowledge) -> Iterator[str]:
    findings = [(f.entity, f.role) for reading in knowledge.readings for f in reading.findings]
    yield "| kind | things | in a vocabulary | new | in papers | roles |"
    yield "| --- | ---: | ---: | ---: | ---: | --- |"
    for kind in KINDS:
        of_kind = [(entity, role) for entity, role in findings if entity.kind == kind]
        things = {entity.iri: entity.is_known for entity, _ in of_kind}
        known = sum(things.values())
        roles = ", ".join(f"{role} {count}" for role, count in sorted(Counter(role for _, role in of_kind).items()))
        yield f"| {kind} | {len(things)} | {known} | {len(things) - known} | {len(of_kind)} | {roles} |"
    yield ""
    links = Counter(claim.predicate for claim in knowledge.claims)
    yield "Links: " + ", ".join(f"{name} {count}" for name, count in sorted(links.items())) + "."
    yield ""
    for kind in KINDS:
        counts = Counter(entity.label for entity, _ in findings if entity.kind == kind)
        top = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:_TOP]
        if top:
            yield f"* Commonest of kind {kind}: " + ", ".join(f"{_plain(label)} ({count})" for label, count in top)
    yield ""


def _gaps(knowledge: Knowledge) -> Iterator[str]:
    """Tell in how many papers nothing of a kind was found, so that silence is not taken for absence."""
    total = len(knowledge.readings)
    for kind in KINDS:
        without = sum(all(f.entity.kind != kind for f in reading.findings) for reading in knowledge.readings)
        yield f"* Papers without any {kind}: {without} of {total}"
    yield ""


def _warnings(knowledge: Knowledge) -> Iterator[str]:
    rows = [(paper, warning) for paper in knowledge.papers for warning in paper.warnings]
    if not rows:
        return
    yield f"## Warnings ({len(rows)})"
    yield ""
    for paper, warning in rows[:_MOST_ROWS]:
        place = [f"{paper.sources[0].file}:{paper.sources[0].line}"] if paper.sources else []
        yield "* " + ": ".join(_plain(part) for part in (*place, paper.title, warning))
    yield from _rest(rows)


def _rejections(knowledge: Knowledge) -> Iterator[str]:
    rows = knowledge.rejections
    if not rows:
        return
    yield f"## Rejected records ({len(rows)})"
    yield ""
    for row in rows[:_MOST_ROWS]:
        yield f"* {_plain(row.source.file)}:{row.source.line}: {_plain(row.field)}: {_plain(row.reason)}"
    yield from _rest(rows)


def _ledger(title: str, rows: Sequence[LedgerRow]) -> Iterator[str]:
    if not rows:
        return
    yield f"## {title} ({len(rows)})"
    yield ""
    yield "| kind | name | node | reason |"
    yield "| --- | --- | --- | --- |"
    for row in rows[:_MOST_ROWS]:
        yield f"| {row.kind} | {_plain(row.name)} | {_plain(row.other)} | {_plain(row.reason)} |"
    yield from _rest(rows)


def _rest(rows: Sequence[object]) -> Iterable[str]:
    more = len(rows) - _MOST_ROWS
    return ([f"* … and {more} more"] if more > 0 else []) + [""]


def _plain(text: str) -> str:
    """Return the text so that Markdown shows it as it is, on one line."""
    text = " ".join(text.split())
    for mark in "\\|<>*_`[]":
        text = text.replace(mark, "\\" + mark)
    return text
