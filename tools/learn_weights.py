"""Estimate the table of weights from annotated papers: ``python tools/learn_weights.py PAPERS GOLD [PAPERS GOLD…]``.

A logistic model with an L2 penalty per (question, kind), fitted by accelerated gradient steps
(Nesterov, 1983) under a diagonal bound of the curvature; signs seen
fewer than five times are left out (each paper is read twice), as are weights below 0.2. The annotations are read here
only, never by medkg.
"""

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np

from medkg.extract import Extractor
from medkg.identifiers import digest
from medkg.link import judge
from medkg.link.decide import THRESHOLD, decide
from medkg.link.groups import Group, group_mentions
from medkg.link.known import known_from
from medkg.link.same import name_of, pair_signs
from medkg.model import KINDS, Iri, Paper
from medkg.vocabulary import Vocabulary, load
from medkg.vocabulary.folding import normal_form

FEWEST = 5
LEAST = 0.2
THRESHOLDS = [t / 10 for t in range(-14, 15, 2)]
PENALTY = 2.0
Table = dict[tuple[str, str], dict[str, float]]
Gold = dict[str, Any]
Read = tuple[Sequence[Group], Gold, str]
"""The groups of a paper, its annotation and its text."""


def read_lines(path: Path) -> list[dict[str, Any]]:
    """Return the objects of a JSON Lines file, packed or plain."""
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode()
    return [json.loads(line) for line in text.split("\n") if line.strip()]


def read_pair(papers: Path, annotations: Path) -> list[tuple[Paper, Gold]]:
    """Return the papers that are annotated, with their annotation; names told by their place are written out."""
    gold = {row["id"]: row for row in read_lines(annotations)}
    pairs = []
    for row in read_lines(papers):
        if row["id"] in gold:
            paper = Paper(row["id"], row["title"], row["abstract"])
            for entity in gold[paper.id]["entities"]:
                places = [paper.text[start:end] for start, end in entity.get("spans", ())]
                entity["names"] = [*entity.get("names", ()), *places]
            pairs.append((paper, gold[paper.id]))
    return pairs


def owners(groups: Sequence[Group], gold: Gold) -> list[Gold | None]:
    """Return for every group the gold entity that it names, required ones first, or nothing."""
    found: list[Gold | None] = [None] * len(groups)
    surfaces = [{normal_form(m.text) for m in g.mentions} | {normal_form(g.label)} for g in groups]
    for entity in sorted(gold["entities"], key=lambda e: not e["required"]):
        names = {normal_form(name) for name in entity["names"]}
        for number, group in enumerate(groups):
            if found[number] is None and group.kind == entity["type"] and surfaces[number] & names:
                found[number] = entity
    return found


def pairs(
    groups: Sequence[Group], owned: Sequence[Gold | None], text: str
) -> Iterable[tuple[str, frozenset[str], bool]]:
    """Yield kind, signs and answer for every two groups that both name something: is it the same thing?"""
    named = [(name_of(group), entity) for group, entity in zip(groups, owned, strict=True) if entity is not None]
    for (one, its), (other, others) in combinations(named, 2):
        if one.group.kind == other.group.kind and (signs := pair_signs(one, other, text)):
            yield one.group.kind, signs, its is others


def examples(
    papers: Iterable[Read],
) -> dict[tuple[str, str], list[tuple[frozenset[str], bool]]]:
    """Return the signs and the answer of every example, by question and kind."""
    made: dict[tuple[str, str], list[tuple[frozenset[str], bool]]] = {}
    for groups, gold, text in papers:
        owned = owners(groups, gold)
        for kind, signs, is_same in pairs(groups, owned, text):
            made.setdefault(("same", kind), []).append((signs, is_same))
        for group, entity in zip(groups, owned, strict=True):
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
    penalties = np.where(np.arange(len(names)) > 0, penalty, 0.0)
    lengths = np.bincount(rows_, minlength=len(rows)).astype(float)
    bound = 0.25 * np.bincount(columns, weights=lengths[rows_], minlength=len(names)) + penalties
    weight = previous = np.zeros(len(names))
    for step in range(steps):
        point = weight + step / (step + 3) * (weight - previous)
        odds = np.bincount(rows_, weights=point[columns], minlength=len(rows))
        error = 1 / (1 + np.exp(-odds)) - answers
        gradient = np.bincount(columns, weights=error[rows_], minlength=len(names)) + penalties * point
        previous, weight = weight, point - gradient / bound
    return {name: float(w) for name, w in zip(names, weight, strict=True)}


def learn(papers: Sequence[Read]) -> Table:
    """Return the whole table: weights per question and kind, and thresholds (each half by the other's weights)."""
    table: Table = {key: fit(rows) for key, rows in sorted(examples(papers).items())}
    halves = [papers[0::2], papers[1::2]]
    tables = [{key: fit(rows) for key, rows in examples(half).items()} for half in halves]
    for kind in KINDS:
        best = max(THRESHOLDS, key=lambda t: (sum_f1(kind, t, tables, halves[::-1]), -abs(t)))
        table["keep", kind][THRESHOLD] = best
    return table


def sum_f1(kind: str, threshold: float, tables: Sequence[Table], halves: Sequence[Sequence[Read]]) -> float:
    """Return the F1 of one kind when everything above this threshold is kept, one finding for one gold entity."""
    right = wrong = total = 0
    for table, half in zip(tables, halves, strict=True):
        table["keep", kind][THRESHOLD] = threshold
        use(table)
        for groups, gold, text in half:
            kept = [d.group for d in decide((g for g in groups if g.kind == kind), text)]
            total += sum(e["required"] and e["type"] == kind for e in gold["entities"])
            named = [e for e in owners(kept, gold) if e is None or e["required"]]
            distinct = len({id(e) for e in named if e is not None})
            right += distinct
            wrong += len(named) - distinct
    return 2 * right / (right + wrong + total) if total else 0.0


def write(table: Table, path: Path) -> None:
    """Write the table sorted, two decimals, zero rows left out."""
    lines = ["# question\tkind\tsign\tweight (log-odds); made by tools/learn_weights.py"]
    for (question, kind), weights in sorted(table.items()):
        rows = [(s, round(w, 2)) for s, w in weights.items() if abs(round(w, 2)) >= LEAST or s.startswith("(")]
        lines += [
            f"{question}\t{kind}\t{sign}\t{weight:.2f}" for sign, weight in sorted(rows, key=lambda r: (-r[1], r[0]))
        ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def use(table: Table) -> None:
    """Let the judge read this table from memory."""
    judge.weights = lambda: table  # type: ignore[assignment]


def hidden_concepts(papers: Iterable[Sequence[Group]]) -> tuple[set[Iri], set[Iri]]:
    """Return the concepts that a single paper names, in two halves parted by their digest.

    The vocabularies were made with these papers at hand. Every paper is read twice, each time without one half:
    otherwise the table would learn that what is in no vocabulary is worth little, which is not so of unseen papers.
    """
    counts = Counter(concept for groups in papers for concept in {g.concept for g in groups if g.concept})
    rare = {concept for concept, count in counts.items() if count == 1}
    odd = {concept for concept in rare if int(digest(concept), 16) % 2}
    return odd, rare - odd


def read_groups(papers: Iterable[Paper], vocabulary: Vocabulary) -> list[Sequence[Group]]:
    """Return the groups of every paper."""
    extractor, known = Extractor(vocabulary.concepts), known_from(vocabulary)
    return [group_mentions(extractor.extract(paper), known) for paper in papers]


def main() -> None:
    """Read the arguments, learn and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "pairs", type=Path, nargs="+", metavar="PAPERS GOLD", help="papers and their annotations, in turn"
    )
    parser.add_argument("-o", "--output", type=Path, default=Path("src/medkg/link/weights.tsv"))
    args = parser.parse_args()
    annotated = [pair for two in zip(args.pairs[0::2], args.pairs[1::2], strict=True) for pair in read_pair(*two)]
    papers = [paper for paper, _ in annotated]
    vocabulary = load()
    rows: list[Read] = []
    for hidden in hidden_concepts(read_groups(papers, vocabulary)):
        seen = Vocabulary(tuple(c for c in vocabulary.concepts if c.iri not in hidden), vocabulary.refused)
        groups = read_groups(papers, seen)
        rows += [(g, gold, paper.text) for g, (paper, gold) in zip(groups, annotated, strict=True)]
    table = learn(rows)
    write(table, args.output)
    count = sum(map(len, table.values()))
    print(f"{args.output}: {count} weights from {len(papers)} papers")


if __name__ == "__main__":
    main()
