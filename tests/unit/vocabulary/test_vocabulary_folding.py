"""The folding that makes two spellings one word, and the normal form of a name."""

import pytest

from medkg.vocabulary.folding import fold_word, normal_form


@pytest.mark.parametrize(
    ("plural", "singular"),
    [
        ("scans", "scan"), ("videos", "video"), ("gliomas", "glioma"), ("rays", "ray"), ("arrays", "array"),
        ("biopsies", "biopsy"), ("GANs", "GAN"), ("ECGs", "ECG"), ("topics", "topic"), ("characteristics", "characteristic"), ("radiomics", "radiomics"), ("biases", "bias"), ("matrices", "matrix"), ("Metastases", "metastasis"), ("analyses", "analysis"), ("viruses", "virus"), ("causes", "cause"),
    ],
)  # fmt: skip
def test_plural_folds_to_its_singular(plural: str, singular: str) -> None:
    """A plural and its singular are one word."""
    assert fold_word(plural) == fold_word(singular)


@pytest.mark.parametrize("word", ["analysis", "genomics", "pancreas", "lens", "series", "loss", "virus", "bias"])
def test_singular_in_s_stays(word: str) -> None:
    """A word that merely ends in s keeps it."""
    assert fold_word(word) == word


@pytest.mark.parametrize(
    ("british", "american"), [("tumour", "tumor"), ("haemorrhage", "hemorrhage"), ("fibre", "fiber")]
)
def test_british_and_american_meet(british: str, american: str) -> None:
    """British and American spelling are one word."""
    assert fold_word(british) == fold_word(american)


@pytest.mark.parametrize(("one", "other"), [("U-Net", "u nets"), ("β-VAE", "beta VAE"), ("ＣＴ", "CT"), ("D²4", "D24")])
def test_spellings_of_a_name_have_one_normal_form(one: str, other: str) -> None:
    """Hyphen, case, plural, Greek, width and raised digits do not tell names apart."""
    assert normal_form(one) == normal_form(other)


@pytest.mark.parametrize(("one", "other"), [("U-Net", "U-Net++"), ("MIMIC-III", "MIMIC-IV"), ("GPT-3.5", "GPT-4")])
def test_versions_have_normal_forms_of_their_own(one: str, other: str) -> None:
    """Versions are different names."""
    assert normal_form(one) != normal_form(other)
