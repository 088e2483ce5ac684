"""RDF as RDF/XML, for the ontology tools that read nothing else."""

import re
from collections import defaultdict
from collections.abc import Iterable

import pyoxigraph as ox

from medkg.errors import OutputError
from medkg.export.xml import DECLARATION, xml_attribute, xml_text
from medkg.graphs import PREFIXES, unique

_XSD_STRING = PREFIXES["xsd"] + "string"
# the longest end of an IRI that every XML reader takes for a name
_LOCAL = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*$")


def write_rdfxml(store: ox.Store) -> bytes:
    """Return the graph as RDF/XML, sorted. It is always well-formed: characters that XML forbids become U+FFFD.

    Raises:
        OutputError: a predicate does not end in an XML name, so that RDF/XML cannot write it.
    """
    subjects: dict[str, list[tuple[str, ox.Triple]]] = defaultdict(list)
    for item in unique(store):
        subjects[str(item.subject)].append((f"{item.predicate} {item.object}", item))
    names = _names({item.predicate.value for items in subjects.values() for _, item in items})
    spaces = sorted({(prefix, space) for prefix, space, _ in names.values()} | {("rdf", PREFIXES["rdf"])})
    declared = "".join(f"\n    xmlns:{prefix}={xml_attribute(space)}" for prefix, space in spaces)
    parts = [DECLARATION, f"<rdf:RDF{declared}>\n"]
    for subject in sorted(subjects):
        items = [item for _, item in sorted(subjects[subject], key=lambda pair: pair[0])]
        parts.append(f"<rdf:Description {_subject(items[0].subject)}>\n")
        parts += [_property(item, names[item.predicate.value]) for item in items]
        parts.append("</rdf:Description>\n")
    parts.append("</rdf:RDF>\n")
    return "".join(parts).encode()


def _names(predicates: Iterable[str]) -> dict[str, tuple[str, str, str]]:
    """Return prefix, namespace and local name of every predicate."""
    known = {space: prefix for prefix, space in PREFIXES.items()}
    names: dict[str, tuple[str, str, str]] = {}
    for predicate in sorted(predicates):
        match = _LOCAL.search(predicate)
        if match is None:
            raise OutputError(f"RDF/XML cannot write the predicate <{predicate}>, whose end is no XML name; use turtle")
        space = predicate[: match.start()]
        prefix = known.setdefault(space, f"ns{len(known) - len(PREFIXES) + 1}")
        names[predicate] = (prefix, space, match[0])
    return names


def _subject(subject: object) -> str:
    if isinstance(subject, ox.BlankNode):
        return f"rdf:nodeID={xml_attribute(subject.value)}"
    assert isinstance(subject, ox.NamedNode)
    return f"rdf:about={xml_attribute(subject.value)}"


def _property(item: ox.Triple, name: tuple[str, str, str]) -> str:
    tag = f"{name[0]}:{name[2]}"
    value = item.object
    if isinstance(value, ox.NamedNode):
        return f"  <{tag} rdf:resource={xml_attribute(value.value)}/>\n"
    if isinstance(value, ox.BlankNode):
        return f"  <{tag} rdf:nodeID={xml_attribute(value.value)}/>\n"
    assert isinstance(value, ox.Literal)
    return f"  <{tag}{_literal_attributes(value)}>{xml_text(value.value)}</{tag}>\n"


def _literal_attributes(literal: ox.Literal) -> str:
    if literal.language:
        return f" xml:lang={xml_attribute(literal.language)}"
    if literal.datatype.value == _XSD_STRING:
        return ""
    return f" rdf:datatype={xml_attribute(literal.datatype.value)}"
