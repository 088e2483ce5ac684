"""The explorer in a notebook: the page in a frame, with nothing fetched from anywhere."""

import html
from dataclasses import dataclass
from pathlib import Path

from medkg.export.explorer.page import write_page
from medkg.export.view import View
from medkg.files import write_atomically


@dataclass(frozen=True, slots=True)
class Explorer:
    """The explorer page of a graph, which Jupyter shows when it is the value of a cell.

    ``Explorer(load_view(store))`` at the end of a cell is enough; ``save`` writes the same page to a file.
    """

    view: View
    title: str = ""
    height: int = 720
    """The height of the frame in pixels."""

    def _repr_html_(self) -> str:
        page = write_page(self.view, title=self.title).decode()
        # The frame may run its own script and save files, and reaches neither the notebook nor the network.
        return (
            f'<iframe title="medkg" width="100%" height="{self.height}" frameborder="0" '
            f'sandbox="allow-scripts allow-downloads allow-popups allow-modals" srcdoc="{html.escape(page)}"></iframe>'
        )

    def save(self, path: Path | str) -> None:
        """Write the page to this file.

        Raises:
            OutputError: the file cannot be written; an earlier one is untouched.
        """
        write_atomically(Path(path), write_page(self.view, title=self.title))
