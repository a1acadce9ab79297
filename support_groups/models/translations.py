"""One group listed in several languages: which listing is a translation of which."""

from collections.abc import Callable, Hashable

from django.db import IntegrityError
from django.utils.translation import gettext_lazy as _

ITSELF = _("A group can’t be a translation of itself. Choose another original, or none.")
CIRCLE = _("That group is already listed as a translation of this one. Choose one of them as the original.")


def leads_back(key: Hashable, original: Hashable | None, next_of: Callable) -> bool:
    """Whether following originals (`next_of` returns the next, or None) leads back to the start.

    >>> leads_back("a", "b", {"b": "c", "c": "a"}.get), leads_back("a", "b", {"b": "c"}.get)
    (True, False)
    """
    seen = set()
    while original is not None and original not in seen:
        if original == key:
            return True
        seen.add(original)
        original = next_of(original)
    return False


class Translatable:
    """Mixin for Group."""

    @property
    def translation_problem(self) -> str:
        """Why it can't be a translation of its `translation_of`; "" if it can."""
        if self.translation_of_id is None or self.pk is None:
            return ""
        if self.translation_of_id == self.pk:
            return ITSELF
        return CIRCLE if leads_back(self.pk, self.translation_of_id, self._original_of) else ""

    def refuse_circle(self) -> None:
        """Raises IntegrityError, as a constraint would if constraints could read other rows."""
        if reason := self.translation_problem:
            raise IntegrityError(str(reason))

    def _original_of(self, pk: int) -> int | None:
        return type(self).objects.filter(pk=pk).values_list("translation_of", flat=True).first()
