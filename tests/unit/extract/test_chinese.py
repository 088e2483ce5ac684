"""Chinese names."""

import pytest

from medkg.extract.chinese import ChineseNames, find_definitions
from medkg.model import Concept, Iri


def concept(kind: str, name: str) -> Concept:
    """Return a concept with one Chinese name."""
    return Concept(Iri(f"https://example.org/{name}"), kind, name, ((name, "zh"),))


NAMES = ChineseNames(
    [
        concept("modality", "心电图"),
        concept("modality", "心电"),
        concept("task", "肺结节分割"),
        concept("method", "U-Net网络"),
    ]
)


def found(text: str) -> list[tuple[str, str, str]]:
    """Return words, kind and rule of everything found."""
    return [(text[f.start : f.end], f.kind, f.rule) for f in NAMES.find(text)]


def test_longest_label_wins() -> None:
    """A label is found wherever its characters are, the longest of its kind."""
    assert ("心电图", "modality", "zh.gazetteer.modality") in found("读取心电图")
    assert ("心电", "modality", "zh.gazetteer.modality") not in found("读取心电图")


def test_latin_letters_meet_in_any_case() -> None:
    """The Latin part of a label counts in any case."""
    assert ("u-net网络", "method", "zh.gazetteer.method") in found("基于u-net网络的方法")


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("面向视网膜血管分割的研究", "视网膜血管分割", "task"),
        ("我们提出跨层注意力网络", "跨层注意力网络", "method"),
        ("基于胸部CT影像的研究", "胸部CT影像", "modality"),
        ("我们研究中文医学文本理解", "中文医学文本理解", "task"),
        ("一种双向对比损失", "双向对比损失", "method"),
        ("本文发布城市影像数据集", "城市影像数据集", "dataset"),
    ],
)
def test_suffix_gives_the_kind(text: str, words: str, kind: str) -> None:
    """An open phrase stands between a bounding word and a typed suffix."""
    assert (words, kind, f"zh.phrase.{kind}") in found(text)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("面向肺结节的自动检测", "肺结节检测"),
        ("脑电信号的分类", "脑电信号分类"),
        ("面向肺结节的检测方法", ""),
        ("我们的预测", ""),
        ("肺结节用于我们的预测", ""),
    ],
)
def test_task_of_a_thing_is_named_with_the_thing(text: str, label: str) -> None:
    """「X的自动检测」 is X检测; a possessive alone names no task."""
    assert [f.label for f in NAMES.find(text) if f.label] == ([label] if label else [])


@pytest.mark.parametrize("text", ["分割", "网络", "的网络", "今天天气很好"])
def test_bare_suffix_names_nothing(text: str) -> None:
    """A suffix alone is no phrase."""
    assert not [row for row in found(text) if row[2].startswith("zh.phrase")]


def test_cue_before_a_phrase() -> None:
    """The word before a phrase tells its role; rule and cue weigh what their English twins weigh."""
    (find,) = [f for f in NAMES.find("我们提出了一种跨层注意力网络") if f.rule == "zh.phrase.method"]
    assert find.signs == ("phrase.method", "zh.cue.proposed", "cue.we-propose")


@pytest.mark.parametrize(
    ("text", "definitions"),
    [
        (
            "提出跨层注意力网络(Cross-Layer Attention Network, CLAN)",
            [("Cross-Layer Attention Network", "CLAN"), ("跨层注意力网络", "Cross-Layer Attention Network")],
        ),
        ("采用心电图（ECG）", [("心电图", "ECG")]),
        (
            "采用电子病历（Electronic Health Record，EHR）",
            [("Electronic Health Record", "EHR"), ("电子病历", "Electronic Health Record")],
        ),
    ],
)
def test_definitions(text: str, definitions: list[tuple[str, str]]) -> None:
    """中文(English, ACR) defines the acronym and joins both languages, with brackets of either width."""
    assert find_definitions(text) == definitions


def test_brackets_without_acronym_define_nothing() -> None:
    """A remark in brackets is no definition."""
    assert find_definitions("心电图(见下文)与脑电图(example)") == []
