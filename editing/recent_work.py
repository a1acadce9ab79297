"""Who worked on what last, by the log of the admin."""

from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Max, QuerySet
from django.db.models.functions import Cast


def last_worked_on_by(user, rows: QuerySet) -> QuerySet:
    """The rows whose latest entry in the log is this person's."""
    of_kind = ContentType.objects.get_for_model(rows.model)
    entries = LogEntry.objects.filter(content_type=of_kind, action_flag__in=[ADDITION, CHANGE])
    latest = entries.order_by().values("object_id").annotate(latest=Max("pk")).values("latest")
    hers = LogEntry.objects.filter(pk__in=latest, user=user).order_by().values("object_id")
    return rows.alias(key_as_text=Cast("pk", CharField())).filter(key_as_text__in=hers)
