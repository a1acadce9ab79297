"""Books by ISBN, where Crossref has them: those whose publisher registered a DOI for the book itself.

Crossref REST API, "Filters": `isbn` gives the book and every chapter of it, `type` (repeated: any of them) keeps the
book. Open Library and Google Books were considered: we had no recorded answers of theirs to test with, and a wrong
record costs an editor more time than an empty form.
"""

import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from sources.identifiers import GAP, normal_isbn
from sources.lookup.fetch import NotFound

KINDS = ("book", "monograph", "edited-book", "reference-book")
LOOKS_LIKE_ONE = re.compile(
    rf"\bISBNs?(?:[- ]?1[03]\b)?[^\d\n]{{0,12}}(\d(?:{GAP}[\dX]){{8,13}})(?![\dX])"
    rf"|(?<![\d./-])(97[89](?:{GAP}\d){{10}})(?!{GAP}\d)"
    rf"|^\s*(\d(?:{GAP}\d){{8}}{GAP}[\dX])\s*$",
    re.IGNORECASE,
)


def question(isbn: str) -> dict[str, str]:
    """
    >>> question("9780306406157")["filter"]
    'isbn:9780306406157,type:book,type:monograph,type:edited-book,type:reference-book'
    """
    return {"filter": ",".join([f"isbn:{isbn}", *(f"type:{kind}" for kind in KINDS)]), "rows": "5"}


def book(answer: Any, isbn: str) -> tuple[Mapping[str, Any], list[str]]:
    """The work with this ISBN in an answer to `question`, and what an editor should look at. Raises NotFound.

    An ISBN may be on several records: the volumes of a work, or a book that two agencies registered.
    """
    message = answer.get("message") if isinstance(answer, Mapping) else None
    works = message.get("items") if isinstance(message, Mapping) else None
    books = [
        work
        for work in (works if isinstance(works, list) else [])
        if isinstance(work, Mapping) and work.get("type") in KINDS and isbn in _isbns(work)
    ]
    if not books:
        raise unknown(isbn)
    sentence = _(
        "Crossref has %(number)d books with this ISBN. This is the first one. Is it the one you mean?"
    )
    return books[0], [sentence % {"number": len(books)}] if len(books) > 1 else []


def unknown(isbn: str) -> NotFound:
    return NotFound(
        _(
            "Crossref has no book with the ISBN %(isbn)s. Fill in the form by hand. You can look up a single chapter "
            "by its DOI."
        )
        % {"isbn": isbn}
    )


def mistyped(text: str) -> str:
    """What looks like an ISBN in the text but has a wrong check digit.

    >>> mistyped("ISBN 978-0-306-40615-8"), mistyped("978-0-306-40615-7"), mistyped("Call 0306406152 today")
    ('978-0-306-40615-8', '', '')
    """
    candidates = (next(filter(None, match.groups())) for match in LOOKS_LIKE_ONE.finditer(text))
    return next((one for one in candidates if not normal_isbn(one)), "")


def _isbns(work: Mapping[str, Any]) -> set[str]:
    listed = work.get("ISBN")
    return {normal_isbn(str(one)) for one in (listed if isinstance(listed, list) else [listed])}
