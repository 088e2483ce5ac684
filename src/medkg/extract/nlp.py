"""The English pipeline: a blank spaCy language whose tokenizer, cue patterns and components are ours."""

from collections.abc import Iterable, Iterator
from itertools import islice

import spacy
from spacy.attrs import LOWER  # type: ignore[import-not-found, unused-ignore]
from spacy.language import Language
from spacy.tokens import Doc

from medkg.extract import chinese
from medkg.extract.abbreviations import find_definitions
from medkg.extract.actions import find_actions
from medkg.extract.cues import CueFinder, read_cue_rules
from medkg.extract.gazetteer import Gazetteer
from medkg.extract.mentions import Candidate, candidate_order, gather_candidates, signs_of
from medkg.extract.names import find_names
from medkg.extract.objects import find_objects
from medkg.extract.overlaps import mark_overlaps
from medkg.extract.phrases import find_phrases
from medkg.extract.sheet import Sheet, make_sheet
from medkg.extract.surface import Surface, take_markup_off
from medkg.extract.tokens import HAN
from medkg.model import Concept, Extraction, Mention, Paper

_BATCH = 500


class Extractor:
    """Everything that reading needs, made once for a vocabulary."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self.nlp: Language = spacy.blank("en")
        # all that the cues ask of a word; the rest takes time
        self.nlp.vocab.lex_attr_getters = {LOWER: str.lower}  # type: ignore[attr-defined, unused-ignore]
        concepts = tuple(concepts)
        self.gazetteer = Gazetteer(concepts)
        self.chinese = chinese.ChineseNames(concepts)
        self.cues = CueFinder(self.nlp.vocab, read_cue_rules())

    def extract_all(self, papers: Iterable[Paper]) -> Iterator[Extraction]:
        """Yield what the rules find in each paper, in order; spaCy's strings are let go after every batch."""
        pending = iter(papers)
        while batch := tuple(islice(pending, _BATCH)):
            with self.nlp.memory_zone():
                yield from map(self.extract, batch)

    def extract(self, paper: Paper) -> Extraction:
        """Return every mention that the rules see in a paper, with its signs."""
        surface = take_markup_off(paper.text)
        sheet = make_sheet(surface.text, max(surface.text.find("\n"), 0))
        cues = self.cues.find(Doc(self.nlp.vocab, words=sheet.tokens), sheet)
        definitions = find_definitions(sheet)
        found = gather_candidates(
            sheet,
            self.gazetteer.find(sheet),
            find_phrases(sheet) + find_actions(sheet) + find_objects(sheet),
            find_names(sheet, cues),
            definitions,
        )
        pairs = [
            (_text(sheet, d.long_first, d.long_last), _text(sheet, d.short_first, d.short_last)) for d in definitions
        ]
        if HAN.search(surface.text):
            found += [_from_chinese(sheet, find) for find in self.chinese.find(surface.text)]
            pairs += chinese.find_definitions(surface.text)
        mentions = (
            _mention(paper, surface, sheet, candidate, signs_of(sheet, candidate, cues) + overlaps)
            for candidate, overlaps in mark_overlaps(sorted(found, key=candidate_order))
        )
        return Extraction(paper, tuple(mentions), tuple(dict.fromkeys(pairs)))


def _from_chinese(sheet: Sheet, find: chinese.Find) -> Candidate:
    first, last = sheet.tokens_of(find.start, find.end)
    return Candidate(
        find.start, find.end, first, last, find.kind, find.rule, find.concept, cues=find.signs, label=find.label
    )


def _mention(paper: Paper, surface: Surface, sheet: Sheet, candidate: Candidate, signs: tuple[str, ...]) -> Mention:
    """Return the mention for a candidate, its offsets counted in the given text."""
    start, end = surface.span_in_given_text(candidate.start, candidate.end)
    return Mention(
        start=start,
        end=end,
        text=paper.text[start:end],
        sentence=surface.span_in_given_text(*sheet.bounds[sheet.sentence_of[candidate.first]]),
        kind=candidate.kind,
        rule=candidate.rule,
        concept=candidate.concept,
        label=candidate.label or surface.text[candidate.start : candidate.end],
        signs=signs,
    )


def _text(sheet: Sheet, first: int, last: int) -> str:
    return sheet.text[sheet.starts[first] : sheet.ends[last]]
