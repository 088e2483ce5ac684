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
from dataclasses import dataclass, field
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
        raise InputError(f"{path}: cannot be read: {getattr(error, 'strerror', None) or error}") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            _check(record)
            gold[str(record["id"])] = record
        except (ValueError, TypeError) as error:
            raise InputError(f"{path}:{number}: not an annotation: {error}") from error
    return gold


def _check(record: Record) -> None:
    """Raise a ValueError where this is no annotation of a paper."""
    if not isinstance(record, dict) or "id" not in record or not isinstance(record.get("entities"), list):
        raise ValueError("it needs an id and a list of entities")
    for entity in record["entities"]:
        if not entity.keys() >= {"type", "names", "role", "required"} or entity["type"] not in KINDS:
            raise ValueError(f"an entity needs names, role, required and a type of {', '.join(KINDS)}")
    for link in (*record.get("links", ()), *record.get("optional_links", ())):
        if [type(name) for name in link] != [str, str]:
            raise ValueError("a link is the name of a method and the name of a modality")


@dataclass(slots=True)
class _Tally:
    """What is counted on the way through the papers."""

    counts: dict[str, Counter[str]] = field(default_factory=lambda: {name: Counter() for name in (*KINDS, "links")})
    errors: list[tuple[str, str, str, str]] = field(default_factory=list)
    rules: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    """Rule → right, wrong."""
    tenths: dict[int, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    """Tenth of the confidence → findings, right ones."""
    roles_right: int = 0
    roles: int = 0

    def score(self, name: str) -> Score:
        """Return the score of a kind, or of the links."""
        counts = self.counts[name]
        return Score(counts["right"], counts["wrong"], counts["missed"])


def evaluate(gold: Mapping[str, Record], readings: Iterable[Reading]) -> Evaluation:
    """Compare what was read with what a careful reader found; papers that were not read count as missed whole."""
    predicted = {reading.paper.id: annotation(reading) for reading in readings}
    tally = _Tally()
    for paper, record in gold.items():
        found = predicted.get(paper, {"entities": [], "links": []})
        owners = _owners(record["entities"], found["entities"])
        _count_missed(tally, paper, record["entities"], owners)
        for entity, owner in zip(found["entities"], owners, strict=True):
            _count_found(tally, paper, record["entities"], entity, owner)
        _count_links(tally.counts["links"], record, found, owners)
    scores = {kind: tally.score(kind) for kind in KINDS}
    micro = Score(*(sum(getattr(s, part) for s in scores.values()) for part in ("right", "wrong", "missed")))
    return Evaluation(
        papers=len(gold),
        scores={**scores, "micro": micro, "links": tally.score("links")},
        role_accuracy=tally.roles_right / tally.roles if tally.roles else 0.0,
        errors=tuple(sorted(tally.errors)),
        rules={rule: (right, wrong) for rule, (right, wrong) in sorted(tally.rules.items())},
        calibration=tuple(((t + 1) / 10, n, right) for t, (n, right) in sorted(tally.tenths.items())),
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


def _count_missed(tally: _Tally, paper: str, gold: Sequence[Record], owners: Sequence[int | None]) -> None:
    """Count every required gold entity that no finding names."""
    for number, entity in enumerate(gold):
        if entity["required"] and number not in owners:
            tally.counts[entity["type"]]["missed"] += 1
            tally.errors.append(("missed", entity["type"], paper, entity["names"][0]))


def _count_found(tally: _Tally, paper: str, gold: Sequence[Record], entity: Record, owner: int | None) -> None:
    """Count a finding as right, as wrong, or not at all where its gold entity is optional."""
    kind = entity["type"]
    if owner is not None:
        if not gold[owner]["required"]:
            return
        tally.counts[kind]["right"] += 1
        _count_role(tally, paper, entity, gold[owner]["role"])
    else:
        same = [g for g in gold if g["type"] == kind and _surfaces(entity) & {fold_for_scoring(n) for n in g["names"]}]
        if same and not any(g["required"] for g in same):
            return
        tally.counts[kind]["wrong"] += 1
        tally.errors.append(("again" if same else "wrong", kind, paper, entity["label"]))
    is_wrong = int(owner is None)
    for rule in {mention["rule"] for mention in entity["mentions"]}:
        tally.rules[rule][is_wrong] += 1
    tenth = tally.tenths[min(int(entity["confidence"] * 10), 9)]
    tenth[0] += 1
    tenth[1] += 1 - is_wrong


def _count_role(tally: _Tally, paper: str, entity: Record, wanted: str | Sequence[str]) -> None:
    """Count whether the role is the gold role, or one of them where gold allows several."""
    tally.roles += 1
    if entity["role"] in ([wanted] if isinstance(wanted, str) else wanted):
        tally.roles_right += 1
    else:
        told = wanted if isinstance(wanted, str) else "/".join(wanted)
        tally.errors.append(("role", entity["type"], paper, f"{entity['label']}: {entity['role']} for {told}"))


def _count_links(counts: Counter[str], record: Record, found: Record, owners: Sequence[int | None]) -> None:
    """Count the links between required entities, each pair once."""
    gold = record["entities"]
    first: dict[tuple[str, str], int] = {}
    for number, entity in enumerate(gold):
        first.setdefault((entity["type"], fold_for_scoring(entity["names"][0])), number)
    place = {
        (e["type"], fold_for_scoring(e["label"])): owner for e, owner in zip(found["entities"], owners, strict=True)
    }

    def pairs(name: str) -> set[tuple[int | None, int | None]]:
        links = record.get(name) or ()
        return {
            (first.get(("method", fold_for_scoring(a))), first.get(("modality", fold_for_scoring(b)))) for a, b in links
        }

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
