"""One input as every reader gets it: a name, the bytes, and the lines they decode to."""

import io
from collections.abc import Iterator
from dataclasses import dataclass

from medkg.model import Source
from medkg.read.encodings import decode, keeps_newlines

_FIRST_LINES = 50


@dataclass(frozen=True, slots=True)
class Document:
    """An input that was opened: its name, its bytes (unpacked) and the encoding that was chosen for it."""

    name: str
    data: bytes
    encoding: str = "utf-8"

    def lines(self) -> Iterator[tuple[int, str]]:
        """Yield every line with its number (from 1), without the line end and without a byte order mark.

        A byte that the encoding does not know becomes a lone surrogate, so that a reader can reject the one
        record it stands in (see ``encodings.find_fault``).
        """
        for number, line in enumerate(self._raw_lines(), start=1):
            yield number, (line.removeprefix("\ufeff") if number == 1 else line).rstrip("\r\n")

    def text(self) -> str:
        r"""Return the whole text, with ``\n`` as the only line end."""
        return "\n".join(line for _, line in self.lines())

    def first_lines(self) -> list[str]:
        """Return the first lines, as many as tell a format."""
        return [line for _, (_, line) in zip(range(_FIRST_LINES), self.lines(), strict=False)]

    def count_lines(self) -> int:
        """Return the number of lines."""
        return sum(1 for _ in self._raw_lines())

    def source(self, line: int) -> Source:
        """Return the place of a record that begins on this line."""
        return Source(self.name, line)

    def _raw_lines(self) -> Iterator[str]:
        """Yield the decoded lines; decoding line by line keeps one wide character from widening a whole corpus."""
        data = self.data
        if not keeps_newlines(self.encoding):
            text = decode(data, self.encoding)
            yield from io.StringIO(text if "\n" in text else text.replace("\r", "\n"), newline="\n")
            return
        if b"\n" not in data and b"\r" in data:
            data = data.replace(b"\r", b"\n")  # the line end of the classic Macintosh
        for line in io.BytesIO(data):
            yield decode(line, self.encoding)
