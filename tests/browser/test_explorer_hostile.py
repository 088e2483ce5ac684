from typing import TYPE_CHECKING

import pytest

from medkg.export.view import Edge, PaperNode, Quote, ThingNode, View

if TYPE_CHECKING:
    from tests.browser.conftest import Maker, Pages

pytestmark = pytest.mark.browser

BASE = "https://w3id.org/medkg/"
FIRE = "window.fired=1"
SHAPES = (
    f"<script>{FIRE}</script>",
    f"</script><script>{FIRE}</script>",
    f"<img src=x onerror={FIRE}>",
    f'"><svg onload={FIRE}>',
    f"'-{FIRE}-'",
    f"javascript:{FIRE}",
    f"<iframe srcdoc='<script>parent.{FIRE}</script>'>",
    f"<a href=javascript:{FIRE}>x</a>",
    "]]><!--<!--<script>",
    f"{{{{{FIRE}}}}}${{{FIRE}}}",
    f"<style>@import 'http://example.invalid/{FIRE}'</style>",
    f"<math><mi xlink:href=javascript:{FIRE}>",
    "\u202eevil\u202c\u2028\u2029\x01\x0b",
    f"<details open ontoggle={FIRE}>",
    "=1+1|'cmd'!A1",
    f"<base href=//example.invalid><form action=javascript:{FIRE}>",
)


def _texts(count: int) -> list[str]:
    return [f"{SHAPES[k % len(SHAPES)]} no. {k}" for k in range(count)]


def _hostile_view(texts: list[str]) -> View:
    """Return a view in which each text stands in one place: title, label, sentence, rule, venue, author and so on."""
    groups = [texts[k : k + 10] for k in range(0, len(texts), 10)]
    papers, things, edges, evidence = [], [], [], {}
    for number, (title, label, other, sentence, rule, venue, author, topic, definition, warning) in enumerate(groups):
        paper, method, modality = (f"{BASE}{kind}/x{number:04}" for kind in ("paper", "method", "modality"))
        links = (title, "javascript:window.fired=1", "https://example.invalid/\"onmouseover='window.fired=1'")
        papers.append(
            PaperNode(
                paper, title, title, 2020 + number % 5, venue, warning, (topic,), links, (author,), title, (warning,)
            )
        )
        names = ((label, "en"), (other, "zh"))
        things.append(ThingNode(method, "method", label, names, (), paper_count=1, definition=definition))
        things.append(ThingNode(modality, "modality", other, ((other, "en"),), (), paper_count=1))
        key = f"{BASE}evidence/{number:05}"
        evidence[key] = Quote(paper, sentence, 0, 0, 9, sentence[:9], rule, 0.9)
        edges.append(Edge(method, modality, "appliedToModality", 0.9, 1, (key,)))
        edges.append(Edge(paper, method, "usesMethod", 0.9, 1, (key,)))
        edges.append(Edge(paper, modality, "usesModality", 0.9, 1, (key,)))
    things.sort(key=lambda thing: thing.iri)
    edges.sort(key=lambda edge: (edge.source, edge.predicate, edge.target))
    return View(tuple(papers), tuple(things), tuple(edges), evidence)


def test_five_thousand_hostile_texts_execute_nothing(browser: "Pages") -> None:
    """In every position and every view hostile texts are shown as they are, and nothing of them runs or loads."""
    texts = _texts(5000)
    browser.open(_hostile_view(texts), title=texts[0])
    title = browser.run("return document.title")
    assert title == texts[0]
    for view in ("matrix", "gaps", "network", "papers", "things"):
        browser.run("location.hash = arguments[0]", f"view={view}&rowLimit=400&columnLimit=20&language=zh")
        browser.wait(f"return document.querySelector('[aria-current=page]').dataset.key === 'view-{view}'")
        browser.run(
            """for (let k = 0; k < 40; k += 1) {
              const more = document.querySelector('main .more button');
              if (more) more.click();
            }"""
        )
        if view == "papers":
            assert browser.texts("main .paper-title bdi")[:3] != []
            assert set(browser.texts("main .paper-title bdi")) == set(texts[::10])
    for number in range(0, 500, 25):
        for selected in (f"paper/x{number:04}", f"method/x{number:04}", f"method/x{number:04}*modality/x{number:04}"):
            browser.run("location.hash = arguments[0]", f"selected={selected}")
            browser.wait("return document.querySelector('.panel h2')")
            assert texts[10 * number + 3] in browser.text(".panel")
    browser.run(
        """document.querySelectorAll('[data-take=svg], [data-take=csv], [data-take=ris], [data-take=bibtex]')
          .forEach((button) => button.click());
        document.querySelectorAll('.page *').forEach((e) => e.dispatchEvent(new MouseEvent('mouseover', { bubbles: true })));"""
    )
    assert browser.run("return window.fired === undefined && document.title === arguments[0]", title)
    assert browser.run("return document.querySelectorAll('.page script, .page iframe, .page img, base').length") == 0
    hrefs = browser.run("return [...document.querySelectorAll('a')].map((a) => a.protocol)")
    assert set(hrefs) <= {"https:", "http:"}
    browser.assert_quiet()


def test_search_shows_hostile_names_as_text(browser: "Pages", make: "Maker") -> None:
    """Names with markup are found and listed as they are written."""
    name = "<img src=x onerror=window.fired=1>Net"
    browser.open(make([{"id": "a", "method": [name], "modality": ["EEG"]}]))
    browser.press("/")
    browser.press("img src")
    assert browser.texts("#hits bdi") == [name]
    assert browser.run("return window.fired === undefined")
    browser.assert_quiet()
