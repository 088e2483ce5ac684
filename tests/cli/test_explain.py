import json
from pathlib import Path

import pytest

from medkg.cli import main

SMALL = str(Path(__file__).resolve().parents[1] / "fixtures" / "small.ttl")


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Return exit status, standard output and standard error of a call."""
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    out, err = capsys.readouterr()
    return int(caught.value.code or 0), out, err


def test_a_thing_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    """The whole story of a small thing."""
    status, out, _ = run(capsys, "explain", SMALL, "tumornet++")
    assert status == 0
    assert (
        out
        == """\
TumorNet++ (method, new: no vocabulary knows it)
  <https://w3id.org/medkg/method/tumornet-plus-plus>
  names: TumorNet++
  merged from the wordings: TumorNet++ (1)

  A wider U-Net for brain tumour segmentation —proposesMethod→ TumorNet++   confidence 0.8
    (p2, 2021)
      Our «TumorNet++» widens the U-Net and is tested on BraTS.
      rule cue.we-present, confidence 0.8

  TumorNet++ —appliedToModality→ magnetic resonance imaging   confidence 0.91
    A wider U-Net for brain tumour segmentation (p2, 2021)
      Tumours are hard to outline in «MRI».
      rule link.same-paper, confidence 0.7
      Our «TumorNet++» widens the U-Net and is tested on BraTS.
      rule link.same-paper, confidence 0.7

  TumorNet++ —addresses→ brain tumor segmentation   confidence 0.91
    A wider U-Net for brain tumour segmentation (p2, 2021)
      A wider U-Net for «brain tumour segmentation»
      rule link.same-paper, confidence 0.7
      Our «TumorNet++» widens the U-Net and is tested on BraTS.
      rule link.same-paper, confidence 0.7

  TumorNet++ —evaluatedOn→ BraTS   confidence 0.7
    A wider U-Net for brain tumour segmentation (p2, 2021)
      Our «TumorNet++» widens the U-Net and is tested on BraTS.
      rule link.same-paper, confidence 0.7
"""
    )


@pytest.mark.parametrize("name", ["p4", 'O\'Net "α" <b>&amp;</b>', "心电图", "https://w3id.org/medkg/dataset/brats"])
def test_any_name_serves_and_no_text_moves_the_cursor(capsys: pytest.CaptureFixture[str], name: str) -> None:
    """Ids, titles, labels and IRIs are names; control characters of the texts stay out of the terminal."""
    status, out, _ = run(capsys, "explain", SMALL, name)
    assert status == 0
    assert not {"\x01", "\x0b", "\u202e", "\x1b"} & set(out)


def test_a_paper_with_warnings_shows_them(capsys: pytest.CaptureFixture[str]) -> None:
    """What reading was unsure of is told."""
    _, out, _ = run(capsys, "explain", SMALL, "p4")
    assert "  warning: the title and the abstract share no word" in out


def test_a_thing_without_claims_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    """A wider thing that no paper names is there because of its place."""
    _, out, _ = run(capsys, "explain", SMALL, "生物信号", "--lang", "zh")
    assert "narrower: 心电图; 脑电图\n  no claim is about it\n" in out


def test_an_explanation_is_there_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    """JSON holds the same, with the places of the marks."""
    _, out, _ = run(capsys, "explain", SMALL, "BraTS", "--format", "json")
    (explanation,) = json.loads(out)
    quotation = explanation["accounts"][0]["quotations"][0]
    assert [quotation["sentence"][start:end] for start, end in quotation["marks"]] == ["BraTS"]


def test_an_unknown_name_is_answered_with_near_ones(capsys: pytest.CaptureFixture[str]) -> None:
    """Exit status 1, and what may have been meant."""
    status, out, err = run(capsys, "explain", SMALL, "electrocardiogrphy")
    assert (status, out) == (1, "")
    assert err.startswith("medkg: no thing is named 'electrocardiogrphy'; near it: electrocardiography")
