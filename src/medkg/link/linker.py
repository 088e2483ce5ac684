"""Mentions → entities: what each paper keeps, then one node for one thing over the whole corpus."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from medkg.identifiers import digest, entity_iri
from medkg.link.decide import decide
from medkg.link.groups import group_mentions
from medkg.link.known import Known
from medkg.link.words import wrappers
from medkg.model import Entity, Extraction, Finding, Iri, LedgerRow, Mention
from medkg.vocabulary import Vocabulary
from medkg.vocabulary.folding import fold_word, normal_form
from medkg.vocabulary.names import language_of

_DOMINANT = 0.8
"""Share of the definitions that one long form needs, so that an undefined short form is read as it."""
_MOST_LABELS = 12


@dataclass(frozen=True, slots=True)
class Kept:
    """A thing that a paper is about, before the corpus decides under which node it goes."""

    kind: str
    key: str
    """The IRI of a concept, or the normal form of a new name."""
    label: str
    names: tuple[str, ...]
    """Every name that the paper uses, the defined forms too."""
    role: str
    confidence: float
    mentions: tuple[Mention, ...]


def link_paper(extraction: Extraction, known: Known) -> tuple[Kept, ...]:
    """Return what a paper keeps, in the order of first mention; the signs, no longer needed, are dropped."""
    pairs = [(long, short) for long, short in extraction.abbreviations]
    kept = []
    for decision in decide(group_mentions(extraction, known), extraction.paper.text):
        group = decision.group
        outermost = _outermost(group.mentions)
        named = [m for m in outermost if m.concept in {None, group.concept}] or outermost
        names = dict.fromkeys([group.label, *(m.label or m.text for m in named)])
        forms = {normal_form(name) for name in names}
        for long, short in pairs:
            if normal_form(short) in forms or normal_form(long) in forms:
                names |= dict.fromkeys((long, short))
        mentions = tuple(_plain(m, decision.confidence) for m in _telling(group.mentions, outermost))
        kept.append(
            Kept(group.kind, group.key, group.label, tuple(names), decision.role, decision.confidence, mentions)
        )
    return tuple(sorted(kept, key=lambda k: (k.mentions[0].start, k.kind, k.key)))


def _plain(m: Mention, confidence: float) -> Mention:
    """Return a mention without its signs; made anew because ``dataclasses.replace`` costs ten times as much."""
    return Mention(m.start, m.end, m.text, m.sentence, m.kind, m.rule, m.role, m.concept, m.label, (), confidence)


def _telling(mentions: Sequence[Mention], outermost: Sequence[Mention]) -> list[Mention]:
    """Return the outermost mentions and, once each, those inside them that give the thing a shorter name."""
    names = {normal_form(m.text) for m in outermost}
    told = list(outermost)
    for m in mentions:
        form = normal_form(m.text)
        if form not in names:
            names.add(form)
            told.append(m)
    return sorted(told, key=_outer_first)


def _outer_first(mention: Mention) -> tuple[int, int]:
    """Return the place of a mention in the text, so that one inside another comes after it."""
    return mention.start, -mention.end


def _outermost(mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions that lie in no longer one: "generation" inside "ECG generation" is said already."""
    return [
        m
        for m in mentions
        if not any(o.start <= m.start and m.end <= o.end and (o.start, o.end) != (m.start, m.end) for o in mentions)
    ]


def link_corpus(
    papers: Sequence[Sequence[Kept]], vocabulary: Vocabulary
) -> tuple[list[tuple[Finding, ...]], list[LedgerRow]]:
    """Return the findings of every paper, in the same order, and the ledger of merges made and refused."""
    ledger: dict[LedgerRow, None] = {}
    moved = _resolve_short_forms(papers, ledger)
    entities = _entities(papers, moved, vocabulary, ledger)
    findings = [_findings(kept, moved, entities) for kept in papers]
    return findings, sorted(ledger, key=lambda row: (row.kind, row.name.casefold(), row.other.casefold(), row.reason))


def _resolve_short_forms(papers: Iterable[Sequence[Kept]], ledger: dict[LedgerRow, None]) -> dict[tuple[str, str], str]:
    """Return (kind, short form) → the key that it stands for, where the corpus defines it one way in the main."""
    meanings: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    labels: dict[tuple[str, str], str] = {}
    for kept in papers:
        for thing in kept:
            for name in thing.names:
                form = normal_form(name)
                if form != thing.key and _is_short(name):
                    meanings[thing.kind, form][thing.key] += 1
                    labels[thing.kind, form] = name
            labels.setdefault((thing.kind, thing.key), thing.label)
    alone = {(thing.kind, thing.key) for kept in papers for thing in kept if not thing.key.startswith("https://")}
    moved = {}
    for (kind, form), keys in sorted(meanings.items()):
        if (kind, form) not in alone:
            continue
        (key, count), *others = sorted(keys.items(), key=lambda item: (-item[1], item[0]))
        name, other = labels[kind, form], labels.get((kind, key), key)
        if count / keys.total() >= _DOMINANT:
            moved[kind, form] = key
            reason = f"defined so in {count} of {keys.total()} papers that define it"
            ledger[LedgerRow(kind, name, other, is_merged=True, reason=reason)] = None
        else:
            meant = "; ".join(labels.get((kind, k), k) for k, _ in [(key, count), *others][:5])
            ledger[LedgerRow(kind, name, other, is_merged=False, reason=f"ambiguous: stands for {meant}")] = None
    return moved


def _is_short(name: str) -> bool:
    return len(name) <= 12 and sum(c.isupper() for c in name) >= 2 and " " not in name  # noqa: PLR2004  # an acronym


def _entities(
    papers: Iterable[Sequence[Kept]],
    moved: dict[tuple[str, str], str],
    vocabulary: Vocabulary,
    ledger: dict[LedgerRow, None],
) -> dict[tuple[str, str], Entity]:
    """Return (kind, key) → node, each with every name that the corpus gives it."""
    names: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    preferred: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for kept in papers:
        for thing in kept:
            place = (thing.kind, moved.get((thing.kind, thing.key), thing.key))
            names[place].update(thing.names)
            preferred[place][thing.label] += 1
    entities: dict[tuple[str, str], Entity] = {}
    taken: dict[Iri, str] = {}
    for (kind, key), counts in sorted(names.items()):
        concept = vocabulary.by_iri.get(Iri(key))
        if concept:
            entities[kind, key] = Entity(
                concept.iri, kind, concept.label, concept.labels, is_known=True, broader=concept.broader
            )
            continue
        label = _in_singular(kind, _commonest(preferred[kind, key]))
        iri = entity_iri(kind, label)
        if iri in vocabulary.by_iri or taken.get(iri, key) != key:
            iri = Iri(f"{iri}-{digest(kind, key)[:6]}")
        taken[iri] = key
        others = sorted(counts, key=lambda name: (-counts[name], name))
        forms: dict[str, str] = {label: label}
        for name in others:
            if name not in forms and len(forms) < _MOST_LABELS:
                forms[name] = name
                if normal_form(name) != normal_form(label):
                    ledger[
                        LedgerRow(
                            kind,
                            name,
                            label,
                            is_merged=True,
                            reason="named together by a paper's own definition or wording",
                        )
                    ] = None
        labels = tuple((name, language_of(name)) for name in forms)
        entities[kind, key] = Entity(iri, kind, label, labels)
    return entities


def _commonest(counts: Counter[str]) -> str:
    return min(counts, key=lambda name: (-counts[name], name.isupper(), name))


def _in_singular(kind: str, name: str) -> str:
    """Return a new name whose last word says only what sort of thing it is, with that word in the singular."""
    head, _, last = name.rpartition(" ")
    singular = fold_word(last)
    is_plural = singular != last.lower() and singular in wrappers(kind)
    return f"{head} {last[0]}{singular[1:]}" if head and is_plural else name


def _findings(
    kept: Sequence[Kept], moved: dict[tuple[str, str], str], entities: dict[tuple[str, str], Entity]
) -> tuple[Finding, ...]:
    """Return the findings of one paper: things that the corpus made one node become one finding."""
    united: dict[Iri, list[Kept]] = defaultdict(list)
    nodes: dict[Iri, Entity] = {}
    for thing in kept:
        entity = entities[thing.kind, moved.get((thing.kind, thing.key), thing.key)]
        united[entity.iri].append(thing)
        nodes[entity.iri] = entity
    findings = []
    for iri, things in united.items():
        surest = max(things, key=lambda t: t.confidence)
        mentions = {(m.start, m.end): m for thing in things for m in thing.mentions}
        findings.append(
            Finding(
                nodes[iri],
                surest.role,
                round(surest.confidence, 2),
                tuple(sorted(mentions.values(), key=_outer_first)),
            )
        )
    return tuple(findings)
