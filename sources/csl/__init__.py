"""CSL-JSON (Citation Style Language 1.0.2 input): items, their dates and problems, and the keys made from them."""

from sources.csl.items import (
    COLUMNS,
    FIELDS,
    dates_not_taken,
    from_csl,
    name_text,
    spaced_initials,
    to_csl,
)
from sources.csl.keys import first_author_key, suggest_key, title_key
from sources.csl.validation import NO_TITLE, problems

__all__ = [
    "COLUMNS",
    "FIELDS",
    "NO_TITLE",
    "dates_not_taken",
    "first_author_key",
    "from_csl",
    "name_text",
    "problems",
    "spaced_initials",
    "suggest_key",
    "title_key",
    "to_csl",
]
