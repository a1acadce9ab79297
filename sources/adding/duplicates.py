"""Duplicates: found before they are added, and merged so that no citation breaks."""

import reversion
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from reversion.models import Version

from sources import csl
from sources.models import Source

MOST_SHOWN = 10


class CannotMerge(ValueError):
    """Carries the sentence that says why."""


def near(columns: dict, *, besides: Source | None = None) -> list[Source]:
    """Sources that could be this work: the same title (letters and digits only), or the same first author, year,
    volume and first page. `columns` are Source columns by name, saved or not."""
    title = csl.title_key(columns.get("title") or "")[:300]
    author = csl.first_author_key(columns.get("authors") or [])[:100]
    alike = Q(title_key=title) if title else Q(pk=None)
    first_page = (columns.get("page") or "").split("-")[0].strip()
    if author and columns.get("year") and columns.get("volume") and first_page:
        alike |= Q(
            Q(page=first_page) | Q(page__startswith=f"{first_page}-"),
            first_author_key=author,
            year=columns["year"],
            volume=columns["volume"],
        )
    matches = Source.objects.filter(alike, merged_into=None)
    return list(matches.exclude(pk=besides.pk if besides else None)[:MOST_SHOWN])


def merge(duplicate: Source, into: Source, *, by=None) -> None:
    """Replace `duplicate` by `into`: citations follow, its key still resolves, and nothing is deleted.

    Undone by restoring the duplicate from its history. Raises CannotMerge.
    """
    for source in [duplicate, *duplicate.merged_from.all()]:
        _keep_as_it_is(source)
    with transaction.atomic(), reversion.create_revision():
        rows = {s.pk: s for s in Source.objects.select_for_update().filter(pk__in=[duplicate.pk, into.pk])}
        duplicate, into = rows[duplicate.pk], rows.get(into.pk)
        if duplicate == into:
            raise CannotMerge(_("You can’t merge a source into itself."))
        if into.merged_into_id is not None:
            raise CannotMerge(_("“%s” has been merged into another source. Choose that one instead.") % into)
        reversion.set_comment(_("Merged into %s") % into.key)
        if by is not None:
            reversion.set_user(by)
        for source in [duplicate, *duplicate.merged_from.all()]:
            source.merged_into = into
            source.save()
            reversion.add_to_revision(source)


def bring_back(source: Source, was: Source) -> None:
    """After a merge into `was` was undone: sources merged into `source` earlier moved with it, and move back."""
    for row in was.merged_from.all():
        versions = Version.objects.get_for_object(row)
        stood_for_by = [version.field_dict.get("merged_into_id") for version in versions]
        earlier = next((pk for pk in stood_for_by if pk != was.pk), None)
        if earlier == source.pk:
            with reversion.create_revision():
                reversion.set_comment(_("Followed %s") % source.key)
                row.merged_into = source
                row.save()
                reversion.add_to_revision(row)


def _keep_as_it_is(source: Source) -> None:
    """A source that no person ever saved has no version that a merge could be undone to."""
    if not Version.objects.get_for_object(source).exists():
        with reversion.create_revision():
            reversion.set_comment(_("Before it was merged"))
            reversion.add_to_revision(source)
