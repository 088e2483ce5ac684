"""Find the files that were asked for, and open them: folders, standard input, gzip."""

import hashlib
import os
import stat
import sys
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from medkg.errors import InputError

STANDARD_INPUT = "-"
_LEFT_ALONE = ("readme", "license", "licence")
"""Files that accompany papers in a folder and hold none."""
_GZIP = b"\x1f\x8b\x08"
_BOMB_RATIO = 200
"""Text packs to a tenth, seldom to a fiftieth; what grows more than this is not a list of papers."""
_BOMB_SIZE = 64 << 20
_STEP = 16
_CHUNK = 1 << 16
"""Of packed bytes; they can grow to 64 megabytes at most before the next look at the size."""


@dataclass(frozen=True, slots=True)
class Place:
    """A file that will be read: where it lies (nothing for standard input), and the name it bears in all outputs."""

    path: Path | None
    name: str


@dataclass(frozen=True, slots=True)
class Content:
    """What a file held: its bytes, unpacked, their SHA-256 as they lay there, and what was wrong with the packing."""

    data: bytes
    sha256: str
    fault: str = ""


def find_files(inputs: Sequence[Path | str], suffixes: Iterable[str]) -> list[Place]:
    """Return every file to read, in order; a folder gives the files with these suffixes below it, sorted.

    Names are as short as they can be while no two are equal, and free of the folder one stands in, so that the
    same papers give the same graph wherever they lie.

    Raises:
        InputError: an input does not exist, or a folder holds nothing to read; all such faults together.
    """
    wanted = tuple(suffixes)
    found: list[tuple[Path | None, PurePath]] = []
    faults = []
    for given in inputs:
        if str(given) == STANDARD_INPUT:
            found.append((None, PurePath("stdin")))
            continue
        path = Path(given)
        try:
            below = _find_below(path, wanted) if path.is_dir() else [path]
            if not below:
                faults.append(f"{path}: no file to read in this folder; known suffixes are {', '.join(wanted)}")
            path.stat()
        except (OSError, ValueError) as error:
            faults.append(f"{path}: {_plain(error)}")
            continue
        found += [(file, file.relative_to(path) if path.is_dir() else PurePath(file.name)) for file in below]
    if faults:
        raise InputError("\n".join(faults))
    return [Place(path, name) for (path, _), name in zip(found, _name(found), strict=True)]


def open_file(place: Place) -> Content:
    """Return what the file holds, unpacked.

    A gzip file that is cut short or damaged gives its whole lines up to there, and the fault.

    Raises:
        InputError: the file cannot be read.
    """
    try:
        packed = sys.stdin.buffer.read() if place.path is None else place.path.read_bytes()
    except (OSError, ValueError) as error:
        raise InputError(f"{place.path or 'standard input'}: {_plain(error)}") from error
    sha256 = hashlib.sha256(packed).hexdigest()
    data, fault = _unpack(packed) if packed.startswith(_GZIP) else (packed, "")
    return Content(data, sha256, fault)


def has_suffix(name: str, suffixes: Iterable[str]) -> bool:
    """Return whether a file of this name bears one of these suffixes, packed or not."""
    return name.lower().removesuffix(".gz").endswith(tuple(suffixes))


def _find_below(folder: Path, suffixes: tuple[str, ...]) -> list[Path]:
    """Return the files below a folder, sorted; read-me files, licences and what begins with a dot are left alone."""
    found = []
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [
            Path(parent, name)
            for name in names
            if has_suffix(name, suffixes) and not name.startswith(".") and name.lower().split(".")[0] not in _LEFT_ALONE
        ]
    return sorted((path for path in found if _is_plain(path)), key=lambda path: path.relative_to(folder).as_posix())


def _is_plain(path: Path) -> bool:
    """Return whether this is a file that ends; a named pipe in a folder would be waited for without end."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except OSError:
        return False


def _name(found: list[tuple[Path | None, PurePath]]) -> list[str]:
    """Return for every file a name that no other file has, made longer from the right where two would be equal."""
    names = [_text(name) for _, name in found]
    for length in range(2, 100):
        counts = Counter(zip(names, (path for path, _ in found), strict=True))
        shared = {name for name, count in Counter(name for name, _ in counts).items() if count > 1}
        if not shared:
            break
        names = [
            _text(PurePath(*path.parts[-length:])) if name in shared and path is not None else name
            for name, (path, _) in zip(names, found, strict=True)
        ]
    return names


def _text(path: PurePath) -> str:
    """Return a file name as text that every output can hold, whatever bytes it is made of."""
    return path.as_posix().encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _unpack(packed: bytes) -> tuple[bytes, str]:
    """Return what a gzip file holds, all its members, and what stopped the unpacking."""
    pieces: list[bytes] = []
    size, position = 0, 0
    while packed.startswith(_GZIP, position):
        member = zlib.decompressobj(wbits=31)
        while not member.eof:
            if position >= len(packed):
                return _whole_lines(pieces), "the gzip file is cut short here; pack it again"
            before = member.copy()
            try:
                pieces.append(member.decompress(packed[position : position + _CHUNK]))
            except zlib.error:
                pieces += _salvage(before, packed[position : position + _CHUNK])
                return _whole_lines(pieces), "the gzip file is damaged from here on; pack it again"
            position += _CHUNK
            size += len(pieces[-1])
            if size > max(_BOMB_SIZE, _BOMB_RATIO * len(packed)):
                return (
                    b"",
                    f"the gzip file grows to more than {_BOMB_RATIO} times its size; unpack it first if it is good",
                )
        position = min(position, len(packed)) - len(member.unused_data)
    fault = "the gzip file has other bytes after its end; pack it again" if packed[position:].strip(b"\0") else ""
    return b"".join(pieces), fault


def _salvage(member: "zlib._Decompress", packed: bytes) -> list[bytes]:
    """Return what can be unpacked before the damage in these bytes."""
    pieces = []
    try:
        for position in range(0, len(packed), _STEP):
            pieces.append(member.decompress(packed[position : position + _STEP]))  # noqa: PERF401 (what came before counts)
    except zlib.error:
        pass
    return pieces


def _whole_lines(pieces: list[bytes]) -> bytes:
    """Return what was unpacked up to its last line end."""
    data = b"".join(pieces)
    return data[: data.rfind(b"\n") + 1]


def _plain(error: OSError | ValueError) -> str:
    """Return what went wrong in words a user knows."""
    if isinstance(error, FileNotFoundError):
        return "there is no such file or folder"
    return getattr(error, "strerror", None) or str(error)
