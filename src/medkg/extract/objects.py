"""Phrases whose head no table knows, told by what stands beside them: "via agent coevolution", titles."""

from medkg.extract.lexicon import WordClass
from medkg.extract.phrases import Phrase, left_edge, listed, right_edge, skip_openers
from medkg.extract.sheet import Sheet, heads


def find_objects(sheet: Sheet) -> list[Phrase]:
    """Return what "via", "employing" and the like take as method, and nouns of doing where tasks stand."""
    return [*_methods(sheet), *_tasks(sheet)]


def _methods(sheet: Sheet) -> list[Phrase]:
    phrases = []
    table, endings = heads(), tuple(listed("agent-ending"))
    cues, title_cues = listed("method-cue"), listed("title-method-cue")
    for index, info in enumerate(sheet.infos):
        word = sheet.lowers[index]
        if word in cues or (word in title_cues and _is_in_title(sheet, index)) or _ends_number(sheet, index):
            first = skip_openers(sheet, index + 1)
            last = right_edge(sheet, first)
            if last > first and sheet.sentence_of[last] == sheet.sentence_of[index]:
                head = sheet.infos[last].head
                if head and table.get(head, {}).keys() <= {"task"} and not sheet.infos[last].is_name:
                    phrases.append(Phrase(first, last, "method", head, "object.method"))
        if info.word_class == WordClass.OPEN and info.head.endswith(endings) and not table.get(info.head):
            first = left_edge(sheet, index)
            if first < index:
                phrases.append(Phrase(first, index, "method", info.head, "noun.method"))
    return phrases


def _is_in_title(sheet: Sheet, index: int) -> bool:
    return sheet.zones[sheet.sentence_of[index]] == "title"


def _ends_number(sheet: Sheet, index: int) -> bool:
    """Tell whether a list's number ends here: "(1) a gated loss, (2) …"."""
    return (
        sheet.tokens[index] == ")"
        and index > 1
        and sheet.tokens[index - 2] == "("
        and len(sheet.tokens[index - 1]) == 1
        and not _is_in_title(sheet, index)
    )


def _tasks(sheet: Sheet) -> list[Phrase]:
    phrases = []
    endings, table = tuple(listed("noun-ending")), heads()
    for index, info in enumerate(sheet.infos):
        if info.word_class != WordClass.OPEN or not info.head.endswith(endings) or "task" in table.get(info.head, {}):
            continue
        first = left_edge(sheet, index)
        if first < index and (_is_in_title(sheet, index) or _where_tasks_stand(sheet, first, index)):
            phrases.append(Phrase(first, index, "task", info.head, "noun.task"))
    return phrases


def _where_tasks_stand(sheet: Sheet, first: int, last: int) -> bool:
    """Tell whether the words before or after are such as stand beside tasks."""
    before = sheet.lowers[first - 1] if sheet.is_adjacent(first) else ""
    after = sheet.lowers[last + 1] if last + 1 < len(sheet.tokens) and sheet.is_adjacent(last + 1) else ""
    return before in listed("before-task") or after in listed("after-task")
