import pyoxigraph as ox
import pytest

from medkg.errors import QueryError
from medkg.query.names import find_by_name, nearest

BASE = "https://w3id.org/medkg/"


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("electrocardiography", "modality/electrocardiography"),
        ("ECG", "modality/electrocardiography"),
        ("ecg", "modality/electrocardiography"),
        ("心电图", "modality/electrocardiography"),
        ("u net", "method/u-net"),
        ("UNET", "method/u-net"),
        ("U\u2011Net", "method/u-net"),
        ("neural networks", "method/neural-network"),
        ("brain tumour segmentation", "task/brain-tumor-segmentation"),
        ("ptb xl", "dataset/ptb-xl"),
        ("心语", "method/心语"),
        ("TumorNet++", "method/tumornet-plus-plus"),
        ("modality:electrocardiography", "modality/electrocardiography"),
        (BASE + "modality/electrocardiography", "modality/electrocardiography"),
        (f"<{BASE}modality/electrocardiography>", "modality/electrocardiography"),
        ("arrhythmia-detection", "task/arrhythmia-detection"),
    ],
)
def test_any_name_finds_its_thing(small: ox.Store, name: str, found: str) -> None:
    """Labels in either language are found whatever their case, hyphens, plural and spelling, and so are IRIs."""
    assert find_by_name(small, name) == (BASE + found,)


@pytest.mark.parametrize("name", ["p1", "HeartFlow: finding irregular beats in ECG", "finding irregular BEATS"])
def test_papers_are_found_by_id_title_and_part_of_title(small: ox.Store, name: str) -> None:
    """A part of a title serves where only one paper has it."""
    assert find_by_name(small, name, ("paper",)) == (BASE + "paper/p1",)


def test_a_part_that_two_titles_have_finds_none() -> None:
    """A part of several titles is no name; it is answered with them."""
    store = ox.Store()
    store.load(
        input="""@prefix medkg: <https://w3id.org/medkg/ontology#> . @prefix dcterms: <http://purl.org/dc/terms/> .
        <https://w3id.org/medkg/paper/a> a medkg:Paper ; dcterms:title "Sleep staging at home"@en .
        <https://w3id.org/medkg/paper/b> a medkg:Paper ; dcterms:title "Sleep staging in clinics"@en .""",
        format=ox.RdfFormat.TURTLE,
    )
    assert find_by_name(store, "staging in clinics", ("paper",)) == (BASE + "paper/b",)
    with pytest.raises(QueryError, match="near it: Sleep staging at home; Sleep staging in clinics"):
        find_by_name(store, "sleep staging", ("paper",))


def test_one_name_may_stand_for_several_things() -> None:
    """Things of two kinds with one name are both found, unless a kind is asked for."""
    store = ox.Store()
    store.load(
        input="""@prefix medkg: <https://w3id.org/medkg/ontology#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        <https://w3id.org/medkg/method/a> a medkg:Method ; skos:prefLabel "Sleep"@en .
        <https://w3id.org/medkg/dataset/a> a medkg:Dataset ; skos:altLabel "sleep"@en .""",
        format=ox.RdfFormat.TURTLE,
    )
    assert find_by_name(store, "sleep", ("method",)) == (BASE + "method/a",)
    assert find_by_name(store, "SLEEP") == (BASE + "dataset/a", BASE + "method/a")


def test_an_own_label_beats_a_guarded_one() -> None:
    """A name that stands for a thing only in some papers is taken when nothing bears it outright."""
    store = ox.Store()
    store.load(
        input="""@prefix medkg: <https://w3id.org/medkg/ontology#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        <https://w3id.org/medkg/method/a> a medkg:Method ; skos:prefLabel "generative model"@en ; medkg:guardedLabel "GM"@en .
        <https://w3id.org/medkg/method/b> a medkg:Method ; skos:prefLabel "gm"@en .
        <https://w3id.org/medkg/method/c> a medkg:Method ; skos:prefLabel "state space"@en ; medkg:guardedLabel "SS"@en .""",
        format=ox.RdfFormat.TURTLE,
    )
    assert find_by_name(store, "GM") == (BASE + "method/b",)
    assert find_by_name(store, "SS") == (BASE + "method/c",)


def test_an_unknown_name_is_answered_with_near_ones(small: ox.Store) -> None:
    """A slip of the finger is answered with what it may have meant."""
    with pytest.raises(QueryError, match="no modality is named 'electrocardiogrphy'; near it: electrocardiography"):
        find_by_name(small, "electrocardiogrphy", ("modality",))


def test_a_name_of_another_kind_is_told(small: ox.Store) -> None:
    """A method where a modality is asked for is told to be a method."""
    with pytest.raises(QueryError, match=r"no modality is named 'HeartFlow' \('HeartFlow' is a method\)"):
        find_by_name(small, "HeartFlow", ("modality",))


@pytest.mark.parametrize("name", ["", " ", "<", "\x00", "\ufffd" * 100, "https://", "x" * 5000, 'a" . } SELECT'])
def test_odd_names_find_nothing(small: ox.Store, name: str) -> None:
    """Whatever stands in place of a name is at worst unknown."""
    with pytest.raises(QueryError, match="named"):
        find_by_name(small, name)


def test_near_names_are_few_and_the_likest_first() -> None:
    """At most five names come back, a spelling apart first, then those that hold the name."""
    names = ["U-Net", "nnU-Net", "Attention U-Net", "V-Net", "transformer", "U-Net++", "ResU-Net", "T-Net"]
    found = nearest("unett", names)
    assert found[0] == "U-Net"
    assert len(found) <= 5
    assert "transformer" not in found
