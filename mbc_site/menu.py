"""The menu of the admin: a row of jobs, and of the records that belong to the open one."""

from collections.abc import Iterable
from itertools import groupby

from django.contrib.admin import ModelAdmin
from django.db.models import Model
from django.urls import reverse
from django.utils.text import capfirst

from editing.menu import ELSEWHERE, Job, Place

LAST = 1_000


def by_job(apps: list[dict], registry: dict[type[Model], ModelAdmin], path: str) -> list[dict]:
    """Django's list of apps, which holds only what the user may open, as a list of jobs in the same shape.

    Each has `models`, `more` (what is tucked away), `here` (the open page in words, or "") and `is_current`, as has each
    of their entries.
    """
    entries = sorted(_entries(apps, registry), key=_order)
    _mark_current(entries, path)
    return [_job(Job(value), [*found]) for value, found in groupby(entries, lambda entry: entry["place"].job)]


def _entries(apps: list[dict], registry: dict[type[Model], ModelAdmin]) -> Iterable[dict]:
    for model in (model for app in apps for model in app["models"]):
        admin = registry[model["model"]]
        own_page = getattr(admin, "menu_url_name", "")
        address = reverse(own_page) if own_page else model["admin_url"] or model["add_url"]
        name = admin.opts.verbose_name_plural
        yield model | {"name": name, "place": getattr(admin, "menu", None) or ELSEWHERE, "address": address}
        for page in getattr(admin, "menu_pages", ()):
            if model["perms"].get(page.permission):
                yield {"name": page.name, "address": reverse(page.url_name), "place": page.place}


def _order(entry: dict) -> tuple:
    place: Place = entry["place"]
    rank = LAST if place.rank is None else place.rank
    return Job.values.index(place.job), rank, str(entry["name"])


def _mark_current(entries: list[dict], path: str) -> None:
    """The open page belongs to the entry with the longest address that it begins with."""
    open_ones = [entry for entry in entries if entry["address"] and path.startswith(entry["address"])]
    current = max(open_ones, key=lambda entry: len(entry["address"]), default=None)
    for entry in entries:
        entry["is_current"] = entry is current


def _job(job: Job, entries: list[dict]) -> dict:
    shown = [entry for entry in entries if entry["place"].rank is not None]
    return {
        "name": job.label,
        "app_label": job.value,
        "app_url": next((entry["address"] for entry in entries if entry["address"]), ""),
        "has_module_perms": True,
        "models": shown or entries,
        "more": [entry for entry in entries if entry not in shown] if shown else [],
        "is_current": any(entry["is_current"] for entry in entries),
        "here": _here(job, entries),
    }


def _here(job: Job, entries: list[dict]) -> str:
    """“Write › Articles”, or only the job if its records are called the same."""
    names = [capfirst(str(entry["name"])) for entry in entries if entry["is_current"]]
    return " › ".join(dict.fromkeys([str(job.label), *names])) if names else ""
