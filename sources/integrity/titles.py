"""What publishers write before or after the title of a work that was taken back."""

import re

from sources.integrity.notices import NoticeKind

BEFORE = re.compile(
    r"^\W{0,2}(?:article |temporary )?(?P<word>retracted|withdrawn|removed|removal)(?: article| chapter| paper)?"
    r"\s*[\])]?\s*(?:[:–—-]|(?<=[\])]))\s*(?=\S)",
    re.IGNORECASE,
)
AFTER = re.compile(r"\s*[(\[](?P<word>retracted|withdrawn)\b[^()\[\]]{0,80}[)\]]\.?$", re.IGNORECASE)
KINDS = {
    "retracted": NoticeKind.RETRACTION,
    "withdrawn": NoticeKind.WITHDRAWAL,
    "removed": NoticeKind.REMOVAL,
    "removal": NoticeKind.REMOVAL,
}
NOTICE = re.compile(
    r"^\W{0,2}(?:(?:notice|statement) of )?(?:partial )?"
    r"(?:retraction(?! (?:of|in) (?!:))|expression of concern|corrigend|errat|addend|(?:publisher|author) correction"
    r"|correction(?: to)?\s*[:–—-]|retraction (?:note|notice|statement)|withdrawal\s*[:–—-])",
    re.IGNORECASE,
)


def split_status(title: str) -> tuple[str, NoticeKind | None]:
    """The title without the mark, and what the mark says. The title of a notice is its own and stays.

    >>> split_status("RETRACTED: Ileal-lymphoid-nodular hyperplasia")
    ('Ileal-lymphoid-nodular hyperplasia', NoticeKind.RETRACTION)
    >>> split_status("Retraction—Ileal-lymphoid-nodular hyperplasia")
    ('Retraction—Ileal-lymphoid-nodular hyperplasia', None)
    """
    match = BEFORE.search(title) or AFTER.search(title)
    if not match:
        return title, None
    return title[: match.start()] + title[match.end() :], KINDS[match["word"].lower()]


def is_of_a_notice(title: str) -> bool:
    """Whether a title is that of a notice.

    >>> is_of_a_notice("Retraction—Ileal-lymphoid-nodular hyperplasia"), is_of_a_notice("Retraction of the nipple")
    (True, False)
    """
    return bool(NOTICE.match(title))
