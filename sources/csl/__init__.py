"""CSL-JSON (Citation Style Language 1.0.2 input): items, their dates and problems, and the keys made from them."""

from sources.csl.items import (
    COLUMNS,
    FIELDS,
    PARTS_OF_BOOKS,
    dates_not_taken,
    from_csl,
    is_english,
    name_text,
    spaced_initials,
    to_csl,
    values_of,
)
from sources.csl.keys import first_author_key, key_variants, suggest_key, title_key
from sources.csl.spelling import is_one_letter_apart, spelling, spelling_key
from sources.csl.validation import NO_TITLE, problems
