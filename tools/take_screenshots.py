"""Take the pictures of the explorer that the documents show.

    python tools/take_screenshots.py outputs/graph.ttl docs/images
    python tools/take_screenshots.py LARGE.ttl docs/images explorer-large explorer-sets

The pictures named are taken, or all but those of a large graph. Needs Chromium, chromedriver and selenium; nothing is
asked from the network.
"""

import shutil
import sys
import tempfile
import time
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

from medkg.export.explorer import write_page
from medkg.export.view import load_view
from medkg.graphs import read_graph

PICTURES = (
    ("explorer", "", (1440, 900), "light"),
    ("explorer-dark", "", (1440, 900), "dark"),
    ("explorer-network", "view=network", (1440, 900), "light"),
    ("explorer-phone", "", (390, 844), "light"),
    ("explorer-large", "", (1440, 900), "light"),
    ("explorer-sets", "view=sets", (1280, 800), "light"),
)
"""Name, address within the page, window and theme; the first with its fullest cell open."""
LARGE = ("explorer-large", "explorer-sets")
"""Pictures that say little of a small graph."""
PHONE = 600
"""Windows narrower than this many pixels are phones."""


def take(driver: webdriver.Chrome, page: Path, folder: Path, picture: tuple[str, str, tuple[int, int], str]) -> None:
    """Open the page as the picture wants it, and save what is seen."""
    name, fragment, (width, height), theme = picture
    size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < PHONE}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    scheme = {"features": [{"name": "prefers-color-scheme", "value": theme}]}
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", scheme)
    driver.get("about:blank")
    driver.get(f"{page.as_uri()}#{fragment}")
    if picture is PICTURES[0]:
        driver.execute_script("document.querySelector('td.cell.s7').click()")
    time.sleep(1)
    driver.save_screenshot(str(folder / f"{name}.png"))
    print(folder / f"{name}.png")


def main(graph: str, folder: str, *names: str) -> None:
    """Write the page of the graph to a temporary place and take these pictures of it."""
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or shutil.which("google-chrome") or ""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        for flag in ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--lang=en-US",
                     "--host-resolver-rules=MAP * ~NOTFOUND", f"--user-data-dir={place}/profile"):  # fmt: skip
            options.add_argument(flag)
        page = Path(place) / "graph.html"
        page.write_bytes(write_page(load_view(read_graph(Path(graph)))))
        driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver") or "chromedriver"))
        try:
            for picture in PICTURES:
                if picture[0] in names or (not names and picture[0] not in LARGE):
                    take(driver, page, Path(folder), picture)
        finally:
            driver.quit()


if __name__ == "__main__":
    main(*sys.argv[1:])
