"""``python -m medkg`` is the same as ``medkg``."""

from medkg.cli import main

main()
