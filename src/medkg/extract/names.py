"""Names that no vocabulary knows: tokens shaped like names, and whatever a title or a naming cue puts forward."""

import functools
from importlib.resources import files

from medkg.extract.lexicon import WordClass
from medkg.extract.sheet import PUNCTUATION, Sheet, heads
from medkg.vocabulary.folding import VERSION

_LONGEST_TITLE_NAME = 4


@functools.cache
def not_names() -> frozenset[str]:
    """Return what is written like a name and names neither method nor dataset: metrics, diseases, units."""
    text = (files("medkg.extract") / "rules" / "not_names.tsv").read_text(encoding="utf-8")
    return frozenset(
        word
        for line in text.splitlines()
        if line.strip() and not line.startswith("#")
        for word in line.split("\t")[1].split()
    )


def find_names(sheet: Sheet, cues: list[list[str]]) -> list[tuple[int, int, str]]:
    """Return every name as (first token, last token, rule); a name put forward once counts wherever it recurs."""
    shaped = _shaped(sheet)
    put_forward = _title_name(sheet) | _called(sheet, cues)
    found = dict.fromkeys(_capitals(sheet), "name.capitals") | dict.fromkeys(shaped, "name.shape")
    texts = {tuple(sheet.tokens[first : last + 1]) for first, last in put_forward}
    for words in texts:
        for index in range(len(sheet.tokens) - len(words) + 1):
            if tuple(sheet.tokens[index : index + len(words)]) == words:
                found[index, index + len(words) - 1] = "name.put-forward"
    outermost, reached = [], -1
    for first, last in sorted(found, key=lambda span: (span[0], -span[1])):
        if last > reached:
            outermost.append((first, last, found[first, last]))
            reached = last
    return outermost


def _shaped(sheet: Sheet) -> list[tuple[int, int]]:
    """Return the runs of adjacent tokens shaped like names."""
    refused = not_names()
    runs: list[tuple[int, int]] = []
    index = 0
    while index < len(sheet.tokens):
        info, token = sheet.infos[index], sheet.tokens[index]
        is_shout = sheet.sentence_of[index] == 0 and _is_shouted(sheet)
        bare = token[:-1] if token.endswith("s") and token[:-1].isupper() else token
        if not info.is_name or token in refused or bare in refused or is_shout:
            index += 1
            continue
        last = index
        while (
            last + 1 < len(sheet.tokens) and sheet.is_adjacent(last + 1) and sheet.starts[last + 1] > sheet.ends[last]
        ):
            following = sheet.infos[last + 1]
            text = sheet.tokens[last + 1]
            is_number = (
                text.isdigit()
                and len(text) <= len("2024")
                and last + 2 < len(sheet.tokens)
                and not sheet.tokens[last + 2].isalpha()
            )
            if (following.is_name and text not in refused) or is_number or VERSION.fullmatch(text):
                last += 1
            else:
                break
        runs.append((index, last))
        index = last + 1
    return runs


def _capitals(sheet: Sheet) -> list[tuple[int, int]]:
    """Return the runs of words with a capital inside a sentence: "on Kaggle", "the Ion Channel set"."""
    runs = []
    index = 0
    while index < len(sheet.tokens):
        last = index - 1
        while (
            last + 1 < len(sheet.tokens)
            and (last < index or sheet.is_adjacent(last + 1))
            and sheet.infos[last + 1].is_capitalized
            and sheet.infos[last + 1].word_class == WordClass.OPEN
            and sheet.zones[sheet.sentence_of[last + 1]] != "title"
        ):
            last += 1
        if last >= index and last + 1 < len(sheet.tokens) and VERSION.fullmatch(sheet.tokens[last + 1]):
            last += 1
        is_inside = last >= index > sheet.sentences[sheet.sentence_of[index]][0]
        if is_inside and last - index < _LONGEST_TITLE_NAME and sheet.tokens[index] not in not_names():
            runs.append((index, last))
        index = max(last, index) + 1
    return runs


def _may_end_name(sheet: Sheet, index: int) -> bool:
    """Tell whether a word is capitalized or a version: "YOLO v5"."""
    return sheet.infos[index].is_capitalized or bool(VERSION.fullmatch(sheet.tokens[index]))


def _is_shouted(sheet: Sheet) -> bool:
    """Tell whether the title is written in capitals throughout, so that shape says nothing there."""
    first, end = sheet.sentences[0]
    letters = [t for t in sheet.tokens[first:end] if t.isalpha()]
    return len(letters) > 3 and sum(t.isupper() for t in letters) > 0.7 * len(letters)  # noqa: PLR2004


def _title_name(sheet: Sheet) -> set[tuple[int, int]]:
    """Return the name before the colon of a title, if it is short and begins with a capital."""
    if not sheet.zones or sheet.zones[0] != "title":
        return set()
    first, end = sheet.sentences[0]
    for index in range(first, min(first + _LONGEST_TITLE_NAME + 1, end)):
        if sheet.tokens[index] in {":", "："} and index > first:
            last = index - 1
            words = range(first, last + 1)
            table = heads()
            is_phrase = any(sheet.infos[i].word_class != WordClass.OPEN for i in words) or (
                last > first and (sheet.infos[last].head in table or not all(_may_end_name(sheet, i) for i in words))
            )
            if not is_phrase and sheet.infos[first].is_capitalized and sheet.tokens[first] not in not_names():
                return {(first, last)}
            return set()
    return set()


def _called(sheet: Sheet, cues: list[list[str]]) -> set[tuple[int, int]]:
    """Return what "called", "named", "dubbed" or "termed" puts forward, if it begins with a capital."""
    found = set()
    index = 0
    while index < len(sheet.tokens):
        signs = cues[index]
        if ("cue.called" in signs or "cue.referred-to-as" in signs) and sheet.infos[index].is_capitalized:
            last = index
            while (
                last + 1 < len(sheet.tokens)
                and sheet.is_adjacent(last + 1)
                and _may_end_name(sheet, last + 1)
                and sheet.infos[last + 1].word_class != PUNCTUATION
            ):
                last += 1
            found.add((index, last))
            index = last
        index += 1
    return found
