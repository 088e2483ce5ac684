"""Say what reading gave, in sentences for the command line."""

from medkg.model import Harvest, Rejection


def accounting(harvest: Harvest) -> str:
    """Return the account of all records: ``55 records: 54 taken, 1 duplicate, 0 rejected``."""
    taken, rejected = len(harvest.papers), len(harvest.rejections)
    records = f"{harvest.seen:,} record{_plural(harvest.seen)}"
    duplicates = f"{harvest.duplicates:,} duplicate{_plural(harvest.duplicates)}"
    return f"{records}: {taken:,} taken, {duplicates}, {rejected:,} rejected"


def describe(rejection: Rejection) -> str:
    """Return where a record stood that was not taken, why not, and the way out: ``a.jsonl:14: title: missing; …``."""
    return f"{rejection.source.file}:{rejection.source.line}: {rejection.field}: {rejection.reason}"


def _plural(number: int) -> str:
    """Return the ending of a noun that is counted."""
    return "" if number == 1 else "s"
