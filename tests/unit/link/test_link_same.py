"""Which two groups of one paper may be one thing."""

import pytest

from medkg.link.groups import Group
from medkg.link.same import name_of, pair_signs
from medkg.model import Mention


def signs(text: str, one: str, other: str, *, shaped: bool = False, kind: str = "method") -> frozenset[str]:
    """Return the signs of two names in a text of one sentence, the first one shaped like a name if so told."""

    def group(name: str, *marks: str) -> Group:
        places = [i for i in range(len(text)) if text.startswith(name, i)]
        mentions = tuple(Mention(i, i + len(name), name, (0, len(text)), kind, "rule") for i in places)
        return Group(kind, name.lower(), None, name, mentions, frozenset(marks))

    first, second = group(one, *(("shape=name",) if shaped else ())), group(other)
    found = pair_signs(name_of(first), name_of(second), text)
    assert found == pair_signs(name_of(second), name_of(first), text), "the order of the two does not count"
    return found


def test_apposition_is_told_by_what_stands_between() -> None:
    """A name and the phrase that describes it stand side by side."""
    found = signs("We call it PulmoGate, a gated lesion network.", "PulmoGate", "gated lesion network")
    assert "gap=, a" in found


def test_shorter_form_of_a_name() -> None:
    """A name inside a longer one shares its head and has fewer words."""
    found = signs("A gated lesion network is a lesion network.", "lesion network", "gated lesion network")
    assert {"inside=some", "inside:tail", "same-head", "apart=0,1", "more=gated"} <= found


def test_name_wholly_inside_another() -> None:
    """A name that stands only inside the longer one says so."""
    assert "inside=all" in signs("A gated lesion network is here.", "lesion network", "gated lesion network")


@pytest.mark.parametrize(("name", "sign"), [("GLN", "initials"), ("GLMNet", "initials:partly")])
def test_letters_of_an_acronym(name: str, sign: str) -> None:
    """Capitals that the words of the other begin with, all or some, are a sign."""
    assert sign in signs(f"Here is a gated lesion network. Then {name}.", name, "gated lesion network", shaped=True)


def test_capitals_of_a_plain_phrase_are_no_acronym() -> None:
    """Only a name that is shaped like one has letters to compare."""
    found = signs("Gated Lesion Network. The great low noise view.", "Gated Lesion Network", "great low noise")
    assert not any(sign.startswith("initials") for sign in found)


@pytest.mark.parametrize("one", ["PulmoNet", "PulmoNet v3"])
def test_versions_of_a_method_are_two_things(one: str) -> None:
    """A later version is never its forerunner; a first version may be."""
    text = "PulmoNet v2 is better than PulmoNet v3 and PulmoNet, or PulmoNet v1."
    assert not signs(text, one, "PulmoNet v2")
    assert signs(text, "PulmoNet", "PulmoNet v1")


def test_nothing_in_common_has_no_signs() -> None:
    """Two names that share neither word nor letter nor place are never one."""
    text = "We use ridge regression for the forms that came from six wards, and a voting forest."
    assert signs(text, "ridge regression", "voting forest") == frozenset()


@pytest.mark.parametrize(
    ("one", "other", "sign"),
    [
        ("segmentation", "polyp segmentation", "within:1,2"),
        ("automatic polyp segmentation", "colonoscopic polyp segmentation", "within"),
        ("polyp detection", "polyp screening", ""),
        ("lesion segmentation", "polyp segmentation", ""),
    ],
)
def test_task_within_a_fuller_name(one: str, other: str, sign: str) -> None:
    """A task whose words are all in a fuller name of the same head may be that task, told shortly."""
    found = signs(f"It is for {one}. It is for {other}.", one, other, kind="task")
    assert (sign in found) if sign else not any(s.startswith("within") for s in found)


def test_within_is_asked_of_tasks_only() -> None:
    """A network within a gated network is another method."""
    found = signs("A network and a gated network.", "network", "gated network")
    assert not any(s.startswith("within") for s in found)


def test_chinese_names_are_compared_by_characters() -> None:
    """The last two characters of a Chinese name are its head, those before them its words."""
    found = signs("肝脏肿瘤分割与肝肿瘤分割", "肝肿瘤分割", "肝脏肿瘤分割", kind="task")
    assert {"same-head=分割", "within", "apart=0,1"} <= found
