"""Mentions gathered by what they name."""

from medkg.link.groups import Group, group_mentions
from medkg.link.known import Known
from medkg.model import Extraction, Iri, Mention, Paper
from medkg.vocabulary.folding import normal_form

MODALITY = "https://example.org/modality/"
ECG = Iri(MODALITY + "ecg")
PPG = Iri(MODALITY + "ppg")
BIOSIGNAL = Iri(MODALITY + "biosignal")
KNOWN = Known(
    {("modality", "electrocardiography"): ECG, ("modality", "ecg"): ECG},
    {ECG: frozenset({BIOSIGNAL}), PPG: frozenset({BIOSIGNAL})},
)


def mention(
    text: str,
    place: int,
    kind: str = "method",
    *,
    concept: Iri | None = None,
    signs: tuple[str, ...] = (),
    rule: str = "name.shape",
) -> Mention:
    """Return a mention of these words at a place."""
    return Mention(place, place + len(text), text, (0, 100), kind, rule, concept=concept, label=text, signs=signs)


def group(*mentions: Mention, abbreviations: tuple[tuple[str, str], ...] = ()) -> list[Group]:
    """Return the groups of a paper with these mentions."""
    return group_mentions(Extraction(Paper("p", "Title", "Abstract"), mentions, abbreviations), KNOWN)


def test_spellings_are_one_thing() -> None:
    """Two spellings of a name are one group."""
    (one,) = group(mention("Pulmo-Gate", 0), mention("PulmoGate", 20))
    assert [m.start for m in one.mentions] == [0, 20]


def test_nouns_that_wrap_a_coined_name_go() -> None:
    """The WardSet dataset is WardSet; "ward dataset" is no coined name."""
    (one,) = group(mention("WardSet", 0, "dataset"), mention("WardSet dataset", 20, "dataset"))
    assert one.label == "WardSet"
    (one,) = group(mention("Ward Set v2", 0, "dataset"), mention("Ward Set v2 dataset", 20, "dataset"))
    assert one.label == "Ward Set v2"
    assert len(group(mention("ward", 0), mention("ward model", 20))) == 2


def test_versions_are_two_things() -> None:
    """MIMIC-III is not MIMIC-IV."""
    assert len(group(mention("MIMIC-III", 0, "dataset"), mention("MIMIC-IV", 20, "dataset"))) == 2


def test_kinds_are_kept_apart() -> None:
    """One name of two kinds is two groups."""
    assert [g.kind for g in group(mention("CityScan", 0), mention("CityScan", 0, "dataset"))] == ["dataset", "method"]


def test_definition_unites_both_forms() -> None:
    """The short form of a definition means its long form, and the group says it was defined."""
    (one,) = group(
        mention("Sparse Gate", 0), mention("SGX", 20), mention("SGX", 40), abbreviations=(("Sparse Gate", "SGX"),)
    )
    assert one.label == "SGX"
    assert {"defined", "count=3", "new"} <= one.signs


def test_short_form_of_a_known_name_is_known() -> None:
    """A short form whose long form the vocabulary has is that concept."""
    (one,) = group(
        mention("electrocardiography", 0, "modality", concept=ECG),
        mention("ECX", 30, "modality", rule="abbreviation"),
        abbreviations=(("electrocardiography", "ECX"),),
    )
    assert (one.concept, one.key) == (ECG, ECG)
    assert {"known", "concept=ecg"} <= one.signs


def test_guarded_name_alone_bears_the_sign() -> None:
    """A name that needs proof and has none says so to the judge."""
    (only,) = group(mention("PG", 0, "modality", concept=PPG, signs=("guarded",)))
    assert "guarded" in only.signs


def test_guarded_name_beside_a_plain_one_counts() -> None:
    """A name that needs proof counts where the concept is named otherwise."""
    (one,) = group(
        mention("PG", 0, "modality", concept=PPG, signs=("guarded",)), mention("PPG", 9, "modality", concept=PPG)
    )
    assert len(one.mentions) == 2


def test_wider_modality_means_the_narrower_named() -> None:
    """A word such as "biosignals" means the one biosignal that the paper names."""
    (one,) = group(mention("biosignals", 0, "modality", concept=BIOSIGNAL), mention("ECG", 20, "modality", concept=ECG))
    assert one.concept == ECG


def test_wider_modality_above_two_stays() -> None:
    """Above two named modalities the wider one stays, and says how many are below."""
    groups = group(
        mention("biosignals", 0, "modality", concept=BIOSIGNAL),
        mention("ECG", 20, "modality", concept=ECG),
        mention("PPG", 30, "modality", concept=PPG),
    )
    signs = {g.concept: g.signs for g in groups}
    assert "narrower=2" in signs[BIOSIGNAL]
    assert "wider-named" in signs[ECG]


def test_order_does_not_depend_on_that_of_mentions() -> None:
    """Groups are sorted by kind and key."""
    one, other = mention("PulmoGate", 0), mention("CityScan", 20, "dataset")
    assert group(one, other) == group(other, one)


def test_background_alone_is_a_sign() -> None:
    """A thing that is named in the background only says so."""
    (one,) = group(mention("PulmoGate", 0, signs=("zone=background",)))
    assert "only-background" in one.signs


def test_guarded_long_form_counts_where_the_paper_defines_it() -> None:
    """A paper that defines a short form by a guarded label means the concept that bears this label."""
    known = Known({}, {}, {("modality", normal_form("light pulse curve")): PPG})
    mentions = (mention("LPC", 0, "modality"), mention("light pulse curve", 9, "modality"))
    extraction = Extraction(Paper("p", "Title", "Abstract"), mentions, (("light pulse curve", "LPC"),))
    assert PPG in [g.concept for g in group_mentions(extraction, known)]


def test_refused_name_stays_out_where_the_paper_defines_it() -> None:
    """A guarded label whose long form is no concept is a name like any other, and may be refused."""
    known = Known(KNOWN.index, {}, {("modality", "icu"): ECG}, frozenset({("modality", "icu")}))
    defined = (("intensive care unit", "ICU"),)
    icu = mention("ICU", 0, "modality", concept=ECG, signs=("guarded",), rule="gazetteer.modality")
    assert group_mentions(Extraction(Paper("p", "Title", "Abstract"), (icu,), defined), known) == []
    allowed = Known(KNOWN.index, {}, {("modality", "icu"): ECG})
    assert len(group_mentions(Extraction(Paper("p", "Title", "Abstract"), (icu,), defined), allowed)) == 1
