"""The shapes: what they pass and what each of them finds."""

from pathlib import Path

import pyshacl
import pytest
import rdflib
from rdflib.namespace import RDF, SH

from medkg.validate import QUERIES, Violation, validate_file
from medkg.vocabulary import ontology_folder

HERE = Path(__file__).parent
INVALID = sorted((HERE / "invalid").glob("*.ttl"))
VALID = [*sorted((HERE / "valid").glob("*.ttl")), HERE.parent / "fixtures" / "small.ttl"]
SHAPES = rdflib.Graph().parse(ontology_folder() / "shapes.ttl")
BEYOND_SHACL = {*QUERIES, "DeclaredTerm"}


def broken_shape(path: Path) -> str:
    """Return the shape that a case names in its first line."""
    return path.read_text(encoding="utf-8").splitlines()[0].removeprefix("# breaks: ")


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
def test_valid_graph_conforms(path: Path) -> None:
    """A correct graph has no violation."""
    assert validate_file(path).violations == ()


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_invalid_graph_breaks_the_shape_it_names(path: Path) -> None:
    """Every faulty graph is caught by the shape that its first line names."""
    assert broken_shape(path) in {violation.shape for violation in validate_file(path).violations}


def test_every_shape_has_a_graph_that_breaks_it() -> None:
    """No shape and no query is there that was never seen to find something."""
    checking = {str(shape).rpartition("#")[2] for shape in SHAPES.subjects(SH.message, None)}
    untested = (checking | BEYOND_SHACL) - {broken_shape(path) for path in INVALID}
    assert untested == set()


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_parts_find_what_pyshacl_finds_in_the_whole(path: Path) -> None:
    """Looking at a graph in parts, with shapes made flat, changes nothing in the results."""
    _, results, _ = pyshacl.validate(rdflib.Graph().parse(path), shacl_graph=SHAPES, inplace=True)
    whole = {
        (str(results.value(result, SH.sourceShape)).rpartition("#")[2], str(results.value(result, SH.focusNode)))
        for result in results.subjects(RDF.type, SH.ValidationResult)
    }
    assert {place(v) for v in validate_file(path).violations if v.shape not in BEYOND_SHACL} == {
        (shape, focus if focus.startswith("http") else "") for shape, focus in whole
    }


def place(violation: Violation) -> tuple[str, str]:
    """Return shape and node of a violation; a node without a name is empty."""
    focus = violation.focus
    return violation.shape, focus[1:-1] if focus.startswith("<") else ""


def test_every_shape_speaks() -> None:
    """Every shape that can fail by itself has a message in plain words, and no shape uses SPARQL."""
    silent = {
        str(shape) for shape in SHAPES.subjects(RDF.type, SH.PropertyShape) if not SHAPES.value(shape, SH.message)
    }
    assert silent == set()
    assert not list(SHAPES.subject_objects(SH.sparql))


def test_shapes_are_valid_shacl() -> None:
    """The shapes conform to the shapes of SHACL itself."""
    conforms, _, text = pyshacl.validate(rdflib.Graph(), shacl_graph=SHAPES, meta_shacl=True)
    assert conforms, text
