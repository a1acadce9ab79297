"""Related rows that are known without `prefetch_related`."""

from collections.abc import Iterable

from django.db import models


def set_prefetched(instance: models.Model, name: str, rows: Iterable[models.Model]) -> None:
    """Let `instance.<name>.all()` return these rows, as after `prefetch_related(name)`."""
    queryset = getattr(instance, name).all()
    queryset._result_cache = list(rows)
    instance.__dict__.setdefault("_prefetched_objects_cache", {})[name] = queryset
