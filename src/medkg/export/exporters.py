"""The formats in which a graph can be taken along, and the one function that writes them."""

import gzip
import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path

import pyoxigraph as ox

from medkg.errors import OutputError
from medkg.files import write_atomically
from medkg.graphs import read_graph

Files = Mapping[str, bytes]
"""Several files that belong together, by name: written as a folder or as one zip archive."""

Writer = Callable[[ox.Store], bytes | Files]
"""What an exporter is: the graph in, the bytes of a file (or of several) out."""

GROUP = "medkg.exporters"
"""The entry points by which another package adds an exporter: a name, and a ``Writer``."""


@dataclass(frozen=True, slots=True)
class Exporter:
    """A format: ``place`` is the module and function that write it, loaded when the format is asked for."""

    name: str
    suffix: str
    description: str
    place: str
    package: str = "medkg"


EXPORTERS = (
    Exporter(
        "turtle", ".ttl", "RDF as sorted Turtle, for people and version control", "medkg.export.turtle:write_turtle"
    ),
    Exporter("ntriples", ".nt", "RDF as N-Triples, a line each, sorted", "medkg.export.ntriples:write_ntriples"),
    Exporter(
        "nquads", ".nq", "RDF as N-Quads, in the named graph of the datasheet", "medkg.export.nquads:write_nquads"
    ),
    Exporter("jsonld", ".jsonld", "RDF as JSON-LD with its context inside", "medkg.export.jsonld:write_jsonld"),
    Exporter("rdfxml", ".rdf", "RDF as RDF/XML, for ontology tools", "medkg.export.rdfxml:write_rdfxml"),
    Exporter("graphml", ".graphml", "network for Gephi, yEd, igraph, networkx", "medkg.export.graphml:write_graphml"),
    Exporter("gexf", ".gexf", "network for Gephi (GEXF 1.3)", "medkg.export.gexf:write_gexf"),
    Exporter(
        "csv", ".zip", "nodes.csv, edges.csv and papers.csv, as folder or zip", "medkg.export.tables:write_tables"
    ),
    Exporter("papers", ".csv", "the literature table: a row for each paper", "medkg.export.papers:write_papers"),
    Exporter(
        "papers-spreadsheet",
        ".csv",
        "the same for Excel: byte order mark, no cell that runs as a formula",
        "medkg.export.papers:write_spreadsheet",
    ),
    Exporter(
        "cytoscape", ".cyjs", "network as JSON for Cytoscape and cytoscape.js", "medkg.export.cytoscape:write_cytoscape"
    ),
    Exporter(
        "vosviewer",
        ".vosviewer.json",
        "co-occurrence map of the things for VOSviewer",
        "medkg.export.vosviewer:write_vosviewer",
    ),
    Exporter("neo4j", ".zip", "nodes and relationships for neo4j-admin import", "medkg.export.neo4j:write_neo4j"),
    Exporter("html", ".html", "the explorer: one page that opens without a network", "medkg.export.html:write_html"),
)
"""The exporters of medkg itself. A new one is a module and a line here."""


def list_exporters() -> tuple[Exporter, ...]:
    """Return our exporters and those that other packages bring; ours keep their names."""
    ours = {exporter.name for exporter in EXPORTERS}
    brought = [_from_entry_point(point) for point in entry_points(group=GROUP) if point.name not in ours]
    return (*EXPORTERS, *sorted(brought, key=lambda exporter: (exporter.name, exporter.package)))


def get_exporter(name: str) -> Exporter:
    """Return the exporter of this name; an ending that only its files have serves too, without the dot (``ttl``).

    Raises:
        OutputError: there is none; the sentence names those that there are.
    """
    found = list_exporters()
    names = [exporter.name for exporter in found]
    if name.lower() in names:
        return found[names.index(name.lower())]
    by_ending = [exporter for exporter in found if exporter.suffix == f".{name.lower()}"]
    if len(by_ending) == 1:
        return by_ending[0]
    near = get_close_matches(name.lower(), names, n=1)
    hint = f"perhaps {near[0]}; " if near else ""
    raise OutputError(f"there is no format {name!r}; {hint}there are {', '.join(names)}")


def render(store: ox.Store, name: str) -> bytes | Files:
    """Return the graph in this format: the bytes of a file, or of several.

    Raises:
        OutputError: there is no such format, or it cannot hold this graph.
        GraphError: the graph lacks what the format is made of.
    """
    exporter = get_exporter(name)
    return _load(exporter)(store)


def export(graph: ox.Store | Path | str, name: str, path: Path | str) -> None:
    """Write a graph, given as a store or as the name of its file, to ``path`` in this format.

    Several files go into a folder of this name, or into one archive when the name ends in ``.zip``; with
    ``.gz`` at its end a single file is packed.

    Raises:
        OutputError: there is no such format, it cannot hold this graph, or the file cannot be written.
        GraphError: the graph cannot be read, or lacks what the format is made of.
    """
    store = graph if isinstance(graph, ox.Store) else read_graph(Path(graph))
    path = Path(path)
    made = render(store, name)
    if isinstance(made, bytes):
        write_atomically(path, pack_gzip(made) if path.suffix == ".gz" else made)
    elif path.suffix == ".zip":
        write_atomically(path, pack_zip(made))
    else:
        for part in sorted(made):
            write_atomically(path / part, made[part])


def pack_zip(files: Files) -> bytes:
    """Return an archive of these files; it holds no time, so the same files give the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, files[name])
    return buffer.getvalue()


def pack_gzip(data: bytes) -> bytes:
    """Return these bytes packed, without a time."""
    return gzip.compress(data, mtime=0)


def _from_entry_point(point: EntryPoint) -> Exporter:
    package = point.dist.name if point.dist else point.module
    return Exporter(point.name, "", f"brought by {package}", f"{point.module}:{point.attr}", package)


def _load(exporter: Exporter) -> Writer:
    module, _, name = exporter.place.partition(":")
    try:
        writer: Writer = getattr(import_module(module), name)
    except (ImportError, AttributeError) as error:
        raise OutputError(f"the exporter {exporter.name} of {exporter.package} cannot be loaded: {error}") from error
    return writer
