import csv
import io
import struct
import time
import zlib
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from medkg.export.explorer.notebook import Explorer
from medkg.export.view import View

if TYPE_CHECKING:
    from tests.browser.conftest import Maker, Pages

pytestmark = pytest.mark.browser

CELL = 'td.cell[aria-label="{}"]'
VIEWS = ("matrix", "gaps", "network", "sets", "papers", "things")


def _saved(browser: "Pages", ending: str, *, act: str) -> bytes:
    """Do something that saves a file, and return what was saved."""
    for old in browser.folder.glob(f"*.{ending}"):
        old.unlink()
    browser.run(act)
    for _ in range(100):
        found = [path for path in Path(browser.folder).glob(f"*.{ending}") if path.stat().st_size]
        if found and not list(browser.folder.glob("*.crdownload")):
            return found[0].read_bytes()
        time.sleep(0.05)
    raise AssertionError(f"no .{ending} file was saved")


def _take(browser: "Pages", what: str, ending: str) -> bytes:
    return _saved(browser, ending, act=f"document.querySelector('[data-take={what}]').click()")


@pytest.mark.parametrize("view", VIEWS)
def test_no_view_asks_the_network_for_anything(browser: "Pages", sample: View, view: str) -> None:
    """Every view opens from disk with the network refused, without a request and without an error."""
    browser.open(sample, fragment=f"view={view}")
    assert browser.text("main").strip()
    assert browser.run("return performance.getEntriesByType('resource').map((e) => e.name)") == []
    browser.assert_quiet()


def test_a_cell_opens_its_papers_and_the_highlighted_sentence(browser: "Pages", sample: View) -> None:
    """From the matrix to the sentence in one click."""
    browser.open(sample)
    browser.find(CELL.format("U-Net and MRI: 10 papers")).click()
    browser.wait("return document.querySelectorAll('.panel .card').length === 10")
    assert browser.texts(".panel .card:first-child mark:not(.faint)") == ["U-Net", "MRI"]
    sentence = browser.text(".panel .card:first-child .sentence")
    assert sentence.endswith("we study U-Net with care.")
    assert "rule rule.name" in browser.text(".panel .card:first-child footer")
    browser.assert_quiet()


def test_an_edge_of_the_network_opens_its_sentences(browser: "Pages", sample: View) -> None:
    """A click on the line between two things shows the papers and sentences that say so."""
    from selenium.webdriver.common.action_chains import ActionChains  # noqa: PLC0415 — only where a browser is there

    browser.open(sample, fragment="view=network")
    spot = browser.run(
        """const { things } = JSON.parse(document.getElementById('core').textContent);
        const host = document.querySelector('.canvas');
        const place = (iri) => host.drawing.screenOf(things.iri.indexOf(iri));
        const [a, b] = [place('method/u-net'), place('modality/mri')];
        return [(a.x + b.x) / 2 - host.clientWidth / 2, (a.y + b.y) / 2 - host.clientHeight / 2];"""
    )
    canvas = browser.find(".canvas canvas")
    ActionChains(browser.driver).move_to_element_with_offset(canvas, round(spot[0]), round(spot[1])).click().perform()
    browser.wait("return document.querySelector('.panel .card')")
    assert browser.texts(".panel h2 .chip-text") == ["U-Net", "MRI"]
    assert "we study U-Net with care." in browser.text(".panel")
    browser.assert_quiet()


@pytest.mark.parametrize("query", ["unet", "U net", "U形", "u-NET"])
def test_search_finds_any_name_of_a_thing(browser: "Pages", sample: View, query: str) -> None:
    """Hyphens, case and language do not matter; Enter opens the page of the thing."""
    browser.open(sample)
    browser.press("/")
    browser.press(query, "\ue007")
    browser.wait("return document.querySelector('.panel h2')")
    assert browser.text(".panel h2") == "U-Net"
    assert "UNet" in browser.text(".panel .names")


def test_a_year_filter_changes_every_count(browser: "Pages", sample: View) -> None:
    """Counts in the matrix, in the list of papers and above follow the years chosen."""
    browser.open(sample, fragment="view=papers")
    browser.run(
        """const field = document.querySelector('[data-key="year-from"]');
        field.value = 2024;
        field.dispatchEvent(new Event('change'));"""
    )
    assert browser.text(".counted") == "12 of 40 papers"
    assert browser.text(".brand .facts").startswith("12 papers")
    assert len(browser.texts("table.rows tbody tr")) == 12
    browser.run("document.querySelector('[data-key=\"view-matrix\"]').click()")
    assert browser.texts(CELL.format("U-Net and MRI: 3 papers"))
    browser.run("document.querySelector('[data-key=clear]').click()")
    assert browser.text(".counted") == "All 40 papers"


def test_a_link_restores_the_view(browser: "Pages", sample: View) -> None:
    """Whoever opens a copied address sees the same view, filters and selection."""
    browser.open(sample)
    browser.run("document.querySelector('[data-key=\"topics-signals\"]').click()")
    browser.run("document.querySelector('[data-key=\"order-name\"]').click()")
    browser.run("document.querySelector('td.cell.s7').click()")
    address = browser.run("return location.hash.slice(1)")
    before = browser.text("main") + browser.text(".panel .cards")
    browser.open(sample, fragment=address)
    assert browser.text("main") + browser.text(".panel .cards") == before
    assert browser.text(".counted") == "20 of 40 papers"


def test_the_way_back_leads_to_the_view_before(browser: "Pages", sample: View) -> None:
    """Each step has an address, so the browser's own back button works."""
    browser.open(sample)
    browser.find('[data-key="view-things"]').click()
    browser.find("[data-thing]").click()
    browser.driver.back()
    browser.wait("return !document.querySelector('.panel h2')")
    browser.driver.back()
    browser.wait("return document.querySelector('table.matrix')")


def test_a_link_to_something_unknown_says_so(browser: "Pages", sample: View) -> None:
    """An address that names what this graph does not hold opens the rest, with a note."""
    browser.open(sample, fragment="selected=method/nowhere")
    assert "not in this graph" in browser.text(".toast")
    assert browser.texts("table.matrix")


def test_the_matrix_is_walked_by_keyboard(browser: "Pages", sample: View) -> None:
    """Arrow keys move from cell to cell, Enter opens, Escape closes and gives the focus back."""
    browser.open(sample)
    browser.run("document.querySelector('td.cell[tabindex=\"0\"]').focus()")
    browser.press("\ue014", "\ue015")
    label = browser.run("return document.activeElement.getAttribute('aria-label')")
    browser.press("\ue007")
    browser.wait("return document.querySelector('.panel h2')")
    browser.press("\ue00c")
    browser.wait("return !document.querySelector('.panel h2')")
    assert browser.run("return document.activeElement.getAttribute('aria-label')") == label


def test_the_network_is_walked_by_keyboard(browser: "Pages", sample: View) -> None:
    """Arrow keys choose a neighbour and say its name, Enter walks there and opens it, F shows what is around it."""
    browser.open(sample, fragment="view=network&selected=method/u-net")
    browser.run("document.querySelector('.network').focus()")
    browser.press("\ue014")
    assert browser.text(".live").startswith("toward MRI (1 of 2)") or browser.text(".live").startswith("toward CT")
    browser.press("\ue007")
    assert browser.text(".panel h2") in {"MRI", "CT"}
    browser.run("document.querySelector('.network').focus()")
    browser.press("f")
    assert browser.text(".where").startswith("Around ")
    browser.assert_quiet()


def test_a_path_leads_from_one_thing_to_another(browser: "Pages", sample: View) -> None:
    """The page of a thing asks for the other end and shows the shortest way."""
    browser.open(sample, fragment="selected=modality/mri")
    browser.run("[...document.querySelectorAll('.panel button')].find((b) => b.textContent.startsWith('Path')).click()")
    browser.press("segmentation", "\ue007")
    browser.wait("return document.querySelector('.where')")
    assert browser.text(".where") == "Path from MRI to segmentation"


def test_gaps_come_with_their_denominators(browser: "Pages", sample: View) -> None:
    """A pair that nobody has tried says how many papers each side has."""
    browser.open(sample, fragment="view=gaps")
    told = "20 papers on the method, 10 on the modality, none on both"
    assert told in browser.text("main")
    browser.open(sample, fragment="selected=method/u-net*modality/eeg")
    assert told in browser.text(".panel .gap-note")


def test_pairs_that_newly_met_stand_beside_the_gaps(browser: "Pages", make: "Maker") -> None:
    """A pair first named in the last two years comes with its papers and with what was known of each side before."""
    old = [("U-Net", "MRI", 2020)] * 4 + [("transformer", "EEG", 2021)] * 3
    papers = [*old, ("U-Net", "EEG", 2024), ("U-Net", "EEG", 2025)]
    browser.open(
        make([{"id": f"p{k}", "method": [a], "modality": [b], "year": year} for k, (a, b, year) in enumerate(papers)]),
        fragment="view=gaps",
    )
    browser.find('[data-key="pairs-new"]').click()
    assert browser.texts("table.rows tbody tr > *") == [
        "U-Net", "EEG", "2", "2024", "4 and 3 papers on each, none on both"
    ]  # fmt: skip
    assert browser.run("return location.hash") == "#view=gaps&pairs=new"
    assert _take(browser, "csv", "csv").decode().splitlines()[1].startswith("U-Net,EEG,2,2024,")
    browser.find("table.rows td .in-text").click()
    browser.wait("return document.querySelectorAll('.panel .card').length === 2")
    browser.assert_quiet()


def test_combinations_tell_what_papers_name_together(browser: "Pages", make: "Maker") -> None:
    """A row is a set of things with its papers; it opens them, and goes along as table and as picture."""
    papers = [("MRI", "CT"), ("MRI", "CT"), ("MRI", "CT", "EEG"), ("EEG",)]
    browser.open(
        make([{"id": f"p{k}", "modality": list(names), "year": 2020 + k} for k, names in enumerate(papers)]),
        fragment="view=sets",
    )
    assert browser.texts("table.upset th.column .head-label") == ["CT", "MRI", "EEG"]
    assert browser.texts("table.upset td.set-bar") == ["2", "1"]
    assert browser.texts("table.upset td.set-all") == ["3", "1"]
    assert _take(browser, "csv", "csv").decode().splitlines() == ["modalities,Just these,And others", "CT; MRI,2,3",
                                                                  "CT; MRI; EEG,1,1"]  # fmt: skip
    root = ET.fromstring(_take(browser, "svg", "svg"))  # noqa: S314 — our own output
    assert {"CT", "MRI", "EEG", "Just these"} <= {e.text for e in root.iter("{http://www.w3.org/2000/svg}text")}
    browser.run("document.querySelectorAll('table.upset td.set-all button')[1].click()")
    browser.wait("return document.querySelectorAll('.panel .card').length === 1")
    assert browser.texts(".panel mark:not(.faint)") == ["MRI", "CT", "EEG"]
    assert _take(browser, "ris", "ris").decode().count("ER  - ") == 1
    browser.assert_quiet()


def test_rows_open_along_the_hierarchy(browser: "Pages", sample: View) -> None:
    """A closed row stands for all that is narrower; opened it shows them."""
    browser.open(sample)
    rows = "table.matrix th.row .head-label"
    assert browser.texts(rows)[:3] == ["neural network", "transformer", "U-Net"]
    browser.run("document.querySelector('[data-key=\"caret-https://w3id.org/medkg/method/neural-network\"], "
                "[data-key=\"caret-method/neural-network\"]').click()")  # fmt: skip
    assert browser.texts(rows) == ["neural network", "HeartFlow"]


def test_every_picture_has_a_table_as_twin(browser: "Pages", sample: View) -> None:
    """The matrix and the network are tables too, with the same counts."""
    for view in ("matrix", "network"):
        browser.open(sample, fragment=f"view={view}&isTable=1")
        rows = browser.texts("table.rows tbody tr")
        assert any("U-Net" in row and "MRI" in row and "10" in row for row in rows)


def test_the_matrix_is_taken_along_as_svg_and_png(browser: "Pages", sample: View) -> None:
    """The picture says what it shows: title, filters, legend and every count."""
    browser.open(sample, fragment="topics=imaging", title="Title & more")
    root = ET.fromstring(_take(browser, "svg", "svg"))  # noqa: S314 — our own output
    texts = [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")]
    assert "Title & more" in texts
    assert any(text and "20 of 40 papers · imaging" in text for text in texts)
    assert {"Papers per cell", "U-Net", "MRI"} <= set(texts)
    assert _take(browser, "png", "png").startswith(b"\x89PNG")
    browser.assert_quiet()


def test_a_picture_for_print_has_its_size_and_no_ground_where_none_is_wanted(browser: "Pages", sample: View) -> None:
    """180 mm at 300 dots per inch, told in the file; the first pixel is white, or nothing at all."""
    browser.open(sample)
    white = _first_pixel(_take(browser, "print-png", "png"))
    assert white == (255, 255, 255, 255)
    browser.run("document.querySelector('[data-key=clear-ground]').click()")
    png = _take(browser, "print-png", "png")
    assert struct.unpack(">I", png[16:20]) == (2126,)
    assert png[37:41] == b"pHYs"
    assert struct.unpack(">II", png[41:49]) == (11811, 11811)
    assert _first_pixel(png)[3] == 0
    root = ET.fromstring(_take(browser, "svg", "svg"))  # noqa: S314 — our own output
    assert root.get("width") not in [rect.get("width") for rect in root.iter("{http://www.w3.org/2000/svg}rect")]
    browser.assert_quiet()


def _first_pixel(png: bytes) -> tuple[int, ...]:
    """Return the first pixel of an eight-bit PNG, which every filter leaves as it is."""
    data, place = b"", 8
    while place < len(png):
        (length,) = struct.unpack(">I", png[place : place + 4])
        if png[place + 4 : place + 8] == b"IDAT":
            data += png[place + 8 : place + 8 + length]
        place += length + 12
    channels = {2: 3, 6: 4}[png[25]]
    pixel = tuple(zlib.decompress(data)[1 : 1 + channels])
    return pixel if channels == 4 else (*pixel, 255)


def test_the_network_is_taken_along_as_svg(browser: "Pages", sample: View) -> None:
    """Shapes, lines and names of the network stand in the picture."""
    browser.open(sample, fragment="view=network")
    root = ET.fromstring(_take(browser, "svg", "svg"))  # noqa: S314 — our own output
    names = [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")]
    assert {"U-Net", "MRI", "methods", "modalities"} <= set(names)
    assert len(list(root.iter("{http://www.w3.org/2000/svg}polyline"))) == 5


def test_rows_are_taken_along_as_csv(browser: "Pages", sample: View) -> None:
    """The table holds the rows that are shown, under the filters."""
    browser.open(sample, fragment="view=papers&from=2025")
    rows = list(csv.DictReader(io.StringIO(_take(browser, "csv", "csv").decode())))
    assert {row["Year"] for row in rows} == {"2025"}
    assert len(rows) == 6


def test_the_papers_behind_a_pair_are_taken_along(browser: "Pages", sample: View) -> None:
    """RIS and BibTeX hold the papers of the selection and no others."""
    browser.open(sample, fragment="selected=method/u-net*modality/ct")
    assert _take(browser, "ris", "ris").decode().count("ER  - ") == 10
    assert _take(browser, "bibtex", "bib").decode().count("@inproceedings{") == 10


def test_a_saved_state_opens_again(browser: "Pages", sample: View) -> None:
    """The view can be kept as a file and opened from it."""
    browser.open(sample, fragment="view=things&from=2023")
    state = _take(browser, "state", "json")
    browser.open(sample)
    (browser.folder / "kept.txt").write_bytes(state)
    browser.driver.find_element("css selector", "input[type=file]").send_keys(str(browser.folder / "kept.txt"))
    browser.wait("return location.hash === '#view=things&from=2023'")


def test_the_interface_speaks_chinese(browser: "Pages", sample: View) -> None:
    """Words and names change together; the language is part of the address."""
    browser.open(sample)
    browser.run("document.querySelector('[data-key=language]').click()")
    assert browser.run("return document.documentElement.lang") == "zh-Hans"
    assert "矩阵" in browser.text("nav.views")
    assert "脑电图" in browser.texts("table.matrix th.column .head-label")
    assert "language=zh" in browser.run("return location.hash")


def test_a_phone_shows_everything_within_its_width(browser: "Pages", sample: View) -> None:
    """No view is wider than a phone; wide tables scroll within themselves."""
    command = "Emulation.setDeviceMetricsOverride"
    browser.driver.execute_cdp_cmd(command, {"width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": True})
    try:
        for view in VIEWS:
            browser.open(sample, fragment=f"view={view}&selected=method/u-net")
            assert browser.run("return document.documentElement.scrollWidth") <= 390, view
    finally:
        browser.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_on_a_phone_the_rows_of_a_table_are_cards(browser: "Pages", sample: View) -> None:
    """Nothing of a row lies outside the screen, whatever the table."""
    command = "Emulation.setDeviceMetricsOverride"
    browser.driver.execute_cdp_cmd(command, {"width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": True})
    try:
        for view in ("gaps", "papers", "things"):
            browser.open(sample, fragment=f"view={view}")
            assert browser.run("return [...document.querySelectorAll('.rows td, .rows th')].every((cell) => "
                               "cell.getBoundingClientRect().right <= 390)"), view  # fmt: skip
    finally:
        browser.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_chinese_column_heads_stand_upright(browser: "Pages", sample: View) -> None:
    """Latin names are turned to be read from below, Chinese ones run from top to bottom."""
    turned = "return [...document.querySelectorAll('th.column .head-label')].map((e) => getComputedStyle(e).transform)"
    browser.open(sample)
    assert "none" not in browser.run(turned)
    browser.open(sample, fragment="language=zh")
    assert "none" in browser.run(turned)


def test_the_list_of_things_begins_with_every_kind(browser: "Pages", sample: View) -> None:
    """Tasks and datasets are listed too; a choice there leaves the network as it is."""
    browser.open(sample, fragment="view=things")
    kinds = "table.rows tbody td:nth-child(2)"
    assert set(browser.texts(kinds)) == {"method", "modality", "task", "dataset"}
    browser.find("[data-key=kind-task]").click()
    assert set(browser.texts(kinds)) == {"method", "modality", "dataset"}
    assert "kinds=" not in browser.run("return location.hash")


def test_help_lists_the_keys(browser: "Pages", sample: View) -> None:
    """A question mark opens the list of keys, Escape closes it."""
    browser.open(sample)
    browser.press("?")
    browser.wait("return document.querySelector('dialog').open")
    browser.press("\ue00c")
    browser.wait("return !document.querySelector('dialog').open")


def test_a_notebook_shows_the_page_without_touching_its_own_address(browser: "Pages", sample: View) -> None:
    """In a sandboxed frame everything works, and the page around it stays where it is."""
    outer = browser.folder / "notebook.html"
    outer.write_text(f"<!doctype html><title>n</title>{Explorer(sample)._repr_html_()}", encoding="utf-8")
    browser.log()
    browser.driver.get(outer.as_uri())
    browser.driver.switch_to.frame(0)
    try:
        browser.wait("return document.documentElement.dataset.ready === '1'")
        browser.find(CELL.format("U-Net and MRI: 10 papers")).click()
        browser.wait("return document.querySelectorAll('.panel .card').length === 10")
        browser.find('[data-key="view-network"]').click()
        browser.wait("return document.querySelector('.canvas canvas')")
    finally:
        browser.driver.switch_to.default_content()
    assert browser.driver.current_url == outer.as_uri()
    browser.assert_quiet()


def test_things_can_be_hidden_from_the_network_and_pinned_to_it(browser: "Pages", sample: View) -> None:
    """A hidden thing leaves with its links; a pinned one stays however few things are shown."""
    browser.open(sample, fragment="view=network&isTable=1&selected=method/u-net")
    browser.find('[data-key="panel-hidden"]').click()
    assert not any("U-Net" in row for row in browser.texts("table.rows tbody tr"))
    browser.find('[data-key="unhide"]').click()
    browser.open(sample, fragment="view=network&isTable=1&shown=1&pinned=method/u-net,modality/mri")
    assert [row for row in browser.texts("table.rows tbody tr") if "U-Net" in row and "MRI" in row]


def test_choosing_a_thing_leaves_the_picture_where_it_is(browser: "Pages", sample: View) -> None:
    """A click opens details beside the network without drawing it anew."""
    browser.open(sample, fragment="view=network")
    browser.run("document.querySelector('.canvas').kept = true; location.hash = 'view=network&selected=method/u-net'")
    browser.wait("return document.querySelector('.panel h2')")
    assert browser.run("return document.querySelector('.canvas').kept") is True
