"""Papers from files: one module per format, and what all formats share.

``readers`` is the table of formats, ``papers`` the whole way on one page. What a reader yields is checked in
``checks``, decoded in ``encodings``, told apart in ``identity`` and looked at askance in ``suspicion``.
"""

from medkg.read.document import Document
from medkg.read.papers import read_papers
from medkg.read.readers import READERS, Format, Reader, formats
from medkg.read.report import accounting, describe

__all__ = ["READERS", "Document", "Format", "Reader", "accounting", "describe", "formats", "read_papers"]
