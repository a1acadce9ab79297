"""Which text cites which source, and in which sentence: derived from the texts, never edited."""

from collections.abc import Iterable, Iterator
from itertools import count, takewhile

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from articles.markup import Use, uses
from sources.models import Source


class SourceUseQuerySet(models.QuerySet):
    """Rows with a `source` that a text cites or lists as additional reading."""

    def of_undecided_sources(self):
        """Uses of retracted sources that no editor has allowed to stay."""
        return self.of_sources(Source.objects.undecided())

    def of_doubted_sources(self):
        """Uses of sources with an expression of concern that no editor has decided about."""
        return self.of_sources(Source.objects.doubted())

    def of_sources(self, sources):
        """Uses of these sources, also of ones that were merged into them: notices are kept with what they became."""
        return self.filter(models.Q(source__in=sources) | models.Q(source__merged_into__in=sources))

    def of_source(self, source):
        """Uses of this source, also of one that was merged into it."""
        return self.of_sources([source])


class CitationQuerySet(SourceUseQuerySet):
    def refresh(self, *, article, texts: Iterable[str], edition=None) -> None:
        """Replace the citations of a working copy, or of one edition, by those in its texts, from the first that differs.

        A key that no source has is left out: the form refuses it, and an import reports it.
        """
        columns = ("position", "key", "source_id", "locator", "sentence")
        stored = self.filter(article=article, edition=edition).order_by("position")
        with transaction.atomic():
            before, now = list(stored.values_list(*columns)), list(_cited(texts))
            if before == now:
                return
            same = len(list(takewhile(lambda pair: pair[0] == pair[1], zip(before, now, strict=False))))
            stored.filter(position__gt=same).delete()
            changed = [dict(zip(columns, row, strict=True)) for row in now[same:]]
            self.bulk_create(self.model(article=article, edition=edition, **row) for row in changed)

    def of_working_copies(self):
        return self.filter(edition=None)

    def of_sources(self, sources):
        return super().of_sources(sources).order_by("article", "edition", "position")


def _cited(texts: Iterable[str]) -> Iterator[tuple[int, str, int, str, str]]:
    """Position, key, source, locator and sentence of each citation, in order."""
    marks = [use for text in texts for use in uses(text)]
    sources = Source.objects.ids_of(key for use in marks for key in use.keys)
    position = count(1)
    for use in marks:
        for key, locator in zip(use.keys, use.locators, strict=True):
            if key in sources:
                yield next(position), key, sources[key], locator, use.sentence


def unknown_uses(texts: Iterable[str]) -> list[tuple[str, Use]]:
    """Each cited key that no source has, with the use that names it."""
    cited = [(key, use) for text in texts for use in uses(text) for key in use.keys]
    existing = Source.objects.canonical_keys(key for key, _use in cited)
    return [(key, use) for key, use in cited if key not in existing]


class Citation(models.Model):
    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="citations")
    edition = models.ForeignKey(
        "articles.Edition", models.CASCADE, null=True, blank=True, related_name="citations"
    )  # null: the working copy
    # as in the text; that source may have been merged into this one since
    key = models.CharField(max_length=60)
    source = models.ForeignKey(Source, models.PROTECT, related_name="citations")
    position = models.PositiveIntegerField()
    locator = models.CharField(max_length=200, blank=True)
    sentence = models.TextField()

    objects = CitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        ordering = ["article", "edition", "position"]
        # Which editions cite a source is asked on the page of each source and in the list of all.
        indexes = [models.Index(fields=["source", "edition", "article"], name="citation_by_source")]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "position"],
                condition=models.Q(edition__isnull=False),
                name="citation_edition_position",
            ),
            models.UniqueConstraint(
                fields=["article", "position"],
                condition=models.Q(edition__isnull=True),
                name="citation_article_position",
            ),
        ]

    def __str__(self):
        """Where it is used: what staff read when a cited source can't be deleted."""
        return f"{self.edition or self.article}: “{self.sentence[:200]}”"

    @property
    def anchor(self) -> str:
        """Where on the edition's page this source is first marked."""
        uses = self.edition.uses if self.edition else {}
        marks = uses.get(self.key) or uses.get(self.source.key)
        return marks[0] if marks else ""
