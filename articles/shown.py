"""What the publish page shows, so that exactly that is published: the text, what it is compared with, what waits."""

import datetime
import json
from dataclasses import dataclass
from functools import cached_property

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Article, Edition
from articles.models.edition import COPIED
from editing.form_values import fingerprint

LONGEST_TOKEN = 4000
LABELS = {
    "authors": gettext_lazy("authors"),
    "readings": gettext_lazy("additional reading"),
    "drawn": gettext_lazy("pictures or sources"),
}


@dataclass
class Shown:
    """An article as it is stored, to be published at a given time."""

    article: Article
    at: datetime.datetime

    @cached_property
    def compared(self) -> Edition | None:
        """What visitors read until then; None: nothing."""
        return self.article.edition_at(self.at)

    @cached_property
    def waiting(self) -> list[Edition]:
        """What would take the place of this edition after that."""
        return self.article.editions.waiting_after(self.at)

    @cached_property
    def parts(self) -> dict[str, str]:
        """A fingerprint of everything that an edition copies."""
        draft = Edition.of(self.article)
        authors, readings = self.article.people_and_readings()
        values = {name: str(getattr(draft, draft._meta.get_field(name).attname)) for name in COPIED}
        values |= {"authors": authors, "readings": readings, "drawn": _drawn(draft)}
        return {name: fingerprint(value) for name, value in values.items()}

    @cached_property
    def token(self) -> str:
        last = self._last.number if self._last else None
        compared, waiting = self._compared, self._waiting
        return json.dumps({"parts": self.parts, "compared": compared, "waiting": waiting, "last": last})

    @cached_property
    def _last(self) -> Edition | None:
        return self.article.editions.last_made().first()

    @property
    def _compared(self) -> int | None:
        return self.compared.number if self.compared else None

    @property
    def _waiting(self) -> list[list]:
        return [[edition.number, edition.published_at.isoformat()] for edition in self.waiting]

    def already_published(self, token: str) -> Edition | None:
        """The edition that was made of exactly what a page with that token showed, and after it: by a second click,
        or by somebody else."""
        was, last = _read(token), self._last
        if not last or was.get("parts") != self.parts or was.get("last") == last.number:
            return None
        return last if last.same_as(self.article) else None

    def difference_from(self, token: str) -> str:
        """Why this isn't what a page with that token showed, as a sentence; "" if it is."""
        was = _read(token)
        old = was.get("parts")
        if not isinstance(old, dict):
            return _("This page was incomplete. Look at it again, then publish.")
        changed = [name for name, value in self.parts.items() if old.get(name) != value]
        if changed:
            message = _(
                "The text was changed after you opened this page: %(parts)s. Read it again, then publish."
            )
            return message % {"parts": get_text_list(_labels(changed), _("and"))}
        if was.get("compared") != self._compared:
            return self._other_time()
        if was.get("waiting") != self._waiting:
            return _("Which editions wait has changed. Look at this page again, then publish.")
        return ""

    def _other_time(self) -> str:
        if self.compared is None:
            return _("At that time readers have no edition. Look at this page again, then publish.")
        message = _(
            "At that time readers have edition %(number)d. The changes below are compared with that one. Look at "
            "them again, then publish."
        )
        return message % {"number": self.compared.number}


def _drawn(draft: Edition) -> list[str]:
    return [draft.html, *draft.key_points_html, str(draft.lead_picture)]


def _labels(names: list[str]) -> list[str]:
    """A changed body is drawn anew, which nobody needs to hear."""
    if len(names) > 1:
        names = [name for name in names if name != "drawn"]
    return [str(LABELS.get(name) or Article._meta.get_field(name).verbose_name) for name in names]


def _read(token: str) -> dict:
    try:
        was = json.loads(token[:LONGEST_TOKEN])
    except (ValueError, RecursionError):
        return {}
    return was if isinstance(was, dict) else {}
