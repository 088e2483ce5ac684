import json
import subprocess
import sys
from pathlib import Path

import pytest

from medkg.cli import main

SMALL = str(Path(__file__).resolve().parents[1] / "fixtures" / "small.ttl")
VENUE = 'SELECT ?id ?venue { ?p dcterms:identifier ?id ; medkg:venue ?venue FILTER(STRENDS(?venue, "2020")) }'


def run(capsysbinary: pytest.CaptureFixture[bytes], *arguments: str) -> tuple[int, str, str]:
    """Return exit status, standard output and standard error of a call."""
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    out, err = capsysbinary.readouterr()
    return int(caught.value.code or 0), out.decode(), err.decode()


def test_a_question_is_answered_in_csv(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """Where no terminal listens, the answer is SPARQL CSV on standard output and nothing else."""
    assert run(capsysbinary, "query", SMALL, VENUE) == (0, "id,venue\r\np1,MICCAI 2020\r\n", "")


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("tsv", '?id\t?venue\n"p1"\t"MICCAI 2020"\n'),
        ("markdown", "| id | venue |\n| --- | --- |\n| p1 | MICCAI 2020 |\n"),
    ],
)
def test_a_format_can_be_chosen(capsysbinary: pytest.CaptureFixture[bytes], form: str, text: str) -> None:
    """TSV keeps the types, Markdown is for documents."""
    assert run(capsysbinary, "query", SMALL, VENUE, "--format", form)[:2] == (0, text)


def test_json_is_for_programs(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """JSON is SPARQL 1.1 results, with IRIs where SPARQL asked for them."""
    _, out, _ = run(capsysbinary, "query", SMALL, "SELECT ?m { paper:p1 medkg:usesModality ?m }", "--format", "json")
    assert json.loads(out)["results"]["bindings"] == [
        {"m": {"type": "uri", "value": "https://w3id.org/medkg/modality/electrocardiography"}}
    ]


def test_a_table_is_for_people(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """A table shows labels, has its count on standard error, and lets no text move the cursor."""
    status, out, err = run(capsysbinary, "query", SMALL, "--format", "table", "SELECT * { ?p medkg:proposesMethod ?m }")
    assert (status, err) == (0, "5 rows\n")
    assert "HeartFlow: finding irregular beats in ECG" in out
    assert not {"\x01", "\x0b", "\u202e", "\x1b"} & set(out)


def test_a_recipe_is_asked_by_name(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """A parameter is any name of the thing; the answer has labels."""
    status, out, _ = run(
        capsysbinary, "query", SMALL, "--recipe", "methods-by-modality", "--param", "modality=脑电图", "--lang", "zh"
    )
    assert status == 0
    assert out.splitlines() == [
        "method,papers,first,last",
        '"O\'Net ""α"" <b>&amp;</b>",1,2023,2023',
        "Transformer,1,2023,2023",
    ]


def test_iris_can_be_had_of_a_recipe(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """With --iris the things of a recipe come as IRIs, and --limit cuts and says so."""
    _, out, err = run(
        capsysbinary, "query", SMALL, "--recipe", "things", "--param", "kind=task", "--iris", "--limit", "1"
    )
    assert out.splitlines()[1].startswith(
        "https://w3id.org/medkg/task/arrhythmia-detection,https://w3id.org/medkg/ontology#Task,"
    )
    assert err == "7 rows, 1 shown\n"


def test_a_question_can_stand_in_a_file(capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path) -> None:
    """@FILE is read as UTF-8."""
    (tmp_path / "q.rq").write_text('\ufeffASK { ?x skos:prefLabel "心电图"@zh }', encoding="utf-8")
    assert run(capsysbinary, "query", SMALL, f"@{tmp_path / 'q.rq'}") == (0, "true\n", "")


def test_statements_come_as_turtle(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """CONSTRUCT needs no --format."""
    status, out, _ = run(capsysbinary, "query", SMALL, "CONSTRUCT WHERE { paper:p1 medkg:doi ?doi }")
    assert status == 0
    assert out.endswith('\npaper:p1 medkg:doi "10.1000/heart.1" .\n')


def test_the_default_graph_is_the_one_that_build_makes(
    capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without GRAPH it is outputs/graph.ttl of this folder."""
    monkeypatch.chdir(tmp_path)
    status, _, err = run(capsysbinary, "query", "ASK {}")
    assert (status, err) == (
        1,
        "medkg: outputs/graph.ttl: no such file; medkg build writes one, for example outputs/graph.ttl\n",
    )
    (tmp_path / "outputs").mkdir()
    (tmp_path / "outputs" / "graph.ttl").write_bytes(Path(SMALL).read_bytes())
    assert run(capsysbinary, "query", "ASK {}")[:2] == (0, "true\n")
    assert run(capsysbinary, "query", "--recipe", "summary")[0] == 0


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ([SMALL, "SELECT nope"], "medkg: the query was not understood: "),
        ([SMALL, "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"], "medkg: SERVICE would ask another server"),
        ([SMALL, "--recipe", "methods-by-modality"], "medkg: the recipe methods-by-modality needs  --param modality=…"),
        ([SMALL, "--recipe", "methods-by-modality", "--param", "modality=EGG"], "near it: EKG; EEG; ECG"),
        ([SMALL, "--recipe", "nope"], "medkg: no recipe is named 'nope'"),
        ([SMALL, "@nowhere.rq"], "medkg: nowhere.rq: the question cannot be read: No such file"),
        ([SMALL, "ASK {}", "--format", "turtle"], "medkg: SELECT and ASK do not answer in Turtle"),
        (["nowhere.ttl", "ASK {}"], "medkg: nowhere.ttl: no such file"),
    ],
)
def test_a_known_problem_is_one_sentence(
    capsysbinary: pytest.CaptureFixture[bytes], arguments: list[str], reason: str
) -> None:
    """Exit status 1, nothing on standard output, one line on standard error."""
    status, out, err = run(capsysbinary, "query", *arguments)
    assert (status, out) == (1, "")
    assert reason in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        [SMALL],
        [SMALL, "ASK {}", "more"],
        [SMALL, "ASK {}", "--recipe", "things"],
        [SMALL, "ASK {}", "--param", "a=b"],
        [SMALL, "--recipe", "things", "--param", "kind"],
        [SMALL, "ASK {}", "--format", "xml"],
        [SMALL, "ASK {}", "--timeout", "0"],
    ],
)
def test_a_wrong_call_is_told_as_one(capsysbinary: pytest.CaptureFixture[bytes], arguments: list[str]) -> None:
    """Exit status 2 and how the verb is used."""
    status, out, err = run(capsysbinary, "query", *arguments)
    assert (status, out) == (2, "")
    assert "Usage: medkg query" in err


def test_asking_loads_neither_spacy_nor_rdflib() -> None:
    """A question must not wait for libraries that only reading and validating need."""
    code = (
        "import sys\nfrom medkg.cli import main\n"
        f"try: main(['query', {SMALL!r}, 'ASK {{}}'])\nexcept SystemExit: pass\n"
        "print(sorted({'spacy', 'rdflib', 'networkx', 'pyvis', 'numpy'} & set(sys.modules)))"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout == "true\n[]\n"


def test_long_rows_are_blocks_and_not_a_table(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """Where a table would have columns of a few letters, each row is a block of lines."""
    question = "SELECT (?s AS ?a_text) (?s AS ?b) (?s AS ?c) (?s AS ?d) (?none AS ?e) { ?x medkg:paper paper:p5 ; medkg:sentence ?s }"
    status, out, err = run(capsysbinary, "query", SMALL, "--format", "table", "--limit", "1", question)
    sentence = "ECG is added as a second input, and report generation is future work."
    assert (status, err) == (0, "14 rows, 1 shown\n1 row\n")
    assert out == f"a text: {sentence}\nb: {sentence}\nc: {sentence}\nd: {sentence}\n"
