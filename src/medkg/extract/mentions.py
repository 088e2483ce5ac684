"""Mentions from what the components found, each with the signs that speak for or against it."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

from medkg.extract.abbreviations import Definition
from medkg.extract.gazetteer import Hit
from medkg.extract.lexicon import WordClass, class_of
from medkg.extract.phrases import Phrase, right_edge, skip_openers
from medkg.extract.sheet import PUNCTUATION, Sheet, heads
from medkg.model import Iri

_PARTNERS = frozenset({
    "dataset", "datasets", "benchmark", "benchmarks", "corpus", "database", "databases", "challenge", "cohort",
    "cohorts", "model", "models", "framework", "network", "method", "architecture", "algorithm", "approach", "module",
    "system", "pipeline", "collection", "registry", "repository", "data", "images", "loss", "strategy",
})  # fmt: skip
"""Nouns after a name that say what it is."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of characters and tokens that may name something of this kind."""

    start: int
    end: int
    first: int
    last: int
    kind: str
    rule: str
    concept: Iri | None = None
    label: str = ""
    is_guarded: bool = False
    cues: tuple[str, ...] = ()
    """Signs that the finder itself saw."""


def gather_candidates(
    sheet: Sheet,
    hits: Iterable[Hit],
    phrases: Iterable[Phrase],
    names: Iterable[tuple[int, int, str]],
    definitions: Iterable[Definition],
) -> list[Candidate]:
    """Return everything that the components found, as candidates, sorted by place, kind and rule."""
    candidates = [
        Candidate(
            h.start,
            h.end,
            h.first,
            h.last,
            h.entry.kind,
            f"gazetteer.{h.entry.kind}",
            h.entry.concept,
            is_guarded=h.entry.is_guarded,
        )
        for h in hits
    ]
    known = sorted((c.start, c.end) for c in candidates if not c.is_guarded)
    reach = list(accumulate((end for _, end in known), max))
    candidates += [
        Candidate(sheet.starts[p.first], sheet.ends[p.last], p.first, p.last, p.kind, p.rule, label=p.label)
        for p in phrases
    ]
    for first, last, rule in names:
        before = bisect_right(known, (sheet.starts[first], len(sheet.text)))
        if before and reach[before - 1] >= sheet.ends[last]:
            continue
        candidates += [
            Candidate(sheet.starts[first], sheet.ends[last], first, last, kind, rule) for kind in ("dataset", "method")
        ]
    for d in definitions:
        candidates += _from_definition(sheet, d, candidates)
    return list(dict.fromkeys(candidates))


def candidate_order(c: Candidate) -> tuple[int, int, str, str, str, str]:
    """Return the sort key of a candidate: by place, longer first, then by kind, rule, concept and label."""
    return (c.start, -c.end, c.kind, c.rule, c.concept or "", c.label)


def _from_definition(sheet: Sheet, d: Definition, candidates: list[Candidate]) -> list[Candidate]:
    """Return candidates for both sides of a definition, of each kind that its long form may have."""
    kinds = {
        c.kind
        for c in candidates
        if c.last == d.long_last and c.first == d.long_first and c.concept and not c.is_guarded
    }
    kinds |= set(heads().get(sheet.infos[d.long_last].head, {}))
    if not kinds:
        kinds = {"dataset", "method"}
    made = []
    for kind in sorted(kinds):
        for first, last in ((d.long_first, d.long_last), (d.short_first, d.short_last)):
            made.append(Candidate(sheet.starts[first], sheet.ends[last], first, last, kind, "abbreviation"))
    return made


def signs_of(sheet: Sheet, candidate: Candidate, cues: list[list[str]]) -> tuple[str, ...]:
    """Return what speaks for or against a candidate: its rule, head, cues, neighbours, zone and shape."""
    first, last = candidate.first, candidate.last
    signs = [candidate.rule, f"zone={sheet.zones[sheet.sentence_of[first]]}"]
    signs += cues[first] if first == last else [*cues[first], *cues[last]]
    signs += _neighbours(sheet, candidate)
    signs += _wording(sheet, candidate)
    signs += _shape(sheet, candidate)
    signs += _apposition(sheet, candidate)
    signs += candidate.cues
    if candidate.is_guarded:
        signs.append("guarded")
    return tuple(dict.fromkeys(signs))


def _neighbours(sheet: Sheet, candidate: Candidate) -> list[str]:
    before, after = _word_before(sheet, candidate.first), _word_after(sheet, candidate)
    signs = [f"before={before}", f"after={after}"]
    if after[0].isalpha() and class_of(after) == WordClass.VERB:
        signs.append("after:verb")
    if before[0].isalpha() and class_of(before) == WordClass.VERB:
        signs.append("before:verb")
    return signs


def _wording(sheet: Sheet, candidate: Candidate) -> list[str]:
    """Return signs for the head, the words before it, the first word and the number of words."""
    first, last = candidate.first, candidate.last
    words = last - first + 1
    signs = [f"words={min(words, 5)}"]
    if sheet.infos[last].head:
        signs.append(f"head={sheet.infos[last].head}")
    if candidate.label and not candidate.concept:
        signs.append(f"nominal={candidate.label.rsplit(' ', 1)[-1]}")
    if words > 1:
        if not candidate.concept:
            signs.append(f"first={sheet.infos[first].folds[0] if sheet.infos[first].folds else ''}")
        if sheet.infos[last].folds:
            signs.append(f"modifier={sheet.infos[last - 1].head}")
    return signs


def _shape(sheet: Sheet, candidate: Candidate) -> list[str]:
    """Return signs for letters that only names have."""
    first, last = candidate.first, candidate.last
    sentence = sheet.sentence_of[first]
    infos = sheet.infos[first : last + 1]
    is_title = sheet.zones[sentence] == "title"
    if any(info.is_name for info in infos):
        signs = ["shape=name"]
        if ending := _ending(sheet.tokens[last]):
            signs.append(f"ends={ending}")
        if sheet.speaks_of_data:
            signs.append("title-of-data" if is_title else "paper-of-data")
        return signs
    stands_first = first == sheet.sentences[sentence][0]
    return ["shape=capitals"] if all(i.is_capitalized for i in infos) and not (is_title or stands_first) else []


_PIECES = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")


def _ending(name: str) -> str:
    """Return the last piece of a name, in lower case: ``PolypNet`` ends in ``net``, ``CardioBench`` in ``bench``."""
    pieces = _PIECES.findall(name)
    return "digit" if pieces and pieces[-1].isdigit() else pieces[-1].lower() if len(pieces) > 1 else ""


def _word_before(sheet: Sheet, index: int) -> str:
    """Return the word before a candidate, over determiners and praise, or a mark for what else is there."""
    place = index - 1
    sentence = sheet.sentence_of[index]
    while (
        place >= 0
        and sheet.sentence_of[place] == sentence
        and (sheet.infos[place].word_class == WordClass.EVALUATIVE or sheet.lowers[place] in {"a", "an", "the"})
    ):
        place -= 1
    if place < 0 or sheet.sentence_of[place] != sentence:
        return "^"
    return sheet.lowers[place] if sheet.infos[place].word_class != WordClass.OPEN else ("~" + sheet.infos[place].head)


def _word_after(sheet: Sheet, candidate: Candidate) -> str:
    """Return the word after a candidate, or what its hyphen joins to it."""
    last = candidate.last
    if candidate.end < sheet.ends[last]:
        return "-" + sheet.infos[last].head
    if last + 1 >= len(sheet.tokens) or sheet.sentence_of[last + 1] != sheet.sentence_of[last]:
        return "$"
    token = sheet.lowers[last + 1]
    info = sheet.infos[last + 1]
    return token if info.word_class != WordClass.OPEN or token in _PARTNERS else "~" + info.head


def _apposition(sheet: Sheet, candidate: Candidate) -> list[str]:
    """Return what an apposition says of it: "X, a novel dataset …", "X is a framework", "the framework X"."""
    signs = []
    table = heads()
    place = candidate.last + 1
    count = len(sheet.tokens)
    sentence = sheet.sentence_of[candidate.last]
    if place < count and sheet.tokens[place] == "(":
        close = next((i for i in range(place, min(place + 8, count)) if sheet.tokens[i] == ")"), None)
        place = close + 1 if close else place
    if place + 2 < count and sheet.sentence_of[place + 1] == sentence:
        opener = sheet.lowers[place]
        article = sheet.lowers[place + 1]
        if (opener in {",", ":", "-", "is", "as"} and article in {"a", "an", "the", "our"}) or opener == ":":
            first = skip_openers(sheet, place + 1)
            last = right_edge(sheet, first)
            for index in range(last, first - 1, -1):
                kinds = table.get(sheet.infos[index].head)
                if kinds:
                    signs += [f"is-a={sheet.infos[index].head}", f"is-a:{_strongest(kinds)}"]
                    break
    previous = candidate.first - 1
    if previous >= 0 and sheet.tokens[previous] in {",", "("} and previous > 0:
        previous -= 1
    if previous >= 0 and sheet.sentence_of[previous] == sentence and sheet.infos[previous].word_class != PUNCTUATION:
        head = sheet.infos[previous].head
        if head in table:
            signs += [f"lead={head}", f"lead:{_strongest(table[head])}"]
    following = _list_head(sheet, candidate.last + 1)
    if following:
        signs.append(f"list-of:{following}")
    return signs


def _strongest(kinds: dict[str, bool]) -> str:
    """Return the kind that a head gives when it may give several."""
    return next(kind for kind in ("dataset", "method", "modality", "task") if kind in kinds)


def _list_head(sheet: Sheet, place: int) -> str:
    """Return the kind of the head that closes a list of names: "A, B and C datasets" makes A a dataset."""
    table = heads()
    count, stop = len(sheet.tokens), min(len(sheet.tokens), place + 16)
    while place < stop and (
        sheet.lowers[place] in {",", "and", "or", "(", ")", "/", "&"}
        or sheet.infos[place].is_name
        or sheet.tokens[place].isdigit()
        or (sheet.infos[place].is_capitalized and sheet.infos[place].head not in table)
    ):
        place += 1
    if place < count and place < stop and sheet.infos[place].head in table and sheet.starts[place] > 0:
        return _strongest(table[sheet.infos[place].head])
    return ""
