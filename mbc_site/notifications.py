"""Mail to staff."""

import datetime

from django.contrib.auth.models import User
from django.db import transaction

from articles import retractions
from sources.models import Notice
from web import mail

EDITORS = "Editors"


def notify_editors(at: datetime.datetime) -> int:
    """Write to the editors, once, about notices that are new to them. Returns to how many editors.

    A notice counts as reported when its messages are queued. Both happen in one transaction, without waiting for a server.
    """
    addresses = list(
        User.objects.filter(groups__name=EDITORS, is_active=True)
        .exclude(email="")
        .values_list("email", flat=True)
    )
    with transaction.atomic():
        notices = list(Notice.objects.to_announce().select_for_update().select_related("source"))
        if not notices or not addresses:
            return 0
        mails = mail.queue(*retractions.letter(notices), addresses, at=at)
        Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(notified_at=at)
    return len(mails)
