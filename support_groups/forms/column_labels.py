"""What the pages of an import call the columns of a file: the words of the form for a group."""

from django.utils.translation import gettext as _

from support_groups.exchange.formats.columns import TARGETS, Record
from support_groups.models import Group, Venue

MODELS = {Record.GROUP: Group, Record.VENUE: Venue}


def column_label(column: str) -> str:
    """
    >>> column_label("stage_fit"), column_label("region"), column_label("venue"), column_label("Frequency")
    ('who it fits', 'state or province', 'venue', 'Frequency')
    """
    if column == "rrule":
        return _("schedule")
    if column == "external_id":
        return _("identifier in the file")
    known = TARGETS.get(column)
    model = MODELS.get(known.record) if known else None
    fields = {field.name: field for field in model._meta.get_fields()} if model else {}
    field = fields.get(known.model_field) if known and known.model_field != "name" else None
    return str(getattr(field, "verbose_name", "")) or column.replace("_", " ")
