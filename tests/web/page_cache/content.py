"""One row in each table that visitors see, and other values for each of its columns."""

import datetime
import uuid
from collections.abc import Iterator

from django.contrib.auth.models import User
from django.db import DataError, IntegrityError, models, transaction
from django.utils import timezone

from articles.models import Article, FormerAddress, SharedText, Wording
from mbc_site.models import OrganizationDetails, SynonymSet
from sources.models import Notice
from support_groups.models import AccessFeature, Activity, Group, ScheduleException, Subtype, VenueAccess
from tests.factories import (
    cite,
    make_article,
    make_group,
    make_image,
    make_organization,
    make_page,
    make_person,
    make_published,
    make_source,
    make_topic,
    make_venue,
    search_of,
)
from web.page_cache.shown_tables import Shown

LATER = datetime.datetime(2031, 5, 6, 7, 8, tzinfo=datetime.UTC)
EARLIER = datetime.datetime(2020, 5, 6, 7, 8, tzinfo=datetime.UTC)


def make_everything() -> Group:
    """At least two rows of each shown model. Returns a group."""
    for _twice in range(2):
        _make_articles()
        group = _make_group()
    # Others that nothing leads to yet, so that a relation can lead there.
    for make in (make_article, make_topic, make_venue):
        make()
    make_group(languages=(), audiences=())
    User.objects.create_user("fern")
    OrganizationDetails.objects.current().save()
    SynonymSet.objects.create(words="mets\nsecondary")
    return group


def _make_articles() -> Article:
    source = make_source()
    Notice.objects.create(source=source, kind="correction", service="crossref", found_at=timezone.now())
    text = SharedText(key=f"text-{source.pk}", title="When to call", body=f"<p>Call.{cite(source.key)}</p>")
    text.save()
    article = make_published(
        topics=[make_topic()],
        further_reading=[make_source()],
        image=make_image(),
        reviewer=make_person(),
        reviewed_on=datetime.date(2026, 1, 1),
        body=f"<p>Said.{cite(source.key)}</p>",
    )
    article.related.add(make_published())
    FormerAddress.objects.create(path=f"/articles/old-{article.pk}/", leads_to=article.get_absolute_url())
    Wording.objects.create(subject=f"text {text.key}", digest="1" * 64, since=timezone.now())
    make_page()
    return article


def _make_group() -> Group:
    organization = make_organization()
    venue = make_venue(organization=organization)
    VenueAccess.objects.create(venue=venue, feature=AccessFeature.objects.first())
    group = make_group(venue=venue, organization=organization)
    group.contacts.create(name="Fern", email="fern@example.org", is_public=True, position=0)
    group.subtypes.set(Subtype.objects.all()[:1])
    group.activities.set(Activity.objects.all()[:1])
    group.access.set(AccessFeature.objects.all()[:1])
    group.former_slugs.create(slug=f"old-{group.slug}")
    for thing in ({"group": group}, {"venue": venue}, {"organization": organization}):
        ScheduleException.objects.create(**thing, kind="cancelled", first=datetime.date(2031, 1, 7))
    search_of(group)
    return group


def row_of(model: type[models.Model], how: Shown) -> models.Model:
    rows = models.QuerySet(model).order_by("pk")
    return (rows.exclude(**{how.if_set: None}) if how.if_set else rows)[0]


def candidates(field: models.Field, row: models.Model) -> Iterator[object]:
    """Other values that the column could hold; a constraint may refuse some."""
    if field.null:
        yield None
    if field.choices:
        yield from (value for value, _name in field.flatchoices)
    elif isinstance(field, models.ForeignKey):
        yield from field.related_model._base_manager.order_by("-pk").values_list("pk", flat=True)[:20]
    else:
        yield from _by_type(field)


def _by_type(field: models.Field) -> list:
    kinds = {
        models.BooleanField: [True, False],
        models.DateTimeField: [LATER, EARLIER],
        models.DateField: [LATER.date(), datetime.date(2025, 2, 3)],
        models.TimeField: [datetime.time(3, 4)],
        models.FloatField: [1.5],
        models.IntegerField: [3, 1, 41, 2031],
        models.UUIDField: [uuid.UUID(int=7)],
        models.FileField: ["zz.png"],
        models.JSONField: [["z"], {"z": 1}],
        models.TextField: ["zz", "https://example.org/z", "text zz"],
        models.CharField: [
            "/zz/",
            "zz",
            "z",
            "ES",
            "es",
            "https://example.org/z",
            "2031",
            "12345678",
            "PMC1",
        ],
    }
    return next(values for kind, values in kinds.items() if isinstance(field, kind))


def change(field: models.Field, row: models.Model) -> None:
    """Give the column the first other value that the database accepts. No other value: no change."""
    rows = models.QuerySet(type(row)).filter(pk=row.pk)
    before = rows.values_list(field.attname, flat=True).get()
    for value in candidates(field, row):
        try:
            with transaction.atomic():
                if value != before and rows.update(**{field.attname: value}):
                    return
        except (IntegrityError, DataError):
            continue


def put_back(field: models.Field, row: models.Model) -> None:
    models.QuerySet(type(row)).filter(pk=row.pk).update(**{field.attname: getattr(row, field.attname)})
