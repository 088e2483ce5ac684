"""Add rows of term tables to a vocabulary, or rewrite it in its canonical form.

    python tools/add_terms.py KIND [TABLE...] [--refuse LABEL...] [--print] [--ontology FOLDER]

KIND is modality, task, dataset or method. A table is UTF-8, tab-separated, one concept a line, with the columns

    label_en  label_zh  other_en  other_zh  guarded  broader  definition  (datasets: modality  task)

in which several values are parted by "|"; lines that start with # are comments. A row whose English label the
vocabulary knows adds to that concept; a label that belongs to another concept is reported and left out, but a row
that names this concept as its broader one takes its label along. Running it again changes nothing. Without a table
the file is rewritten sorted, one block a concept.
Exit status: 0, also when something was left out (each such thing is a line on standard error); 2 for a wrong call.
"""

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from medkg.files import write_atomically
from medkg.identifiers import entity_iri
from medkg.model import KINDS, Concept, Iri
from medkg.vocabulary.concepts import FILES, read_vocabulary, scheme_iri
from medkg.vocabulary.files import ontology_folder
from medkg.vocabulary.names import fold, language_of
from medkg.vocabulary.turtle import block, iri_term, literal_term, prefix_lines

COLUMNS = ("label_en", "label_zh", "other_en", "other_zh", "guarded", "broader", "definition", "modality", "task")
SCHEME_LABELS = {
    "modality": ("data modalities of medical AI", "医学人工智能的数据模态"),
    "task": ("tasks of medical AI", "医学人工智能的任务"),
    "dataset": ("datasets of medical AI", "医学人工智能的数据集"),
    "method": ("methods of medical AI", "医学人工智能的方法"),
}


@dataclass(frozen=True)
class Row:
    """One line of a table: its place and its values by column."""

    place: str
    cells: dict[str, tuple[str, ...]]

    @property
    def label(self) -> str:
        """The preferred English label."""
        return self.cells["label_en"][0]


@dataclass
class Draft:
    """A vocabulary under change: concepts by IRI, who owns which label, and what was left out."""

    kind: str
    concepts: dict[Iri, Concept]
    refused: set[str]
    owners: dict[str, Iri] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    added: int = 0

    def __post_init__(self) -> None:
        """Note the owner of every label, preferred labels before the others."""
        for preferred in (True, False):
            for concept in self.concepts.values():
                for name in (concept.label,) if preferred else all_names(concept):
                    self.owners.setdefault(fold(name), concept.iri)

    def is_refused(self, name: str) -> bool:
        """Return whether this name is never a thing of this kind."""
        return fold(name) in {fold(refused) for refused in self.refused}

    def find(self, label: str) -> Iri | None:
        """Return the concept that owns this label."""
        return self.owners.get(fold(label))


def all_names(concept: Concept) -> Iterator[str]:
    """Return every label of a concept, guarded ones last."""
    yield from (name for name, _ in concept.labels)
    yield from concept.guarded


def read_rows(path: Path, faults: list[str]) -> list[Row]:
    """Return the rows of a table; a line that is no row is told in ``faults``."""
    rows = []
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        faults.append(f"{path}: could not be read: {error.strerror or error}")
        return []
    for number, raw in enumerate(lines, 1):
        line = raw.decode("utf-8-sig", "replace")
        if not line.strip() or line.startswith(("#", "label_en\t")):
            continue
        values = line.split("\t")
        cells = {
            c: tuple(clean(v) for v in t.split("|") if clean(v) not in {"", "-"})
            for c, t in zip(COLUMNS, values, strict=False)
        }
        place = f"{path.name}:{number}"
        if "\ufffd" in line or len(values) > len(COLUMNS) or len(cells["label_en"]) != 1:
            faults.append(f"{place}: not a row: one English label, at most {len(COLUMNS)} columns, UTF-8")
            continue
        rows.append(Row(place, {column: cells.get(column, ()) for column in COLUMNS}))
    return rows


def clean(text: str) -> str:
    """Return the text without outer and double spaces."""
    return " ".join(text.split())


def add_row(draft: Draft, row: Row) -> None:
    """Make or extend the concept of this row; its relations come later, when all concepts are there."""
    if draft.is_refused(row.label):
        draft.faults.append(f"{row.place}: {row.label!r} is refused for every {draft.kind}")
        return
    owner = draft.find(row.label)
    if owner is not None and is_narrower(draft, row, draft.concepts[owner]):
        draft.concepts[owner] = without_name(draft.concepts[owner], row.label)
        draft.faults.append(f"{row.place}: {row.label!r} is no longer a name of {draft.concepts[owner].label!r}")
        draft.owners[fold(row.label)] = entity_iri(draft.kind, row.label)
        owner = None
    iri = owner or entity_iri(draft.kind, row.label)
    concept = draft.concepts.get(iri)
    if concept is None:
        concept = Concept(iri, draft.kind, row.label, labels=((row.label, "en"),))
        draft.added += 1
    elif fold(concept.label) != fold(row.label):
        draft.faults.append(f"{row.place}: {row.label!r} is a name of {concept.label!r}: the row was added to that")
    draft.owners.setdefault(fold(row.label), iri)
    draft.concepts[iri] = add_names(draft, row, concept)


def is_narrower(draft: Draft, row: Row, owner: Concept) -> bool:
    """Return whether the row's label is another name of this concept, which the row calls broader than itself."""
    is_other_name = fold(owner.label) != fold(row.label)
    return is_other_name and any(draft.find(name) == owner.iri for name in row.cells["broader"])


def without_name(concept: Concept, name: str) -> Concept:
    """Return the concept without this name, in any spelling."""
    labels = tuple(pair for pair in concept.labels if fold(pair[0]) != fold(name))
    return replace(concept, labels=labels, guarded=tuple(g for g in concept.guarded if fold(g) != fold(name)))


def add_names(draft: Draft, row: Row, concept: Concept) -> Concept:
    """Return the concept with the row's names that no other concept owns."""
    labels, guarded = dict.fromkeys(concept.labels), dict.fromkeys(concept.guarded)
    has_chinese = any(language == "zh" for _, language in labels)
    for column, language in (("label_en", "en"), ("label_zh", "zh"), ("other_en", "en"), ("other_zh", "zh")):
        for name in row.cells[column]:
            is_new_chinese = column == "label_zh" and not has_chinese
            if takes(draft, row, concept.iri, name) and (is_new_chinese or is_new(name, labels, guarded)):
                labels[name, language] = None
                has_chinese = has_chinese or language == "zh"
    for name in row.cells["guarded"]:
        if takes(draft, row, concept.iri, name) and fold(name) not in {fold(other) for other in guarded}:
            guarded[name] = None
    # a guarded name does not also count freely; the preferred ones stay, and their guard wins
    folded = {fold(name) for name in guarded}
    kept = tuple(p for p in labels if p in preferred_labels(tuple(labels)) or fold(p[0]) not in folded)
    definition = concept.definition or " ".join(row.cells["definition"])
    return replace(concept, labels=kept, guarded=tuple(guarded), definition=definition)


def is_new(name: str, labels: Iterable[tuple[str, str]], guarded: Iterable[str]) -> bool:
    """Return whether the concept has no such name yet, in any spelling."""
    return fold(name) not in {fold(other) for other in (*(text for text, _ in labels), *guarded)}


def takes(draft: Draft, row: Row, iri: Iri, name: str) -> bool:
    """Return whether this concept may have this name, and note that it has it."""
    owner = draft.owners.setdefault(fold(name), iri)
    if draft.is_refused(name):
        draft.faults.append(f"{row.place}: {name!r} is refused for every {draft.kind}")
        return False
    if owner != iri:
        draft.faults.append(f"{row.place}: {name!r} of {row.label!r} belongs to {draft.concepts[owner].label!r}")
        return False
    return True


def add_broader(draft: Draft, row: Row) -> None:
    """Add the row's parents that are concepts of the same vocabulary and make no circle."""
    iri = draft.find(row.label)
    if iri is None or iri not in draft.concepts:
        return
    for name in row.cells["broader"]:
        parent = draft.find(name)
        if parent is None:
            draft.faults.append(f"{row.place}: broader {name!r} of {row.label!r} is no {draft.kind}")
        elif parent == iri or iri in ancestors(draft.concepts, parent):
            draft.faults.append(f"{row.place}: broader {name!r} of {row.label!r} would make a circle")
        else:
            concept = draft.concepts[iri]
            draft.concepts[iri] = replace(concept, broader=tuple(sorted({*concept.broader, parent})))


def ancestors(concepts: dict[Iri, Concept], iri: Iri) -> set[Iri]:
    """Return everything above this concept."""
    found: set[Iri] = set()
    waiting = [iri]
    while waiting:
        new = [b for b in concepts[waiting.pop()].broader if b not in found and b in concepts]
        found.update(new)
        waiting.extend(new)
    return found


def add_relations(draft: Draft, row: Row, column: str, others: dict[str, Iri]) -> None:
    """Tie a dataset to the modalities or tasks that this column names in the other vocabulary."""
    iri = draft.find(row.label)
    if iri is None or iri not in draft.concepts:
        return
    known = {others[fold(name)] for name in row.cells[column] if fold(name) in others}
    draft.faults.extend(
        f"{row.place}: {column} {name!r} of {row.label!r} is in no vocabulary"
        for name in row.cells[column]
        if fold(name) not in others
    )
    concept = draft.concepts[iri]
    if column == "modality":
        draft.concepts[iri] = replace(concept, modalities=tuple(sorted({*concept.modalities, *known})))
    else:
        draft.concepts[iri] = replace(concept, tasks=tuple(sorted({*concept.tasks, *known})))


def write_vocabulary(draft: Draft) -> str:
    """Return the vocabulary as canonical Turtle: the scheme, then one block a concept, sorted by IRI."""
    english, chinese = SCHEME_LABELS[draft.kind]
    scheme = [
        ("a", ["skos:ConceptScheme"]),
        ("skos:prefLabel", [literal_term(english, "en"), literal_term(chinese, "zh")]),
        ("medkg:refusedLabel", sorted_terms((name, language_of(name)) for name in draft.refused)),
    ]
    prefixes = {"medkg", "skos", draft.kind}
    if draft.kind == "dataset":
        prefixes |= {"modality", "task"}
    concepts = (concept_block(draft.concepts[iri]) for iri in sorted(draft.concepts))
    return "\n".join([prefix_lines(prefixes), block(iri_term(scheme_iri(draft.kind)), scheme), *concepts])


def concept_block(concept: Concept) -> str:
    """Return the block of one concept."""
    preferred = preferred_labels(concept.labels)
    # the language of a label may differ from its script ("CT" is a Chinese name too), so it is kept
    return block(
        iri_term(concept.iri),
        [
            ("a", [f"medkg:{concept.kind.capitalize()}", "skos:Concept"]),
            ("skos:prefLabel", [literal_term(*label) for label in preferred]),
            ("skos:altLabel", sorted_terms(label for label in concept.labels if label not in preferred)),
            ("medkg:guardedLabel", sorted_terms((name, language_of(name)) for name in concept.guarded)),
            ("skos:definition", [literal_term(concept.definition, "en")] if concept.definition else []),
            ("skos:notation", [literal_term(concept.notation)] if concept.notation else []),
            ("skos:broader", [iri_term(iri) for iri in sorted(concept.broader)]),
            ("medkg:drawnFrom", [iri_term(iri) for iri in sorted(concept.drawn_from)]),
            ("medkg:containsModality", [iri_term(iri) for iri in sorted(concept.modalities)]),
            ("medkg:servesTask", [iri_term(iri) for iri in sorted(concept.tasks)]),
            ("skos:inScheme", [iri_term(scheme_iri(concept.kind))]),
        ],
    )


def preferred_labels(labels: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the first label of every language."""
    first: dict[str, tuple[str, str]] = {}
    for label in labels:
        first.setdefault(label[1], label)
    return [first[language] for language in sorted(first)]


def sorted_terms(labels: Iterable[tuple[str, str]]) -> list[str]:
    """Return labels as literals, by language and name."""
    return [literal_term(*label) for label in sorted(labels, key=lambda pair: (pair[1], pair[0].casefold(), pair[0]))]


def open_draft(folder: Path, kind: str) -> Draft:
    """Return the vocabulary of this kind as it is; one that is missing begins empty."""
    path = folder / "vocabularies" / FILES[kind]
    concepts, refused = read_vocabulary(path, kind) if path.is_file() else ((), frozenset[str]())
    return Draft(kind, {concept.iri: concept for concept in concepts}, set(refused))


def update(draft: Draft, tables: Iterable[Path], refuse: Iterable[str], others: dict[str, dict[str, Iri]]) -> None:
    """Add every row of the tables to the draft, labels first and relations afterwards."""
    draft.refused.update(refuse)
    rows = [row for table in tables for row in read_rows(table, draft.faults)]
    for row in rows:
        add_row(draft, row)
    for row in rows:
        add_broader(draft, row)
        for column, owners in others.items():
            add_relations(draft, row, column, owners)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the tool."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kind", choices=KINDS)
    parser.add_argument("tables", nargs="*", type=Path)
    parser.add_argument("--refuse", nargs="+", default=[], metavar="LABEL")
    parser.add_argument("--print", action="store_true", dest="is_printed", help="print the result, write nothing")
    parser.add_argument("--ontology", type=Path, help="the folder that holds vocabularies/")
    options = parser.parse_args(arguments)
    folder = options.ontology or ontology_folder()
    draft = open_draft(folder, options.kind)
    others = {k: open_draft(folder, k).owners for k in ("modality", "task")} if options.kind == "dataset" else {}
    update(draft, options.tables, options.refuse, others)
    text = write_vocabulary(draft)
    if options.is_printed:
        sys.stdout.write(text)
    else:
        write_atomically(folder / "vocabularies" / FILES[options.kind], text.encode())
    for fault in draft.faults:
        print(fault, file=sys.stderr)
    print(
        f"{options.kind}: {draft.added} added, {len(draft.concepts)} concepts, {len(draft.faults)} notes",
        file=sys.stderr,
    )


if __name__ == "__main__":
    main()
