"""A work that articles cite, in flat columns for what staff filter and sort on, the rest of CSL beside them."""

from django.core.validators import RegexValidator, URLValidator
from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from sources import csl
from sources.models.monitored import CHECK_RESULTS, Monitored
from sources.models.named import Named
from sources.models.queryset import SourceQuerySet
from web.paths import path_with

KEY_FORM = RegexValidator(
    r"^[a-z][a-z0-9-]*\Z", _("Use lowercase letters, digits and hyphens, and start with a letter: redig2013.")
)
IS_LEAP_YEAR = (
    Q(Exact(F("year") % 400, 0)) | Q(Exact(F("year") % 4, 0)) & ~Q(Exact(F("year") % 100, 0)) | Q(year__lt=1)
)
LONGEST = (
    Q(month__in=[1, 3, 5, 7, 8, 10, 12], day__range=(1, 31))
    | Q(month__in=[4, 6, 9, 11], day__range=(1, 30))
    | Q(month=2, day__range=(1, 28))
    | Q(month=2, day=29) & IS_LEAP_YEAR
)
IS_DATE = (
    Q(month=None, day=None, season=None)
    | Q(year__isnull=False, month=None, day=None, season__range=(1, 4))
    | Q(year__isnull=False, month__isnull=False, month__range=(1, 12), season=None)
    & (Q(day=None) | Q(day__isnull=False) & LONGEST)
)
DERIVED = ("title_key", "spelling_key", "first_author_key", "authors_text")


class Source(Named, Monitored):
    class Kind(models.TextChoices):
        ARTICLE = "article-journal", _("journal article")
        WEB_PAGE = "webpage", _("web page")
        BOOK = "book", _("book")
        CHAPTER = "chapter", _("book chapter")
        REPORT = "report", _("report")
        NEWS = "article-newspaper", _("news article")
        MAGAZINE = "article-magazine", _("magazine article")
        PREPRINT = "article", _("preprint")
        THESIS = "thesis", _("thesis")
        CONFERENCE = "paper-conference", _("conference paper")
        DATASET = "dataset", _("data set")
        SOFTWARE = "software", _("software")
        OTHER = "document", _("other")

    class Evidence(models.TextChoices):
        GUIDELINE = "guideline", _("Guideline")
        SYSTEMATIC_REVIEW = "systematic-review", _("Systematic review")
        RANDOMISED_TRIAL = "randomised-trial", _("Randomized trial")
        COHORT = "cohort", _("Study that followed a group of people")
        CASE_SERIES = "case-series", _("Reports of single patients")
        QUALITATIVE = "qualitative", _("Study of what people say")
        LABORATORY = "laboratory", _("Laboratory or animal study")
        REVIEW = "review", _("Review")
        ORGANIZATION_PAGE = "organisation-page", _("Health organization’s page")
        BOOK = "book", _("Book")
        NEWS = "news", _("News")

    class Status(models.TextChoices):
        ACTIVE = "active", _("active")
        ARCHIVED = "archived", _("archived")

    class Season(models.IntegerChoices):
        SPRING = 1, _("spring")
        SUMMER = 2, _("summer")
        FALL = 3, _("fall")
        WINTER = 4, _("winter")

    key = models.CharField(
        _("key"),
        max_length=60,
        unique=True,
        validators=[KEY_FORM],
        help_text=_("Texts use this key to cite the source, for example redig2013. It never changes."),
    )
    csl_type = models.CharField(_("kind of source"), max_length=40, default=Kind.ARTICLE)
    evidence = models.CharField(
        _("kind of evidence"),
        max_length=20,
        choices=Evidence,
        blank=True,
        help_text=_("Readers see this beside the reference, in plain words."),
    )
    title = models.TextField(_("title"), help_text=_("In sentence case, without a period at the end."))
    authors = models.JSONField(_("authors"), default=list, blank=True)
    editors = models.JSONField(_("editors"), default=list, blank=True)
    container_title = models.TextField(_("journal, book or website"), blank=True)
    container_title_short = models.CharField(
        _("journal abbreviation"),
        max_length=200,
        blank=True,
        help_text=_("As PubMed writes it, for example J Intern Med."),
    )
    publisher = models.CharField(_("publisher"), max_length=300, blank=True)
    edition = models.CharField(_("edition"), max_length=100, blank=True)
    volume = models.CharField(_("volume"), max_length=100, blank=True)
    issue = models.CharField(_("issue"), max_length=100, blank=True)
    page = models.CharField(_("pages"), max_length=100, blank=True)
    year = models.IntegerField(_("year"), null=True, blank=True)
    month = models.PositiveSmallIntegerField(_("month"), null=True, blank=True)
    day = models.PositiveSmallIntegerField(_("day"), null=True, blank=True)
    season = models.PositiveSmallIntegerField(
        _("season"), null=True, blank=True, choices=Season, help_text=_("For journals dated by season.")
    )
    url = models.CharField(
        _("web address"), max_length=1000, blank=True, validators=[URLValidator(["http", "https"])]
    )
    accessed = models.DateField(_("date of access"), null=True, blank=True)
    doi = models.CharField(_("DOI"), max_length=300, blank=True)
    pmid = models.CharField(_("PubMed number"), max_length=12, blank=True)
    pmcid = models.CharField(_("PubMed Central number"), max_length=16, blank=True)
    isbn = models.CharField(_("ISBN"), max_length=20, blank=True)
    extra = models.JSONField(_("other CSL fields"), default=dict, blank=True, editable=False)

    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.ACTIVE)
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        db_index=False,  # SQLite would find all others with it, which are nearly all, and sort them
        related_name="merged_from",
    )
    notes = models.TextField(_("notes for staff"), blank=True, help_text=_("Never shown to visitors."))

    authors_text = models.TextField(editable=False, blank=True)
    title_key = models.CharField(max_length=300, editable=False, blank=True, db_index=True)
    spelling_key = models.CharField(max_length=300, editable=False, blank=True, db_index=True)
    first_author_key = models.CharField(max_length=100, editable=False, blank=True, db_index=True)
    created_at = models.DateTimeField(_("added"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = SourceQuerySet.as_manager()

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["first_author_key", "year", "title_key", "pk"]
        indexes = [
            # The public list in its order, with what it is filtered by, so that pages are skipped without reading rows.
            # SQLite compares `merged_into` all the same, so the index holds it.
            models.Index(
                fields=["first_author_key", "year", "title_key", "id", "csl_type", "evidence", "merged_into"],
                condition=Q(merged_into=None),
                name="source_in_list",
            ),
            models.Index(
                fields=["merged_into"], condition=Q(merged_into__isnull=False), name="source_merged"
            ),
            # What a sitemap says of a thousand of them.
            models.Index(
                fields=["id", "updated_at", "merged_into"],
                condition=Q(merged_into=None),
                name="source_in_sitemap",
            ),
        ]
        constraints = [
            *(
                models.UniqueConstraint(
                    Lower(field),
                    condition=~Q(**{field: ""}),
                    name=f"source_{field}_unique",
                    violation_error_message=message,
                )
                for field, message in {
                    "doi": _("A source with this DOI is already here."),
                    "pmid": _("A source with this PubMed number is already here."),
                    "pmcid": _("A source with this PubMed Central number is already here."),
                }.items()
            ),
            models.CheckConstraint(
                condition=~Q(title=""),
                name="source_has_a_title",
                violation_error_message=_("A source needs a title."),
            ),
            models.CheckConstraint(
                condition=IS_DATE,
                name="source_date_exists",
                violation_error_message=_(
                    "This date doesn’t exist. Enter a month from 1 to 12, or a season instead of a month."
                ),
            ),
        ]

    def __str__(self):
        """With what staff must know of it wherever they choose it by name."""
        name = f"{self.label}. {self.title}"
        return f"{name} ({self.get_integrity_display()})" if self.needs_attention else name

    def save(self, *args, **kwargs):
        """Derived columns follow the others, also when an old version is restored."""
        self.derive()
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], *DERIVED, *CHECK_RESULTS}
        with transaction.atomic():
            before = self.stored()
            self.flatten_merge()
            if before:
                self.keep_check_results(before)
            super().save(*args, **kwargs)
            self.update_dependents(before)

    def derive(self) -> None:
        """Call it before every way of writing a whole row."""
        self.title_key = csl.title_key(self.title)[:300]
        self.spelling_key = csl.spelling_key(self.title)[:300]
        self.first_author_key = csl.first_author_key(self.authors)[:100]
        self.authors_text = "; ".join(csl.name_text(name) for name in self.authors)

    def get_absolute_url(self):
        return path_with("sources:source", self.key)

    @classmethod
    def from_csl(cls, item: dict, **fields) -> "Source":
        """An unsaved source with the columns of this CSL-JSON item."""
        return cls(**csl.from_csl(item), **fields)

    def to_csl(self) -> dict:
        """This source as a CSL-JSON item; its `id` is the key."""
        columns = {name: getattr(self, name) for name in csl.COLUMNS}
        return {**csl.to_csl(columns), "id": self.key}

    @property
    def is_archived(self) -> bool:
        return self.status == self.Status.ARCHIVED
