"""How fast the explorer page is: written, opened, searched and filtered, at three sizes.

    python benchmarks/explorer.py [--sizes 55 4000 50000]

Needs Chromium, chromedriver and selenium. The graphs are synthetic: each paper proposes a method of its own and names
two to seven common things, in sentences of about 150 characters. Times are in milliseconds, of one run.
"""

import argparse
import shutil
import tempfile
import time
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

from medkg.export.explorer import write_page
from medkg.export.view import Edge, PaperNode, Quote, ThingNode, View

BASE = "https://w3id.org/medkg/"
COMMON = {"method": 400, "modality": 120, "task": 300, "dataset": 250}
CLAIMS = {"method": "usesMethod", "modality": "usesModality", "task": "addressesTask", "dataset": "usesDataset"}
LINKS = {"modality": "appliedToModality", "task": "addresses", "dataset": "evaluatedOn"}

MEASURE = """
const time = (act) => {
  const start = performance.now();
  act();
  document.body.offsetHeight;
  return performance.now() - start;
};
const click = (key) => document.querySelector(`[data-key="${key}"]`).click();
const input = document.querySelector('.search input');
const type = (text) => time(() => { input.value = text; input.dispatchEvent(new Event('input')); });
const set = (key, value) => time(() => {
  const field = document.querySelector(`[data-key="${key}"]`);
  field.value = value;
  field.dispatchEvent(new Event('change'));
});
const paint = performance.getEntriesByType('paint').find((entry) => entry.name === 'first-contentful-paint');
type('warm the index');
const search = Math.max(type('method 1'), type('e'), type('modality-7'), type('nothing like this'));
input.value = '';
input.dispatchEvent(new Event('input'));
const filter = Math.max(set('year-from', 2021), set('confidence', 50));
return {
  'first paint': paint ? paint.startTime : NaN,
  search, filter,
  cell: time(() => document.querySelector('td.cell.s7').click()),
  gaps: time(() => click('view-gaps')),
  'newly met': time(() => click('pairs-new')),
  sets: time(() => click('view-sets')),
  network: time(() => click('view-network')),
  papers: time(() => click('view-papers')),
  things: time(() => click('view-things')),
};
"""

NETWORK = """
const start = performance.now();
location.hash = 'view=network&shown=100000&kinds=method,modality,task,dataset';
const done = arguments[arguments.length - 1];
requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(performance.now() - start), 0)));
"""


class Chance:
    """Numbers that look like chance and are the same in every run."""

    def __init__(self) -> None:
        self.state = 1

    def below(self, most: int) -> int:
        """Return a number from 0 to most - 1, small ones far more often, as with names in papers."""
        self.state = self.state * 6364136223846793005 + 1442695040888963407 & (1 << 64) - 1
        share = (self.state >> 11) / (1 << 53)
        return min(most - 1, int(most**share) - 1)


class Builder:
    """Makes papers with their claims, sentences and links."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.chance = Chance()
        self.papers: list[PaperNode] = []
        self.things: dict[str, ThingNode] = {}
        self.edges: list[Edge] = []
        self.links: dict[tuple[str, str, str], list[str]] = {}
        self.evidence: dict[str, Quote] = {}

    def add_thing(self, kind: str, name: str, label: str, *, broader: tuple[str, ...] = ()) -> str:
        iri = f"{BASE}{kind}/{name}"
        self.things[iri] = ThingNode(iri, kind, label, ((label, "en"),), broader, is_known=True)
        return iri

    def add_common_things(self) -> None:
        for kind, count in COMMON.items():
            for number in range(min(count, self.size)):
                broader = (f"{BASE}{kind}/{number % 9}",) if number >= 2 * 9 else ()
                self.add_thing(kind, str(number), f"{kind} {number}", broader=broader)

    def add_paper(self, number: int) -> None:
        paper = f"{BASE}paper/p{number:06}"
        title = f"A paper of number {number}"
        self.papers.append(PaperNode(paper, f"p{number}", title, 2018 + number % 9, f"V {number % 40}"))
        own = self.add_thing("method", f"own-{number}", f"OwnNet-{number}")
        named = [("method", own, "proposesMethod")]
        for kind, predicate in CLAIMS.items():
            most = min(COMMON[kind], self.size)
            chosen = sorted({f"{BASE}{kind}/{self.chance.below(most)}" for _ in range(2)})
            named.extend((kind, iri, predicate) for iri in chosen)
        quotes = {}
        for place, (_, iri, predicate) in enumerate(named):
            quotes[iri] = self.add_quote(paper, number, place, self.things[iri].label)
            self.edges.append(Edge(paper, iri, predicate, 0.9, 1, (quotes[iri],)))
        for kind, iri, _ in named:
            if kind != "method":
                for method in (own, named[1][1]):
                    self.links.setdefault((method, LINKS[kind], iri), []).extend((quotes[method], quotes[iri]))

    def add_quote(self, paper: str, number: int, place: int, label: str) -> str:
        key = f"{BASE}evidence/{number:06}-{place}"
        before = f"In sentence number {place} we say something about "
        sentence = f"{before}{label}, and then " + "some words " * 7
        start = place * 200
        self.evidence[key] = Quote(
            paper, sentence, start, start + len(before), start + len(before) + len(label), label, "name", 0.9
        )
        return key

    def view(self) -> View:
        for (source, predicate, target), keys in self.links.items():
            papers = len({self.evidence[key].paper for key in keys})
            self.edges.append(Edge(source, target, predicate, 0.8, papers, tuple(keys)))
        self.edges.sort(key=lambda edge: (edge.source, edge.predicate, edge.target))
        things = tuple(self.things[iri] for iri in sorted(self.things))
        return View(tuple(self.papers), things, tuple(self.edges), self.evidence)


def make_view(size: int) -> View:
    """Return a synthetic graph of this many papers."""
    builder = Builder(size)
    builder.add_common_things()
    for number in range(size):
        builder.add_paper(number)
    return builder.view()


def open_browser(profile: str) -> webdriver.Chrome:
    """Return a headless Chromium without network."""
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or shutil.which("google-chrome") or ""
    for flag in ("--headless", "--no-sandbox", "--disable-gpu", "--window-size=1440,900", f"--user-data-dir={profile}",
                 "--host-resolver-rules=MAP * ~NOTFOUND"):  # fmt: skip
        options.add_argument(flag)
    return webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))


def measure(size: int, folder: Path) -> dict[str, float]:
    """Return the times of one page of this size."""
    view = make_view(size)
    start = time.perf_counter()
    page = write_page(view, title=f"{size} papers")
    row: dict[str, float] = {"write": 1000 * (time.perf_counter() - start), "MB": len(page) / 1e6}
    path = folder / f"{size}.html"
    path.write_bytes(page)
    driver = open_browser(str(folder / f"profile-{size}"))
    try:
        driver.get(path.as_uri())
        time.sleep(2)
        row |= driver.execute_script(MEASURE)
        row[f"all {len(view.things):,} things drawn"] = driver.execute_async_script(NETWORK)
    finally:
        driver.quit()
    return row


def main() -> None:
    """Print one line per size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[55, 4000, 50000])
    for size in parser.parse_args().sizes:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            row = measure(size, Path(folder))
        print(f"{size:>6} papers: " + ", ".join(f"{name} {value:,.0f}" for name, value in row.items()))


if __name__ == "__main__":
    main()
