import runpy
from pathlib import Path

import pyoxigraph as ox
import pytest

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"


def test_the_small_graph_is_what_its_script_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever edits the sentences runs the script, and nobody edits the graph by hand."""
    script = tmp_path / "make_small.py"
    script.write_bytes((FIXTURES / "make_small.py").read_bytes())
    monkeypatch.chdir(tmp_path)
    runpy.run_path(str(script), run_name="__main__")
    assert (tmp_path / "small.ttl").read_bytes() == (FIXTURES / "small.ttl").read_bytes()


def test_every_quotation_is_where_it_says(small: ox.Store) -> None:
    """Offsets count into the sentence, and the words are those that stand there."""
    result = small.query(
        """PREFIX medkg: <https://w3id.org/medkg/ontology#> PREFIX oa: <http://www.w3.org/ns/oa#>
        SELECT ?sentence ?from ?start ?end ?words {
          ?e medkg:sentence ?sentence ; medkg:sentenceStart ?from ; oa:hasTarget/oa:hasSelector ?q, ?p .
          ?q oa:exact ?words . ?p oa:start ?start ; oa:end ?end }"""
    )
    assert isinstance(result, ox.QuerySolutions)
    found = list(result)
    assert len(found) == 87
    for row in found:
        begin = int(row["from"].value)
        words = row["sentence"].value[int(row["start"].value) - begin : int(row["end"].value) - begin]
        assert words == row["words"].value
