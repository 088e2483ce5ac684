"""Every wording of the rule file is tried on its own examples and counter-examples."""

from typing import Any

import pytest
import spacy
from spacy.tokens import Doc

from medkg.extract.cues import CueFinder, CueRule, read_cue_rules
from medkg.extract.sheet import make_sheet

RULES = read_cue_rules()
VOCAB = spacy.blank("en").vocab
FINDER = CueFinder(VOCAB, RULES)
EXAMPLES = [pytest.param(r.id, e["text"], e["covers"], id=f"{r.id}-{e['covers']}") for r in RULES for e in r.examples]
KNOWN_MISSES = {
    "The lesion is proposed to regress.": "the rule does not look at what follows the participle",
}


def counter_examples() -> list[Any]:
    """Return every rule with each sentence it must leave alone, known misses marked."""
    return [
        pytest.param(
            rule.id,
            text,
            id=f"{rule.id}-{text}",
            marks=[pytest.mark.xfail(strict=True, reason=KNOWN_MISSES[text])] if text in KNOWN_MISSES else [],
        )
        for rule in RULES
        for text in rule.counter_examples
    ]


def signs(text: str) -> list[tuple[str, list[str]]]:
    """Return every word of a sentence with the cues that speak of it."""
    sheet = make_sheet(text, 0)
    found = FINDER.find(Doc(VOCAB, words=sheet.tokens), sheet)
    return list(zip(sheet.tokens, found, strict=True))


def bears(cues: list[str], rule: str) -> bool:
    """Tell whether a word bears a cue, as the first of a list or as a further one."""
    return rule in cues or f"{rule}+" in cues


@pytest.mark.parametrize(("rule", "text", "covers"), EXAMPLES)
def test_example_is_covered(rule: str, text: str, covers: str) -> None:
    """The cue speaks of every word that the example says it covers."""
    wanted = set(make_sheet(covers, 0).tokens)
    assert wanted <= {word for word, cues in signs(text) if bears(cues, rule)}


@pytest.mark.parametrize(("rule", "text"), counter_examples())
def test_counter_example_is_left_alone(rule: str, text: str) -> None:
    """The cue speaks of no word of a sentence it must leave alone."""
    assert not [word for word, cues in signs(text) if bears(cues, rule)]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rule_shows_what_it_is_for(rule: CueRule) -> None:
    """A rule has a side, anchors, an example whose sentence holds an anchor, and a counter-example."""
    assert rule.side in {"before", "after"}
    assert rule.examples
    assert rule.counter_examples
    for example in rule.examples:
        assert set(rule.anchor) & {token.lower() for token in make_sheet(example["text"], 0).tokens}


def test_ids_are_unique() -> None:
    """No two rules bear one id."""
    assert len({rule.id for rule in RULES}) == len(RULES)


def words(token: dict[str, Any]) -> set[str]:
    """Return the words that a token of a pattern accepts, or none where it may be left out."""
    if token.get("OP", "1") in {"?", "*"}:
        return set()
    lower = token["LOWER"]
    return {lower} if isinstance(lower, str) else set(lower["IN"])


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_match_holds_an_anchor(rule: CueRule) -> None:
    """Some token that the pattern requires accepts anchors only, so that no match is passed over."""
    assert any(words(token) and words(token) <= set(rule.anchor) for token in rule.pattern)


def test_list_carries_the_cue_on() -> None:
    """What a list adds bears the cue with a plus."""
    found = dict(signs("The network was evaluated on CityScan, RuralScan and IslandScan."))
    assert "cue.evaluated-on" in found["CityScan"]
    assert "cue.evaluated-on+" in found["RuralScan"]
    assert "cue.evaluated-on+" in found["IslandScan"]


def test_cue_does_not_cross_a_sentence() -> None:
    """A cue at the end of a sentence says nothing of the next one."""
    assert not any(
        bears(cues, "cue.we-propose")
        for word, cues in signs("This we propose. CityScan is large.")
        if word == "CityScan"
    )
