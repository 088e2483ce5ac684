"""Wordings that tell what the words beside them are: spaCy token patterns from ``rules/cues.en.jsonl``.

Token patterns are the cost of a rule-based extractor, so each runs only on sentences that hold one of its anchor words.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from spacy.matcher import Matcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from medkg.errors import RuleError
from medkg.extract.lexicon import WordClass
from medkg.extract.phrases import right_edge, skip_openers
from medkg.extract.sheet import PUNCTUATION, Sheet

_FIELDS = ("id", "side", "anchor", "pattern", "note", "examples", "counter_examples")
_LONGEST_LIST = 30


@dataclass(frozen=True, slots=True)
class CueRule:
    """One line of the rule file."""

    id: str
    side: str
    """``before``: the cue stands before what it tells about; ``after``: behind it."""
    anchor: tuple[str, ...]
    pattern: list[dict[str, Any]]
    examples: tuple[dict[str, str], ...]
    counter_examples: tuple[str, ...]


def read_cue_rules() -> list[CueRule]:
    """Return the rules of the file in order.

    Raises:
        RuleError: a line is no JSON object or lacks a field.
    """
    source = files("medkg.extract") / "rules" / "cues.en.jsonl"
    rules = []
    for number, line in enumerate(source.read_text(encoding="utf-8").splitlines(), 1):
        try:
            row = json.loads(line)
            missing = [name for name in _FIELDS if name not in row]
        except (ValueError, TypeError) as error:
            raise RuleError(f"{source}:{number}: not a JSON object: {error}") from error
        if missing:
            raise RuleError(f"{source}:{number}: the rule lacks {', '.join(missing)}")
        rules.append(
            CueRule(
                row["id"],
                row["side"],
                tuple(row["anchor"]),
                row["pattern"],
                tuple(row["examples"]),
                tuple(row["counter_examples"]),
            )
        )
    return rules


class CueFinder:
    """The compiled rules."""

    def __init__(self, vocab: Vocab, rules: Iterable[CueRule]) -> None:
        self._rules = {rule.id: rule for rule in rules}
        self._matchers: dict[str, Matcher] = {}
        self._by_anchor: dict[str, list[str]] = {}
        for rule in self._rules.values():
            matcher = Matcher(vocab, validate=True)
            matcher.add(rule.id, [rule.pattern], greedy="LONGEST")
            self._matchers[rule.id] = matcher
            for word in rule.anchor:
                self._by_anchor.setdefault(word, []).append(rule.id)

    def find(self, doc: Doc, sheet: Sheet) -> list[list[str]]:
        """Return for every token the cues that speak of it, in the order of the rules."""
        signs: list[list[str]] = [[] for _ in sheet.tokens]
        for first, end in sheet.sentences:
            called = {rule for word in sheet.lowers[first:end] for rule in self._by_anchor.get(word, ())}
            sentence = doc[first:end]
            for rule_id in sorted(called):
                for _, start, stop in self._matchers[rule_id](sentence):
                    side = self._rules[rule_id].side
                    marked = (
                        _phrase_after(sheet, first + stop, end)
                        if side == "before"
                        else _phrase_before(sheet, first + start)
                    )
                    for index, is_further in marked:
                        sign = rule_id + ("+" if is_further else "")
                        if sign not in signs[index]:
                            signs[index].append(sign)
        return signs


def _phrase_after(sheet: Sheet, index: int, end: int) -> list[tuple[int, bool]]:
    """Return the tokens of the noun phrase after a cue, and of those that a list adds (marked true)."""
    marked: list[tuple[int, bool]] = []
    is_further = False
    while index < end and len(marked) < _LONGEST_LIST:
        index = skip_openers(sheet, index)
        last = right_edge(sheet, index)
        if last < index:
            break
        marked += [(i, is_further) for i in range(index, min(last + 1, end))]
        index = last + 1
        if index < end and sheet.tokens[index] == "(":
            close = next((i for i in range(index, min(index + 8, end)) if sheet.tokens[i] == ")"), None)
            if close is None:
                break
            marked += [(i, is_further) for i in range(index, close)]
            index = close + 1
        joined = False
        while index < end and sheet.lowers[index] in {",", "and", "or", "&", "/", "as", "well"}:
            joined = True
            index += 1
        if not joined:
            break
        is_further = True
    return marked


def _phrase_before(sheet: Sheet, index: int) -> list[tuple[int, bool]]:
    """Return the tokens of the noun phrase that ends just before ``index``."""
    marked: list[tuple[int, bool]] = []
    index -= 1
    while index >= 0 and (
        sheet.infos[index].word_class in {WordClass.OPEN, WordClass.EVALUATIVE} or sheet.tokens[index] in {"(", ")"}
    ):
        if sheet.infos[index].word_class != PUNCTUATION:
            marked.append((index, False))
        index -= 1
    return marked
