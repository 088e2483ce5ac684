"""The table of tokens."""

import pytest

from medkg.extract.sheet import PUNCTUATION, WordClass, make_sheet, token_info


@pytest.mark.parametrize(
    "token", ["PulmoGate", "MRI", "GPT-4", "EHRs", "M³Fuse", "nnDetection", "COVID-19", "YOLOv8", "L-Gate"]
)
def test_name_shapes(token: str) -> None:
    """CamelCase, capitals and letters with digits are shaped like names."""
    assert token_info(token).is_name


@pytest.mark.parametrize(
    "token", ["Network", "network", "A", "2024", "state-of-the-art", "https://example.org/AB", "In-Hospital"]
)
def test_word_shapes(token: str) -> None:
    """Words, numbers and addresses are not."""
    assert not token_info(token).is_name


def test_compound_has_folded_parts() -> None:
    """The words of a compound are folded one by one and know their places."""
    info = token_info("CT-Scans")
    assert (info.folds, info.places, info.head) == (("ct", "scan"), ((0, 2), (3, 8)), "scan")


@pytest.mark.parametrize("token", [",", "(", "心电图", "--"])
def test_punctuation_and_han_bound(token: str) -> None:
    """Signs and Han characters bound English names."""
    assert token_info(token).word_class == PUNCTUATION


def test_columns_belong_together() -> None:
    """Every token is cut out by its offsets and lies in its sentence."""
    text = "Gates\nWe read CT. It works."
    sheet = make_sheet(text, 5)
    assert [text[a:b] for a, b in zip(sheet.starts, sheet.ends, strict=True)] == sheet.tokens
    assert sheet.sentence_of == [0, 1, 1, 1, 1, 2, 2, 2]
    assert sheet.sentences == [(0, 1), (1, 5), (5, 8)]


def test_tokens_of_a_stretch() -> None:
    """A stretch of characters is found back as tokens, also where it begins inside one."""
    sheet = make_sheet("We read chest CT.", 0)
    assert sheet.tokens_of(8, 16) == (2, 3)
    assert sheet.tokens_of(10, 12) == (2, 2)


def test_adjacency_ends_with_the_sentence() -> None:
    """Words of two sentences are not neighbours."""
    sheet = make_sheet("It works. We read.", 0)
    assert [sheet.is_adjacent(i) for i in range(len(sheet.tokens))] == [False, True, True, False, True, True]


def test_zones() -> None:
    """Sentences are the title, what was there before, the gap, the aim, the method and the result."""
    title = "Gates for CT"
    body = "Nodules are small. However, existing tools miss them. We propose a gate. It reads slices. Experiments show that it works."
    sheet = make_sheet(f"{title}\n{body}", len(title))
    assert sheet.zones == ["title", "background", "gap", "aim", "method", "result"]


@pytest.mark.parametrize(
    "body",
    [
        "Background: Nodules hide. Aims: To find them. Materials and methods: A net was trained. It reads. Results: Good.",
        "背景：结节很小。目的：检出结节。方法：训练网络。网络读取切片。结果：检出结节。",
    ],
    ids=["English", "Chinese"],
)
def test_sections_of_a_structured_abstract_are_zones(body: str) -> None:
    """Headings tell what the sentences after them do."""
    sheet = make_sheet(f"Gates\n{body}", len("Gates"))
    assert sheet.zones == ["title", "background", "section-aim", "section-method", "section-method", "section-result"]


def test_a_lone_heading_is_no_section() -> None:
    """One word with a colon makes no structured abstract."""
    sheet = make_sheet("Gates\nResults: nodules are small. They hide.", len("Gates"))
    assert sheet.zones == ["title", "background", "background"]


def test_word_class_of_praise() -> None:
    """Praise is known as such."""
    assert token_info("Novel").word_class == WordClass.EVALUATIVE
