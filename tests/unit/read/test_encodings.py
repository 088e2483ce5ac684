"""How bytes become text."""

import codecs
import json
from collections.abc import Callable

import pytest

from medkg.errors import InputError
from medkg.model import Harvest
from medkg.read.encodings import check_encoding, choose_encoding, decode, find_fault

Read = Callable[..., Harvest]

CHINESE = "论文MIDL 2031 Poster2031 年医学影像 心脏超声的分割\n本文提出一种用于心脏超声图像分割的网络,并在公开数据集上进行评测。\n"


@pytest.mark.parametrize(
    "data",
    [
        CHINESE.encode(),
        CHINESE.encode("utf-8-sig"),
        CHINESE.encode("gb18030"),
        codecs.BOM_UTF16_LE + CHINESE.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + CHINESE.encode("utf-16-be"),
        CHINESE.encode("utf-16-le"),
        CHINESE.encode("utf-16-be"),
        CHINESE.encode("utf-32"),
        CHINESE.replace("\n", "\r\n").encode(),
        CHINESE.replace("\n", "\r").encode(),
    ],
)
def test_a_chinese_listing_in_every_encoding(read: Read, data: bytes) -> None:
    """The text is the same whatever bytes it came in."""
    paper = read("a.txt", data).papers[0]
    assert paper.title == "心脏超声的分割"
    assert paper.abstract == "本文提出一种用于心脏超声图像分割的网络,并在公开数据集上进行评测。"


def test_gb18030_is_told(read: Read) -> None:
    """What was guessed is said, with the way out."""
    harvest = read("a.txt", CHINESE.encode("gb18030"))
    assert harvest.notices == ("a.txt: not UTF-8, read as GB18030; name another with --encoding",)
    assert read("b.txt", CHINESE).notices == ()


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("title,abstract\n심전도 기반 모델,우리는 새로운 방법을 제안한다 그리고 평가한다\n", "euc-kr"),
        ("title,abstract\n心臟超音波影像的分割,我們提出一種網路並於公開資料集評估\n", "big5"),
        ("title,abstract\n心電図による診断,本研究では深層学習を用いた手法を提案する\n", "shift_jis"),
        ("title,abstract\nСердце и модель,Мы предлагаем новый метод для сегментации\n", "cp1251"),
        ("title,abstract\nMénière’s disease – naïve models,Größe über alles\n", "cp1252"),
    ],
)
def test_other_encodings_are_refused_with_advice(read: Read, text: str, encoding: str) -> None:
    """They are not taken for Chinese, and with --encoding they are read."""
    data = text.encode(encoding)
    refused = read("a.csv", data)
    assert refused.papers == ()
    assert refused.rejections[0].reason.endswith("name the right one with --encoding")
    assert "no other encoding was recognised" in refused.notices[0]
    assert read("a.csv", data, encoding=encoding).papers[0].title == text.split("\n")[1].split(",", 1)[0]


def test_one_bad_byte_costs_one_record(read: Read) -> None:
    """A stray byte in a good file does not change the encoding of the rest."""
    lines = [json.dumps({"title": f"心电图模型 {number}"}, ensure_ascii=False).encode() for number in range(5)]
    lines[2] = lines[2][:-3] + b"\xe9" + lines[2][-3:]
    harvest = read("a.jsonl", b"\n".join(lines))
    assert len(harvest.papers) == 4
    assert [rejection.source.line for rejection in harvest.rejections] == [3]


def test_a_bad_byte_beside_the_text_costs_no_record(read: Read) -> None:
    """Only id, title and abstract must be readable; elsewhere U+FFFD stands for the byte."""
    paper = read("a.csv", b"title,authors\nA,Ren\xe9 Example\n").papers[0]
    assert paper.authors == ("Ren\ufffd Example",)


def test_a_mark_outranks_the_option(read: Read) -> None:
    """A byte order mark belongs to its file, the option to all files."""
    assert read("a.txt", CHINESE.encode("utf-8-sig"), encoding="gb18030").papers[0].title == "心脏超声的分割"


@pytest.mark.parametrize("name", ["nope", "hex", "idna", "rot13", "", "utf-8\0"])
def test_unknown_encodings(name: str) -> None:
    """A name that is no text encoding is answered with names that are."""
    with pytest.raises(InputError, match="use a name such as utf-8"):
        check_encoding(name)


@pytest.mark.parametrize(("name", "expected"), [("UTF8", "utf-8"), ("gbk", "gbk"), ("latin1", "iso8859-1")])
def test_known_encodings(name: str, expected: str) -> None:
    """Names are understood as Python does."""
    assert check_encoding(name) == expected


def test_faults_are_found() -> None:
    """The byte and its place are named."""
    text = decode(b"ab\xe9c", "utf-8")
    assert find_fault(text, "utf-8").startswith("byte 0xE9 at character 3 is not utf-8")
    assert find_fault("a\nb é", "utf-8") == ""


@pytest.mark.parametrize("data", [b"", b"plain", "é".encode()])
def test_utf8_needs_no_notice(data: bytes) -> None:
    """What is UTF-8 is UTF-8."""
    assert choose_encoding(data) == ("utf-8", "")
