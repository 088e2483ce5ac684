"""Titles and abstracts of different papers."""

import gzip
import json
from pathlib import Path

import pytest

from medkg.model import Paper
from medkg.read.suspicion import find_suspicion

HEARTS = (
    "Heart sounds tell a physician much about the valves. We collect phonocardiograms of pregnant women in three villages and "
    "train a recurrent classifier that separates innocent murmurs from those that need an echocardiogram. It is tested on "
    "women of a fourth village, where it refers one in nine, and midwives agree with it. The recordings are made with a cheap "
    "stethoscope and a telephone, so that the screening can be done at home and repeated in every month of a pregnancy."
)
RETINA = (
    "本文研究视网膜图像中微血管瘤的检测。我们收集了三家医院的眼底照片,训练一个卷积网络,"
    "并请眼科医生核对结果。实验表明该方法在小病灶上更加准确,而且速度更快,适合在社区筛查中使用。"
)


def paper(title: str, abstract: str, *links: str) -> Paper:
    """Return a paper of this text."""
    return Paper(id="p", title=title, abstract=abstract, links=links)


@pytest.mark.parametrize(
    ("title", "abstract"),
    [
        ("Murmur screening of pregnant women with a telephone", HEARTS),
        ("孕妇心音筛查:基于循环网络的分类", HEARTS),
        ("Retinal microaneurysm detection with convolutional networks", RETINA),
        ("视网膜微血管瘤的检测与筛查", RETINA),
        ("Glaucoma", HEARTS),
        ("Rigid registration of knee cartilage volumes", "Too short to tell."),
        ("Étude des valves pour les femmes enceintes dans trois villages", HEARTS),
        ("VillageNet: screening at home", HEARTS),
    ],
)
def test_records_that_agree_are_left_alone(title: str, abstract: str) -> None:
    """Words in common, in either language, or too few words to tell, clear a record."""
    assert find_suspicion(paper(title, abstract)) == ""


@pytest.mark.parametrize(
    ("title", "abstract", "word"),
    [
        ("Rigid registration of knee cartilage volumes", HEARTS, "'cartilage'"),
        ("肝脏肿瘤病理切片的生存预测", HEARTS, "'肿瘤'"),
        ("Sleep staging from wearable accelerometers with transformers", RETINA, "'Sleep'"),
    ],
)
def test_strangers_are_suspected_with_their_words(title: str, abstract: str, word: str) -> None:
    """The warning names the words of the title that the abstract lacks."""
    warning = find_suspicion(paper(title, abstract))
    assert warning.startswith(
        "title and abstract may speak of different papers: the abstract has nothing of the title's"
    )
    assert word in warning


def test_names_that_rule_each_other_out() -> None:
    """Links that go with the abstract, under a name that the title does not know, show what the words leave open."""
    title = "KneeBench: pregnant robots that classify stairs"
    link = "https://example.org/midwives-murmurs"
    assert "the title names 'KneeBench', abstract and links 'midwives-murmurs'" in find_suspicion(
        paper(title, HEARTS, link)
    )
    assert find_suspicion(paper(title, HEARTS, "https://example.org/kneebench")) == ""
    assert find_suspicion(paper(title, HEARTS)) == ""


def test_other_languages_are_not_judged() -> None:
    """An abstract that is neither English nor Chinese cannot be compared."""
    german = "Herztöne verraten viel über die Klappen, und wir nehmen sie in drei Dörfern mit einem Telefon auf. " * 6
    assert find_suspicion(paper("Murmur screening of pregnant women with a telephone", german)) == ""


def test_real_records_are_hardly_ever_suspected(shared: Path) -> None:
    """None of a thousand real records is, and most of a thousand that were put together wrongly are."""
    with gzip.open(shared / "corpora" / "medical-ai-abstracts.jsonl.gz", "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for _, line in zip(range(1000), lines, strict=False)]
    assert [r["title"] for r in records if find_suspicion(paper(r["title"], r["abstract"]))] == []
    shifted = zip(records, [*records[500:], *records[:500]], strict=True)
    assert sum(1 for one, other in shifted if find_suspicion(paper(one["title"], other["abstract"]))) > 400
