"""Write files aside and rename them, so that a failed run leaves what was there before."""

import os
import tempfile
from pathlib import Path

from medkg.errors import OutputError


def write_atomically(path: Path, data: bytes) -> None:
    """Write these bytes to a new file beside ``path`` and rename it into place.

    Raises:
        OutputError: the folder is missing, full or not writable; an earlier file is untouched.
    """
    temporary = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as handle:
            temporary = Path(handle.name)
            handle.write(data)
            handle.flush()
            os.fsync(handle.fileno())
        temporary.chmod(0o644)
        temporary.replace(path)
    except OSError as error:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
        raise OutputError(f"{path}: could not be written: {error.strerror or error}") from error
