"""The mentions of one paper gathered by what they name: one group for one thing."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from medkg.link.known import Known
from medkg.model import Extraction, Iri, Mention
from medkg.vocabulary.folding import normal_form

_GENERIC_HEADS = ("segmentation", "detection", "classification", "diagnosis", "prediction", "reconstruction", "registration", "localization", "generation", "synthesis", "estimation", "recognition", "screening", "grading", "tracking")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Group:
    """Mentions that name one thing of one kind in one paper, with all their signs."""

    kind: str
    key: str
    """The IRI of the concept, or the normal form of the name."""
    concept: Iri | None
    label: str
    mentions: tuple[Mention, ...]
    signs: frozenset[str]


def group_mentions(extraction: Extraction, known: Known) -> list[Group]:
    """Return the groups of a paper, sorted by kind and key."""
    gathered: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    aliases = _aliases(extraction)
    index = known.index
    for mention in extraction.mentions:
        gathered[mention.kind, _key(mention, index, aliases)].append(mention)
    for kind, key in list(gathered):
        concept = index.get((kind, key))
        if concept and concept != key and (kind, key) in gathered:
            gathered[kind, concept] += gathered.pop((kind, key))
    _merge_generic_tasks(gathered)
    narrower = _merge_hypernyms(gathered, known)
    groups = []
    for (kind, key), mentions in sorted(gathered.items()):
        if all("guarded" in m.signs for m in mentions):
            continue
        mentions = sorted(mentions, key=lambda m: (m.start, m.end))
        concept = Iri(key) if key.startswith("https://") else None
        label = _best_label(mentions, extraction)
        groups.append(Group(kind, key, concept, label, tuple(mentions), _group_signs(kind, concept, mentions, extraction) | narrower.get((kind, key), frozenset())))
    return groups


def _aliases(extraction: Extraction) -> dict[str, str]:
    """Return the normal form of every short form → that of its long form."""
    return {normal_form(short): normal_form(long) for long, short in extraction.abbreviations if normal_form(short) != normal_form(long)}


def _key(mention: Mention, index: Mapping[tuple[str, str], Iri], aliases: Mapping[str, str]) -> str:
    """Return what a mention names: a concept, by its long form if the paper defines one, or a name of its own."""
    name = normal_form(mention.label)
    if name in aliases:
        long = aliases[name]
        known = index.get((mention.kind, long))
        if known:
            return known
        if mention.concept is None or mention.rule == "abbreviation" or "guarded" in mention.signs:
            return mention.concept if mention.concept and "guarded" not in mention.signs else long
    if mention.concept:
        return mention.concept
    return index.get((mention.kind, name)) or name


def _merge_generic_tasks(gathered: dict[tuple[str, str], list[Mention]]) -> None:
    """Let a bare "segmentation" mean the paper's own "polyp segmentation", the one it names most often."""
    for head in _GENERIC_HEADS:
        bare = [key for kind, key in gathered if kind == "task" and all(normal_form(m.label) == head for m in gathered[kind, key])]
        specific = [
            key for kind, key in gathered
            if kind == "task" and key not in bare and any(normal_form(m.label).endswith(head) for m in gathered[kind, key])
        ]  # fmt: skip
        if bare and specific:
            target = max(specific, key=lambda key: (len(gathered["task", key]), -gathered["task", key][0].start))
            for key in bare:
                gathered["task", target] += gathered.pop(("task", key))


def _merge_hypernyms(gathered: dict[tuple[str, str], list[Mention]], known: Known) -> dict[tuple[str, str], frozenset[str]]:
    """Let a wider modality mean the one narrower that the paper names; return signs for the others of a hierarchy."""
    signs: dict[tuple[str, str], frozenset[str]] = {}
    for kind, key in sorted(gathered):
        below = sorted(k for q, k in gathered if q == kind and key in known.ancestors.get(Iri(k), ()))
        if not below:
            continue
        named = [k for k in below if not all("guarded" in m.signs for m in gathered[kind, k])]
        if kind == "modality" and len(named) == 1:
            gathered[kind, named[0]] += gathered.pop((kind, key))
        else:
            signs[kind, key] = frozenset({f"narrower={min(len(named), 3)}"})
            for k in named:
                signs[kind, k] = signs.get((kind, k), frozenset()) | {"wider-named"}
    return signs


def _best_label(mentions: list[Mention], extraction: Extraction) -> str:
    """Return the name that a node should bear: the defined short name of a coinage, else the commonest wording."""
    shorts = {short for _, short in extraction.abbreviations}
    named = [m.label for m in mentions if m.label in shorts or "shape=name" in m.signs]
    pool = named or [m.label for m in mentions]
    counts: dict[str, int] = defaultdict(int)
    for name in pool:
        counts[name] += 1
    return max(sorted(counts), key=lambda name: (counts[name], -pool.index(name)))


def _group_signs(kind: str, concept: Iri | None, mentions: list[Mention], extraction: Extraction) -> frozenset[str]:
    signs = {sign for mention in mentions for sign in mention.signs}
    count = len({(m.start, m.end) for m in mentions})
    signs.add(f"count={count if count < 4 else '4+'}")  # noqa: PLR2004
    if concept:
        signs.add("known")
        signs.add("concept=" + concept.rsplit("/", 1)[-1])
    else:
        signs.add("new")
    names = {normal_form(m.text) for m in mentions}
    if any(normal_form(s) in names or normal_form(long) in names for long, s in extraction.abbreviations):
        signs.add("defined")
    if all("nested" in m.signs for m in mentions):
        signs.add("always-nested")
    if all("zone=background" in m.signs or "zone=gap" in m.signs for m in mentions):
        signs.add("only-background")
    if "zone=title" in signs and count > 1:
        signs.add("title-and-text")
    return frozenset(signs)
