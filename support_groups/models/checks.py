"""Validate a row without asking the database what is known already."""

import operator

from django.db import models
from django.db.models import F, Q

COMPARE = {
    "exact": operator.eq,
    "in": lambda value, choices: value in choices,
    "gt": operator.gt,
    "gte": operator.ge,
    "lt": operator.lt,
    "lte": operator.le,
}


class FewerChecks(models.Model):
    """Base of models that are validated with fewer queries.

    A row passes here only if it certainly keeps all constraints. Otherwise Django asks the database which is broken.
    """

    class Meta:
        abstract = True

    def clean_fields(self, exclude=None):
        """A related object that is loaded need not be looked up again."""
        relations = [field for field in self._meta.concrete_fields if field.is_relation]
        loaded = {field.name for field in relations if field.is_cached(self) and getattr(self, field.name)}
        super().clean_fields(loaded | set(exclude or ()))

    def validate_constraints(self, exclude=None):
        excluded = set(exclude or ())
        constraints = self._meta.constraints
        if not all(isinstance(constraint, models.CheckConstraint) for constraint in constraints):
            return super().validate_constraints(exclude)
        checked = [
            c.condition for c in constraints if excluded.isdisjoint(c.condition.referenced_base_fields)
        ]
        if not all(is_true(condition, self) for condition in checked):
            super().validate_constraints(exclude)


def is_true(condition: Q, row: models.Model) -> bool | None:
    """What the database would say of a row; None if NULL makes it unknown, or the lookup is not known here."""
    parts = [
        is_true(part, row) if isinstance(part, Q) else _compare(row, *part) for part in condition.children
    ]
    answer = _any(parts) if condition.connector == Q.OR else _not(_any([_not(part) for part in parts]))
    return _not(answer) if condition.negated else answer


def _any(parts: list[bool | None]) -> bool | None:
    if True in parts:
        return True
    return None if None in parts else False


def _not(part: bool | None) -> bool | None:
    return None if part is None else not part


def _compare(row: models.Model, lookup: str, expected) -> bool | None:
    name, _separator, operation = lookup.partition("__")
    value = _value(row, name)
    if operation == "isnull" or expected is None:
        return (value is None) == (expected is not False)
    if isinstance(expected, F):
        expected = _value(row, expected.name)
    if value is None or expected is None or (operation or "exact") not in COMPARE:
        return None
    return COMPARE[operation or "exact"](value, expected)


def _value(row: models.Model, name: str):
    field = row._meta.pk if name == "pk" else row._meta.get_field(name)
    return getattr(row, field.attname)
