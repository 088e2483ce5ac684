"""The mentions of one paper gathered by what they name: one group for one thing."""

import functools
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from medkg.link.known import Known
from medkg.link.words import wrappers
from medkg.model import Extraction, Iri, Mention
from medkg.vocabulary.folding import VERSION, fold_word, normal_form


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


_IN_EVERY_MENTION = (
    ("only-contrast", frozenset({"cue.unlike", "cue.instead-of"})),
    ("always-nested", frozenset({"nested"})),
    ("only-background", frozenset({"zone=background", "zone=gap"})),
)
"""Signs of a group each of whose mentions bears one of these."""


def group_mentions(extraction: Extraction, known: Known) -> list[Group]:
    """Return the groups of a paper, sorted by kind and key."""
    gathered: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    aliases = _aliases(extraction)
    index = known.index
    for mention in extraction.mentions:
        gathered[mention.kind, _key(mention, known, aliases)].append(mention)
    for kind, key in list(gathered):
        concept = index.get((kind, key))
        if concept and concept != key and (kind, key) in gathered:
            gathered[kind, concept] += gathered.pop((kind, key))
    narrower = _merge_hypernyms(gathered, known)
    kept = {place: sorted(m, key=_by_place) for place, m in sorted(gathered.items()) if _may_stand(*place, m, known)}
    rivals = {key for kind, key in kept if kind == "modality" and _is_concept(key)}
    defined = frozenset(normal_form(name) for pair in extraction.abbreviations for name in pair)
    groups = []
    for (kind, key), mentions in kept.items():
        concept = Iri(key) if _is_concept(key) else None
        signs = _group_signs(concept, mentions, defined) | narrower.get((kind, key), frozenset())
        if key in rivals:  # a wide modality stands only for want of a better
            signs |= {f"rivals={min(len(rivals) - 1, 3)}"}
        groups.append(Group(kind, key, concept, _best_label(key, mentions, extraction), tuple(mentions), signs))
    return groups


def _by_place(mention: Mention) -> tuple[int, int]:
    return mention.start, mention.end


def _is_concept(key: str) -> bool:
    return key.startswith("https://")


def _may_stand(kind: str, key: str, mentions: list[Mention], known: Known) -> bool:
    """Tell whether a group is more than names refused for its kind."""
    is_new = not _is_concept(key)
    return not all((is_new or m.concept is None) and _is_unnamed(kind, m, known) for m in mentions)


def _aliases(extraction: Extraction) -> dict[str, str]:
    """Return the normal form of every short form → that of its long form; the last of a chain where there is one."""
    direct = {normal_form(short): normal_form(long) for long, short in extraction.abbreviations}
    aliases = {}
    for short, long in direct.items():
        seen = {short}
        while long in direct and long not in seen:
            seen.add(long)
            long = direct[long]  # noqa: PLW2901  # a chain: acronym, English name, Chinese name
        if long != short:
            aliases[short] = long
    return aliases


def _key(mention: Mention, known: Known, aliases: Mapping[str, str]) -> str:
    """Return what a mention names: a concept, by its long form if the paper defines one, or a name of its own."""
    index, name = known.index, normal_form(mention.label)
    if name in aliases:
        long = aliases[name]
        meant = index.get((mention.kind, long)) or known.guarded.get((mention.kind, long))
        if meant:
            return meant
        if mention.concept is None or mention.rule == "abbreviation" or "guarded" in mention.signs:
            return mention.concept if mention.concept and "guarded" not in mention.signs else long
    if mention.concept:
        return mention.concept
    return index.get((mention.kind, name)) or _without_wrapper(mention, index) or _coined(mention) or name


@functools.lru_cache(maxsize=50_000)
def _unwrapped(kind: str, name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what is left when nouns that only wrap a name come off its end: the normal form each time, and the words.

    "The SVM model" is SVM.
    """
    words = name.split()
    wrapping, forms = wrappers(kind), []
    while len(words) > 1 and fold_word(words[-1]) in wrapping:
        words.pop()
        forms.append(normal_form(" ".join(words).removesuffix("-based")))
    return tuple(forms), tuple(words)


def _without_wrapper(mention: Mention, index: Mapping[tuple[str, str], Iri]) -> str:
    """Return the concept that a name means without the nouns that wrap it, or nothing."""
    forms, _ = _unwrapped(mention.kind, mention.label)
    return next((index[mention.kind, form] for form in forms if (mention.kind, form) in index), "")


def _coined(mention: Mention) -> str:
    """Return the normal form of a coined name that only nouns wrap, or nothing: "the WardSet dataset" is WardSet."""
    forms, words = _unwrapped(mention.kind, mention.label)
    if not forms or words[0].endswith("-based"):
        return ""
    has_version = len(words) > 1 and VERSION.fullmatch(words[-1]) and all(word[0].isupper() for word in words[:-1])
    is_coined = len(words) == 1 and sum(c.isupper() or c.isdigit() for c in words[0]) > 1
    return forms[-1] if is_coined or has_version else ""


def _is_unnamed(kind: str, mention: Mention, known: Known) -> bool:
    """Tell whether a phrase names nothing of its own: "deep learning models", "three EHR datasets", "tasks"."""
    if (kind, normal_form(mention.label)) in known.refused:
        return True
    forms, words = _unwrapped(kind, mention.label)
    rest = forms[-1] if forms else normal_form(mention.label.removesuffix("-based"))
    if (kind, rest) in known.refused or fold_word(rest) in wrappers(kind):
        return True
    return kind == "dataset" and bool(forms) and all(_names_no_dataset(w, known) for w in words)


def _names_no_dataset(word: str, known: Known) -> bool:
    """Tell whether a word before "dataset" only describes it: a modality, or a word in small letters."""
    return not any(c.isupper() for c in word) or ("modality", normal_form(word)) in known.index or word[0].isdigit()


def _merge_hypernyms(
    gathered: dict[tuple[str, str], list[Mention]], known: Known
) -> dict[tuple[str, str], frozenset[str]]:
    """Let a wider modality mean the one narrower that the paper names; return signs for the others of a hierarchy."""
    signs: dict[tuple[str, str], frozenset[str]] = {}
    above: dict[tuple[str, str], set[str]] = defaultdict(set)
    for kind, key in gathered:
        for ancestor in known.ancestors.get(Iri(key), ()):
            above[kind, ancestor].add(key)
    for kind, key in sorted(gathered):
        below = sorted(k for k in above.get((kind, key), ()) if (kind, k) in gathered)
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


def _best_label(key: str, mentions: list[Mention], extraction: Extraction) -> str:
    """Return the name that a node should bear: a coinage's short name, else the commonest wording of its key."""
    shorts = {short for _, short in extraction.abbreviations}
    own = [m for m in mentions if normal_form(m.label) == key] or mentions
    named = [m.label for m in mentions if m.label in shorts or "shape=name" in m.signs]
    pool = named or [m.label for m in own]
    counts: dict[str, int] = defaultdict(int)
    for name in pool:
        counts[name] += 1
    return max(sorted(counts), key=lambda name: (counts[name], -pool.index(name)))


def _group_signs(concept: Iri | None, mentions: list[Mention], defined: frozenset[str]) -> frozenset[str]:
    each = [m.signs for m in mentions]
    signs = set().union(*each)
    count = len({(m.start, m.end) for m in mentions})
    signs.add(f"count={count if count < 4 else '4+'}")  # noqa: PLR2004
    if concept:
        signs |= {"known", "concept=" + concept.rsplit("/", 1)[-1]}
    else:
        signs.add("new")
    if defined and any(normal_form(m.text) in defined for m in mentions):
        signs.add("defined")
    if "guarded" in signs and not all("guarded" in its for its in each):
        signs.discard("guarded")
    for name, wanted in _IN_EVERY_MENTION:
        if not signs.isdisjoint(wanted) and not any(wanted.isdisjoint(its) for its in each):
            signs.add(name)
    if "zone=title" in signs and count > 1:
        signs.add("title-and-text")
    return frozenset(signs)
