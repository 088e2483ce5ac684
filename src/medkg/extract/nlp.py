"""The English pipeline: a blank spaCy language whose tokenizer, cue patterns and components are ours."""

from collections.abc import Iterable, Iterator
from itertools import islice

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from medkg.extract.abbreviations import find_definitions
from medkg.extract.actions import find_actions
from medkg.extract import chinese
from medkg.extract.cues import CueFinder, read_cue_rules
from medkg.extract.gazetteer import Gazetteer
from medkg.extract.mentions import Candidate, candidate_order, gather_candidates, signs_of
from medkg.extract.names import find_names
from medkg.extract.overlaps import mark_overlaps
from medkg.extract.phrases import find_phrases
from medkg.extract.sheet import Sheet, make_sheet
from medkg.extract.surface import take_markup_off
from medkg.extract.tokens import HAN
from medkg.model import Concept, Extraction, Mention, Paper


_BATCH = 500


class Extractor:
    """Everything that reading needs, made once for a vocabulary."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self.nlp: Language = spacy.blank("en")
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
        title_end = paper.text.index("\n") if surface.places is None else surface.text.find("\n")
        sheet = make_sheet(surface.text, max(title_end, 0))
        doc = Doc(self.nlp.vocab, words=sheet.tokens)
        cues = self.cues.find(doc, sheet)
        hits = self.gazetteer.find(sheet)
        definitions = find_definitions(sheet)
        names = find_names(sheet, cues)
        phrases = find_phrases(sheet) + find_actions(sheet)
        found = gather_candidates(sheet, hits, phrases, names, definitions)
        pairs = [(_text(sheet, d.long_first, d.long_last), _text(sheet, d.short_first, d.short_last)) for d in definitions]
        zh_signs: dict[tuple[int, int, str], tuple[str, ...]] = {}
        if HAN.search(surface.text):
            for f in self.chinese.find(surface.text):
                first, last = sheet.tokens_of(f.start, f.end)
                found.append(Candidate(f.start, f.end, first, last, f.kind, f.rule, f.concept))
                zh_signs[f.start, f.end, f.kind] = f.signs
            for han, long, short, _ in chinese.find_definitions(surface.text):
                pairs += [(long or han, short)] + ([(han, long)] if long else [])
        candidates = mark_overlaps(sorted(found, key=candidate_order))
        mentions = []
        for c, overlaps in candidates:
            start, end = surface.span_in_given_text(c.start, c.end)
            a, b = sheet.bounds[sheet.sentence_of[c.first]]
            mentions.append(
                Mention(
                    start=start, end=end, text=paper.text[start:end], sentence=surface.span_in_given_text(a, b), kind=c.kind,
                    rule=c.rule, concept=c.concept, label=c.label or surface.text[c.start : c.end],
                    signs=signs_of(sheet, c, cues) + overlaps + zh_signs.get((c.start, c.end, c.kind), ()) + (("guarded",) if c.is_guarded else ()),
                )
            )  # fmt: skip
        return Extraction(paper, tuple(mentions), tuple(dict.fromkeys(pairs)))


def _text(sheet: Sheet, first: int, last: int) -> str:
    return sheet.text[sheet.starts[first] : sheet.ends[last]]
