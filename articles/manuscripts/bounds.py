"""How much one file may hold, counted before anything is built of it."""

import re
from collections import Counter

from django.utils.translation import gettext as _

from articles.manuscripts.manuscript import UnreadableManuscript

MOST_PARAGRAPHS = 20_000
MOST_ELEMENTS = 300_000  # about 100 MB as a tree; an article of 30 pages has 20,000
COUNTED = re.compile(rb"<(?:[\w.-]+:)?(p|li|tr|tc|td|br|cr)[\s/>]", re.IGNORECASE)


MOST_INSERTED = 10 * 1024 * 1024  # bytes of files inside the file, as stored


class Bounds:
    """Counts over all parts of one file, also over files inserted into it. Raises UnreadableManuscript."""

    def __init__(self) -> None:
        self._elements = 0
        self._inserted = 0
        self._counts: Counter[bytes] = Counter()

    def count(self, data: bytes) -> None:
        """Count the elements of XML or HTML in UTF-8."""
        self._elements += data.count(b"<") - data.count(b"</")
        if self._elements > MOST_ELEMENTS:
            raise UnreadableManuscript(
                _("The file is far longer than an article. Import one article at a time.")
            )
        self._counts.update(COUNTED.findall(data))
        check_paragraphs(max(self._counts.values(), default=0))

    def count_inserted(self, data: bytes) -> None:
        self._inserted += len(data)
        if self._inserted > MOST_INSERTED:
            raise UnreadableManuscript(_("The inserted files are too large in all. Import them one by one."))


def check_paragraphs(count: int) -> None:
    if count > MOST_PARAGRAPHS:
        raise UnreadableManuscript(
            _("The file has more than %(number)s paragraphs. Import one article at a time.")
            % {"number": f"{MOST_PARAGRAPHS:,}"}
        )
