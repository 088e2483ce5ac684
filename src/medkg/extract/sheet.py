"""A paper's text as a table of tokens: what every component reads."""

import functools
import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from importlib.resources import files

from medkg.extract.lexicon import WordClass, class_of, fold_word
from medkg.extract.tokens import HAN, TOKEN, sentence_bounds

PUNCTUATION = -1
_HYPHENS = "-–_"


@dataclass(frozen=True, slots=True)
class TokenInfo:
    """What is known of a token wherever it stands."""

    folds: tuple[str, ...]
    """The folded words between its hyphens."""
    places: tuple[tuple[int, int], ...]
    """Where these words stand inside the token."""
    word_class: int
    """A ``WordClass``, or ``PUNCTUATION``."""
    is_name: bool
    """Shaped like a name: CamelCase, capitals, letters with digits."""
    is_capitalized: bool
    head: str
    """The folded last word."""


@functools.lru_cache(maxsize=100_000)
def token_info(text: str) -> TokenInfo:
    """Return what is known of a token by its letters alone."""
    if not (text[0].isalnum() or text[-1].isalnum()) or HAN.match(text):
        return TokenInfo((), (), PUNCTUATION, is_name=False, is_capitalized=False, head="")
    folds, places, start = [], [], 0
    for index, character in enumerate(text + "-"):
        if character in _HYPHENS:
            if index > start:
                folds.append(fold_word(text[start:index]))
                places.append((start, index))
            start = index + 1
    word_class = class_of(text)
    return TokenInfo(
        tuple(folds),
        tuple(places),
        int(word_class),
        is_name=_is_name(text),
        is_capitalized=text[0].isupper(),
        head=folds[-1] if folds else "",
    )


def _is_name(text: str) -> bool:
    """Tell whether a token is shaped like a name rather than a word."""
    if text.startswith("http") or not any(c.isalpha() for c in text):
        return False
    parts = text.replace("_", "-").split("-")
    if len(parts) == 2 and len(parts[0]) == 1 and parts[0].isupper() and parts[1].istitle():  # noqa: PLR2004
        return True
    return any(_is_name_part(part) for part in parts)


def _is_name_part(part: str) -> bool:
    """Tell whether what stands between two hyphens has capitals or digits where a word has none."""
    core = part[:-1] if part.endswith("s") and part[:-1].isupper() and len(part) > 2 else part  # noqa: PLR2004
    uppers, digits = sum(c.isupper() for c in core), sum(c.isdigit() for c in core)
    has_lower = any(c.islower() for c in core)
    return (
        uppers >= 2  # noqa: PLR2004
        or bool(uppers and (digits or any(c in "+²³" for c in core)))
        or (has_lower and any(c.isupper() for c in core[1:]))
        or (has_lower and digits > 0 and core[0].isalpha() and len(core) > 2)  # noqa: PLR2004
    )


@dataclass(slots=True)
class Sheet:
    """The tokens of one text, column by column, with its sentences."""

    text: str
    tokens: list[str]
    starts: list[int]
    ends: list[int]
    infos: list[TokenInfo]
    sentence_of: list[int]
    sentences: list[tuple[int, int]]
    """Bounds of every sentence in tokens."""
    bounds: list[tuple[int, int]]
    """Bounds of every sentence in characters."""
    lowers: list[str] = field(default_factory=list)
    """The tokens in small letters."""
    zones: list[str] = field(default_factory=list)
    speaks_of_data: bool = False
    """The title says dataset, benchmark, corpus, challenge or the like."""

    def tokens_of(self, start: int, end: int) -> tuple[int, int]:
        """Return the first and the last token that share a character with this stretch."""
        first = bisect_right(self.ends, start)
        return first, max(first, bisect_left(self.starts, end) - 1)

    def is_adjacent(self, index: int) -> bool:
        """Tell whether only one space or nothing parts this token from the one before."""
        return (
            index > 0
            and self.starts[index] - self.ends[index - 1] <= 1
            and self.sentence_of[index] == self.sentence_of[index - 1]
        )


def make_sheet(text: str, title_end: int) -> Sheet:
    """Return the tokens and sentences of a text whose title ends at ``title_end``."""
    tokens, starts, ends = [], [], []
    for match in TOKEN.finditer(text):
        tokens.append(match[0])
        starts.append(match.start())
        ends.append(match.end())
    infos = [token_info(token) for token in tokens]
    bounds = sentence_bounds(text, title_end)
    sentence_of, sentences = [], []
    index = 0
    for number, (_, end) in enumerate(bounds):
        first = index
        while index < len(tokens) and starts[index] < end:
            sentence_of.append(number)
            index += 1
        sentences.append((first, index))
    while index < len(tokens):
        sentence_of.append(len(bounds) - 1)
        index += 1
    sheet = Sheet(text, tokens, starts, ends, infos, sentence_of, sentences, bounds)
    sheet.lowers = [token.lower() for token in tokens]
    sheet.zones = _zones(sheet)
    sheet.speaks_of_data = bool(_OF_DATA.search(text, 0, title_end))
    return sheet


_OF_DATA = re.compile(r"(?i)benchmark|dataset|data set|corpus|database|challenge|cohort|基准|数据集|语料|评测|数据库")
_OWN = frozenset({"we", "our", "ours"})
_PAPER = frozenset(
    {
        "paper",
        "work",
        "study",
        "article",
        "letter",
        "propose",
        "proposed",
        "introduce",
        "introduces",
        "proposes",
        "presents",
    }
)
_RESULT = frozenset(
    {
        "experiment",
        "experiments",
        "results",
        "outperform",
        "outperforms",
        "evaluation",
        "evaluated",
        "evaluate",
        "demonstrate",
        "demonstrates",
        "achieves",
        "achieve",
        "achieved",
        "validated",
        "validate",
        "extensive",
        "accuracy",
        "auc",
        "dice",
    }
)
_CONTRAST = frozenset(
    {
        "however",
        "existing",
        "previous",
        "prior",
        "despite",
        "conventional",
        "traditional",
        "unlike",
        "although",
        "challenging",
        "limited",
        "current",
    }
)


_CHINESE_MARKS = (
    ("we", re.compile("本文|我们|本研究|本工作|提出|设计了|构建了|旨在")),
    ("results", re.compile("实验|结果|优于|超过|表明")),
    ("however", re.compile("然而|但是|现有|传统|已有|难以|不足")),
)
"""What stands in a Chinese sentence for the English word beside it."""


_SECTIONS = {
    "background": "background|introduction|importance|context|背景",
    "aim": "objectives?|purpose|aims?|rationale|question|目的",
    "method": "methods?|materials|design|setting|participants|patients|approach|measurements|measures|"
    "(?:材料与|资料与|对象与)?方法",
    "result": "results?|findings|结果",
    "conclusion": "conclusions?|discussion|interpretation|limitations|significance|结论",
}
_SECTION = re.compile(
    r"\s*(?:[A-Za-z]+,? (?:(?:and|&|of) )?|[A-Za-z]+/){0,3}?"
    f"(?:{'|'.join(f'(?P<{section}>{words})' for section, words in _SECTIONS.items())})\\s*[:：]",
    re.IGNORECASE,
)
"""What opens a section of a structured abstract."""


def _sections(sheet: Sheet) -> list[str]:
    """Return for every sentence the section of a structured abstract that it stands in, or nothing."""
    sections: list[str] = []
    for start, end in sheet.bounds:
        heading = _SECTION.match(sheet.text, start, end)
        before = sections[-1] if sections else ""
        sections.append((heading.lastgroup if heading else None) or before)
    return sections if len(set(sections)) > 2 else [""] * len(sections)  # noqa: PLR2004  # one may be chance


def _zones(sheet: Sheet) -> list[str]:
    """Return for every sentence what it does (title, background, gap, aim, method, result) or its section."""
    zones: list[str] = []
    has_begun = False
    marks = _CHINESE_MARKS if HAN.search(sheet.text) else ()
    sections = _sections(sheet)
    for number, (first, end) in enumerate(sheet.sentences):
        words = set(sheet.lowers[first:end])
        words |= {mark for mark, chinese in marks if chinese.search(sheet.text, *sheet.bounds[number])}
        if number == 0 and sheet.bounds[0][0] == 0 and "\n" in sheet.text[: sheet.bounds[0][1] + 1]:
            zones.append("title")
            continue
        if sections[number] not in {"", "background"}:
            zones.append(f"section-{sections[number]}")
            has_begun = True
            continue
        own = bool(words & _OWN) or ({"this", "here"} & words and words & _PAPER)
        if own and not (has_begun and words & _RESULT):
            zones.append("method" if has_begun else "aim")
            has_begun = True
        elif words & _RESULT and (has_begun or own):
            zones.append("result")
        elif has_begun:
            zones.append("method")
        else:
            zones.append("gap" if words & _CONTRAST else "background")
    return zones


@functools.cache
def heads() -> dict[str, dict[str, bool]]:
    """Return for every head noun (folded) the kinds that it gives and whether it may stand alone."""
    table: dict[str, dict[str, bool]] = {}
    text = (files("medkg.extract") / "rules" / "heads.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.startswith("#") or not line.strip():
            continue
        kind, bare, words = line.split("\t")
        for word in words.split():
            table.setdefault(fold_word(word.split("-")[-1] if "-" in word else word), {})[kind] = bare == "yes"
    return table


__all__ = ["PUNCTUATION", "Sheet", "TokenInfo", "WordClass", "heads", "make_sheet", "token_info"]
