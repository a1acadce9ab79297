"""A text that several articles show, such as the signs that can't wait: written, reviewed and corrected once."""

from collections.abc import Collection, Iterable

from django.core.validators import RegexValidator
from django.db import models, transaction
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.editor import BodyField
from articles.markup import shared, to_text, uses
from articles.models.citation import SourceUseQuerySet
from articles.models.people import Person
from articles.models.wording import Wording, Words, of_text
from sources.models import Source

KEY_FORM = RegexValidator(
    r"^[a-z][a-z0-9-]*\Z",
    _("Use lowercase letters, digits and hyphens, and start with a letter: emergency-signs."),
)


class SharedTextQuerySet(models.QuerySet):
    def used_in(self, *rendered: str) -> dict[str, "SharedText"]:
        """The shared texts that these rendered texts have slots for, by key. No query if there are no slots."""
        keys = {key for html in rendered for key in shared.slots_in(html)}
        return {text.key: text for text in self.filter(key__in=keys)} if keys else {}

    def citing(self, source: Source):
        """Those that cite this source, also by the key of a source merged into it."""
        return self.filter(Q(uses__source=source) | Q(uses__source__merged_into=source)).distinct()


class SharedText(models.Model):
    key = models.CharField(
        _("key"),
        max_length=60,
        unique=True,
        validators=[KEY_FORM],
        help_text=_("Articles use this key to show the text. It can’t be changed later."),
    )
    title = models.CharField(_("title"), max_length=100)
    body = BodyField(
        _("text"),
        help_text=_(
            "As soon as you save, every article that shows this text has the new wording. Write "
            "[emergency number], [crisis line] or [country] to show those of your organization."
        ),
    )
    reviewer = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("medical reviewer")
    )
    reviewed_on = models.DateField(_("last reviewed"), null=True, blank=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)
    # Rendered when saved, so a page that shows it parses nothing.
    html = models.TextField(editable=False, blank=True)

    objects = SharedTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("shared text")
        verbose_name_plural = _("shared texts")
        ordering = ["title", "key"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(body=""),
                name="shared_text_says_something",
                violation_error_message=_("Articles show this text, so it can’t be empty."),
            ),
        ]

    def __str__(self):
        return self.title

    def save(self, *args, **kwargs):
        """Save the text, its rendered form and its sources, together or not at all."""
        with transaction.atomic():
            super().save(*args, **kwargs)
            self.refresh()

    def refresh(self) -> None:
        """Render the text, list its sources again, and record its words if they are new."""
        sources = Source.objects.by_keys(key for use in uses(self.body) for key in use.keys)
        self.html = self._rendered(sources)
        SharedText.objects.filter(pk=self.pk).update(html=self.html)
        SharedTextSource.objects.refresh(self, sources.values())
        Wording.objects.record({of_text(self.key): self.words})

    @property
    def words(self) -> Words:
        """What readers read of it, whoever reviewed it when."""
        cited = dict.fromkeys(key for use in uses(self.body) for key in use.keys)
        return Words(f"{self.title}\n{to_text(self.body)}", tuple(cited))

    @property
    def texts(self) -> list[str]:
        """Every field that may contain citations."""
        return [self.body]

    @property
    def rendered_html(self) -> SafeString:
        return mark_safe(self.html)  # noqa: S308  the renderer's own output, kept in a column no form writes

    def sentences_citing(self, source: Source) -> list[str]:
        return self.sentences_with({source.key, *source.merged_from.values_list("key", flat=True)})

    def sentences_with(self, keys: Collection[str]) -> list[str]:
        """The sentences that cite one of these keys, each once."""
        keys = set(keys)
        return list(dict.fromkeys(use.sentence for use in uses(self.body) if keys & set(use.keys)))

    def _rendered(self, sources: dict[str, Source]) -> str:
        origins = {
            key: shared.Origin(_name_of(source), str(source.title_text), source.get_absolute_url())
            for key, source in sources.items()
        }
        return shared.render_shared(self.key, self.title, self.body, checked=self._checked(), origins=origins)

    def _checked(self) -> str:
        if not self.reviewed_on:
            return ""
        day = date_format(self.reviewed_on, "F j, Y")
        if not self.reviewer:
            return gettext("Reviewed %(day)s.") % {"day": day}
        return gettext("Reviewed %(day)s by %(name)s.") % {"day": day, "name": self.reviewer.full_name}


def _name_of(source: Source) -> str:
    """For an organization's web page, the organization; for a paper, its first author and year."""
    return source.authors_text if source.csl_type == Source.Kind.WEB_PAGE and source.authors else source.label


class SharedTextSourceQuerySet(SourceUseQuerySet):
    def refresh(self, text: SharedText, sources: Iterable[Source]) -> None:
        self.filter(text=text).delete()
        self.bulk_create(self.model(text=text, source=source) for source in dict.fromkeys(sources))


class SharedTextSource(models.Model):
    """A source that a shared text cites. Listed from the text, never edited."""

    text = models.ForeignKey(SharedText, models.CASCADE, related_name="uses")
    source = models.ForeignKey(Source, models.PROTECT, related_name="shared_text_uses")

    objects = SharedTextSourceQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["text", "source"], name="shared_text_source_once")]

    def __str__(self):
        return f"{self.text} ({self.source})"
