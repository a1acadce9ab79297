"""The languages in which schedules are written, each in a module that keeps the contract of `Language`.

To add French, write `french.py` and enter it below.
"""

from django.utils.translation import gettext_lazy

from support_groups.schedules.languages import english, spanish
from support_groups.schedules.languages.contract import Language, Lexicon

LANGUAGES: dict[str, Language] = {"en": english, "es": spanish}
DEFAULT = "en"


def supported(code: str | None) -> str:
    """The code of the language that schedules are written in for somebody who reads `code`.

    >>> supported("es-MX"), supported("es_419"), supported("tl"), supported(None)
    ('es', 'es', 'en', 'en')
    """
    main = (code or "").lower().replace("_", "-").split("-")[0]
    return main if main in LANGUAGES else DEFAULT


def language(code: str | None) -> Language:
    return LANGUAGES[supported(code)]


def choices() -> list[tuple[str, str]]:
    """For a form or a model: codes and names in the reader's language."""
    return [(code, gettext_lazy(module.NAME)) for code, module in LANGUAGES.items()]
