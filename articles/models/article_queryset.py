"""Which articles are public, which cite retracted sources, and which are overdue for review."""

from functools import reduce
from operator import or_

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, Subquery
from django.utils import timezone

from articles.models.article_rows import FurtherReading
from articles.models.body_queryset import BodyQuerySet
from articles.models.citation import Citation
from articles.models.copies import unpublished
from articles.models.edition import Edition
from articles.models.edition_rows import EditionReading
from articles.models.report import ReportLine
from articles.models.shared import SharedText, SharedTextSource


class ArticleQuerySet(BodyQuerySet):
    def published(self, at=None):
        """Articles that visitors may read at this moment: one edition's time has come and nobody withdrew it."""
        at = at or timezone.now()
        due = Edition.objects.due(at).filter(article=OuterRef("pk"))
        return self.filter(Exists(due), Q(withdrawn_at=None) | Q(withdrawn_at__gt=at))

    def with_standing(self, at=None):
        """Each article with what `articles.standing.states` needs: `public_number`, the number of the edition that
        visitors read; `waiting_number` and `waits_until` of the next one that waits; `last_number`, of the last one
        that was made and not called off; `is_changed`, whether the working copy differs from that."""
        editions = Edition.objects.filter(article=OuterRef("pk"))
        waiting = editions.waiting(at).order_by("published_at", "number")
        return self.annotate(
            public_number=Subquery(editions.current(at).values("number")[:1]),
            waiting_number=Subquery(waiting.values("number")[:1]),
            waits_until=Subquery(waiting.values("published_at")[:1]),
            last_number=Subquery(editions.last_made().values("number")[:1]),
            is_changed=ExpressionWrapper(unpublished(), BooleanField()),
        )

    def standing(self, code: str, at=None):
        """Articles in one state: a code of `articles.standing.STATES`. Raises KeyError."""
        at = at or timezone.now()
        of_article = Edition.objects.filter(article=OuterRef("pk"))
        is_due, waits = Q(Exists(of_article.due(at))), Q(Exists(of_article.waiting(at)))
        withdrawn = Q(withdrawn_at__lte=at)
        states = {
            "draft": lambda: ~is_due & ~waits & ~withdrawn,
            "public": lambda: is_due & ~withdrawn,
            "changed": unpublished,
            "waiting": lambda: waits,
            "withdrawn": lambda: withdrawn,
            "due": lambda: Q(next_review_on__lt=timezone.localdate(at)),
        }
        return self.filter(states[code]())

    def citing_retracted_sources(self, at=None):
        """Articles that cite or list a retracted source nobody has decided on, or show a shared text that does: in the
        working copy, in the current edition, or in one scheduled for later."""
        read = Q(edition__in=Edition.objects.current(at)) | Q(edition__in=Edition.objects.waiting(at))
        citations = Citation.objects.filter(Q(edition=None) | read, article=OuterRef("pk"))
        listed = FurtherReading.objects.filter(article=OuterRef("pk"))
        published = EditionReading.objects.filter(read, edition__article=OuterRef("pk"))
        uses = [Q(Exists(rows.of_undecided_sources())) for rows in (citations, listed, published)]
        bad = SharedTextSource.objects.of_undecided_sources()
        for text in SharedText.objects.filter(uses__in=bad).distinct():
            shown = Edition.objects.with_shared_text(text).filter(article=OuterRef("pk"))
            uses.append(Q(pk__in=self.model.objects.with_shared_text(text)))
            uses += [Q(Exists(rows)) for rows in (shown.current(at), shown.waiting(at))]
        return self.filter(reduce(or_, uses))

    def with_open_report(self):
        """Articles whose import report holds up publishing."""
        return self.filter(report_opened_at__isnull=False, report_closed_at=None)

    def with_open_comments(self):
        """Articles on which readers of a shared preview commented, and nobody has ticked it off."""
        comments = ReportLine.objects.comments().open().filter(article=OuterRef("pk"))
        return self.filter(Exists(comments))

    def with_open_questions(self):
        """Articles that wait for somebody: an open import report, or comments that nobody has ticked off."""
        waiting = [rows.values("pk") for rows in (self.with_open_report(), self.with_open_comments())]
        return self.filter(Q(pk__in=waiting[0]) | Q(pk__in=waiting[1]))

    def overdue(self, today=None):
        """Articles whose next review was due before today, the longest overdue first."""
        today = today or timezone.localdate()
        return self.filter(next_review_on__lt=today).order_by("next_review_on", "pk")
