"""Tasks told by a verb and its object: "to predict in-hospital mortality" is in-hospital mortality prediction."""

import functools
from collections.abc import Iterator
from importlib.resources import files

from medkg.extract.phrases import (
    Phrase,
    as_modifier,
    continued,
    joined,
    listed,
    right_edge,
    skip_openers,
    without_short_forms,
)
from medkg.extract.sheet import Sheet


def _rows() -> Iterator[tuple[str, str, list[str]]]:
    """Yield verb, noun and forms of every row of ``rules/actions.tsv``."""
    text = (files("medkg.extract") / "rules" / "actions.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line.startswith("#") and line.strip():
            verb, nominal, forms = line.split("\t")
            yield verb, nominal, forms.split()


@functools.cache
def actions() -> dict[str, str]:
    """Return for every verb form of ``rules/actions.tsv`` the noun that names the task."""
    return {form: nominal for _, nominal, forms in _rows() for form in forms}


@functools.cache
def infinitives() -> dict[str, str]:
    """Return for every verb of ``rules/actions.tsv`` the noun that names the task."""
    return {verb: nominal for verb, nominal, _ in _rows()}


def find_actions(sheet: Sheet) -> list[Phrase]:
    """Return every verb with its object, labelled as the noun phrase that names the task."""
    table = actions()
    phrases = []
    for index, token in enumerate(sheet.lowers):
        nominal = table.get(token)
        if nominal is None and index and sheet.lowers[index - 1] in listed("before-verb"):
            nominal = infinitives().get(token)
        if nominal is None:
            continue
        first = skip_openers(sheet, _after_further_verbs(sheet, index + 1, table))
        last = right_edge(sheet, first, 5)
        if last < first or sheet.sentence_of[last] != sheet.sentence_of[index]:
            continue
        for begin, end in [(first, last), *joined(sheet, last)]:
            rule = "action" if begin == first else "action-shared"
            label = without_short_forms(f"{as_modifier(sheet, begin, end)} {nominal}")
            phrases.append(Phrase(index, end, "task", nominal, rule, label))
        phrases += _continued(sheet, index, first, last, nominal)
    return phrases


def _continued(sheet: Sheet, index: int, first: int, last: int, nominal: str) -> list[Phrase]:
    """Return the task with the rest of a long object: "predict progression to dementia"."""
    end = continued(sheet, last)
    if not end:
        return []
    preposition = sheet.lowers[last + 1]
    rest = skip_openers(sheet, last + 2)
    if preposition == "of":
        carried = "" if sheet.lowers[last] in listed("carrier") else f" {as_modifier(sheet, first, last)}"
        label = f"{as_modifier(sheet, rest, end)}{carried} {nominal}"
    else:
        label = f"{nominal} of {sheet.text[sheet.starts[first] : sheet.ends[end]]}"
    return [Phrase(index, end, "task", nominal, f"action-{preposition}", label)]


def _after_further_verbs(sheet: Sheet, index: int, table: dict[str, str]) -> int:
    """Return where the object begins, behind the other verbs of a list: "detecting and tracking polyps"."""
    place = index
    while place + 1 < len(sheet.tokens) and sheet.lowers[place] in {"and", ",", "or"}:
        following = place + 1
        if sheet.lowers[following] in {"and", "or"}:
            following += 1
        if following >= len(sheet.tokens) or sheet.lowers[following] not in table:
            break
        place = following + 1
    return place
