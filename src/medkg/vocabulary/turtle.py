"""Turtle by hand: short terms and safe literals, so that files are pleasant to read and always the same."""

import re
from collections.abc import Iterable, Sequence

from medkg.identifiers import BASE, ONTOLOGY
from medkg.model import KINDS

PREFIXES = {
    "medkg": ONTOLOGY,
    "paper": BASE + "paper/",
    **{kind: f"{BASE}{kind}/" for kind in KINDS},
    "claim": BASE + "claim/",
    "evidence": BASE + "evidence/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "void": "http://rdfs.org/ns/void#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "schema": "https://schema.org/",
    "fabio": "http://purl.org/spar/fabio/",
}
"""The prefixes of every Turtle file that medkg writes."""

# A safe part of Turtle's PN_LOCAL (section 6.5): no escapes, no dot, no leading hyphen.
_LOCAL = re.compile(r"[A-Za-z0-9_\u3400-\u9fff][A-Za-z0-9_\u3400-\u9fff-]*")
# what Turtle forbids, and what would hide or turn text before the eyes of a reader
_SPECIAL = re.compile(r'["\\\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff\ufff0-\uffff]')
_NAMED = {"\t": "\\t", "\b": "\\b", "\n": "\\n", "\r": "\\r", "\f": "\\f", '"': '\\"', "\\": "\\\\"}
_UNSAFE_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\\x7f-\x9f\ud800-\udfff]')
_BY_NAMESPACE = {namespace: prefix for prefix, namespace in PREFIXES.items()}


def prefix_lines(prefixes: Iterable[str]) -> str:
    """Return the ``@prefix`` lines of these prefixes, in the order of the table."""
    wanted = set(prefixes)
    return "".join(f"@prefix {name}: <{PREFIXES[name]}> .\n" for name in PREFIXES if name in wanted)


def iri_term(iri: str) -> str:
    """Return an IRI in short where a prefix serves, else in angle brackets."""
    cut = max(iri.rfind("/"), iri.rfind("#")) + 1
    prefix = _BY_NAMESPACE.get(iri[:cut])
    if prefix is not None and _LOCAL.fullmatch(iri, cut):
        return f"{prefix}:{iri[cut:]}"
    return f"<{_UNSAFE_IRI.sub(_percent, iri)}>"


def literal_term(text: str, language: str = "") -> str:
    """Return a string literal, escaped, with its language tag if there is one."""
    quoted = '"' + _SPECIAL.sub(_escape, text) + '"'
    return f"{quoted}@{language}" if language else quoted


def block(subject: str, properties: Iterable[tuple[str, Sequence[str]]]) -> str:
    """Return one subject with its properties, a line each; properties without a value are left out."""
    lines = [f"{predicate} {', '.join(terms)}" for predicate, terms in properties if terms]
    return f"{subject} " + " ;\n    ".join(lines) + " .\n"


def _escape(found: re.Match[str]) -> str:
    character = found.group()
    if "\ud800" <= character <= "\udfff":
        return "\ufffd"  # a lone surrogate is no character: no RDF file can hold it
    return _NAMED.get(character) or f"\\u{ord(character):04X}"


def _percent(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found.group().encode("utf-8", "replace"))
