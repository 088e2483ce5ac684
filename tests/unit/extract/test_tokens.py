"""Tokens and sentences."""

import pytest
import spacy

from medkg.extract.tokens import TOKEN, RegexTokenizer, sentence_bounds


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("state-of-the-art U-Net", ["state-of-the-art", "U-Net"]),
        ("CT, MRI.", ["CT", ",", "MRI", "."]),
        ("e.g. ECG", ["e.g.", "ECG"]),
        ("0.91 and 1,204 scans", ["0.91", "and", "1,204", "scans"]),
        ("patient's pulse", ["patient", "'s", "pulse"]),
        ("M³Fuse and U-Net++", ["M³Fuse", "and", "U-Net++"]),
        ("基于CT的分割", ["基于", "CT", "的分割"]),
        ("see https://example.org/a-b.", ["see", "https://example.org/a-b."]),
        ("(ECG)", ["(", "ECG", ")"]),
        ("E. coli of U.S. wards", ["E.", "coli", "of", "U.S", ".", "wards"]),
        ("an SE(3)-equivariant net of SO(2)", ["an", "SE(3)-equivariant", "net", "of", "SO(2)"]),
        ("Wardly-2.Our", ["Wardly-2", ".", "Our"]),
        ("in wards.We see T1.5 and Vit.B", ["in", "wards", ".", "We", "see", "T1.5", "and", "Vit.B"]),
    ],
)
def test_tokens(text: str, tokens: list[str]) -> None:
    """A compound with hyphens is one token; Han characters and Latin words part."""
    assert TOKEN.findall(text) == tokens


@pytest.mark.parametrize("text", ["We read  CT.", " leading", "trailing ", "a\nb", "心电图 ECG", ""])
def test_tokenizer_keeps_every_character(text: str) -> None:
    """The document joined again is the text."""
    assert RegexTokenizer(spacy.blank("en").vocab)(text).text == text


def sentences(text: str, title_end: int = 0) -> list[str]:
    """Return the sentences of a text."""
    return [text[a:b] for a, b in sentence_bounds(text, title_end)]


def test_title_is_a_sentence() -> None:
    """A title ends where its line ends, with or without a full stop."""
    text = "Gates for CT\nWe read CT. It works."
    assert sentences(text, text.index("\n")) == ["Gates for CT", "We read CT.", "It works."]


@pytest.mark.parametrize(
    "text",
    [
        "Signals, e.g. ECG, are noisy.",
        "It follows Fig. 2 closely.",
        "Gates vs. LSTMs are compared.",
        "Dr. Who reads CT.",
    ],
)
def test_abbreviation_ends_no_sentence(text: str) -> None:
    """The full stop of an abbreviation or an initial ends nothing."""
    assert sentences(text) == [text]


def test_chinese_sentences() -> None:
    """The Chinese full stop and semicolon end a sentence without a space."""
    assert sentences("我们读CT。结果很好；谢谢。") == ["我们读CT。", "结果很好；", "谢谢。"]


def test_lower_case_begins_no_sentence() -> None:
    """A full stop before a small letter is not the end."""
    assert sentences("The ver. two of it. Then more.") == ["The ver. two of it.", "Then more."]


def test_empty_text_has_no_sentence() -> None:
    """Nothing but white space is no sentence."""
    assert sentences(" \n ") == []


def test_sentence_ends_where_the_space_was_lost() -> None:
    """A full stop between a word and a capitalised word ends a sentence; one inside a name or number does not."""
    assert sentences("It is Wardly-2.Our wards.") == ["It is Wardly-2.", "Our wards."]
    assert sentences("It reads all wards.We see v1.5 of Dr.X there.") == [
        "It reads all wards.", "We see v1.5 of Dr.X there.",
    ]  # fmt: skip
