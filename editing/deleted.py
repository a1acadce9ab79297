"""What a page says before it deletes: the records with their rows, not the tables that only link two records."""

from django.apps import apps
from django.utils.text import capfirst


def unnamed_links() -> dict[str, str]:
    """Names of the tables Django makes for links of many to many, one and several: nobody ever gave them a name."""
    made = [model._meta for model in apps.get_models(include_auto_created=True) if model._meta.auto_created]
    return {str(table.verbose_name): str(table.verbose_name_plural) for table in made}


def without(listed: list, links: dict[str, str]) -> list:
    """The nested list of `ModelAdmin.get_deleted_objects` without those links; a list left empty goes too."""
    starts = tuple(f"{capfirst(name)}: " for name in links)
    kept = [
        without(each, links) if isinstance(each, list) else each
        for each in listed
        if isinstance(each, list) or not str(each).startswith(starts)
    ]
    return [each for each in kept if each != []]
