"""Duplicates: found before they are added, and merged so that no citation breaks."""

from collections.abc import Collection, Iterable

import reversion
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from reversion.models import Version

from history.recording import happened
from sources import csl
from sources.comparison import MOST_COMPARED, Work
from sources.models import Source

MOST_SHOWN = 10
DIFFERING = ("doi", "pmid", "pmcid", "isbn", "year", "title")  # what one work has once


class CannotMerge(ValueError):
    """Carries the sentence that says why."""


def near(columns: dict, *, besides: Source | None = None) -> list[Source]:
    """Sources that could be this work: the same title (letters and digits only), or the same first author, year,
    volume and first page, or the same title spelled in another way. `columns` are Source columns by name, saved or not."""
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
    others = Source.objects.filter(merged_into=None).exclude(pk=besides.pk if besides else None)
    found = dict.fromkeys([*others.filter(alike)[:MOST_SHOWN], *_spelled_alike(columns, others)])
    return list(found)[:MOST_SHOWN]


def _spelled_alike(columns: dict, others: QuerySet[Source]) -> list[Source]:
    """Sources with the same title spelled in another way, or nearly the same by the same author in the same year."""
    work = Work.of(columns)
    if not work.spelling:
        return []
    candidates = [*others.filter(spelling_key=work.spelling)[:MOST_COMPARED]]
    if work.author and work.year:
        candidates += others.filter(first_author_key=work.author, year=work.year)[:MOST_COMPARED]
    return [source for source in candidates if work.is_spelled_like(Work.of(source.__dict__))]


def differences(sources: Iterable[Source]) -> dict[str, list[str]]:
    """What one work can't have twice, and these sources have, by the name of the column: a DOI, year, title …

    A title that is only spelled in another way is the same.
    """
    found = {}
    for name in DIFFERING:
        values = {_compared(source, name): str(getattr(source, name)) for source in sources}
        if len(shown := [text for key, text in values.items() if key]) > 1:
            found[name] = shown
    return found


def _compared(source: Source, name: str) -> str:
    if name == "title":
        return csl.spelling_key(source.title) or source.title
    return str(getattr(source, name) or "").casefold()


def merge(duplicate: Source, into: Source, *, by=None, although: Collection[str] = ()) -> None:
    """Replace `duplicate` by `into`: citations follow, its key still resolves, and nothing is deleted.

    `although` names what may differ, because a person said that they are the same work.
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
        if unconfirmed := differences([duplicate, into]).keys() - {*although}:
            raise CannotMerge(_difference_sentence(unconfirmed))
        reversion.set_comment(_("Merged into %s") % into.key)
        if by is not None:
            reversion.set_user(by)
        for source in [duplicate, *duplicate.merged_from.all()]:
            source.merged_into = into
            source.save()
            reversion.add_to_revision(source)
        happened(into, _("Took in %s, a duplicate.") % duplicate.key, by=by)


def column_names(columns: Iterable[str]) -> str:
    """
    >>> column_names(["doi", "year"])
    'DOI, year'
    """
    return ", ".join(str(Source._meta.get_field(name).verbose_name) for name in columns)


def _difference_sentence(columns: Collection[str]) -> str:
    sentence = _("These differ: %s. If it is the same work all the same, say so with the check box.")
    return sentence % column_names(name for name in DIFFERING if name in columns)


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
