from html.parser import HTMLParser
from pathlib import Path

from medkg.export.explorer import write_page
from medkg.export.explorer.notebook import Explorer
from medkg.export.view import PaperNode, View

VIEW = View((PaperNode("p", "p", '"></iframe><script>alert(1)</script>'),), (), (), {})


def test_a_notebook_shows_the_page_in_a_frame_of_its_own() -> None:
    """The frame holds exactly the page, may run its script, and shares nothing with the notebook."""
    seen: list[tuple[str, dict[str, str | None]]] = []

    class Parser(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            seen.append((tag, dict(attrs)))

    Parser().feed(Explorer(VIEW, title="mine")._repr_html_())
    ((tag, attributes),) = seen
    assert tag == "iframe"
    assert attributes["srcdoc"] == write_page(VIEW, title="mine").decode()
    assert "allow-same-origin" not in str(attributes["sandbox"])


def test_the_page_can_be_saved(tmp_path: Path) -> None:
    """The file is the same page."""
    Explorer(VIEW).save(tmp_path / "page.html")
    assert (tmp_path / "page.html").read_bytes() == write_page(VIEW)
