"""What readers find in place of shared texts and of placeholders such as `[crisis line]`, as it reads now."""

from collections.abc import Iterable

from django.apps import apps
from django.conf import settings
from django.utils import translation

from articles.markup import shared
from articles.models import SharedText


class Filling:
    """Of some rendered texts: they share a query for the shared texts, and one for the organization's numbers."""

    def __init__(self, rendered: Iterable[str]):
        self._texts = {key: text.html for key, text in SharedText.objects.used_in(*rendered).items()}
        with translation.override(settings.LANGUAGE_CODE):
            self._values = _organization().placeholder_values

    def __call__(self, html: str) -> str:
        with translation.override(settings.LANGUAGE_CODE):
            return shared.fill(html, self._texts, self._values)


def _organization():
    """The module of this model imports the search, so it is looked up."""
    return apps.get_model("mbc_site.OrganizationDetails").objects.current()
