"""RDF as JSON-LD, with its context inside, so that nobody has to fetch one."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import pyoxigraph as ox

from medkg.graphs import PREFIXES, format_term, unique

_XSD = PREFIXES["xsd"]
_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
_SAFE_INTEGER = 2**53
_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,15})")

Terms = list[ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple]


def write_jsonld(store: ox.Store) -> bytes:
    """Return the graph as JSON-LD: a context, then one line for each subject, sorted.

    Where all values of a property are things, or all have one datatype, or one name a language, the context says
    so once and the values stand as plain strings.
    """
    subjects: dict[str, dict[str, Terms]] = defaultdict(lambda: defaultdict(list))
    for item in unique(store):
        subjects[_name(item.subject)][_name(item.predicate)].append(item.object)
    rules = _rules(subjects.values())
    context: dict[str, Any] = {**PREFIXES, **{name: rule for name, rule in rules.items() if rule}}
    nodes = [_dump(_node(name, subjects[name], rules)) for name in sorted(subjects)]
    body = ",\n".join(nodes)
    return f'{{"@context": {_dump(dict(sorted(context.items())))},\n"@graph": [\n{body}\n]}}\n'.encode()


def _name(term: object) -> str:
    text = format_term(term)
    return text[1:-1] if text.startswith("<") else text


def _rules(nodes: Iterable[Mapping[str, Terms]]) -> dict[str, dict[str, str]]:
    """Return what the context says of every property; nothing where its values differ in kind."""
    kinds: dict[str, set[str]] = defaultdict(set)
    for node in nodes:
        for predicate, terms in node.items():
            kinds[predicate].update(_kind(term) for term in terms)
            if _kinds_clash(terms):
                kinds[predicate].add("several names in one language")
    rules: dict[str, dict[str, str]] = {}
    for predicate, found in kinds.items():
        kind = next(iter(found)) if len(found) == 1 else ""
        rules[predicate] = {}
        if kind == "@language":
            rules[predicate] = {"@container": "@language"}
        elif kind.startswith(("@id", "xsd:")):
            rules[predicate] = {"@type": kind}
    return rules


def _kinds_clash(terms: Terms) -> bool:
    """Return whether a language map would hide something: a language in several spellings."""
    tags = {term.language for term in terms if isinstance(term, ox.Literal) and term.language}
    return len(tags) != len({tag.lower() for tag in tags})


def _kind(term: object) -> str:
    if not isinstance(term, ox.Literal):
        return "@id"
    if term.language:
        return "@language"
    datatype = term.datatype.value
    return "plain" if datatype == _XSD + "string" or _native(term) is not None else format_term(term.datatype)


def _node(name: str, properties: Mapping[str, Terms], rules: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    node: dict[str, Any] = {"@id": name}
    types = properties.get(_name(_TYPE), [])
    if types and all(isinstance(term, ox.NamedNode | ox.BlankNode) for term in types):
        node["@type"] = _one_or_list(sorted(_name(term) for term in types))
    for predicate in sorted(properties):
        if predicate == _name(_TYPE) and "@type" in node:
            continue
        node[predicate] = _values(properties[predicate], rules[predicate])
    return node


def _values(terms: Terms, rule: Mapping[str, str]) -> Any:  # noqa: ANN401 - any JSON
    if rule.get("@container") == "@language":
        by_language: dict[str, list[str]] = defaultdict(list)
        for term in terms:
            assert isinstance(term, ox.Literal)
            by_language[term.language or ""].append(term.value)
        return {tag: _one_or_list(sorted(texts)) for tag, texts in sorted(by_language.items())}
    if rule:
        return _one_or_list(sorted(term.value if isinstance(term, ox.Literal) else _name(term) for term in terms))
    return _one_or_list(sorted((_value(term) for term in terms), key=_dump))


def _value(term: object) -> Any:  # noqa: ANN401 - any JSON
    if not isinstance(term, ox.Literal):
        return {"@id": _name(term)}
    if term.language:
        return {"@language": term.language, "@value": term.value}
    native = _native(term)
    if native is not None:
        return native
    if term.datatype.value == _XSD + "string":
        return term.value
    return {"@type": _name(term.datatype), "@value": term.value}


def _native(literal: ox.Literal) -> int | bool | None:
    """Return the number or truth that JSON itself writes in just this way."""
    if literal.datatype.value == _XSD + "integer" and _INTEGER.fullmatch(literal.value):
        number = int(literal.value)
        return number if abs(number) < _SAFE_INTEGER and literal.value != "-0" else None
    if literal.datatype.value == _XSD + "boolean" and literal.value in ("true", "false"):
        return literal.value == "true"
    return None


def _one_or_list(values: list[Any]) -> Any:  # noqa: ANN401 - any JSON
    return values[0] if len(values) == 1 else values


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
