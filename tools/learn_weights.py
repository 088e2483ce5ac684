"""Estimate the table of weights from annotated papers: ``python tools/learn_weights.py PAPERS GOLD [--folds 5]``.

A logistic model with an L2 penalty per (question, kind), fitted by full-batch gradient steps with momentum; signs seen
fewer than three times are left out. With ``--folds`` nothing is written: the figure of each fold on its held-out papers
is printed instead. The annotations are read here only, never by medkg.
"""

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from medkg.extract import Extractor
from medkg.link import judge
from medkg.link.decide import THRESHOLD, decide
from medkg.link.groups import Group, group_mentions
from medkg.link.known import known_from
from medkg.model import KINDS, Paper
from medkg.vocabulary import Vocabulary, load
from medkg.vocabulary.folding import normal_form

FEWEST = 3
PENALTY = 1.0
Table = dict[tuple[str, str], dict[str, float]]
Gold = dict[str, Any]


def read_lines(path: Path) -> list[dict[str, Any]]:
    """Return the objects of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def owners(groups: Sequence[Group], gold: Gold) -> list[Gold | None]:
    """Return for every group the gold entity that it names, required ones first, or nothing."""
    found: list[Gold | None] = [None] * len(groups)
    for entity in sorted(gold["entities"], key=lambda e: not e["required"]):
        names = {normal_form(name) for name in entity["names"]}
        for number, group in enumerate(groups):
            surfaces = {normal_form(m.text) for m in group.mentions} | {normal_form(group.label)}
            if found[number] is None and group.kind == entity["type"] and surfaces & names:
                found[number] = entity
    return found


def examples(papers: Iterable[tuple[Sequence[Group], Gold]]) -> dict[tuple[str, str], list[tuple[frozenset[str], bool]]]:
    """Return the signs and the answer of every example, by question and kind."""
    made: dict[tuple[str, str], list[tuple[frozenset[str], bool]]] = {}
    for groups, gold in papers:
        for group, entity in zip(groups, owners(groups, gold), strict=True):
            if entity is None or entity["required"]:
                made.setdefault(("keep", group.kind), []).append((group.signs, entity is not None))
            if entity is None:
                continue
            roles = [entity["role"]] if isinstance(entity["role"], str) else entity["role"]
            if group.kind in {"method", "dataset"} and len(roles) == 1:
                made.setdefault(("own", group.kind), []).append((group.signs, roles[0] in {"proposed", "introduced"}))
            made.setdefault(("mentioned", group.kind), []).append((group.signs, roles == ["mentioned"]))
    return made


def fit(rows: Sequence[tuple[frozenset[str], bool]], *, penalty: float = PENALTY, steps: int = 300) -> dict[str, float]:
    """Return the weight of every sign that is seen often enough, and the bias."""
    counts = Counter(sign for signs, _ in rows for sign in signs)
    names = [judge.BIAS, *sorted(sign for sign, count in counts.items() if count >= FEWEST)]
    place = {name: number for number, name in enumerate(names)}
    row_of, column_of = [], []
    for number, (signs, _) in enumerate(rows):
        for column in [0, *(place[s] for s in signs if s in place)]:
            row_of.append(number)
            column_of.append(column)
    rows_, columns = np.array(row_of), np.array(column_of)
    answers = np.array([float(answer) for _, answer in rows])
    weight, velocity = np.zeros(len(names)), np.zeros(len(names))
    scale = np.sqrt(np.bincount(columns, minlength=len(names)).astype(float))
    for _ in range(steps):
        odds = np.bincount(rows_, weights=weight[columns], minlength=len(rows))
        error = 1 / (1 + np.exp(-odds)) - answers
        gradient = np.bincount(columns, weights=error[rows_], minlength=len(names)) + penalty * weight * (np.arange(len(names)) > 0)
        velocity = 0.9 * velocity - gradient / (scale + 4) / 12
        weight += velocity
    return {name: float(w) for name, w in zip(names, weight, strict=True)}


def learn(papers: Sequence[tuple[Sequence[Group], Gold]], vocabulary: Vocabulary) -> Table:
    """Return the whole table: weights per question and kind, thresholds chosen inside the same papers by halves."""
    table: Table = {key: fit(rows) for key, rows in sorted(examples(papers).items())}
    halves = [papers[0::2], papers[1::2]]
    for kind in KINDS:
        scores: list[tuple[float, int]] = []
        total = 0
        for train, test in (halves, halves[::-1]):
            weights = fit(examples(train)["keep", kind])
            for groups, gold in test:
                total += sum(e["required"] and e["type"] == kind for e in gold["entities"])
                chosen = [g for g in groups if g.kind == kind]
                for group, entity in zip(chosen, owners(chosen, gold), strict=True):
                    if entity is None or entity["required"]:
                        odds = weights[judge.BIAS] + sum(weights.get(s, 0.0) for s in group.signs)
                        scores.append((odds, int(entity is not None)))
        table["keep", kind][THRESHOLD] = best_threshold(scores, total)
    return table


def best_threshold(scores: Sequence[tuple[float, int]], total: int) -> float:
    """Return the log-odds above which keeping gives the best F1."""
    best, threshold, right = 0.0, 0.0, 0
    for number, (odds, answer) in enumerate(sorted(scores, reverse=True), 1):
        right += answer
        f1 = 2 * right / (number + total)
        if f1 > best:
            best, threshold = f1, odds
    return max(-1.5, min(1.0, threshold))


def write(table: Table, path: Path) -> None:
    """Write the table sorted, two decimals, zero rows left out."""
    lines = ["# question\tkind\tsign\tweight (log-odds); made by tools/learn_weights.py"]
    for (question, kind), weights in sorted(table.items()):
        rows = [(s, round(w, 2)) for s, w in weights.items() if abs(round(w, 2)) >= 0.03 or s.startswith("(")]
        lines += [f"{question}\t{kind}\t{sign}\t{weight:.2f}" for sign, weight in sorted(rows, key=lambda r: (-r[1], r[0]))]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def use(table: Table) -> None:
    """Let the judge read this table from memory."""
    judge.weights = lambda: table  # type: ignore[assignment]


def main(progress: Callable[[str], None] = print) -> None:
    """Read the arguments, learn, write or measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("papers", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("-o", "--output", type=Path, default=Path("src/medkg/link/weights.tsv"))
    args = parser.parse_args()
    vocabulary = load()
    extractor = Extractor(vocabulary.concepts)
    known = known_from(vocabulary)
    gold = {row["id"]: row for row in read_lines(args.gold)}
    papers = []
    for row in read_lines(args.papers):
        extraction = extractor.extract(Paper(row["id"], row["title"], row["abstract"]))
        papers.append((group_mentions(extraction, known), gold[row["id"]]))
    table = learn(papers, vocabulary)
    write(table, args.output)
    progress(f"{args.output}: {sum(map(len, table.values()))} weights from {len(papers)} papers")


if __name__ == "__main__":
    main()
