"""The language of a page, as HTML, Open Graph and schema.org name it."""

from django.conf import settings
from django.utils.translation import get_language, to_locale

# Open Graph names a country, too. A site whose settings name another one keeps that.
LOCALES = {"en": "en_US", "es": "es_US"}


def page_language() -> str:
    """Of the words that every page has, without a country: en."""
    return _main(_active())


def open_graph_locale(language: str = "") -> str:
    """Of a text in this language, or of the page.

    >>> open_graph_locale("es")
    'es_US'
    """
    language = language or _active()
    if _main(language) == page_language():
        language = _active()
    return LOCALES.get(language) or to_locale(language)


def _active() -> str:
    return get_language() or settings.LANGUAGE_CODE


def _main(language: str) -> str:
    return language.split("-")[0]
