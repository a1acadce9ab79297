"""Related rows that are known without `prefetch_related`."""

from collections.abc import Iterable
from functools import cache

from django.db import models


def set_prefetched(instance: models.Model, name: str, rows: Iterable[models.Model]) -> None:
    """Let `instance.<name>.all()` return these rows, as after `prefetch_related(name)`."""
    queryset = getattr(instance, name).all()
    queryset._result_cache = list(rows)
    instance.__dict__.setdefault("_prefetched_objects_cache", {})[name] = queryset


class KnownRows(models.QuerySet):
    """All related rows of one object. They can be read like any rows, but not narrowed down: that would need the query
    which `set_prefetched` builds, and building it takes longer than reading the rows."""

    def _chain(self):
        raise TypeError("These rows are all known: choose among them in Python.")


def set_known(instance: models.Model, name: str, model: type[models.Model], rows: list[models.Model]) -> None:
    """The same for pages with many objects, at a twentieth of the cost."""
    queryset = KnownRows.__new__(KnownRows)
    queryset.__dict__.update(_unnarrowed(model).__dict__, _result_cache=rows, _prefetch_done=True)
    instance.__dict__.setdefault("_prefetched_objects_cache", {})[name] = queryset


@cache
def _unnarrowed(model: type[models.Model]) -> models.QuerySet:
    return KnownRows(model)
