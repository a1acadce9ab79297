"""Check all constraints of a row in one query instead of one query each."""

from functools import reduce
from operator import and_

from django.db import models


class CheckedAtOnce(models.Model):
    """Base of models with several check constraints."""

    class Meta:
        abstract = True

    def validate_constraints(self, exclude=None):
        """Like Django, but check constraints one by one only if something is wrong, to find out which."""
        left_out = set(exclude or ())
        checks = [one for one in self._meta.constraints if isinstance(one, models.CheckConstraint)]
        asked = [one.condition for one in checks if left_out.isdisjoint(one.condition.referenced_base_fields)]
        if len(checks) == len(self._meta.constraints) and asked:
            values = self._get_field_expression_map(meta=self._meta, exclude=left_out)
            if reduce(and_, asked).check(values):
                return
        super().validate_constraints(exclude)
