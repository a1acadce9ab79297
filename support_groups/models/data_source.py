"""Where imported groups came from: data sources, and the identifiers by which these know a group."""

from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from support_groups.listings.folding import folded

LONGEST_NAME, LONGEST_IDENTIFIER = 100, 200
LONGEST_FOLDED = 2 * LONGEST_NAME  # some single signs fold to a word


def validate_source_name(name: str) -> None:
    """Raises ValidationError for a name that could not be told from others."""
    if not 0 < len(folded(name)) <= LONGEST_FOLDED:
        raise ValidationError(_("A data source needs a name with letters or digits."))


def suggested_source_name(file_name: str) -> str:
    """The file's name without its extension; "" if that is no name.

    >>> suggested_source_name("Harbor list.csv"), suggested_source_name("….json")
    ('Harbor list', '')
    """
    name = PurePath(file_name).stem.strip()[:LONGEST_NAME].strip()
    try:
        validate_source_name(name)
    except ValidationError:
        return ""
    return name


class DataSourceQuerySet(models.QuerySet):
    def named(self, name: str):
        """At most one: case, accents and punctuation don't matter."""
        return self.filter(folded_name=folded(name))

    def get_or_make(self, name: str) -> "DataSource":
        """The source with this name, which is made if nobody has imported from it before."""
        source, _is_new = self.get_or_create(folded_name=folded(name), defaults={"name": name})
        return source


class DataSource(models.Model):
    """A list or feed of somebody else. Identifiers mean something only within their data source."""

    name = models.CharField(_("name"), max_length=LONGEST_NAME, validators=[validate_source_name])
    folded_name = models.CharField(max_length=LONGEST_FOLDED, unique=True, editable=False)

    objects = DataSourceQuerySet.as_manager()

    class Meta:
        verbose_name = _("data source")
        verbose_name_plural = _("data sources")
        ordering = ["name", "pk"]
        default_permissions = ()

    def __str__(self):
        return self.name

    def save(self, **kwargs):
        self.folded_name = folded(self.name)
        super().save(**kwargs)


class ExternalIdentifier(models.Model):
    """One of the identifiers by which a data source knows a group; a group with several meetings often has several.

    `digests` tells what the source said about the group when it was last imported, column by column, without keeping
    the words: files hold personal data.
    """

    group = models.ForeignKey("Group", models.CASCADE, related_name="external_identifiers")
    data_source = models.ForeignKey(DataSource, models.PROTECT, related_name="identifiers")
    value = models.CharField(_("identifier"), max_length=LONGEST_IDENTIFIER)
    is_derived = models.BooleanField(default=False)  # the file has none; made of name, place and attendance
    digests = models.JSONField(default=dict)
    imported_at = models.DateTimeField(_("last imported"))

    class Meta:
        verbose_name = _("external identifier")
        verbose_name_plural = _("external identifiers")
        ordering = ["data_source", "value"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["data_source", "value"], name="identifier_belongs_to_one_group_of_its_source"
            ),
        ]

    def __str__(self):
        return f"{self.data_source}: {self.value}"

    @property
    def shown(self) -> str:
        """ "" if the file gives none."""
        return "" if self.is_derived else self.value
