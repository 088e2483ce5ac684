"""The tools that learn the weights, count words and list what the vocabularies lack."""

import gzip
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

pytest.importorskip("numpy")
ROOT = Path(__file__).parents[3]
PAPER = {"id": "a", "title": "PulmoGate for wards", "abstract": "PulmoGate is a gated network."}


@pytest.fixture(scope="module")
def tool(load_tool: Callable[[str], ModuleType]) -> ModuleType:
    """Return the learning tool as a module."""
    return load_tool("learn_weights")


def test_names_told_by_their_place_are_written_out(tool: ModuleType, tmp_path: Path) -> None:
    """An annotation may tell a name by its place in the text; papers without annotation are left out."""
    papers, gold = tmp_path / "papers.jsonl", tmp_path / "gold.jsonl.gz"
    papers.write_text(json.dumps(PAPER) + "\n" + json.dumps(PAPER | {"id": "b"}), encoding="utf-8")
    entity = {"type": "method", "role": "proposed", "required": True, "spans": [[0, 9]], "names": ["gate"]}
    gold.write_bytes(gzip.compress(json.dumps({"id": "a", "entities": [entity], "links": []}).encode()))
    ((paper, annotation),) = tool.read_pair(papers, gold)
    assert paper.id == "a"
    assert annotation["entities"][0]["names"] == ["gate", "PulmoGate"]


@pytest.mark.parametrize(("name", "papers"), [("medical", 3240), ("ai", 2050), ("ai-unused", 3360)])
def test_places_of_the_annotations_to_learn_from_are_not_empty(tool: ModuleType, name: str, papers: int) -> None:
    """Every place of the committed annotations is a stretch of at least one character, and every link pairs two of them."""
    rows = tool.read_lines(ROOT / "tools" / "training" / f"{name}.gold.jsonl.gz")
    assert len({row["id"] for row in rows}) == len(rows) == papers
    for row in rows:
        kinds = [entity["type"] for entity in row["entities"]]
        assert all(0 <= a < b for entity in row["entities"] for a, b in entity["spans"])
        assert all(kinds[method] == "method" and kinds[modality] == "modality" for method, modality in row["links"])


@pytest.mark.parametrize(
    ("text", "names", "labelled"),
    [
        ("WardNets read ECG", [("method", True, "WardNet")], "m1 o o"),
        ("a ward net", [("method", True, "ward net"), ("dataset", True, "net")], "o m1 m2"),
        ("a ward net", [("method", False, "ward net"), ("dataset", True, "net")], "o o d1"),
        ("ward net care", [("method", True, "ward net"), ("task", True, "net care")], "m1 m2 o"),
        ("ward, wards and wardens", [("task", True, "Ward")], "t1 o t1 o o"),
        ("İ: a WARD net", [("method", False, "ward net")], "o o o m1 m2"),
        ("肺结节检测", [("task", True, "结节检测")], "o t1 t2 t2 t2"),
    ],
)
def test_words_are_labelled_by_the_names_of_things(
    tool: ModuleType, text: str, names: list[tuple[str, bool, str]], labelled: str
) -> None:
    """Required things come before optional ones, then longer names, then earlier ones; an s makes no other name."""
    short = {"o": "outside", "m": "method", "d": "dataset", "t": "task", "1": "begins ", "2": "continues "}
    expected = [short["o"] if word == "o" else short[word[1]] + short[word[0]] for word in labelled.split()]
    entities = [{"type": kind, "required": required, "names": [name]} for kind, required, name in names]
    assert tool.labels_of(text, {"entities": entities}) == expected
    assert tool.labels_of(text, {"entities": entities[::-1]}) == expected


def test_papers_come_once(tool: ModuleType) -> None:
    """The tagger learns from a paper once, however often it is looked at."""
    papers: list[tuple[list[str], dict[str, str], str]] = [([], {"id": name}, name) for name in "aba"]
    assert tool.once(papers) == [("a", {"id": "a"}), ("b", {"id": "b"})]


def test_weights_follow_the_examples(tool: ModuleType) -> None:
    """A sign that goes with the answer gets a positive weight, its opposite a negative one; rare signs get none."""
    rows = [(frozenset({"for"}), True)] * 20 + [(frozenset({"against"}), False)] * 20 + [(frozenset({"rare"}), True)]
    weights = tool.fit(rows)
    assert weights["for"] > 0 > weights["against"]
    assert "rare" not in weights


def test_new_names_are_listed(tmp_path: Path) -> None:
    """What several papers name and no vocabulary knows is printed with its count."""
    papers = tmp_path / "papers.jsonl"
    sentence = "We propose Wardlight-XQ, a novel network, and Wardlight-XQ outperforms the rest."
    rows = [{"id": str(n), "title": f"Wardlight-XQ: reading form {n}", "abstract": sentence} for n in range(3)]
    papers.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, ROOT / "tools" / "list_new_names.py", papers, "--least", "3"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "method\t3\tWardlight-XQ" in done.stdout


def test_second_look_learns_what_the_first_cannot(tool: ModuleType) -> None:
    """Trees correct the odds of what a measure parts."""
    try:
        import lightgbm  # noqa: F401, PLC0415
    except (ImportError, OSError):
        pytest.skip("LightGBM is not installed")
    column = tool.MEASURES.index("mentions")
    papers = []
    for number in range(400):
        row = [0.0] * len(tool.MEASURES)
        row[column] = float(number % 2 + 1)
        papers.append([("method", 0.0, row, bool(number % 2))])
    others = [[(kind, 0.0, papers[0][0][2], True)] for kind in tool.KINDS if kind != "method"]
    trees = tool.look_again(papers + others * 200)
    found = tool.review.trees_from(trees["method"])
    once, twice = found.correct(tool.np.array([papers[0][0][2], papers[1][0][2]]))
    assert once < 0 < twice


TREE = {
    "split_feature": 7,
    "threshold": 0.5,
    "left_child": {"leaf_value": 0.25},
    "right_child": {
        "split_feature": 3,
        "threshold": 1e-35,
        "left_child": {"leaf_value": -0.1},
        "right_child": {"leaf_value": 0.2},
    },
}
LEAVES = [
    (((7, 0.5, False),), 250),
    (((7, 0.5, True), (3, 0.0, False)), -100),
    (((7, 0.5, True), (3, 0.0, True)), 200),
]


def test_leaves_of_a_tree(tool: ModuleType) -> None:
    """A tree is told by the ways to its leaves."""
    assert list(tool.leaves_of(TREE)) == LEAVES


def test_written_trees_are_read_again(tool: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the tool writes is what the second look reads."""
    tool.write_trees({"method": [LEAVES]}, tmp_path / "review.tsv")
    monkeypatch.setattr(tool.review, "files", lambda _: tmp_path)
    tool.review.trees.cache_clear()
    read = tool.review.trees()["method"]
    tool.review.trees.cache_clear()
    rows = tool.np.zeros((3, len(tool.MEASURES)))
    rows[1:, 7], rows[2, 3] = 1.0, 1.0
    assert read.correct(rows).tolist() == [0.25, -0.1, 0.2]


def test_annotations_of_the_ai_corpus_are_places(tool: ModuleType) -> None:
    """Every place of the annotations of the AI corpus is a stretch of at least one character."""
    rows = tool.read_lines(ROOT / "tools" / "training" / "ai.gold.jsonl.gz")
    assert len(rows) > 1000
    assert all(0 <= a < b for row in rows for entity in row["entities"] for a, b in entity["spans"])


def test_words_are_counted_by_abstract(tmp_path: Path) -> None:
    """A word is counted once for each abstract, and its rarity is the binary logarithm of its share."""
    papers = [{"title": "Nets and nets", "abstract": "net"}, {"title": "A wall", "abstract": "trees"}] * 2
    corpus, table = tmp_path / "corpus.jsonl.gz", tmp_path / "rarity.tsv"
    corpus.write_bytes(gzip.compress("\n".join(map(json.dumps, papers)).encode()))
    subprocess.run([sys.executable, ROOT / "tools" / "count_words.py", corpus, "-o", table], check=True)
    rows = dict(line.split("\t") for line in table.read_text(encoding="utf-8").splitlines()[1:])
    assert rows == {"a": "1.0", "and": "1.0", "net": "1.0", "tree": "1.0", "wall": "1.0"}


def test_tagger_learns_what_the_words_around_tell(tool: ModuleType) -> None:
    """The word behind a cue gets the weight, the same one each time; words seen seldom get none."""
    pytest.importorskip("sklearn")
    papers = []
    for number in range(40):
        names = {
            "method": f"Net {'abcdefgh'[number % 8]}", "task": "wound grading", "modality": "wound photos", "dataset": "Ward Set",
        }  # fmt: skip
        text = f"Wards\nWe propose {names['method']} for wound grading from wound photos of Ward Set in ward {number}."
        entities = [{"type": kind, "required": True, "names": [name]} for kind, name in names.items()]
        papers.append((text, {"id": str(number), "entities": entities}))
    table = tool.fit_tagger(papers)
    assert table == tool.fit_tagger(papers)
    place = {label: column for column, label in enumerate(tool.tagger.LABELS)}
    assert table["word-1=propose"][place["begins method"]] > 0 > table["word-1=propose"][place["outside"]]
    assert "word+0=39" not in table
