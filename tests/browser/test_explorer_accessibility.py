from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from medkg.export.view import View

if TYPE_CHECKING:
    from tests.browser.conftest import Pages

pytestmark = pytest.mark.browser

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("view", ["matrix", "gaps", "network", "sets", "papers", "things", "gaps&pairs=new"])
def test_axe_finds_nothing_serious(browser: "Pages", sample: View, view: str, theme: str) -> None:
    """axe-core reports no serious or critical fault in any view, light or dark, with a page of details open."""
    scheme = {"features": [{"name": "prefers-color-scheme", "value": theme}]}
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", scheme)
    try:
        browser.open(sample, fragment=f"view={view}&selected=method/u-net*modality/mri")
        browser.run(AXE)
        found = browser.driver.execute_async_script(
            """const done = arguments[arguments.length - 1];
            axe.run(document, { resultTypes: ['violations'] }).then((result) => done(result.violations
              .filter((each) => ['serious', 'critical'].includes(each.impact))
              .map((each) => [each.id, each.nodes.slice(0, 3).map((node) => node.html.slice(0, 160) + node.failureSummary.slice(0, 200))])));"""
        )
        assert found == []
    finally:
        browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
