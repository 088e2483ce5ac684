"""Gold file → precision, recall and F1 by type, with the errors grouped and the figure of every rule.

The measure: a finding is right when its label or one of its mentions is, after folding, a name of a gold entity of its
type; a second finding on the same gold entity is wrong. Optional gold entities are neither asked for nor held against
precision. Links count between required entities.
"""

import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from medkg.annotations import annotation
from medkg.errors import InputError
from medkg.model import KINDS, Reading

_ARTICLE = re.compile(r"^(?:the|a|an|our|their|its|this|these|novel|new)\s+")
_DASHES = re.compile(r"[\u2010-\u2015\u2212/_-]")
_SIGNS = re.compile(r"[^\w\s+²³α-ωΑ-Ω]")
Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Score:
    """Counts and what follows from them."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """Share of what was found that is right."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 0.0

    @property
    def recall(self) -> float:
        """Share of what is there that was found."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The whole measurement."""

    papers: int
    scores: Mapping[str, Score]
    """By kind, then ``micro`` and ``links``."""
    role_accuracy: float
    errors: tuple[tuple[str, str, str, str], ...]
    """(what went wrong, kind, paper id, name)."""
    rules: Mapping[str, tuple[int, int]]
    """Rule → findings it took part in that were right, and wrong."""
    calibration: tuple[tuple[float, int, int], ...]
    """(upper bound of the confidence, findings, right ones), in tenths."""


def fold_for_scoring(name: str) -> str:
    """Fold case, width, hyphens, leading articles and a final plural, as the scorer of the annotations does."""
    text = unicodedata.normalize("NFKC", name).casefold()
    text = re.sub(r"\s+", " ", _SIGNS.sub("", _DASHES.sub(" ", text))).strip()
    previous = None
    while text != previous:
        previous, text = text, _ARTICLE.sub("", text)
    *front, last = text.split(" ")
    if len(last) > 3 and last.endswith("ies"):  # noqa: PLR2004
        last = last[:-3] + "y"
    elif len(last) > 4 and re.search(r"(?:s|x|z|ch|sh)es$", last):  # noqa: PLR2004
        last = last[:-2]
    elif len(last) > 2 and last.endswith("s") and not last.endswith(("ss", "us", "is")):  # noqa: PLR2004
        last = last[:-1]
    return "".join([*front, last])


def read_gold(path: Path) -> dict[str, Record]:
    """Return the gold annotations by paper id.

    Raises:
        InputError: the file is missing, or a line is not an annotation.
    """
    gold: dict[str, Record] = {}
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeError) as error:
        raise InputError(f"{path}: cannot be read: {error}") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            for entity in record["entities"]:
                if entity["type"] not in KINDS or not isinstance(entity["names"], list) or "required" not in entity:
                    raise ValueError("an entity needs type, names, role and required")  # noqa: TRY301
            gold[str(record["id"])] = record
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(f"{path}:{number}: not an annotation: {error}") from error
    return gold


def evaluate(gold: Mapping[str, Record], readings: Iterable[Reading]) -> Evaluation:
    """Compare what was read with what a careful reader found; papers that were not read count as missed whole."""
    predicted = {reading.paper.id: annotation(reading) for reading in readings}
    counts: dict[str, Counter[str]] = {name: Counter() for name in (*KINDS, "links")}
    errors: list[tuple[str, str, str, str]] = []
    rules: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    bins: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    roles = [0, 0]
    for paper, record in gold.items():
        found = predicted.get(paper, {"entities": [], "links": []})
        owners = _owners(record["entities"], found["entities"])
        _count_missed(record["entities"], owners, counts, errors, paper)
        for entity, owner in zip(found["entities"], owners, strict=True):
            _count_found(entity, owner, record["entities"], counts=counts, errors=errors, paper=paper, rules=rules, bins=bins, roles=roles)
        _count_links(record, found, owners, counts["links"])
    scores = {name: Score(c["right"], c["wrong"], c["missed"]) for name, c in counts.items()}
    micro = [sum(getattr(scores[kind], part) for kind in KINDS) for part in ("right", "wrong", "missed")]
    return Evaluation(
        papers=len(gold),
        scores={**{kind: scores[kind] for kind in KINDS}, "micro": Score(*micro), "links": scores["links"]},
        role_accuracy=roles[0] / roles[1] if roles[1] else 0.0,
        errors=tuple(sorted(errors)),
        rules={rule: (right, wrong) for rule, (right, wrong) in sorted(rules.items())},
        calibration=tuple((b / 10 + 0.1, n, right) for b, (n, right) in sorted(bins.items())),
    )


def _surfaces(entity: Record) -> set[str]:
    names = [entity["label"], *(mention["text"] for mention in entity["mentions"])]
    return {folded for folded in map(fold_for_scoring, names) if folded}


def _owners(gold: Sequence[Record], found: Sequence[Record]) -> list[int | None]:
    """Return for every finding the gold entity that it names, required ones first, each at most once."""
    owners: list[int | None] = [None] * len(found)
    for number in sorted(range(len(gold)), key=lambda i: not gold[i]["required"]):
        names = {fold_for_scoring(name) for name in gold[number]["names"]}
        for place, entity in enumerate(found):
            if owners[place] is None and entity["type"] == gold[number]["type"] and _surfaces(entity) & names:
                owners[place] = number
                break
    return owners


def _count_missed(
    gold: Sequence[Record], owners: Sequence[int | None], counts: Mapping[str, Counter[str]], errors: list[tuple[str, str, str, str]], paper: str
) -> None:
    for number, entity in enumerate(gold):
        if entity["required"] and number not in owners:
            counts[entity["type"]]["missed"] += 1
            errors.append(("missed", entity["type"], paper, entity["names"][0]))


def _count_found(
    entity: Record, owner: int | None, gold: Sequence[Record], *, counts: Mapping[str, Counter[str]],
    errors: list[tuple[str, str, str, str]], paper: str, rules: Mapping[str, list[int]], bins: Mapping[int, list[int]], roles: list[int],
) -> None:  # fmt: skip
    kind = entity["type"]
    if owner is not None:
        if not gold[owner]["required"]:
            return
        counts[kind]["right"] += 1
        roles[1] += 1
        wanted = gold[owner]["role"]
        if entity["role"] in ([wanted] if isinstance(wanted, str) else wanted):
            roles[0] += 1
        else:
            errors.append(("role", kind, paper, f"{entity['label']}: {entity['role']} for {wanted}"))
    else:
        same = [g for g in gold if g["type"] == kind and _surfaces(entity) & {fold_for_scoring(n) for n in g["names"]}]
        if same and not any(g["required"] for g in same):
            return
        counts[kind]["wrong"] += 1
        errors.append(("again" if same else "wrong", kind, paper, entity["label"]))
    is_wrong = int(owner is None)
    for rule in {mention["rule"] for mention in entity["mentions"]}:
        rules[rule][is_wrong] += 1
    tenth = bins[min(int(entity["confidence"] * 10), 9)]
    tenth[0] += 1
    tenth[1] += 1 - is_wrong


def _count_links(record: Record, found: Record, owners: Sequence[int | None], counts: Counter[str]) -> None:
    gold = record["entities"]
    first: dict[tuple[str, str], int] = {}
    for number, entity in enumerate(gold):
        first.setdefault((entity["type"], fold_for_scoring(entity["names"][0])), number)
    place = {(e["type"], fold_for_scoring(e["label"])): owner for e, owner in zip(found["entities"], owners, strict=True)}

    def pairs(name: str) -> set[tuple[int | None, int | None]]:
        links = record.get(name) or ()
        return {(first.get(("method", fold_for_scoring(a))), first.get(("modality", fold_for_scoring(b)))) for a, b in links}

    wanted, allowed = pairs("links"), pairs("optional_links")
    seen: set[tuple[int | None, int | None]] = set()
    for a, b in found["links"]:
        pair = (place.get(("method", fold_for_scoring(a))), place.get(("modality", fold_for_scoring(b))))
        if pair in wanted and None not in pair:
            seen.add(pair)
        elif pair not in allowed and not any(i is not None and not gold[i]["required"] for i in pair):
            counts["wrong"] += 1
    counts["right"] += len(seen)
    counts["missed"] += len(wanted) - len(seen)
