"""Where an edition appears in public lists, and from when until when: one narrow row for each list.

Lists of 100,000 articles are counted and paged here, in one range of an index. The rows are derived by triggers
(`appearance_triggers`, ADR 25); pages read the editions themselves by the keys they find here.
"""

import datetime

from django.db import models
from django.utils import timezone

NEVER = datetime.datetime(9999, 1, 1, tzinfo=datetime.UTC)  # when what nothing ends yet ends
KEPT = datetime.timedelta(days=2)  # after the end: clocks of several servers differ


class Place(models.IntegerChoices):
    """The kinds of public lists. A person's page has two of them, one after the other."""

    LIST = 1
    CHANGES = 2
    TOPIC = 3
    REVIEWED = 4
    WRITTEN = 5


class AppearanceQuerySet(models.QuerySet):
    def at(self, at: datetime.datetime | None = None):
        """What lists show at this moment. Moments more than two days ago are forgotten by and by."""
        at = at or timezone.now()
        return self.filter(begins_at__lte=at, ends_at__gt=at)

    def of_articles(self, at=None):
        """The edition of each public article that visitors read."""
        return self.at(at).filter(owner=0, place=Place.LIST)

    def of_topic(self, topic, at=None):
        return self.at(at).filter(owner=topic.pk, place=Place.TOPIC)

    def of_person(self, person, at=None):
        """What a person reviewed, and then what the person wrote."""
        return self.at(at).filter(owner=person.pk, place__gte=Place.REVIEWED)

    def of_changes(self, at=None):
        """The public log: editions that somebody could read, without small edits."""
        return self.at(at).filter(owner=0, place=Place.CHANGES)

    def in_topics(self, at=None):
        """Of every topic; filter by `owner`."""
        return self.at(at).filter(place=Place.TOPIC)

    def of_people(self, at=None):
        """Of every person; filter by `owner`."""
        return self.at(at).filter(place__gte=Place.REVIEWED)

    def by_title(self):
        return self.order_by("place", "title", "edition_id")

    def newest_first(self):
        return self.order_by("-begins_at", "-edition_id")

    def ended(self, at: datetime.datetime):
        """What no list will show again."""
        return self.filter(ends_at__lt=at - KEPT)


class Appearance(models.Model):
    place = models.PositiveSmallIntegerField(choices=Place)
    owner = models.BigIntegerField(default=0)  # the key of the topic or person whose list it is
    title = models.CharField(max_length=200)
    # Triggers remove the rows, so Django needn't look for them when it deletes an article.
    article = models.ForeignKey("articles.Article", models.DO_NOTHING, db_constraint=False, related_name="+")
    edition = models.ForeignKey(
        "articles.Edition",
        models.DO_NOTHING,
        db_constraint=False,
        db_index=False,  # the constraint below begins with it
        related_name="appearances",
    )
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    objects = AppearanceQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["owner", "place", "title", "edition"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "place", "owner"], name="appearance_once"),
        ]
        # All columns of the two orders, so that counting and skipping pages reads no row.
        indexes = [
            models.Index(
                fields=["owner", "place", "title", "edition", "begins_at", "ends_at"],
                name="appearance_by_title",
            ),
            models.Index(
                fields=["owner", "place", "begins_at", "edition", "ends_at", "article"],
                name="appearance_by_time",
            ),
            # Not of one list: without statistics SQLite would read whole lists by their ends, and sort them.
            models.Index(fields=["ends_at"], name="appearance_by_end"),
        ]

    def __str__(self):
        return f"{self.title}: {self.get_place_display()} {self.owner or ''}".strip()
