"""The journeys that matter most in a second browser, spoken to in its own protocol, which needs no driver."""

import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import pytest

from medkg.export.explorer import write_page
from medkg.export.view import View

pytestmark = pytest.mark.browser

FIREFOX = shutil.which("firefox") or shutil.which("firefox-esr")
PREFERENCES = {
    "marionette.port": 0,
    "network.proxy.type": 1,  # every host is behind a proxy that is not there
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
    "intl.accept_languages": "en-US",
}


class Firefox:
    """A headless Firefox, by Marionette: numbered messages in JSON, each after its length."""

    def __init__(self, connection: socket.socket, stream: IO[bytes]) -> None:
        self.socket = connection
        self.stream = stream
        self.count = 0
        self._read()
        self.call("WebDriver:NewSession")

    def call(self, name: str, **values: object) -> Any:  # noqa: ANN401 — whatever the command returns
        """Return the answer to a command."""
        self.count += 1
        message = json.dumps([0, self.count, name, values]).encode()
        self.socket.sendall(b"%d:%s" % (len(message), message))
        _, number, error, result = self._read()
        assert number == self.count
        assert error is None, error
        return result

    def run(self, script: str, *arguments: object) -> Any:  # noqa: ANN401 — whatever the script returns
        """Return what this JavaScript returns in the page."""
        return self.call("WebDriver:ExecuteScript", script=script, args=list(arguments))["value"]

    def wait(self, script: str) -> Any:  # noqa: ANN401 — whatever the script returns
        """Return the first true value of this JavaScript, within ten seconds."""
        for _ in range(200):
            if found := self.run(script):
                return found
            time.sleep(0.05)
        raise AssertionError(f"never true: {script}")

    def errors(self) -> list[str]:
        """Return what the browser said of scripts and policies since the last call."""
        self.call("Marionette:SetContext", value="chrome")
        found = self.run(
            """const messages = Services.console.getMessageArray().filter((m) => m instanceof Ci.nsIScriptError);
            Services.console.reset();
            return messages.filter((m) => m.sourceName.startsWith('file:')).map((m) => m.errorMessage);"""
        )
        self.call("Marionette:SetContext", value="content")
        return list(found)

    def _read(self) -> Any:  # noqa: ANN401 — a message
        size = b""
        while (byte := self.stream.read(1)) != b":":
            assert byte, "Firefox has gone"
            size += byte
        return json.loads(self.stream.read(int(size)))


@pytest.fixture(scope="module")
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    """A headless Firefox that can reach no host; skipped where it is not installed."""
    if FIREFOX is None:
        pytest.skip("Firefox is not installed")
    profile = tmp_path_factory.mktemp("firefox")
    lines = (f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in PREFERENCES.items())
    (profile / "user.js").write_text("".join(lines), encoding="utf-8")
    command = [FIREFOX, "--headless", "--no-remote", "--marionette", "--remote-allow-system-access", "--profile"]
    process = subprocess.Popen(
        [*command, str(profile), "about:blank"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        env={**os.environ, "HOME": str(profile)},
    )  # fmt: skip
    try:
        port = _port(profile / "MarionetteActivePort", process)
        with (
            socket.create_connection(("127.0.0.1", port), timeout=60) as connection,
            connection.makefile("rb") as stream,
        ):
            yield Firefox(connection, stream)
    finally:
        process.terminate()
        process.wait(30)


def _port(file: Path, process: "subprocess.Popen[bytes]") -> int:
    for _ in range(600):
        if file.is_file() and (text := file.read_text(encoding="utf-8").strip()):
            return int(text)
        assert process.poll() is None, "Firefox did not start"
        time.sleep(0.1)
    raise AssertionError("Firefox opened no port within a minute")


@pytest.fixture
def open_page(firefox: Firefox, sample: View, tmp_path: Path) -> Iterator[Firefox]:
    """Firefox with the page of the sample open from disk."""
    path = tmp_path / "page.html"
    path.write_bytes(write_page(sample, title="A sample"))
    firefox.errors()
    firefox.call("WebDriver:Navigate", url=path.as_uri())
    firefox.wait("return document.documentElement.dataset.ready === '1'")
    yield firefox
    assert firefox.errors() == []


def test_every_view_opens_without_a_request_or_an_error(open_page: Firefox) -> None:
    """From disk, with the network refused."""
    for view in ("matrix", "gaps", "network", "sets", "papers", "things"):
        open_page.run("location.hash = arguments[0]", f"view={view}")
        open_page.wait(f"return document.querySelector('[aria-current=page]').dataset.key === 'view-{view}'")
        assert open_page.run("return document.querySelector('main').textContent.trim()")
        assert open_page.run("return document.documentElement.scrollWidth <= window.innerWidth"), view
    assert open_page.run("return performance.getEntriesByType('resource').length") == 0


def test_a_cell_opens_its_sentences(open_page: Firefox) -> None:
    """From the matrix to the marked sentence in one click."""
    open_page.run("document.querySelector('td.cell[aria-label=\"U-Net and MRI: 10 papers\"]').click()")
    open_page.wait("return document.querySelectorAll('.panel .card').length === 10")
    marks = "return [...document.querySelectorAll('.panel .card:first-child mark:not(.faint)')]"
    assert open_page.run(f"{marks}.map((mark) => mark.textContent)") == ["U-Net", "MRI"]


def test_the_network_is_drawn_and_pictures_are_made(open_page: Firefox) -> None:
    """The canvas has its things; the picture for print is made without an error."""
    open_page.run("location.hash = 'view=network'")
    open_page.wait("return document.querySelector('.canvas canvas') !== null")
    inked = """const canvas = document.querySelector('.canvas canvas');
        const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        return data.some((value) => value > 0);"""
    open_page.wait(inked)
    open_page.run("document.querySelector('[data-take=print-png]').click()")
    open_page.wait("return document.querySelector('.toast').textContent.includes('.png')")


def test_search_finds_a_name(open_page: Firefox) -> None:
    """Hyphens and case do not matter."""
    open_page.run(
        """const input = document.querySelector('.search input');
        input.value = 'u net';
        input.dispatchEvent(new Event('input'));
        document.querySelector('#hits li').dispatchEvent(new Event('pointerdown', { cancelable: true }));"""
    )
    open_page.wait("return document.querySelector('.panel h2')?.textContent === 'U-Net'")
