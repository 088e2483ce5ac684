"""Two-line listings."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from medkg.model import Harvest
from medkg.read import accounting, read_papers
from medkg.read.listing import find_labels, split_label

Read = Callable[..., Harvest]

HEADER = "论文MIDL 2031 Poster2031 年"
FULL_COLON = "\uff1a"


def test_header_and_furniture_become_data(read: Read) -> None:
    """Venue, presentation, year, topic and links are taken off and kept."""
    paper = read(
        "a.txt",
        f"{HEADER}trustworthy medical AI HeartFlow:心电图模型\n"
        "MIDL 2031 Poster accepted paper at MIDL 2031. We train HeartFlow on ECG. "
        "Code/project link: https://example.org/heartflow; https://example.org/data-\n",
    ).papers[0]
    assert (paper.title, paper.abstract) == ("HeartFlow:心电图模型", "We train HeartFlow on ECG.")
    assert (paper.venue, paper.presentation, paper.year) == ("MIDL 2031", "Poster", 2031)
    assert paper.topics == ("trustworthy medical AI",)
    assert paper.links == ("https://example.org/heartflow", "https://example.org/data-")


@pytest.mark.parametrize(
    ("rest", "topic", "title"),
    [
        ("clinical prediction Pulse Network:脉搏网络", "clinical prediction", "Pulse Network:脉搏网络"),
        ("surgical/interventional AI 腹腔镜视频分割", "surgical/interventional AI", "腹腔镜视频分割"),
        ("EHR 与临床预测 住院风险预测", "EHR 与临床预测", "住院风险预测"),
        ("宠物医学研究 猫的心电图", "宠物医学研究", "猫的心电图"),
        ("veterinary record mining CatNet:猫的病历", "veterinary record mining", "CatNet:猫的病历"),
        ("基于 Markov 过程的剂量学习", "", "基于 Markov 过程的剂量学习"),
        ("sleepnet:睡眠分期", "", "sleepnet:睡眠分期"),
        ("ECG 基础模型", "", "ECG 基础模型"),
    ],
)
def test_label_of_a_single_header(rest: str, topic: str, title: str) -> None:
    """A label that stands once is known from the table or by its shape, and a title that begins in Latin is left whole."""
    assert split_label(rest, frozenset()) == (topic, title)


def test_labels_that_repeat_need_no_table() -> None:
    """A beginning after which records go on differently is a label, and titles lose nothing else."""
    rests = ["Zoo Ward 甲", "Zoo Ward Ant:乙", "Zoo Ward Bee:丙", "Zoo Lab 丁", "Zoo Lab Cat:戊", "Zoo Lab 己"]
    labels = find_labels(rests)
    assert [split_label(rest, labels) for rest in rests[:4]] == [
        ("Zoo Ward", "甲"),
        ("Zoo Ward", "Ant:乙"),
        ("Zoo Ward", "Bee:丙"),
        ("Zoo Lab", "丁"),
    ]


def test_a_list_without_labels_keeps_its_titles_whole() -> None:
    """Titles that often begin alike are no labels where most titles begin otherwise."""
    rests = ["面向 EEG 的模型", "面向 CT 的模型", "面向 MRI 的模型", *(f"{letter}Net:模型" for letter in "ABCDEFGH")]
    labels = find_labels(rests)
    assert [split_label(rest, labels) for rest in rests] == [("", rest) for rest in rests]


def test_a_word_that_always_follows_a_label_belongs_to_it() -> None:
    """A label of the table grows by what all its records have in common."""
    rests = ["medical imaging zoo 甲", "medical imaging zoo 乙", "medical imaging zoo 丙"]
    assert split_label(rests[0], find_labels(rests)) == ("medical imaging zoo", "甲")


def test_full_width_punctuation_and_spaces(read: Read) -> None:
    """A header written with full-width signs reads the same."""
    paper = read("a.txt", f"论文{FULL_COLON}MIDL 2031 Oral 2031\u3000年 医学影像\u3000肺部配准\nText.\n").papers[0]
    assert (paper.title, paper.topics, paper.presentation) == ("肺部配准", ("医学影像",), "Oral")


def test_bare_title_is_a_record(read: Read) -> None:
    """A record without header has a title and an abstract, and nothing else."""
    harvest = read("a.txt", "关于心跳的模型\n本文介绍一个模型。\n")
    paper = harvest.papers[0]
    assert (paper.title, paper.abstract, paper.venue, paper.year) == ("关于心跳的模型", "本文介绍一个模型。", "", None)


def test_record_without_abstract_does_not_shift_the_rest(read: Read) -> None:
    """A header after a header begins a new record."""
    harvest = read("a.txt", f"{HEADER}clinical prediction 甲\n\n{HEADER}clinical prediction 乙\nText.\n")
    assert [(paper.title, paper.abstract) for paper in harvest.papers] == [("甲", ""), ("乙", "Text.")]
    assert [paper.sources[0].line for paper in harvest.papers] == [1, 3]


def test_abstract_without_title_is_rejected(read: Read) -> None:
    """An abstract that cannot be a title is not taken for one."""
    harvest = read("a.txt", "MIDL 2031 Poster accepted paper at MIDL 2031. Orphan.\nTitle\nText.\n")
    assert [(r.source.line, r.field) for r in harvest.rejections] == [(1, "title")]
    assert [paper.title for paper in harvest.papers] == ["Title"]


def test_same_title_twice_is_one_paper(read: Read) -> None:
    """Both topics, both abstracts and both places are kept; the offsets of the first abstract hold."""
    harvest = read("a.txt", f"{HEADER}clinical prediction 甲模型\nFirst.\n{HEADER}EHR 与临床预测 甲模型\n第二。\n")
    assert accounting(harvest) == "2 records: 1 taken, 1 duplicate, 0 rejected"
    paper = harvest.papers[0]
    assert paper.topics == ("clinical prediction", "EHR 与临床预测")
    assert paper.text == "甲模型\nFirst.\n第二。"
    assert [source.line for source in paper.sources] == [1, 3]


def test_markup_stays_as_given(read: Read) -> None:
    """LaTeX, Markdown and typographic signs are the text's own."""
    abstract = "We call it D$^2$Net — **fast**, 10$^7$ beats; see *Fig*."
    assert read("a.txt", f"Title\n{abstract}\n").papers[0].abstract == abstract


def test_a_long_line_of_spaces_is_read_at_once(read: Read) -> None:
    """No pattern divides white space in more than one way."""
    spaces = " " * 90_000
    harvest = read(
        "a.txt", f"论文A{spaces}B\nCode:{spaces}x\n论文{spaces}2031 年 T\nCode: http://a.org{spaces};{spaces}x\n"
    )
    assert harvest.seen == 2


@pytest.mark.parametrize("name", ["000_f86711e85cf8eda7.txt", "iclr2026-medical-ai.txt"])
def test_the_original_listings(shared: Path, name: str) -> None:
    """55 records are 54 papers; one is suspected, and by the names that show it."""
    harvest = read_papers([shared / "seeds" / name])
    assert accounting(harvest) == "55 records: 54 taken, 1 duplicate, 0 rejected"
    suspected = [paper for paper in harvest.papers if paper.warnings]
    assert len(suspected) == 1
    assert "'Neural-MedBench'" in suspected[0].warnings[0]
    assert "'omni-ieeg'" in suspected[0].warnings[0]
    assert {topic for paper in harvest.papers for topic in paper.topics} == {
        "trustworthy medical AI",
        "clinical prediction",
        "surgical/interventional AI",
        "EHR 与临床预测",
    }
    assert all(paper.venue == "ICLR 2026" and paper.year == 2026 for paper in harvest.papers[:-1])
    assert sum(paper.presentation == "Oral" for paper in harvest.papers) == 3
    assert not any("accepted paper" in paper.abstract or "http" in paper.abstract for paper in harvest.papers)
    assert sum(len(paper.links) for paper in harvest.papers) == 19
    assert harvest.papers[-1].language == "zh"


def test_the_bundled_corpus_is_the_shared_one(shared: Path) -> None:
    """What ships with the package is what was checked."""
    seeds = Path(__file__).resolve().parents[3] / "seeds"
    for name in ("iclr2026-medical-ai.txt", "README.md"):
        assert (seeds / name).read_bytes() == (shared / "seeds" / name).read_bytes()


def test_furniture_comes_off_as_in_the_annotated_papers(shared: Path) -> None:
    """Titles and abstracts are those over which the annotators worked."""
    harvest = read_papers([shared / "seeds" / "000_f86711e85cf8eda7.txt"])
    by_record = {(source.line + 1) // 2: paper for paper in harvest.papers for source in paper.sources}
    lines = (shared / "evaluation" / "dev.jsonl").read_text(encoding="utf-8").splitlines()[:55]
    for number, record in enumerate(map(json.loads, lines), start=1):
        assert by_record[number].title == record["title"]
        assert record["abstract"] in by_record[number].abstract.split("\n")
