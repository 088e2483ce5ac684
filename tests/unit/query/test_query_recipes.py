"""Every recipe has its worked answer on the small graph, in ``answers/``; to look at one, open it as a table."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from medkg.query.answers import format_csv
from medkg.query.guard import check_query
from medkg.query.labels import label_rows
from medkg.query.recipe import FOLDER, fill_recipe, get_recipe
from medkg.query.store import Rows, ask

ANSWERS = Path(__file__).with_name("answers")
NAMES = sorted(path.stem for path in FOLDER.glob("*.rq"))


def rows_of(store: ox.Store, name: str, **values: str) -> list[list[str]]:
    """Return the rows of a recipe's answer, with labels."""
    answer = ask(store, fill_recipe(store, get_recipe(name), values))
    assert isinstance(answer, Rows)
    return [line.split(",") for line in format_csv(label_rows(store, answer)).splitlines()[1:]]


@pytest.mark.parametrize("name", NAMES)
def test_a_recipe_answers_its_example(small: ox.Store, name: str) -> None:
    """The example of the recipe gives the worked answer."""
    recipe = get_recipe(name)
    answer = ask(small, fill_recipe(small, recipe, dict(recipe.example)))
    assert isinstance(answer, Rows)
    expected = (ANSWERS / f"{name}.csv").read_bytes().decode()
    assert format_csv(label_rows(small, answer)).replace("\r\n", "\n") == expected


@pytest.mark.parametrize("name", NAMES)
def test_a_recipe_is_sparql_as_it_stands(small: ox.Store, name: str) -> None:
    """Without values a recipe is still a question, so that people can copy it into any SPARQL editor."""
    query = get_recipe(name).query
    check_query(query)
    assert isinstance(ask(small, query), Rows)


@pytest.mark.parametrize(
    "name", [name for name in NAMES if all(p.default is not None for p in get_recipe(name).parameters)]
)
def test_a_recipe_asks_an_empty_graph_in_peace(name: str) -> None:
    """A recipe that needs nothing is answered without an error where there is nothing."""
    assert isinstance(ask(ox.Store(), fill_recipe(ox.Store(), get_recipe(name), {})), Rows)


def test_wider_modalities_count_the_narrower_ones(small: ox.Store) -> None:
    """A method on EEG and one on ECG are both methods on biosignals."""
    methods = [row[0] for row in rows_of(small, "methods-by-modality", modality="biosignal")]
    assert {"HeartFlow", "Transformer", "心语"} <= set(methods)


def test_a_pair_is_untried_only_when_no_narrower_one_is_tried(small: ox.Store) -> None:
    """U-Net meets MRI, so convolutional neural networks do, and so they meet medical imaging."""
    pairs = {(row[0], row[2]) for row in rows_of(small, "untried-pairs", minimum="1")}
    assert ("U-Net", "clinical text") in pairs
    assert ("convolutional neural network", "magnetic resonance imaging") not in pairs
    assert ("convolutional neural network", "medical imaging") not in pairs


def test_a_thing_that_papers_only_mention_is_found(only_mentioned: ox.Store) -> None:
    """What one paper uses and another mentions is not only mentioned."""
    assert rows_of(only_mentioned, "only-mentioned") == [["NamedNet", "Method", "2"]]


def test_papers_without_a_year_keep_the_years_of_the_others() -> None:
    """The first and last year of a link are those of its papers that have one."""
    store = ox.Store()
    store.load(
        input="""@prefix medkg: <https://w3id.org/medkg/ontology#> . @prefix dcterms: <http://purl.org/dc/terms/> .
        @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix : <https://w3id.org/medkg/> .
        <https://w3id.org/medkg/modality/a> a medkg:Modality ; skos:prefLabel "MRI"@en .
        <https://w3id.org/medkg/method/b> a medkg:Method ; skos:prefLabel "U-Net"@en .
        <https://w3id.org/medkg/claim/1> a medkg:Claim ; rdf:subject <https://w3id.org/medkg/method/b> ;
            rdf:predicate medkg:appliedToModality ; rdf:object <https://w3id.org/medkg/modality/a> ;
            medkg:evidence :e1, :e2 . :e1 medkg:paper :p1 . :e2 medkg:paper :p2 .
        :p2 dcterms:issued "2024"^^xsd:gYear .""",
        format=ox.RdfFormat.TURTLE,
    )
    assert rows_of(store, "methods-by-modality", modality="mri") == [["U-Net", "2", "2024", "2024"]]
