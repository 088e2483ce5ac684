"""The datasheet: what the graph says of itself, in VoID, DCAT and PROV-O."""

from collections.abc import Iterator

from medkg import __version__
from medkg.assemble.parts import Block, Tally, make_block, node
from medkg.identifiers import BASE, ONTOLOGY, content_iri
from medkg.model import KINDS, Iri, Knowledge
from medkg.vocabulary import Vocabulary
from medkg.vocabulary.concepts import scheme_iri
from medkg.vocabulary.turtle import literal_term

_SCHEME_LABELS = {
    "modality": ("modalities", "模态"),
    "task": ("tasks", "任务"),
    "dataset": ("datasets", "数据集"),
    "method": ("methods", "方法"),
}


def run_iri(knowledge: Knowledge, vocabulary: Vocabulary) -> Iri:
    """Return the IRI of the run: the same program, vocabularies and inputs are the same run."""
    concepts = "\n".join(sorted(map(repr, vocabulary.concepts)))
    return content_iri("run", __version__, concepts, *sorted(knowledge.inputs))


def datasheet_blocks(
    knowledge: Knowledge, vocabulary: Vocabulary, *, tally: Tally, body_triples: int, body_digest: str
) -> list[Block]:
    """Return the blocks of the datasheet: the graph, the run, the program, the inputs and the vocabularies.

    ``body_triples`` and ``body_digest`` tell of all the other blocks: the graph is named by its content, and
    its ``void:triples`` counts the datasheet too.
    """
    run = run_iri(knowledge, vocabulary)
    graph = content_iri("graph", run, body_digest)
    others = [
        *_partition_blocks(graph, tally),
        _run_block(run, knowledge),
        make_block(
            _program(),
            [
                ("a", ["prov:SoftwareAgent"]),
                ("rdfs:label", [literal_term(f"medkg {__version__}")]),
                ("schema:softwareVersion", [literal_term(__version__)]),
            ],
        ),
        *_input_blocks(knowledge),
        *(_scheme_block(kind, vocabulary) for kind in KINDS),
    ]
    total = body_triples + sum(block.triples for block in others)
    # the size of the first block is known only when it is made, and it states the size of the whole
    own = _graph_block(graph, run, knowledge, tally, total).triples
    return [_graph_block(graph, run, knowledge, tally, total + own), *others]


def _graph_block(graph: Iri, run: Iri, knowledge: Knowledge, tally: Tally, triples: int) -> Block:
    partitions = [node(f"{graph}#{name}") for name in _classes(tally)]
    properties = [node(f"{graph}#{curie.removeprefix('medkg:')}") for curie in tally.claims]
    return make_block(
        node(graph),
        [
            ("a", ["void:Dataset", "dcat:Dataset"]),
            (
                "dcterms:title",
                [
                    literal_term("A medkg graph of papers of medical AI", "en"),
                    literal_term("医学人工智能论文知识图谱", "zh"),
                ],
            ),
            ("dcterms:conformsTo", [node(BASE + "shapes")]),
            ("void:vocabulary", [node(ONTOLOGY)]),
            ("void:triples", [str(triples)]),
            ("void:entities", [str(tally.papers + sum(tally.known.values()) + sum(tally.new.values()))]),
            ("medkg:takenCount", [str(_taken(knowledge))]),
            ("medkg:duplicateCount", [str(knowledge.duplicates)]),
            ("medkg:rejectedCount", [str(len(knowledge.rejections))]),
            ("void:classPartition", partitions),
            ("void:propertyPartition", properties),
            ("prov:wasGeneratedBy", [node(run)]),
            ("prov:wasDerivedFrom", [term for term, _, _ in _inputs(knowledge)]),
        ],
    )


def _partition_blocks(graph: Iri, tally: Tally) -> Iterator[Block]:
    kinds = {kind.capitalize(): kind for kind in KINDS}
    for name, count in _classes(tally).items():
        kind = kinds.get(name)
        yield make_block(
            node(f"{graph}#{name}"),
            [
                ("void:class", [f"medkg:{name}"]),
                ("void:entities", [str(count)]),
                ("medkg:knownCount", [str(tally.known[kind])] if kind else []),
                ("medkg:newCount", [str(tally.new[kind])] if kind else []),
            ],
        )
    for curie, count in tally.claims.items():
        yield make_block(
            node(f"{graph}#{curie.removeprefix('medkg:')}"),
            [("void:property", [curie]), ("void:triples", [str(count)])],
        )


def _classes(tally: Tally) -> dict[str, int]:
    """Return the size of every class."""
    things = {kind.capitalize(): tally.known[kind] + tally.new[kind] for kind in KINDS}
    return {"Paper": tally.papers, **things, "Claim": sum(tally.claims.values()), "Evidence": tally.evidence}


def _run_block(run: Iri, knowledge: Knowledge) -> Block:
    used = [*(term for term, _, _ in _inputs(knowledge)), *(node(scheme_iri(kind)) for kind in KINDS)]
    return make_block(
        node(run), [("a", ["prov:Activity"]), ("prov:used", used), ("prov:wasAssociatedWith", [_program()])]
    )


def _input_blocks(knowledge: Knowledge) -> Iterator[Block]:
    for term, name, sha256 in _inputs(knowledge):
        yield make_block(
            term,
            [
                ("a", ["prov:Entity"]),
                ("dcterms:title", [literal_term(name)]),
                ("medkg:sha256", [literal_term(sha256)]),
            ],
        )


def _inputs(knowledge: Knowledge) -> list[tuple[str, str, str]]:
    return [(node(content_iri("input", name, sha256)), name, sha256) for name, sha256 in sorted(set(knowledge.inputs))]


def _scheme_block(kind: str, vocabulary: Vocabulary) -> Block:
    english, chinese = _SCHEME_LABELS[kind]
    return make_block(
        node(scheme_iri(kind)),
        [
            ("a", ["skos:ConceptScheme"]),
            ("skos:prefLabel", [literal_term(english, "en"), literal_term(chinese, "zh")]),
            ("medkg:conceptCount", [str(len(vocabulary.of_kind(kind)))]),
        ],
    )


def _taken(knowledge: Knowledge) -> int:
    return len(knowledge.papers)


def _program() -> str:
    return node(f"{BASE}program/medkg-{__version__}")
