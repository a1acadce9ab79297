"""Terms that staff may add to, each with a code that never changes: addresses, exports and imports use the code."""

from django.core.validators import RegexValidator
from django.db import DEFAULT_DB_ALIAS, models
from django.db.models import Exists, OuterRef, Subquery, Value
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from editing.compiled_queries import CompiledQuery, key
from editing.prefetching import set_prefetched
from web.page_cache.memo import Memo
from web.page_cache.names import DIRECTORY

CODE_FORM = RegexValidator(
    r"^[a-z][a-z0-9-]*\Z", _("Use lowercase letters, digits and hyphens: young-parents.")
)
# RFC 5646, section 2.1, as far as support groups need it: language, script, region.
TAG_FORM = RegexValidator(
    r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?\Z",
    _("Use a language tag (BCP 47), for example en, es, zh-Hant or pt-BR."),
)


class TermQuerySet(models.QuerySet):
    def offered(self):
        """What forms offer; what is no longer offered stays on the groups that have it."""
        return self.filter(is_offered=True)


class Term(models.Model):
    code = models.CharField(
        _("code"), max_length=40, unique=True, validators=[CODE_FORM], help_text=_("It never changes.")
    )
    name = models.CharField(_("name"), max_length=100)
    name_es = models.CharField(_("name in Spanish"), max_length=100, blank=True)
    position = models.PositiveSmallIntegerField(
        _("position"), default=100, help_text=_("Lower numbers come first.")
    )
    is_offered = models.BooleanField(_("offered"), default=True)

    objects = TermQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["position", "name"]

    def __str__(self):
        return self.label

    @property
    def label(self) -> str:
        """The name in the language of the page."""
        return self.label_in(get_language() or "")

    def label_in(self, language: str) -> str:
        return self.name_es if self.name_es and language.startswith("es") else self.name


class Audience(Term):
    """For whom a group is."""

    class Meta(Term.Meta):
        verbose_name = _("audience")
        verbose_name_plural = _("audiences")


class Activity(Term):
    """What people do there."""

    class Meta(Term.Meta):
        verbose_name = _("activity")
        verbose_name_plural = _("activities")


class Subtype(Term):
    """A kind of breast cancer that a group is for."""

    class Meta(Term.Meta):
        verbose_name = _("cancer subtype")
        verbose_name_plural = _("cancer subtypes")


class AccessFeatureQuerySet(TermQuerySet):
    def known_for(self, *, venue, group):
        """All features, each with `is_there` (True, False, or None if unknown) and `note`, of the venue, and
        `helps`, whether the group itself has it, in one query. `venue` and `group` are keys."""
        at_venue = self.model.venues.through.objects.filter(venue=venue, feature=OuterRef("pk"))
        own = self.model.groups.through.objects.filter(group=group, accessfeature=OuterRef("pk"))
        return self.annotate(
            is_there=Subquery(at_venue.values("is_there")),
            note=Subquery(at_venue.values("note")),
            helps=Exists(own),
        )


class AccessFeature(Term):
    """An access feature, such as an elevator or an interpreter."""

    objects = AccessFeatureQuerySet.as_manager()

    class Meta(Term.Meta):
        verbose_name = _("access feature")
        verbose_name_plural = _("access features")


class Language(Term):
    """A language people speak in a group; its code is a BCP 47 tag."""

    class Meta(Term.Meta):
        verbose_name = _("language")
        verbose_name_plural = _("languages")


Language._meta.get_field("code").validators = [TAG_FORM]


# The fields of a group that hold words of a vocabulary, with their models.
VOCABULARIES = {
    "audiences": Audience,
    "languages": Language,
    "subtypes": Subtype,
    "activities": Activity,
    "access": AccessFeature,
}
COLUMNS = [field.attname for field in Language._meta.concrete_fields]  # the same in all of them


def prefetch_terms(group) -> None:
    """Load the terms of a group for all vocabularies in one query, where `prefetch_related` would take one for each."""
    for name, terms in _sorted(_of_group(group=group.pk)).items():
        set_prefetched(group, name, terms)


def offered() -> dict[type[Term], list[Term]]:
    """The terms that forms offer, of all vocabularies in one query. Callers share them and don't change them."""
    return _memo.get(None, _offered_now)


def _offered_now() -> dict[type[Term], list[Term]]:
    return {VOCABULARIES[name]: terms for name, terms in _sorted(_offered()).items()}


def _columns(name: str, terms: models.QuerySet) -> models.QuerySet:
    return terms.order_by().values_list(Value(name), *COLUMNS)


_memo = Memo(DIRECTORY)
_offered = CompiledQuery(
    lambda: _together([_columns(name, model.objects.offered()) for name, model in VOCABULARIES.items()])
)
_of_group = CompiledQuery(
    lambda: _together(
        [_columns(name, model.objects.filter(groups=key("group"))) for name, model in VOCABULARIES.items()]
    )
)


_known_for = CompiledQuery(lambda: AccessFeature.objects.known_for(venue=key("venue"), group=key("group")))


def access_features(group) -> list[AccessFeature]:
    """See `AccessFeatureQuerySet.known_for`."""
    return _known_for(venue=group.venue_id, group=group.pk)


def _together(parts: list[models.QuerySet]) -> models.QuerySet:
    return parts[0].union(*parts[1:], all=True)


def _sorted(rows: list[tuple]) -> dict[str, list[Term]]:
    """Rows of `_columns` as terms, by vocabulary."""
    terms: dict[str, list[Term]] = {name: [] for name in VOCABULARIES}
    for name, *values in rows:
        terms[name].append(VOCABULARIES[name].from_db(DEFAULT_DB_ALIAS, COLUMNS, values))
    return {name: sorted(rows, key=lambda term: (term.position, term.name)) for name, rows in terms.items()}
