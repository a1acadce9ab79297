"""Publishing, moving and calling off editions, and when each of them is refused.

The rules hold for the admin, a shell and a command alike. Each act locks the article first, so that two people can't
act on what the other has just changed.
"""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models.address import FormerAddress
from editing.moments import in_words
from editing.text import CONTROLS
from history.recording import ensure_recorded, happened, name_of


class EditionIsFinal(TypeError):
    """Editions are never changed; publish another one."""


class PublicationQuerySet(models.QuerySet):
    def bulk_create(self, *args, **kwargs):
        raise EditionIsFinal("Editions are published one by one, so that each is checked.")

    def update(self, **fields):
        raise EditionIsFinal("Editions are never changed; publish another one.")

    def publish(self, article, *, by, kind, note="", at=None, later=None) -> models.Model:
        """Copy and render the working copy under the next number, with its authors, readings and citations.

        `later` says what becomes of editions that wait for a later time (`Edition.Later`). Raises ValidationError,
        by the name of the argument, if it is missing or if this edition would be refused for another reason.
        """
        now = timezone.now()
        with transaction.atomic():
            article = type(article).objects.select_for_update().get(pk=article.pk)
            at = at or now
            self.check_publication(article, kind=kind, at=at, later=later, now=now)
            if later == self.model.Later.CALL_OFF:
                for edition in article.editions.waiting_after(at, now=now):
                    self._call_off(edition, by, now)
            number = (article.editions.aggregate(last=Max("number"))["last"] or 0) + 1
            edition = self.model.of(
                article,
                number=number,
                kind=kind,
                note=CONTROLS.sub("", note),
                published_by=by,
                published_by_name=name_of(by),
                published_at=at,
            )
            edition.save()
            edition._copy_relations()
            FormerAddress.objects.filter(path=article.get_absolute_url()).delete()
        return edition

    def check_publication(self, article, *, kind, at, later=None, now=None) -> None:
        """Raise ValidationError, by the name of the argument, if this edition can't be published at this time."""
        now = now or timezone.now()
        self._check_order(article, kind, at, later, now)
        if kind != self.model.ChangeKind.NEW:
            self._check_change(article, at, later, now)

    def _check_change(self, article, at, later, now) -> None:
        """A change changes something: compared with what visitors read then, and with the last edition that waits."""
        compared = [
            edition for edition in (article.edition_at(at), article.editions.last_made().first()) if edition
        ]
        same = next((edition for edition in dict.fromkeys(compared) if edition.same_as(article)), None)
        if same is None:
            return
        if same.is_waiting(now):
            message = _(
                "The text is the same as edition %(number)d, which waits for %(when)s. Move that edition instead."
            )
        elif article.withdrawn_at:
            message = _("The text is the same as edition %(number)d. Put the article back instead.")
        else:
            message = _("The text is the same as edition %(number)d.")
        raise _refused("kind", "unchanged", message, same)

    def _check_order(self, article, kind, at, later, now) -> None:
        """An older text never takes the place of a newer one unless somebody says so."""
        public = article.editions.in_force().filter(published_at__gt=at, published_at__lte=now).first()
        if public:
            message = _("Edition %(number)d is public since %(when)s. Choose a later time.")
            raise _refused("published_at", "behind_public", message, public)
        waiting = article.editions.waiting_after(at, now=now)
        if waiting and later not in self.model.Later.values:
            message = _(
                "Edition %(number)d waits for %(when)s. Say whether to call it off, or to keep it: then its text "
                "takes the place of this one."
            )
            raise _refused("later", "later_edition", message, waiting[0])
        first = next((edition for edition in waiting if edition.kind == self.model.ChangeKind.NEW), None)
        if first and later == self.model.Later.KEEP:
            message = _(
                "Edition %(number)d waits for %(when)s as a new article, which this one is then. Call it off."
            )
            raise _refused("later", "second_first", message, first)

    def answer_for_waiting(self, article, *, later, by) -> None:
        """What becomes of the editions that wait while their article is withdrawn. Raises ValidationError for no answer."""
        now = timezone.now()
        waiting = article.editions.waiting_after(now)
        if waiting and later not in self.model.Later.values:
            message = _("Edition %(number)d waits for %(when)s. Say whether to call it off, or to keep it.")
            raise _refused("later", "later_edition", message, waiting[0])
        if later == self.model.Later.CALL_OFF:
            for edition in waiting:
                self._call_off(edition, by, now)

    def waiting_after(self, at, *, now=None) -> list:
        """The editions that become public after that time, the next one first."""
        later = self.in_force().filter(published_at__gt=max(at, now or timezone.now()))
        return list(later.order_by("published_at", "number"))

    def reschedule(self, edition, *, to=None) -> models.Model:
        """Move a waiting edition to another time, None: now. Returns it as it is stored then.

        Raises ValidationError if it doesn't wait, or if another edition would come before or after it then.
        """
        now = timezone.now()
        with transaction.atomic():
            edition = self._locked(edition, now)
            to = max(to or now, now)
            self._check_move(edition, to, now)
            values = {
                "number": edition.number,
                "before": in_words(edition.published_at),
                "after": in_words(to),
            }
            words = _("Moved edition %(number)d from %(before)s to %(after)s.") % values
            ensure_recorded(edition.article, words)
            models.QuerySet.update(self.model.objects.filter(pk=edition.pk), published_at=to)
            edition.published_at = to
        return edition

    def _check_move(self, edition, to, now) -> None:
        first, last = sorted((edition.published_at, to))
        others = edition.article.editions.in_force().exclude(pk=edition.pk)
        passed = (
            others.filter(published_at__gte=first, published_at__lte=last).order_by("published_at").first()
        )
        if passed:
            message = _(
                "Edition %(number)d waits for %(when)s. Choose a time on this side of it, or call one of them off."
            )
            raise _refused("published_at", "passes_another", message, passed)

    def call_off(self, edition, *, by) -> models.Model:
        """Keep a waiting edition, but never make it public.

        Raises ValidationError if it doesn't wait, or if a later one says what it changes of this first one.
        """
        now = timezone.now()
        with transaction.atomic():
            edition = self._locked(edition, now)
            follower = next(iter(edition.article.editions.waiting_after(edition.published_at, now=now)), None)
            if edition.kind == self.model.ChangeKind.NEW and follower:
                message = _(
                    "Edition %(number)d waits for %(when)s and changes this one. Call that one off first."
                )
                raise _refused("edition", "has_follower", message, follower)
            self._call_off(edition, by, now)
        return edition

    def _call_off(self, edition, by, now) -> None:
        edition.called_off_at, edition.called_off_by_name = now, name_of(by)
        models.QuerySet.update(
            self.model.objects.filter(pk=edition.pk),
            called_off_at=edition.called_off_at,
            called_off_by_name=edition.called_off_by_name,
        )
        values = {"number": edition.number, "when": in_words(edition.published_at)}
        words = _("Called off edition %(number)d, which waited for %(when)s.") % values
        happened(edition.article, words, by=by)

    def _locked(self, edition, now):
        """The edition as it is stored, with its article locked. Raises ValidationError if it doesn't wait."""
        article = edition.article
        type(article).objects.select_for_update().get(pk=article.pk)
        edition = self.model.objects.select_related("article").get(pk=edition.pk)
        if edition.called_off_at:
            who = edition.called_off_by_name or _("Somebody")
            message = _("%(who)s called off edition %(number)d on %(when)s.")
            values = {"who": who, "number": edition.number, "when": in_words(edition.called_off_at)}
            raise ValidationError({"edition": ValidationError(message % values, code="called_off")})
        if not edition.is_waiting(now):
            message = _("Edition %(number)d is public since %(when)s, so it can’t be moved or called off.")
            raise _refused("edition", "public", message, edition)
        return edition


def _refused(argument: str, code: str, message: str, edition) -> ValidationError:
    values = {"number": edition.number, "when": in_words(edition.published_at)}
    return ValidationError({argument: ValidationError(message % values, code=code)})
