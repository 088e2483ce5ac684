"""Open-class phrases: grown to the left from a head noun that tells the kind, to the right over "of …"."""

import functools
import re
from dataclasses import dataclass
from importlib.resources import files

from medkg.extract.lexicon import WordClass, fold_word
from medkg.extract.sheet import PUNCTUATION, Sheet, heads
from medkg.vocabulary.folding import IRREGULAR

_LONGEST = 7
_SHORT_FORM = re.compile(r"\([^()]*\)")
_GREEK_PLURALS = ("oses", "tases", "yses", "eses")
"""Ends of plurals that have no singular without their last letter: "diagnoses", "metastases"."""


@functools.cache
def listed(name: str) -> frozenset[str]:
    """Return the words of a list of ``rules/phrases.tsv``."""
    text = (files("medkg.extract") / "rules" / "phrases.tsv").read_text(encoding="utf-8")
    lists = dict(line.split("\t") for line in text.splitlines() if line.strip() and not line.startswith("#"))
    return frozenset(lists[name].split())


@functools.cache
def purposes() -> dict[str, str]:
    """Return for every word before "model" that says what it does the noun that names the task."""
    return {word: noun.replace("-", " ") for word, noun in (entry.split("=") for entry in listed("purpose"))}


@dataclass(frozen=True, slots=True)
class Phrase:
    """A stretch of tokens (``last`` included) with the kind that its head gives and its usual name."""

    first: int
    last: int
    kind: str
    head: str
    rule: str
    label: str = ""


def find_phrases(sheet: Sheet) -> list[Phrase]:
    """Return every phrase that ends in a typed head, and every "head of complement" that tells a task."""
    table = heads()
    phrases: list[Phrase] = []
    for index, info in enumerate(sheet.infos):
        kinds = table.get(info.head)
        if not kinds or info.word_class == PUNCTUATION:
            continue
        first = left_edge(sheet, index)
        inside = "-inside" if _is_continued(sheet, index) else ""
        if "task" in kinds:
            phrases += _coordinated(sheet, index, first)
            phrases += _with_object(sheet, index, first)
        if info.head in listed("predictor"):
            phrases += _predicted(sheet, index)
        for kind in kinds:
            if kind == "dataset" and not any(sheet.infos[i].is_name for i in range(first, index + 1)):
                continue
            begin = _without_manner(sheet, first, index) if kind == "task" else first
            has_modifier = begin < index or len(info.folds) > 1
            if has_modifier or kind == "task":
                rule = f"phrase.{kind}" if has_modifier else f"head.{kind}"
                text = _text(sheet, begin, index)
                label = without_short_forms(text) if "(" in text else ""
                phrases.append(Phrase(begin, index, kind, info.head, rule + inside, label))
                if begin + 1 < index and sheet.tokens[begin].endswith("ing") and sheet.tokens[begin].islower():
                    phrases.append(Phrase(begin + 1, index, kind, info.head, f"phrase.{kind}-behind-ing"))
    return phrases


def _with_object(sheet: Sheet, index: int, first: int) -> list[Phrase]:
    """Return a task head with each noun phrase that it takes: "detection of polyps and lesions"."""
    complement = _complement(sheet, index)
    if complement is None:
        return []
    begin = _without_manner(sheet, first, index)
    between = sheet.tokens[index + 1 : complement[0]]
    rule = "phrase.task-for" if "for" in (token.lower() for token in between) else "phrase.task-of"
    made = []
    if end := continued(sheet, complement[1]):
        made.append(Phrase(begin, end, "task", sheet.infos[index].head, "phrase.task-continued"))
    for target in (complement, *joined(sheet, complement[1])):
        label = f"{as_modifier(sheet, *target)} {sheet.lowers[index]}"
        name = rule if target == complement else "phrase.task-of-shared"
        made.append(Phrase(begin, target[1], "task", sheet.infos[index].head, name, label))
    return made


def _without_manner(sheet: Sheet, first: int, index: int) -> int:
    """Return where the name of a task begins behind words for how it is done: "automatic polyp segmentation"."""
    while first < index and sheet.lowers[first] in listed("manner"):
        first += 1
    return first


def left_edge(sheet: Sheet, index: int) -> int:
    """Return the first token of the noun phrase that ends at ``index``."""
    first = index
    while first > 0 and index - first < _LONGEST and sheet.is_adjacent(first):
        if _is_possessive(sheet, first - 1):
            first -= 2  # "Alzheimer's disease" is one name
        elif sheet.tokens[first - 1].startswith(")") and _is_short_form(sheet, first - 1):
            first -= 4  # over the brackets and the word before them
        elif _ends_before(sheet, first - 1):
            break
        else:
            first -= 1
    while first < index and sheet.lowers[first] in listed("never-first"):
        first += 1
    return first


def _ends_before(sheet: Sheet, index: int) -> bool:
    """Tell whether this token is no part of the noun phrase that begins after it."""
    info, token, following = sheet.infos[index], sheet.tokens[index], sheet.tokens[index + 1]
    if info.word_class in {PUNCTUATION, WordClass.EVALUATIVE}:
        return True
    if info.word_class == WordClass.FUNCTION:
        return not (token.endswith("ly") and following.endswith("ed"))
    if info.word_class == WordClass.VERB:
        return not _is_modifier(sheet, index)
    return (
        (index > 0 and sheet.lowers[index - 1] == "we" and token.islower())  # a verb: "we study segmentation"
        or token.replace(".", "").replace(",", "").rstrip("%").isdigit()
        or token in {"'s", "’s"}
        or sheet.starts[index + 1] == sheet.ends[index]
        or (sheet.infos[index + 1].is_name and info.head in listed("leading"))
    )


def _is_possessive(sheet: Sheet, index: int) -> bool:
    """Tell whether this "'s" stands inside a name: "Alzheimer's disease", but not "the patient's disease"."""
    return (
        index > 0
        and sheet.tokens[index] in {"'s", "’s"}
        and sheet.infos[index - 1].is_capitalized
        and not sheet.infos[index - 1].is_name
        and sheet.infos[index - 1].word_class == WordClass.OPEN
        and sheet.ends[index - 1] == sheet.starts[index]
        and index + 1 < len(sheet.tokens)
        and sheet.is_adjacent(index + 1)
        and sheet.infos[index + 1].word_class == WordClass.OPEN
    )


def _is_short_form(sheet: Sheet, close: int) -> bool:
    """Tell whether a bracket closes a short form inside a phrase: "whole slide image (WSI) classification"."""
    return (
        close >= 3  # noqa: PLR2004
        and sheet.tokens[close - 2] == "("
        and sheet.infos[close - 1].is_name
        and sheet.infos[close - 3].word_class == WordClass.OPEN
        and sheet.sentence_of[close - 3] == sheet.sentence_of[close]
    )


def _opens_short_form(sheet: Sheet, index: int) -> bool:
    """Tell whether a short form in brackets begins here that the phrase goes on behind."""
    return (
        index + 3 < len(sheet.tokens)
        and sheet.tokens[index] == "("
        and sheet.tokens[index + 2] == ")"
        and _is_short_form(sheet, index + 2)
        and sheet.is_adjacent(index + 3)
        and sheet.infos[index + 3].word_class == WordClass.OPEN
    )


def _is_modifier(sheet: Sheet, index: int) -> bool:
    """Tell whether a participle stands before its noun: "a doubly protected estimator", "via masked modeling"."""
    token = sheet.lowers[index]
    if index == 0 or not token.endswith(("ed", "ing")) or not sheet.is_adjacent(index):
        return False
    before = sheet.lowers[index - 1]
    if token in listed("joining") and index + 1 < len(sheet.tokens):  # "graph based fusion"
        beside = sheet.infos[index - 1].word_class, sheet.infos[index + 1].word_class
        if beside == (WordClass.OPEN, WordClass.OPEN):
            return True
    opens = listed("before-participle")
    return before in opens or (before.endswith("ly") and index > 1 and sheet.lowers[index - 2] in opens)


def right_edge(sheet: Sheet, index: int, longest: int = _LONGEST) -> int:
    """Return the last token of the noun phrase that begins at ``index``, or ``index - 1`` if none begins there."""
    last = index - 1
    while last + 1 < len(sheet.tokens) and last + 1 - index < longest:
        info = sheet.infos[last + 1]
        if last >= index and _is_possessive(sheet, last + 1):
            last += 2
            continue
        if last >= index and _opens_short_form(sheet, last + 1):
            last += 3
            continue
        if info.word_class in {PUNCTUATION, WordClass.FUNCTION}:
            break
        if info.word_class == WordClass.VERB and not _is_modifier(sheet, last + 1):
            break
        if last >= index and not sheet.is_adjacent(last + 1):
            break
        if last >= index and (sheet.starts[last + 1] == sheet.ends[last] or _is_participle(sheet, last + 1)):
            break
        last += 1
    return last


def joined(sheet: Sheet, last: int) -> list[tuple[int, int]]:
    """Return the further noun phrases of a list whose first one ends at ``last``: "of polyps, lesions and vessels".

    A list that no "and" or "or" closes is none.
    """
    found: list[tuple[int, int]] = []
    place, count = last + 1, len(sheet.tokens)
    while place + 1 < count and sheet.lowers[place] in {",", "and", "or"}:
        closes = sheet.tokens[place] != ","
        if not closes and sheet.lowers[place + 1] in {"and", "or"}:
            closes, place = True, place + 1
        first = skip_openers(sheet, place + 1)
        end = right_edge(sheet, first, 5)
        if end < first or sheet.sentence_of[end] != sheet.sentence_of[last] or _has_own_task(sheet, end):
            return []
        found.append((first, end))
        if closes:
            return found
        place = end + 1
    return []


def continued(sheet: Sheet, last: int) -> int:
    """Return where a noun phrase ends with the preposition and phrase behind it, or 0: "progression to dementia"."""
    if last + 2 >= len(sheet.tokens) or sheet.lowers[last + 1] not in listed("continuing"):
        return 0
    first = skip_openers(sheet, last + 2)
    end = right_edge(sheet, first, 5)
    return end if end >= first and sheet.sentence_of[end] == sheet.sentence_of[last] else 0


def _has_own_task(sheet: Sheet, index: int) -> bool:
    """Tell whether a phrase names a task by itself: "detection of polyps and segmentation"."""
    return "task" in heads().get(sheet.infos[index].head, {})


def _is_participle(sheet: Sheet, index: int) -> bool:
    """Tell whether a word opens a clause of its own: "phenotypes tied to disease", "a network capturing the pulse"."""
    following = index + 1
    if following >= len(sheet.tokens) or sheet.infos[following].word_class != WordClass.FUNCTION:
        return False
    if sheet.tokens[index].endswith("ing"):
        return sheet.lowers[following] in listed("opener")
    return sheet.tokens[index].endswith("ed") and sheet.lowers[following] not in {"and", "or"}


def skip_openers(sheet: Sheet, index: int) -> int:
    """Return the first token at or after ``index`` that is neither a determiner nor praise."""
    openers = listed("opener")
    end = len(sheet.tokens)
    while index < end and (sheet.infos[index].word_class == WordClass.EVALUATIVE or sheet.lowers[index] in openers):
        index += 1
        if index + 1 < end and sheet.tokens[index] == "," and sheet.infos[index - 1].word_class == WordClass.EVALUATIVE:
            index += 1
    return index


def _coordinated(sheet: Sheet, index: int, first: int) -> list[Phrase]:
    """Return what a coordination adds to a task head.

    "Polyp detection and segmentation" names polyp segmentation too, and "lesion and organ segmentation" lesion
    segmentation.
    """
    table = heads()
    head = sheet.lowers[index]
    if first < 2 or sheet.lowers[first - 1] not in {"and", "or", ","}:  # noqa: PLR2004
        return []
    left = first - 1
    while left > 0 and sheet.lowers[left] in {"and", "or", ","}:
        left -= 1
    if sheet.sentence_of[left] != sheet.sentence_of[index] or sheet.infos[left].word_class != WordClass.OPEN:
        return []
    begin = left_edge(sheet, left)
    if first == index:
        if "task" not in table.get(sheet.infos[left].head, {}) or begin >= left:
            return []
        return [Phrase(begin, index, "task", head, "phrase.task-shared", f"{_text(sheet, begin, left - 1)} {head}")]
    if table.get(sheet.infos[left].head, {}).get("task") is not None or left - begin > 2:  # noqa: PLR2004
        return []
    return [Phrase(begin, index, "task", head, "phrase.task-shared", f"{_text(sheet, begin, left)} {head}")]


def _predicted(sheet: Sheet, index: int) -> list[Phrase]:
    """Return what a model is for: "a prediction model for sepsis" tells sepsis prediction."""
    nominal = purposes().get(sheet.lowers[index - 1]) if sheet.is_adjacent(index) else None
    if not nominal or index + 2 >= len(sheet.tokens) or sheet.lowers[index + 1] not in {"for", "of"}:
        return []
    first = skip_openers(sheet, index + 2)
    last = right_edge(sheet, first, 5)
    if last < first or sheet.sentence_of[last] != sheet.sentence_of[index]:
        return []
    label = f"{as_modifier(sheet, first, last)} {nominal}"
    return [Phrase(index - 1, last, "task", nominal, "phrase.task-of-model", label)]


def _complement(sheet: Sheet, index: int) -> tuple[int, int] | None:
    """Return the noun phrase after "of" that a task head takes, without its openers."""
    table = heads()
    place = index + 1
    while (
        place + 1 < len(sheet.tokens)
        and sheet.lowers[place] in {"and", ",", "or"}
        and ("task" in table.get(sheet.infos[place + 1].head, {}) or sheet.lowers[place + 1] in {"and", "or"})
    ):
        place += 2 if sheet.lowers[place + 1] not in {"and", "or"} else 1
    if place + 1 >= len(sheet.tokens) or sheet.lowers[place] not in {"of", "in", "for"}:
        return None
    if sheet.lowers[place] != "of" and place > index + 1:
        return None
    first = skip_openers(sheet, place + 1)
    last = right_edge(sheet, first, 5)
    if last < first or sheet.sentence_of[last] != sheet.sentence_of[index]:
        return None
    return first, last


def _is_continued(sheet: Sheet, index: int) -> bool:
    """Tell whether the noun phrase goes on after this head ("segmentation performance")."""
    following = index + 1
    if following >= len(sheet.tokens) or not sheet.is_adjacent(following):
        return False
    info = sheet.infos[following]
    return info.word_class == WordClass.OPEN and sheet.starts[following] > sheet.ends[index]


def as_modifier(sheet: Sheet, first: int, last: int) -> str:
    """Return these words as they stand before a noun: "medical reports" becomes "medical report" (generation)."""
    text = _text(sheet, first, last)
    lower = text.lower()
    word = lower.rsplit(" ", 1)[-1]
    if word in IRREGULAR:
        return text[: -len(word)] + IRREGULAR[word]
    folded = fold_word(sheet.infos[last].folds[-1] if sheet.infos[last].folds else "")
    if not folded or lower.endswith(_GREEK_PLURALS):
        return text
    for ending in ("s", "es"):
        if lower.endswith(folded + ending):
            return text[: -len(ending)]
    if lower.endswith("ies") and lower.endswith(folded[:-1] + "ies"):
        return text[:-3] + "y"
    return text


def _text(sheet: Sheet, first: int, last: int) -> str:
    return sheet.text[sheet.starts[first] : sheet.ends[last]]


def without_short_forms(name: str) -> str:
    """Return a name without the short forms in brackets inside it."""
    return " ".join(_SHORT_FORM.sub(" ", name).split())
