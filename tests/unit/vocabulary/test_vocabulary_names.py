"""Labels and languages."""

import pytest

from medkg.vocabulary.names import fold, language_of


@pytest.mark.parametrize(("one", "other"), [("X-rays", "x ray"), ("U-Net", "UNet"), ("ＭＲＩ", "MRI")])
def test_spellings_of_a_label_fold_alike(one: str, other: str) -> None:
    """Case, width, hyphen, space and plural do not tell labels apart."""
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("MIMIC-III", "MIMIC-IV"), ("GPT-3.5", "GPT-4"), ("+", "-")])
def test_different_labels_stay_apart(one: str, other: str) -> None:
    """Versions are different labels, and so are names of signs alone."""
    assert fold(one) != fold(other)


def test_language_is_told_by_the_script() -> None:
    """A name with Han characters is Chinese."""
    assert [language_of(name) for name in ("ECG", "心电图", "CT图像")] == ["en", "zh", "zh"]
