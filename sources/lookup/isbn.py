"""Books: there is no service we could ask.

Open Library and Google Books were considered. No recorded answer of either was at hand to build and test against,
and what they hold for medical books is uneven; a wrong record costs an editor more than an empty form.
"""

from django.utils.translation import gettext as _

from sources.lookup.fetch import NotFound


def not_looked_up(isbn: str) -> NotFound:
    return NotFound(
        _("ISBN %(isbn)s is valid, but books are not looked up. Please fill in the form by hand.")
        % {"isbn": isbn}
    )
