"""One headless Chromium for all journeys, with the network refused, and the graphs that they look at."""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from medkg.export.explorer import write_page
from medkg.export.view import Edge, PaperNode, Quote, ThingNode, View

BASE = "https://w3id.org/medkg/"
PREDICATES = {"method": "usesMethod", "modality": "usesModality", "task": "addressesTask", "dataset": "usesDataset"}
LINKS = {"modality": "appliedToModality", "task": "addresses", "dataset": "evaluatedOn"}


class Pages:
    """Opens explorer pages in the browser and tells what the browser saw."""

    def __init__(self, driver: Any, folder: Path) -> None:  # noqa: ANN401 — selenium ships no types for its drivers
        self.driver = driver
        self.folder = folder

    def open(self, view: View, *, fragment: str = "", title: str = "A sample") -> None:
        """Write the page of this view to disk and open it."""
        path = self.folder / "page.html"
        path.write_bytes(write_page(view, title=title))
        self.driver.get("about:blank")
        self.log()
        self.driver.get(path.as_uri() + (f"#{fragment}" if fragment else ""))
        self.wait("return document.documentElement.dataset.ready === '1' && document.readyState === 'complete'")

    def run(self, script: str, *arguments: object) -> Any:  # noqa: ANN401 — whatever the script returns
        """Return what this JavaScript returns in the page."""
        return self.driver.execute_script(script, *arguments)

    def wait(self, script: str) -> Any:  # noqa: ANN401 — whatever the script returns
        """Return the first true value of this JavaScript, within five seconds."""
        from selenium.webdriver.support.ui import WebDriverWait  # noqa: PLC0415 — only where a browser is there

        return WebDriverWait(self.driver, 5, poll_frequency=0.05).until(lambda driver: driver.execute_script(script))

    def find(self, css: str) -> Any:  # noqa: ANN401 — a selenium element
        """Return the first element that matches."""
        return self.driver.find_element("css selector", css)

    def text(self, css: str) -> str:
        """Return the text of the first element that matches, shown or not."""
        return str(self.run("return document.querySelector(arguments[0]).textContent", css))

    def texts(self, css: str) -> list[str]:
        """Return the texts of all elements that match."""
        return list(self.run("return [...document.querySelectorAll(arguments[0])].map((e) => e.textContent)", css))

    def press(self, *keys: str) -> None:
        """Press these keys, one after the other, wherever the focus is."""
        from selenium.webdriver.common.action_chains import ActionChains  # noqa: PLC0415 — as above

        for key in keys:
            ActionChains(self.driver).send_keys(key).perform()

    def log(self) -> tuple[list[str], list[str]]:
        """Return the errors of the console and the addresses asked for since the last call."""
        errors = [entry["message"] for entry in self.driver.get_log("browser") if entry["level"] == "SEVERE"]
        messages = (json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance"))
        urls = [
            message["params"]["request"]["url"]
            for message in messages
            if message["method"] == "Network.requestWillBeSent"
        ]
        return errors, urls

    def assert_quiet(self) -> None:
        """Fail where the console shows an error or anything but the file itself was asked for."""
        errors, urls = self.log()
        assert errors == []
        assert [url for url in urls if not url.startswith(("file:", "data:", "blob:", "about:"))] == []


def _missing(reason: str) -> None:
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pages]:
    """A headless Chromium that can reach no host; skipped where it is not installed, except in CI."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    chromedriver = shutil.which("chromedriver")
    if not chromium or not chromedriver:
        _missing("Chromium and chromedriver are not installed")
    try:
        from selenium import webdriver  # noqa: PLC0415 — only where a browser is there
        from selenium.webdriver.chrome.service import Service  # noqa: PLC0415 — as above
    except ImportError:
        _missing("selenium is not installed")
    folder = tmp_path_factory.mktemp("browser")
    options = webdriver.ChromeOptions()
    options.binary_location = str(chromium)
    for flag in (
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
        "--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage", "--lang=en-US",
        "--window-size=1360,860", "--host-resolver-rules=MAP * ~NOTFOUND", f"--user-data-dir={folder / 'profile'}",
    ):  # fmt: skip
        options.add_argument(flag)
    several = "profile.default_content_setting_values.automatic_downloads"  # a script's clicks are no user's gesture
    options.add_experimental_option("prefs", {"download.default_directory": str(folder), several: 1})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(str(chromedriver)))
    try:
        yield Pages(driver, folder)
    finally:
        driver.quit()


Maker = Callable[..., View]


def make_view(
    papers: list[dict[str, Any]], *, things: dict[str, tuple[str, ...]] | None = None, hostile: str = ""
) -> View:
    """Return a view of papers given as {id, year, venue, topic, method, modality, task, dataset}, names by kind.

    Each named thing gets a claim with the sentence that names it, and each method a link to the other things of its
    paper. ``things`` gives names with their other names and, after a ``<``, what is broader. ``hostile`` is put before
    every text.
    """
    builder = _Builder(things or {}, hostile)
    for paper in papers:
        builder.add(paper)
    return builder.view()


class _Builder:
    def __init__(self, things: dict[str, tuple[str, ...]], hostile: str) -> None:
        self.hostile = hostile
        self.given = things
        self.papers: list[PaperNode] = []
        self.things: dict[str, ThingNode] = {}
        self.claims: list[Edge] = []
        self.links: dict[tuple[str, str, str], list[str]] = {}
        self.evidence: dict[str, Quote] = {}

    def thing(self, kind: str, name: str) -> str:
        """Return the IRI of this thing, made on first use together with what is broader."""
        iri = f"{BASE}{kind}/{name.lower().replace(' ', '-')}"
        if iri not in self.things:
            others = self.given.get(name, ())
            broader = tuple(self.thing(kind, other[1:]) for other in others if other.startswith("<"))
            labels = [(self.hostile + name, "en")]
            labels += [(text, "en" if text.isascii() else "zh") for text in others if not text.startswith("<")]
            self.things[iri] = ThingNode(iri, kind, self.hostile + name, tuple(labels), broader, is_known=True)
        return iri

    def add(self, paper: dict[str, Any]) -> None:
        """Add one paper with its claims, links and sentences."""
        iri = f"{BASE}paper/{paper['id']}"
        text = self.hostile
        self.papers.append(
            PaperNode(
                iri=iri,
                id=paper["id"],
                title=text + paper.get("title", f"Paper {paper['id']}"),
                year=paper.get("year"),
                venue=text + paper["venue"] if paper.get("venue") else "",
                topics=(text + paper["topic"],) if paper.get("topic") else (),
                authors=(text + "Ada Example",),
                doi="10.1000/1",
                links=("https://example.org/code", text + "javascript:alert(1)"),
                warnings=(text,) if text else (),
                language="en",
            )
        )
        named: dict[str, list[tuple[str, str]]] = {kind: [] for kind in PREDICATES}
        for kind, predicate in PREDICATES.items():
            for name in paper.get(kind, ()):
                thing = self.thing(kind, name)
                quote = self.quote(iri, name)
                self.claims.append(Edge(iri, thing, predicate, 0.9, 1, (quote,)))
                named[kind].append((thing, quote))
        for method, quote in named["method"]:
            for kind, predicate in LINKS.items():
                for thing, other in named[kind]:
                    self.links.setdefault((method, predicate, thing), []).extend((quote, other))

    def quote(self, paper: str, name: str) -> str:
        """Return the key of a new quote of a sentence that names this."""
        before = f"{self.hostile}In {paper.rpartition('/')[2]} we study "
        key = f"{BASE}evidence/{len(self.evidence):06}"
        start = 1000 * len(self.evidence)
        self.evidence[key] = Quote(
            paper, f"{before}{name} with care.", start, start + len(before), start + len(before) + len(name), name,
            f"{self.hostile}rule.name", 0.9,
        )  # fmt: skip
        return key

    def view(self) -> View:
        """Return everything, sorted as a loaded view is."""
        links = [
            Edge(method, thing, predicate, 0.8, len({self.evidence[key].paper for key in keys}), tuple(keys))
            for (method, predicate, thing), keys in self.links.items()
        ]
        edges = sorted([*self.claims, *links], key=lambda edge: (edge.source, edge.predicate, edge.target))
        things = tuple(self.things[iri] for iri in sorted(self.things))
        return View(tuple(sorted(self.papers, key=lambda paper: paper.iri)), things, tuple(edges), self.evidence)


@pytest.fixture(scope="session")
def make() -> Maker:
    """The function that makes views from papers in short form."""
    return make_view


@pytest.fixture(scope="session")
def sample() -> View:
    """Forty papers over six years: U-Net on MRI and CT, transformers on EEG and ECG, and never U-Net on EEG."""
    papers = []
    for number in range(40):
        is_image = number % 2 == 0
        papers.append(
            {
                "id": f"p{number:02}",
                "year": 2020 + number % 6,
                "venue": ("MIDL", "ICLR", "MICCAI")[number % 3],
                "topic": "imaging" if is_image else "signals",
                "method": ["U-Net" if is_image else "transformer", *(["HeartFlow"] if number == 1 else [])],
                "modality": [("MRI", "CT")[number // 2 % 2] if is_image else ("EEG", "ECG")[number // 2 % 2]],
                "task": ["segmentation" if is_image else "arrhythmia detection"],
                "dataset": ["BraTS"] if is_image and number % 4 == 0 else [],
            }
        )
    return make_view(
        papers,
        things={
            "U-Net": ("UNet", "U形网络", "<neural network"),
            "transformer": ("Transformer architecture", "<neural network"),
            "EEG": ("electroencephalography", "脑电图", "<biosignal"),
            "ECG": ("electrocardiography", "心电图", "<biosignal"),
            "MRI": ("magnetic resonance imaging", "磁共振成像"),
        },
    )
