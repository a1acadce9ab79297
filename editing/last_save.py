"""Who saved or deleted something while somebody else was editing it, as a sentence."""

import datetime

from django.contrib.admin.models import DELETION, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.utils.timesince import timesince
from django.utils.timezone import now
from django.utils.translation import gettext as _
from reversion import is_registered
from reversion.models import Version

from history.recording import name_of


def stale_sentence(model, pk, since: datetime.datetime | None, reader, *, is_restoring: bool = False) -> str:
    """`pk` is None for a list; `since` is when the form was opened, if that is known; `reader` is the second editor."""
    if is_restoring:
        rest = _("Nothing was restored yet. Review the changes, then save again to restore this version.")
    else:
        rest = _(
            "What you typed is in the form below, but it isn’t saved yet. Review the changes, then save again."
        )
    user, saved_at = _last_save(model, pk, since) if since else (None, None)
    if user is None:
        return f"{_('Somebody saved this while you were editing.')} {rest}"
    if user == reader:
        message = _(
            "You saved this %(ago)s, after you opened this form: in another window, or before you went back."
        )
    else:
        message = _("%(who)s saved this %(ago)s, while you were editing.")
    return f"{message % {'who': name_of(user), 'ago': _ago(saved_at)}} {rest}"


def deleted_sentence(model, pk, may_add: bool) -> str:
    entry = _entries(model, pk).filter(action_flag=DELETION).first()
    message = _("%(who)s deleted this while you were editing.")
    if may_add:
        rest = _("What you typed is in the form below. Save it to add it again.")
    else:
        rest = _("You don’t have permission to add it again. Copy what you typed from this page.")
    return f"{message % {'who': name_of(entry.user) if entry else _('Somebody')}} {rest}"


def last_entry(model, pk) -> str:
    """The newest entry of its history, such as "Grace, 2 minutes ago: Confirmed."; "" if there is none."""
    entry = _entries(model, pk).first()
    if entry is None:
        return ""
    words = {"who": name_of(entry.user), "ago": _ago(entry.action_time), "what": entry.get_change_message()}
    return _("%(who)s, %(ago)s: %(what)s") % words


def _last_save(model, pk, since):
    """The user and the time; (None, None) if no record says so."""
    if pk is not None and is_registered(model):
        versions = Version.objects.get_for_object_reference(model, pk).select_related("revision__user")
        version = versions.first()
        is_newer = version is not None and version.revision.date_created >= since
        return (version.revision.user, version.revision.date_created) if is_newer else (None, None)
    entry = _entries(model, pk).filter(action_time__gte=since).first()
    return (entry.user, entry.action_time) if entry else (None, None)


def _entries(model, pk):
    entries = LogEntry.objects.filter(content_type=ContentType.objects.get_for_model(model))
    if pk is not None:
        entries = entries.filter(object_id=pk)
    return entries.select_related("user").order_by("-action_time")


def _ago(moment: datetime.datetime) -> str:
    if now() - moment < datetime.timedelta(minutes=1):
        return _("less than a minute ago")
    return _("%s ago") % timesince(moment)
