"""Which tables visitors see, and which they don't: each app says so for all of its models.

A test walks all models and fails for one that nobody declared.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.apps import apps as current_apps
from django.db import models


@dataclass(frozen=True)
class Shown:
    """A table that raises `counter`.

    A change of only the `hidden` columns doesn't. `if_set` names a column: rows in which it is NULL are not shown.
    """

    counter: str
    hidden: tuple[str, ...] = ()
    if_set: str = ""

    def depends_on_rows(self, statement: str) -> bool:
        """Whether a statement, by its first word, may write only what nobody sees."""
        return bool(self.if_set or (self.hidden and statement.upper() == "UPDATE"))


_shown: dict[str, Shown] = {}
_not_shown: dict[str, str] = {}


def declare(shown: Mapping[str, Shown], not_shown: Mapping[str, str]) -> None:
    """Labels of models, "app.Model" -> how it is shown, or the reason why it isn't."""
    _shown.update(shown)
    _not_shown.update(not_shown)


def shown(apps=current_apps) -> dict[type[models.Model], Shown]:
    """The models of a state of the site, which may be older than some declarations."""
    existing = {model._meta.label: model for model in apps.get_models(include_auto_created=True)}
    return {existing[label]: how for label, how in _shown.items() if label in existing}


def reasons() -> dict[str, str]:
    """Label of a model -> why visitors don't see it."""
    return dict(_not_shown)


def by_table() -> dict[str, Shown]:
    return {model._meta.db_table: how for model, how in shown().items()}
