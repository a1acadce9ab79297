"""What readers find where a page shows a shared text or one of the organization's numbers, and since when."""

import datetime
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Words:
    """What stands there in plain words, and the keys of the sources it cites."""

    text: str
    cited: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """The same for the same words, however they are spaced."""
        return hashlib.sha256(" ".join(self.text.split()).encode()).hexdigest()


def of_text(key: str) -> str:
    """The subject of a shared text."""
    return f"text {key}"


def of_placeholder(name: str) -> str:
    """The subject of one of the organization's numbers or names, as texts write it in brackets."""
    return f"value {name}"


class WordingQuerySet(models.QuerySet):
    def record(self, said: Mapping[str, Words], *, at: datetime.datetime | None = None) -> None:
        """Add a row for each subject that says something else than its last row; nothing for a save without a change."""
        last = {subject: rows[-1] for subject, rows in self.by_subject(said).items()}
        at = at or timezone.now()
        self.bulk_create(
            self.model(subject=subject, digest=words.digest, cited=list(words.cited), since=at)
            for subject, words in said.items()
            if subject not in last or not last[subject].says(words)
        )

    def by_subject(self, subjects: Iterable[str]) -> dict[str, list["Wording"]]:
        """The rows of these subjects, the oldest first. No query if there are no subjects."""
        subjects, found = list(subjects), {}
        for row in self.filter(subject__in=subjects).order_by("since", "pk") if subjects else ():
            found.setdefault(row.subject, []).append(row)
        return found


class Wording(models.Model):
    """Written once and never changed. It has a digest and no words: what was public once may be private today."""

    subject = models.CharField(_("of what"), max_length=80)
    digest = models.CharField(max_length=64)
    cited = models.JSONField(default=list)  # source keys
    since = models.DateTimeField(_("read since"))
    # False for the first row of what was there before anything was recorded: it may have said something else.
    is_known_before = models.BooleanField(default=True)

    objects = WordingQuerySet.as_manager()

    class Meta:
        verbose_name = _("wording")
        verbose_name_plural = _("wordings")
        default_permissions = ()
        ordering = ["subject", "since", "pk"]
        indexes = [models.Index(fields=["subject", "since"], name="wording_since")]

    def __str__(self):
        return f"{self.subject}, {self.since:%Y-%m-%d %H:%M}"

    def says(self, words: Words) -> bool:
        return self.digest == words.digest and self.cited == list(words.cited)
