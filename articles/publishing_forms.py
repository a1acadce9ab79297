"""Publishing an edition and moving one that waits: what staff choose, and why not if it doesn't fit."""

from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Edition
from articles.models.edition import NOTE_NEEDED
from articles.shown import Shown
from editing.moments import in_words, zone_name

FARTHEST = timedelta(days=2 * 366)  # that an edition may be scheduled ahead


class MomentField(forms.SplitDateTimeField):
    """A date and a time in the site's time zone, which the help text names; empty for now."""

    def __init__(self, *, label, help_text, **kwargs):
        super().__init__(
            label=label,
            required=False,
            widget=forms.SplitDateTimeWidget(
                date_attrs={"type": "date", "aria-label": _("%s: date") % label},
                time_attrs={"type": "time", "aria-label": _("%s: time") % label},
                date_format="%Y-%m-%d",
                time_format="%H:%M",
            ),
            **kwargs,
        )
        self.rest = help_text

    def name_zone(self) -> None:
        self.help_text = f"{self.rest} {_('Times are %s.') % zone_name()}"

    def compress(self, data_list):
        """Raises ValidationError for a time that the clocks skip, or show twice, when they change."""
        try:
            return super().compress(data_list)
        except ValidationError as refused:
            if refused.code != "ambiguous_timezone":
                raise
            message = _(
                "The clocks change at that time: it is left out, or comes twice. Choose another time."
            )
            raise ValidationError(message) from refused

    def clean(self, value):
        """Raises ValidationError for a time that has passed or is too far away."""
        chosen, now = super().clean(value), timezone.now()
        if not chosen:
            return None
        if chosen < now - timedelta(minutes=5):
            raise ValidationError(_("That time has passed. Leave it empty if you mean now."))
        if chosen > now + FARTHEST:
            raise ValidationError(_("That is more than two years away. Choose an earlier time."))
        return chosen


def what_becomes_of(waiting: list[Edition]) -> str:
    """The question about editions that wait."""
    values = {
        "count": len(waiting),
        "number": waiting[0].number,
        "when": in_words(waiting[0].published_at),
    }
    if len(waiting) > 1:
        return _("%(count)d editions wait, the next for %(when)s. What becomes of them?") % values
    return _("Edition %(number)d waits for %(when)s. What becomes of it?") % values


class PublishForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("What kind of change is this?"), choices=Edition.ChangeKind, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=_("What should readers know about it?"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One or two sentences. Everyone can read them on the article and in the log of changes."),
    )
    published_at = MomentField(label=_("Public from"), help_text=_("Leave empty to publish now."))
    later = forms.ChoiceField(required=False, widget=forms.RadioSelect, initial=Edition.Later.CALL_OFF)
    shown = forms.CharField(widget=forms.HiddenInput, required=False)  # as `Shown.token`

    def __init__(self, *args, article: Article, **kwargs):
        super().__init__(*args, **kwargs)
        self.article, self.page = article, Shown(article, timezone.now())
        self.fields["shown"].initial = self.page.token if not self.is_bound else ""
        self.fields["published_at"].name_zone()
        self._offer_kinds()
        waiting = article.editions.waiting_after(timezone.now())
        if waiting:
            self._ask_about(waiting)
        else:
            del self.fields["later"]

    @property
    def made_already(self) -> Edition | None:
        """What a second click on the same page would make once more."""
        return self.page.already_published(self.data.get("shown", ""))

    def _offer_kinds(self) -> None:
        kind = self.fields["kind"]
        is_first = not self.article.has_been_public()
        # While the first edition waits, what this one is depends on its own time: see `clean`.
        is_undecided = is_first and self.article.editions.in_force().exists()
        kind.choices = [
            (code, words)
            for code, words in Edition.ChangeKind.choices
            if is_undecided or (code == Edition.ChangeKind.NEW) is is_first
        ]
        kind.initial = Edition.ChangeKind.NEW if is_first else None

    def _ask_about(self, waiting) -> None:
        field = self.fields["later"]
        field.label = what_becomes_of(waiting)
        field.help_text = _("An edition that is public before this one is never called off.")
        field.choices = [
            (Edition.Later.CALL_OFF, _("Call off: readers keep the text that you publish here")),
            (Edition.Later.KEEP, _("Keep: from then on readers have that older text")),
        ]
        if any(edition.kind == Edition.ChangeKind.NEW for edition in waiting):
            field.choices = field.choices[:1]

    def clean_published_at(self):
        chosen = self.cleaned_data["published_at"]
        if chosen and chosen > timezone.now() and self.article.withdrawn_at:
            raise ValidationError(_("The article is withdrawn. Publish it now, or put it back first."))
        return chosen

    def clean(self):
        cleaned = super().clean()
        if "published_at" not in cleaned:
            return cleaned
        self._check_shown(cleaned)
        self._check_kind(cleaned)
        needs_note = cleaned.get("kind") in (Edition.ChangeKind.UPDATE, Edition.ChangeKind.CORRECTION)
        if needs_note and not (cleaned.get("note") or "").strip():
            self.add_error("note", NOTE_NEEDED)
        if not self.errors:
            self._check_publication(cleaned)
        return cleaned

    def _check_shown(self, cleaned) -> None:
        """What was shown is what is published."""
        if cleaned["published_at"]:
            self.page = Shown(self.article, cleaned["published_at"])
        reason = self.page.difference_from(cleaned.get("shown", ""))
        if reason:
            self.data = self.data.copy()
            self.data["shown"] = self.page.token
            self.add_error(None, reason)

    def _check_kind(self, cleaned) -> None:
        """The first edition that visitors read is a new article, and no other is."""
        kind = cleaned.get("kind")
        if not kind:
            return
        is_first = not self.article.has_been_public(cleaned["published_at"])
        if is_first and kind != Edition.ChangeKind.NEW:
            self.add_error("kind", _("Nobody could read this article before, so it is a new article."))
        elif not is_first and kind == Edition.ChangeKind.NEW:
            message = _("Another edition is public before this one. Say what this one changes.")
            self.add_error("kind", message)

    def _check_publication(self, cleaned) -> None:
        at = cleaned["published_at"] or timezone.now()
        try:
            Edition.objects.check_publication(
                self.article, kind=cleaned["kind"], at=at, later=cleaned.get("later")
            )
        except ValidationError as refused:
            self.add_error(None, refused)


class WithdrawForm(forms.Form):
    later = forms.ChoiceField(
        required=False,
        widget=forms.RadioSelect,
        initial=Edition.Later.CALL_OFF,
        choices=[
            (Edition.Later.CALL_OFF, _("Call off")),
            (
                Edition.Later.KEEP,
                _("Keep: if the article is put back by then or later, readers have that text"),
            ),
        ],
    )

    def __init__(self, *args, article: Article, **kwargs):
        super().__init__(*args, **kwargs)
        waiting = article.editions.waiting_after(timezone.now())
        if waiting:
            self.fields["later"].label = what_becomes_of(waiting)
        else:
            del self.fields["later"]


class RescheduleForm(forms.Form):
    """A new time for an edition that waits."""

    published_at = MomentField(label=_("Public from"), help_text=_("Leave empty to make it public now."))

    def __init__(self, *args, edition: Edition, **kwargs):
        super().__init__(*args, initial={"published_at": edition.published_at}, **kwargs)
        self.edition = edition
        self.fields["published_at"].name_zone()

    def clean_published_at(self):
        """As the form shows times: to the minute."""
        chosen = self.cleaned_data["published_at"]
        if chosen and chosen == self.edition.published_at.replace(second=0, microsecond=0):
            raise ValidationError(_("It waits for that time already. Choose another one."))
        return chosen
