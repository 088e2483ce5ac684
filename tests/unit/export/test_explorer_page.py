import base64
import hashlib
import re
from html.parser import HTMLParser

import pyoxigraph as ox

from medkg.export.explorer import to_pyvis, write_page
from medkg.export.html import write_html
from medkg.export.view import Edge, PaperNode, Quote, ThingNode, View

PAPER, METHOD, MODALITY = "urn:paper", "urn:method", "urn:modality"
HOSTILE = "</script></title><img src=x onerror=alert(1)>\"'&amp;{{ 7*7 }}"


def _view(text: str = "plain") -> View:
    return View(
        papers=(PaperNode(PAPER, text, text, 2026, text, text, (text,), (text,), (text,), text, (text,), "en"),),
        things=(
            ThingNode(METHOD, "method", text, ((text, "en"),), paper_count=1, definition=text),
            ThingNode(MODALITY, "modality", text, ((text, "zh"),), is_known=True, paper_count=1),
        ),
        edges=(
            Edge(METHOD, MODALITY, "appliedToModality", 0.7, 1, ("e",)),
            Edge(PAPER, METHOD, "usesMethod", 0.9, 1, ("e",)),
        ),
        evidence={"e": Quote(PAPER, text, 0, 0, len(text), text, text, 0.9)},
    )


class _Elements(HTMLParser):
    """Collects the start tags, and the content of scripts and styles."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.content: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.tags:
            self.content.append((self.tags[-1][0], data))


def _parse(page: bytes) -> _Elements:
    elements = _Elements()
    elements.feed(page.decode())
    return elements


def test_the_policy_names_every_script_and_style_and_no_address() -> None:
    """The content-security policy allows what is in the file by its hash, and connections to nowhere."""
    page = write_page(_view(), title="sample").decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy
    rules = policy[1].replace("&#39;", "'")
    assert "default-src 'none'" in rules
    assert "connect-src 'none'" in rules
    assert "unsafe" not in rules
    assert "http" not in rules
    for text in re.findall(r"<(?:style|script)>(.*?)</(?:style|script)>", page, re.DOTALL):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in rules


def test_the_page_names_no_file_or_address_to_load() -> None:
    """No element asks for anything outside the file."""
    elements = _parse(write_page(_view(), title="sample"))
    for tag, attributes in elements.tags:
        for name in ("src", "href", "srcset", "action", "data", "poster"):
            assert (attributes.get(name) or "data:").startswith("data:"), (tag, attributes)
        assert not [name for name in attributes if name.startswith("on") or name == "style"]


def test_hostile_texts_make_no_element() -> None:
    """The same elements stand in the page, whatever the texts of the graph and its title say."""
    plain = [tag for tag, _ in _parse(write_page(_view(), title="plain")).tags]
    hostile = [tag for tag, _ in _parse(write_page(_view(HOSTILE), title=HOSTILE)).tags]
    assert hostile == plain


def test_the_same_view_gives_the_same_bytes() -> None:
    """Writing the page twice changes nothing."""
    assert write_page(_view(), title="sample") == write_page(_view(), title="sample")


def test_the_page_bears_the_title_of_the_graph() -> None:
    """Without a title of the caller's choice, that of the datasheet stands in the page, in both languages."""
    graph = "@prefix void: <http://rdfs.org/ns/void#> . @prefix dcterms: <http://purl.org/dc/terms/> . "
    graph += '<urn:g> a void:Dataset ; dcterms:title "My <papers>"@en , "我的论文"@zh .'
    store = ox.Store()
    store.load(graph.encode(), format=ox.RdfFormat.TURTLE)
    page = write_html(store).decode()
    assert "<title>My &lt;papers&gt;</title>" in page
    assert "我的论文" in page


def test_the_page_without_data_is_small() -> None:
    """One megabyte is enough for everything that is not data."""
    assert len(write_page(View((), (), (), {}), title="empty")) < 1_000_000


def test_readers_without_scripts_find_the_commonest_pairs() -> None:
    """A plain table stands in for the page where scripts are off."""
    page = write_page(_view("needle"), title="sample").decode()
    assert "<tr><td>needle</td><td>needle</td><td>1</td></tr>" in page


def test_the_pyvis_network_holds_the_links_with_given_places() -> None:
    """Notebook users get the familiar object: nodes with shapes and places, no simulation."""
    network = to_pyvis(_view())
    assert [(node["id"], node["shape"]) for node in network.nodes] == [(METHOD, "dot"), (MODALITY, "square")]
    assert [(edge["from"], edge["to"]) for edge in network.edges] == [(METHOD, MODALITY)]
    assert network.options.physics.enabled is False


def test_the_pyvis_network_keeps_the_most_used_things() -> None:
    """Beyond the limit the things with most papers stay, and only links between them."""
    assert [node["id"] for node in to_pyvis(_view(), most_nodes=1).nodes] == [METHOD]
    assert to_pyvis(_view(), most_nodes=1).edges == []
