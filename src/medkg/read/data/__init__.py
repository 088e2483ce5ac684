"""What readers look for, as tables: column names, topic labels, words."""

from importlib.resources import files


def read_entries(name: str) -> list[str]:
    """Return the lines of a table in this folder that are not comments."""
    text = files(__name__).joinpath(name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
