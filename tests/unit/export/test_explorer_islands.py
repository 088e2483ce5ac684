import json

import pytest

from medkg.export.explorer.islands import CHUNK, dump_island, make_islands
from medkg.export.view import Edge, PaperNode, Quote, ThingNode, View

BASE = "https://w3id.org/medkg/"
SENTENCE = "🫀 We train HeartFlow on ECG."


def _view() -> View:
    """Return two papers, a method and a modality; the sentence begins with a character beyond the basic plane."""
    paper, method, modality = BASE + "paper/p1", BASE + "method/heartflow", BASE + "modality/ecg"
    return View(
        papers=(
            PaperNode(paper, "p1", "HeartFlow", year=2026, venue="ICLR 2026", topics=("signals",)),
            PaperNode(BASE + "paper/p2", "p2", "Untold"),
        ),
        things=(
            ThingNode(method, "method", "HeartFlow"),
            ThingNode(modality, "modality", "ECG", broader=("elsewhere",)),
        ),
        edges=(
            Edge(method, modality, "appliedToModality", 0.7, 1, ("e1", "e2")),
            Edge(paper, method, "proposesMethod", 0.956, 1, ("e1", "gone")),
            Edge(paper, BASE + "task/unknown", "addressesTask", 0.9, 1, ()),
        ),
        evidence={
            "e1": Quote(paper, SENTENCE, 10, 21, 30, "HeartFlow", "cue.we-propose", 0.95),
            "e2": Quote(paper, SENTENCE, 10, 34, 37, "ECG", "link.sentence", 0.7),
        },
    )


def test_papers_and_things_become_columns_of_numbers_and_texts() -> None:
    """Names that repeat are numbered, our own base is left off, and what is missing has a number of its own."""
    core = make_islands(_view(), positions=[(0.4, 1.6), (2, 3)], title="sample").core
    assert core["papers"]["iri"] == ["paper/p1", "paper/p2"]
    assert core["papers"]["year"] == [2026, 0]
    assert core["papers"]["venue"] == [0, -1]
    assert core["papers"]["topics"] == [[0], []]
    assert core["things"]["broader"] == [[], []]
    assert (core["things"]["x"], core["things"]["y"]) == ([0, 2], [2, 3])


def test_claims_hang_on_papers_and_links_on_things() -> None:
    """Claims are counted by paper; links name the papers that support them; unknown ends are left out."""
    core = make_islands(_view(), positions=[(0, 0), (0, 0)], title="sample").core
    assert core["claims"]["count"] == [1, 0]
    assert core["claims"]["confidence"] == [96]
    assert core["links"]["papers"] == [[0]]
    assert [core["predicates"][number] for number in core["links"]["predicate"]] == ["appliedToModality"]
    assert [core["rules"][number] for number in core["combinations"][core["links"]["rules"][0]]] == [
        "cue.we-propose",
        "link.sentence",
    ]


def test_marks_cut_the_quoted_words_out_as_javascript_counts() -> None:
    """Offsets count UTF-16 units within the sentence, so that the script's slice gives the quoted words."""
    (sheet, empty), *_ = make_islands(_view(), positions=[(0, 0), (0, 0)], title="sample").chunks
    sentences, marks, citations = sheet
    assert sentences == [SENTENCE]
    units = SENTENCE.encode("utf-16-le")
    cut = [units[2 * marks[k + 1] : 2 * marks[k + 2]].decode("utf-16-le") for k in range(0, len(marks), 4)]
    assert cut == ["HeartFlow", "ECG"]
    assert [citations[k] for k in range(0, len(citations), 4)] == [0, -1, -1]
    assert empty == [[], [], []]


def test_the_sentences_are_shared_out_over_chunks() -> None:
    """Each island holds the sentences of a fixed number of papers, so a click parses little."""
    papers = tuple(PaperNode(f"{BASE}paper/p{k:04}", f"p{k:04}", "t") for k in range(2 * CHUNK + 1))
    islands = make_islands(View(papers, (), (), {}), positions=[], title="sample")
    assert [len(chunk) for chunk in islands.chunks] == [CHUNK, CHUNK, 1]


@pytest.mark.parametrize(
    "text",
    [
        "</script><script>alert(1)</script>",
        "<!-- <script>",
        "]]>&amp;\u2028\u2029",
        "\x00\x1f\x7f\ufffe\uffff",
        "lone \ud800 surrogate",
        "\\u003c/script> \\\\",
        "rtl \u202e, bom \ufeff, emoji 🫀",
    ],
)
def test_no_text_can_end_its_island(text: str) -> None:
    """The JSON has no character that means something to an HTML parser, and reads back as it was."""
    island = dump_island({"text": text})
    assert not set("<>&\u2028\u2029") & set(island)
    assert json.loads(island)["text"] == text
    island.encode("utf-8")
