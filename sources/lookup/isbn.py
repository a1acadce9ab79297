"""Books by ISBN, where Crossref has them: those whose publisher registered a DOI for the book itself.

Crossref REST API, "Filters": `isbn` gives the book and every chapter of it, `type` (repeated: any of them) keeps the
book. Open Library and Google Books were considered: no recorded answer of either was at hand to build and test
against, and a wrong record costs an editor more than an empty form.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from sources.identifiers import normal_isbn
from sources.lookup.fetch import NotFound

KINDS = ("book", "monograph", "edited-book", "reference-book")


def question(isbn: str) -> dict[str, str]:
    """
    >>> question("9780306406157")["filter"]
    'isbn:9780306406157,type:book,type:monograph,type:edited-book,type:reference-book'
    """
    return {"filter": ",".join([f"isbn:{isbn}", *(f"type:{kind}" for kind in KINDS)]), "rows": "5"}


def book(answer: Any, isbn: str) -> Mapping[str, Any]:
    """The work with this ISBN in an answer to `question`. Raises NotFound."""
    message = answer.get("message") if isinstance(answer, Mapping) else None
    works = message.get("items") if isinstance(message, Mapping) else None
    for work in works if isinstance(works, list) else []:
        if isinstance(work, Mapping) and work.get("type") in KINDS and isbn in _isbns(work):
            return work
    raise unknown(isbn)


def unknown(isbn: str) -> NotFound:
    return NotFound(
        _("Crossref knows no book with the ISBN %(isbn)s. Please fill in the form by hand.") % {"isbn": isbn}
    )


def _isbns(work: Mapping[str, Any]) -> set[str]:
    listed = work.get("ISBN")
    return {normal_isbn(str(one)) for one in listed} if isinstance(listed, list) else set()
