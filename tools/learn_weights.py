"""Estimate the table of weights from annotated papers: ``python tools/learn_weights.py PAPERS GOLD [PAPERS GOLD…]``.

A logistic model with an L2 penalty per (question, kind), fitted by accelerated gradient steps
(Nesterov, 1983) under a diagonal bound of the curvature; signs seen
fewer than five times are left out (each paper is read twice), as are weights below 0.2. Then the second look: small
trees that correct the odds by the company a group keeps (gradient boosting; Friedman, 2001), learned on odds from
tables that have not seen the paper; and the tagger, one logistic model for each label of a word (averaged stochastic
gradient steps; Polyak and Juditsky, 1992). The annotations are read here only, never by medkg. Needs LightGBM and
scikit-learn.
"""

import argparse
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np

from medkg.extract import Extractor
from medkg.identifiers import digest
from medkg.link import judge, review, tagger
from medkg.link.company import MEASURES, measure
from medkg.link.decide import THRESHOLD, choose
from medkg.link.groups import Group, group_mentions
from medkg.link.known import known_from
from medkg.link.same import Likeness, name_of, pair_signs
from medkg.model import KINDS, Iri, Paper
from medkg.vocabulary import Vocabulary, load
from medkg.vocabulary.folding import normal_form
from medkg.vocabulary.names import language_of

FEWEST = 5
LEAST = 0.2
THRESHOLDS = [t / 10 for t in range(-8, 5, 2)]
PENALTY = 2.0
FOLDS = 3
TREES = {
    "objective": "binary", "max_depth": 5, "num_leaves": 12, "learning_rate": 0.12, "min_data_in_leaf": 100,
    "lambda_l2": 5.0, "max_bin": 127, "feature_fraction": 0.5, "boost_from_average": False, "deterministic": True,
    "force_row_wise": True, "num_threads": 2, "seed": 1, "verbose": -1,
}  # fmt: skip
ROUNDS = 220
NOTHING = 1e-6
TAGGER_FEWEST = 10
TAGGER_LEAST = 0.2
TAGGER_PENALTY = 1e-5
CHINESE_TIMES = 6
"""How often a Chinese paper counts for the tagger: there are few, and their words are their own."""
Table = dict[tuple[str, str], dict[str, float]]
Gold = dict[str, Any]
Read = tuple[Sequence[Group], Gold, str]
"""The groups of a paper, its annotation and its text."""
Seen = Sequence[tuple[str, float, list[float], bool | None]]
"""Kind, log-odds by the first look, measures and answer (nothing: optional) of a paper's groups."""
Tree = list[review.Leaf]
Tagging = dict[str, list[int]]
"""Feature of a word → weights in hundredths, one for each label."""


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


def labels_of(text: str, gold: Gold) -> list[str]:
    """Return the label of every word of a text by the names of the annotated things in it.

    Where names overlap, those of required things come first, then longer ones, then earlier ones.
    """
    words = tagger.words_in(text)
    starts = {start: number for number, (start, _, _) in enumerate(words)}
    ends = {end: number for number, (_, end, _) in enumerate(words)}
    spans = set()
    for entity in gold["entities"]:
        for name in filter(None, entity["names"]):
            for found in re.finditer(re.escape(name) + "s?", text, re.IGNORECASE):
                first, last = starts.get(found.start()), ends.get(found.end())
                if first is not None and last is not None:
                    spans.add((not entity["required"], first, last + 1, entity["type"]))
    labels = [tagger.OUTSIDE] * len(words)
    for _, first, behind, kind in sorted(spans, key=lambda s: (s[0], s[1] - s[2], s)):
        if set(labels[first:behind]) == {tagger.OUTSIDE}:
            labels[first:behind] = [f"begins {kind}", *[f"continues {kind}"] * (behind - first - 1)]
    return labels


def fit_tagger(papers: Iterable[tuple[str, Gold]]) -> Tagging:
    """Return the weights of the features of words that are seen often enough."""
    import scipy.sparse  # noqa: PLC0415  # only those who learn must have these
    from sklearn.linear_model import SGDClassifier  # noqa: PLC0415

    rows, answers = [], []
    for text, gold in papers:
        words, title_end = tagger.words_in(text), text.find("\n")
        letters = [word for _, _, word in words]
        times = CHINESE_TIMES if language_of(text) == "zh" else 1
        rows += [list(tagger.features(letters, n, in_title=w[0] < title_end)) for n, w in enumerate(words)] * times
        answers += labels_of(text, gold) * times
    counts = Counter(name for row in rows for name in row)
    names = sorted(name for name, count in counts.items() if count >= TAGGER_FEWEST and name != tagger.BIAS)
    place = {name: number for number, name in enumerate(names)}
    columns = [place[name] for row in rows for name in row if name in place]
    ends = np.cumsum([0, *(sum(name in place for name in row) for row in rows)])
    matrix = scipy.sparse.csr_matrix((np.ones(len(columns), np.float32), columns, ends), (len(rows), len(names)))
    model = SGDClassifier(
        loss="log_loss", alpha=TAGGER_PENALTY, max_iter=5, tol=None, average=True, n_jobs=2, random_state=1
    ).fit(matrix, np.array(answers))
    order = [list(model.classes_).index(label) for label in tagger.LABELS]
    weights = model.coef_[order]
    weights[abs(weights) < TAGGER_LEAST] = 0
    hundredths = np.rint(np.hstack([model.intercept_[order, None], weights]) / tagger.UNIT).astype(int)
    return {n: row for n, row in zip([tagger.BIAS, *names], hundredths.T.tolist(), strict=True) if any(row)}


def learn(papers: Sequence[Read]) -> tuple[Table, dict[str, list[Tree]], Tagging]:
    """Return the table of weights, with thresholds, the trees of the second look and the weights of the tagger.

    Every paper is measured by a table that was learned from others; so are the thresholds, with trees of the second
    look that were learned from others too.

    Args:
        papers: every paper twice, all in one order and then all again, each time with other names hidden.
    """
    half = len(papers) // 2
    folds = [[p for n, p in enumerate(papers) if n % half % FOLDS == fold] for fold in range(FOLDS)]
    tables, taggings, seen = [], [], []
    for fold in folds:
        others = [p for other in folds if other is not fold for p in other]
        tables.append({key: fit(rows) for key, rows in examples(others).items()})
        taggings.append(fit_tagger(once(others)))
        use(tables[-1], tagging=taggings[-1])
        seen.append([see(groups, gold, text) for groups, gold, text in fold])
    unseen = []
    for number, fold in enumerate(folds):
        trees = look_again([s for other, its in enumerate(seen) if other != number for s in its])
        use(tables[number], trees, taggings[number])
        unseen.append([(groups, gold, text, both_looks(groups, text)) for groups, gold, text in fold])
    thresholds = {kind: best_threshold(kind, tables, unseen) for kind in KINDS}
    table: Table = {key: fit(rows) for key, rows in sorted(examples(papers).items())}
    for kind, threshold in thresholds.items():
        table["keep", kind][THRESHOLD] = threshold
    return table, look_again([s for its in seen for s in its]), fit_tagger(once(papers))


def once(papers: Iterable[Read]) -> list[tuple[str, Gold]]:
    """Return text and annotation of every paper, once each."""
    return list({gold["id"]: (text, gold) for _, gold, text in papers}.values())


def first_odds(groups: Sequence[Group]) -> list[float]:
    """Return the log-odds of groups by the first look."""
    return [judge.log_odds("keep", g.kind, g.signs) for g in groups]


def both_looks(groups: Sequence[Group], text: str) -> list[float]:
    """Return the log-odds of groups after the second look."""
    return review.review(groups, first_odds(groups), text, Likeness(groups, text))


def see(groups: Sequence[Group], gold: Gold, text: str) -> Seen:
    """Return kind, log-odds by the first look, measures and answer of every group that gets a second one."""
    odds = first_odds(groups)
    answers: list[bool | None] = [False if e is None else e["required"] or None for e in owners(groups, gold)]
    measured = measure(groups, odds, text, Likeness(groups, text), review.HOPELESS)
    return [(groups[n].kind, odds[n], row, answers[n]) for n, row in measured.items()]


def look_again(papers: Iterable[Seen]) -> dict[str, list[Tree]]:
    """Return the trees of the second look by kind, which correct the odds of the first."""
    import lightgbm  # noqa: PLC0415  # needs libgomp, which only those who learn must have

    found: dict[str, tuple[list[list[float]], list[float], list[bool]]] = {kind: ([], [], []) for kind in KINDS}
    for paper in papers:
        for kind, one, row, answer in paper:
            if answer is not None:
                found[kind][0].append(row)
                found[kind][1].append(one)
                found[kind][2].append(answer)
    trees = {}
    for kind, (measured, odds, answers) in found.items():
        data = lightgbm.Dataset(np.array(measured), label=np.array(answers, dtype=float), init_score=np.array(odds))
        model = lightgbm.train(TREES, data, num_boost_round=ROUNDS).dump_model()
        grown = [tree["tree_structure"] for tree in model["tree_info"]]
        trees[kind] = [list(leaves_of(tree)) for tree in grown if "split_feature" in tree]
    return trees


def leaves_of(node: dict[str, Any], path: tuple[tuple[int, float, bool], ...] = ()) -> Iterator[review.Leaf]:
    """Yield the leaves below a node of LightGBM's: the way to each and its weight in thousandths."""
    if "split_feature" not in node:
        yield path, round(node["leaf_value"] / review.UNIT)
        return
    question = node["split_feature"], bound_of(node["threshold"])
    yield from leaves_of(node["left_child"], (*path, (*question, False)))
    yield from leaves_of(node["right_child"], (*path, (*question, True)))


def bound_of(threshold: float) -> float:
    """Return a bound of LightGBM's, which parts zero from the rest by 1e-35 on either side, so that it can be read."""
    bound = float(f"{threshold:.4g}")
    return bound if abs(bound) > NOTHING else 0.0 if bound > 0 else -NOTHING


def best_threshold(
    kind: str, tables: Sequence[Table], papers: Sequence[Sequence[tuple[Sequence[Group], Gold, str, list[float]]]]
) -> float:
    """Return the log-odds that a group of this kind needs for the best F1, one finding for one gold entity."""
    scores = {}
    for threshold in THRESHOLDS:
        right = wrong = total = 0
        for table, fold in zip(tables, papers, strict=True):
            table["keep", kind][THRESHOLD] = threshold
            use(table)
            for groups, gold, text, odds in fold:
                of_kind = [g for g in groups if g.kind == kind]
                its_odds = [o for g, o in zip(groups, odds, strict=True) if g.kind == kind]
                kept = [d.group for d in choose(of_kind, its_odds, Likeness(of_kind, text))]
                total += sum(e["required"] and e["type"] == kind for e in gold["entities"])
                named = [e for e in owners(kept, gold) if e is None or e["required"]]
                distinct = len({id(e) for e in named if e is not None})
                right += distinct
                wrong += len(named) - distinct
        scores[threshold] = 2 * right / (right + wrong + total) if total else 0.0
    return max(scores, key=lambda t: (scores[t], -abs(t)))


def write(table: Table, path: Path) -> None:
    """Write the table sorted, two decimals, zero rows left out."""
    lines = ["# question\tkind\tsign\tweight (log-odds); made by tools/learn_weights.py"]
    for (question, kind), weights in sorted(table.items()):
        rows = [(s, round(w, 2)) for s, w in weights.items() if abs(round(w, 2)) >= LEAST or s.startswith("(")]
        lines += [
            f"{question}\t{kind}\t{sign}\t{weight:.2f}" for sign, weight in sorted(rows, key=lambda r: (-r[1], r[0]))
        ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_trees(trees: dict[str, list[Tree]], path: Path) -> None:
    """Write the leaves of the second look, the trees that weigh most first."""
    lines = ["# kind\ttree\tconditions\tweight (log-odds added); made by tools/learn_weights.py"]
    for kind, its_trees in sorted(trees.items()):
        ordered = sorted(its_trees, key=lambda tree: (-max(abs(weight) for _, weight in tree), tree))
        for number, tree in enumerate(ordered, 1):
            for way, weight in tree:
                conditions = [f"{MEASURES[c]} {'>' if above else '<='} {bound:.10g}" for c, bound, above in way]
                lines.append(f"{kind}\t{number}\t{'; '.join(conditions)}\t{weight * review.UNIT:.3f}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_tagging(tagging: Tagging, path: Path) -> None:
    """Write the weights of the tagger, sorted by feature, zeros as nothing."""
    lines = ["# feature\t" + "\t".join(tagger.LABELS) + " (log-odds added); made by tools/learn_weights.py"]
    lines += [
        "\t".join([name, *(f"{weight * tagger.UNIT:.2f}" if weight else "" for weight in weights)])
        for name, weights in sorted(tagging.items())
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def use(table: Table, trees: dict[str, list[Tree]] | None = None, tagging: Tagging | None = None) -> None:
    """Let the judge read this table from memory, the second look these trees and the tagger these weights."""
    if tagging is not None:
        reader = tagger.Tagger(tagging.items())
        tagger.tagger = lambda: reader  # type: ignore[assignment]
    weighed = {place: judge.Weights(rows) for place, rows in table.items()}
    judge.weights = lambda: weighed  # type: ignore[assignment]
    made = {kind: review.trees_from(its_trees) for kind, its_trees in (trees or {}).items() if its_trees}
    review.trees = lambda: made  # type: ignore[assignment]


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
    parser.add_argument("-o", "--output", type=Path, default=Path("src/medkg/link"), help="folder of the three tables")
    args = parser.parse_args()
    annotated = [pair for two in zip(args.pairs[0::2], args.pairs[1::2], strict=True) for pair in read_pair(*two)]
    papers = [paper for paper, _ in annotated]
    vocabulary = load()
    rows: list[Read] = []
    for hidden in hidden_concepts(read_groups(papers, vocabulary)):
        seen = Vocabulary(tuple(c for c in vocabulary.concepts if c.iri not in hidden), vocabulary.refused)
        groups = read_groups(papers, seen)
        rows += [(g, gold, paper.text) for g, (paper, gold) in zip(groups, annotated, strict=True)]
    table, second, tagging = learn(rows)
    write(table, args.output / "weights.tsv")
    write_trees(second, args.output / "review.tsv")
    write_tagging(tagging, args.output / "tagger.tsv")
    counts = sum(map(len, table.values())), sum(map(len, second.values()))
    print(f"{args.output}: {counts[0]} weights and {counts[1]} trees from {len(papers)} papers")


if __name__ == "__main__":
    main()
