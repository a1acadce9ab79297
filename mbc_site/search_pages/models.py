"""Searches that found nothing, counted by word and week. Nothing says who searched, or when within the week."""

import datetime
import hmac
import secrets

from django.db import connections, models, router
from django.utils.translation import gettext_lazy as _

KEPT_FOR = datetime.timedelta(days=366)
MOST_A_WEEK = 2_000  # different searches that are counted in one week
SHOWN_FROM = 3  # times, from which on the words themselves are kept
LONGEST = 60  # characters


def week_of(day: datetime.date) -> datetime.date:
    """Its Monday.

    >>> week_of(datetime.date(2026, 12, 6)), week_of(datetime.date(2026, 12, 7))
    (datetime.date(2026, 11, 30), datetime.date(2026, 12, 7))
    """
    return day - datetime.timedelta(days=day.weekday())


def new_secret() -> str:
    return secrets.token_hex(32)


class MissedSearchKeyQuerySet(models.QuerySet):
    def secret_of(self, week: datetime.date) -> str:
        """Made when the week needs it first. Those of former weeks go, so that nobody can try words against their hashes."""
        found = self.filter(week=week).values_list("secret", flat=True).first()
        if found is None:
            self.exclude(week=week).delete()
            self.bulk_create([self.model(week=week)], ignore_conflicts=True)
            found = self.filter(week=week).values_list("secret", flat=True).get()
        return found


class MissedSearchKey(models.Model):
    """The random key of this week's hashes. It is in no backup (mbc_site/backups/making.py)."""

    week = models.DateField(unique=True)
    secret = models.CharField(max_length=64, default=new_secret)

    objects = MissedSearchKeyQuerySet.as_manager()

    class Meta:
        app_label = "mbc_site"
        default_permissions = ()

    def __str__(self):
        return f"{self.week}"


class MissedSearchQuerySet(models.QuerySet):
    def count_one(self, words: str, *, on: datetime.date) -> None:
        """One more search for these words in this week, unless the week has too many different ones already."""
        week = week_of(on)
        digest = hashed(words, MissedSearchKey.objects.secret_of(week))
        table = self.model._meta.db_table
        statement = (
            f"INSERT INTO {table} (week, digest, words, times) SELECT %s, %s, '', 1 "  # noqa: S608  our own name
            f"WHERE (SELECT count(*) FROM {table} WHERE week = %s) < %s "
            f"OR EXISTS (SELECT 1 FROM {table} WHERE week = %s AND digest = %s) "
            f"ON CONFLICT (week, digest) DO UPDATE SET times = {table}.times + 1, "
            f"words = CASE WHEN {table}.times + 1 >= %s THEN %s ELSE '' END"
        )
        day = self.model._meta.get_field("week").get_db_prep_value(week, connections[self.db], prepared=False)
        with connections[router.db_for_write(self.model)].cursor() as cursor:
            cursor.execute(statement, [day, digest, day, MOST_A_WEEK, day, digest, SHOWN_FROM, words])

    def in_words(self) -> "MissedSearchQuerySet":
        """Those that were searched for often enough to be read, the newest week and the most wanted first."""
        return self.exclude(words="").order_by("-week", "-times", "words")

    def purge(self, *, today: datetime.date) -> int:
        """Delete what is older than a year, and hashes of former weeks, which nothing can be made of. How many."""
        week = week_of(today)
        MissedSearchKey.objects.exclude(week=week).delete()
        too_old, unreadable = models.Q(week__lt=today - KEPT_FOR), models.Q(week__lt=week, words="")
        return self.filter(too_old | unreadable).delete()[0]


class MissedSearch(models.Model):
    week = models.DateField(_("week from"))
    digest = models.CharField(max_length=32)  # of the words, with the key of the week
    words = models.CharField(_("words"), max_length=LONGEST, blank=True)
    times = models.PositiveIntegerField(_("times"))

    objects = MissedSearchQuerySet.as_manager()

    class Meta:
        app_label = "mbc_site"
        verbose_name = _("search without a result")
        verbose_name_plural = _("searches without a result")
        default_permissions = ("view",)
        ordering = ["-week", "-times", "words"]
        constraints = [models.UniqueConstraint(fields=["week", "digest"], name="missed_search_once_a_week")]

    def __str__(self):
        return self.words


def hashed(words: str, secret: str) -> str:
    return hmac.digest(bytes.fromhex(secret), words.encode(), "sha256").hex()[:32]
