from typing import TYPE_CHECKING, Any

import pytest

from medkg.export.view import View

if TYPE_CHECKING:
    from tests.browser.conftest import Maker, Pages

pytestmark = pytest.mark.browser

VIEWS = ("matrix", "gaps", "network", "sets", "papers", "things")
LONG = "a very long name of a method " * 18
ODD: dict[str, list[dict[str, Any]]] = {
    "no paper": [],
    "one paper": [{"id": "a", "year": 2024, "method": ["U-Net"], "modality": ["MRI"]}],
    "nothing found": [{"id": "a", "year": 2024}],
    "no year": [{"id": "a", "method": ["U-Net"], "modality": ["MRI"]}, {"id": "b", "method": ["U-Net"]}],
    "no links": [{"id": "a", "year": 2024, "modality": ["MRI"]}, {"id": "b", "year": 2020, "task": ["triage"]}],
    "only tasks": [{"id": "a", "year": 2024, "method": ["U-Net"], "task": ["triage"]}],
    "long labels": [{"id": "a", "year": 2024, "title": LONG, "method": [LONG], "modality": ["M" * 500]}],
    "right to left": [
        {"id": "a", "year": 2024, "title": "تخطيط القلب", "method": ["شبكة عصبية"], "modality": ["תצלום"]}
    ],
}


@pytest.mark.parametrize("name", ODD)
def test_odd_graphs_give_a_useful_page(browser: "Pages", make: "Maker", name: str) -> None:
    """Whatever the graph lacks, every view opens, says something, and fits the window."""
    browser.open(make(ODD[name]))
    for view in VIEWS:
        browser.run("location.hash = arguments[0]", f"view={view}")
        browser.wait(f"return document.querySelector('[aria-current=page]').dataset.key === 'view-{view}'")
        assert browser.text("main").strip(), view
        assert browser.run("return document.documentElement.scrollWidth <= window.innerWidth"), view
    if ODD[name]:
        browser.run("location.hash = 'selected=paper/a'")
        browser.wait("return document.querySelector('.panel h2')")
        assert browser.run(
            "const panel = document.querySelector('.panel'); return panel.scrollWidth <= panel.clientWidth"
        )
    browser.assert_quiet()


def test_a_method_without_linked_modality_leads_to_the_papers_that_name_both(browser: "Pages", make: "Maker") -> None:
    """Where no text links two kinds, the page offers to count papers that name both."""
    browser.open(make([{"id": "a", "task": ["triage"], "modality": ["MRI"]}]), fragment="rows=task")
    assert browser.texts('td.cell[aria-label="triage and MRI: 1 paper"]')


def test_a_graph_without_methods_is_seen_by_what_it_has(browser: "Pages", make: "Maker") -> None:
    """The first view shows the kinds that there are, and no word blames a filter that is not set."""
    browser.open(make(ODD["no links"]))
    assert browser.texts("table.matrix th.row .head-label") == ["triage"]
    assert "filter" not in browser.text("main")
    browser.open(make(ODD["nothing found"]))
    assert "filter" not in browser.text("main")
    browser.open(make(ODD["no links"]), fragment="view=network")
    assert "links two things" in browser.text("main")


@pytest.mark.parametrize("renderer", ["webgl", "canvas"])
def test_thousands_of_things_are_drawn_and_can_be_clicked(browser: "Pages", make: "Maker", renderer: str) -> None:
    """Above two thousand things another renderer draws, with or without WebGL, and a click still opens the thing."""
    from selenium.webdriver.common.action_chains import ActionChains  # noqa: PLC0415 — only where a browser is there

    browser.open(_large(make))
    if renderer == "webgl":  # as with a graphics card: the page does not ask for WebGL in software by itself
        browser.run(
            """const plain = WebGLRenderingContext.prototype.getParameter;
            WebGLRenderingContext.prototype.getParameter = function (name) {
              return name === 37446 ? 'A graphics card' : plain.call(this, name);
            };"""
        )
    browser.run("location.hash = 'view=network&shown=50000'")
    browser.wait("return document.querySelector('.canvas') && document.querySelector('.canvas').dataset.renderer")
    assert browser.run("return document.querySelector('.canvas').dataset.renderer") == renderer
    spot = browser.run(
        """const { things } = JSON.parse(document.getElementById('core').textContent);
        const host = document.querySelector('.canvas');
        const { x, y } = host.drawing.screenOf(things.iri.indexOf('modality/mri'));
        return [x - host.clientWidth / 2, y - host.clientHeight / 2];"""
    )
    canvas = browser.find(".canvas canvas")
    ActionChains(browser.driver).move_to_element_with_offset(canvas, round(spot[0]), round(spot[1])).click().perform()
    browser.wait("return document.querySelector('.panel h2')")
    assert browser.text(".panel h2") == "MRI"
    browser.assert_quiet()


def _large(make: "Maker") -> View:
    modalities = ["MRI", "CT", "EEG", "ECG", "text"]
    return make(
        [
            {
                "id": f"p{k}",
                "year": 2015 + k % 10,
                "method": [f"Net {k}", f"Net {k % 100}"],
                "modality": [modalities[k * k % 5]],
            }
            for k in range(2100)
        ]
    )
