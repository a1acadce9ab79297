"""Mail to staff."""

import datetime

from django.contrib.auth.models import User
from django.core.mail import send_mail
from django.db import transaction

from articles import retractions
from sources.models import Notice

EDITORS = "Editors"


def tell_editors(at: datetime.datetime) -> int:
    """Write to the editors about notices they have not been told of, once. Returns to how many."""
    addresses = list(
        User.objects.filter(groups__name=EDITORS, is_active=True)
        .exclude(email="")
        .values_list("email", flat=True)
    )
    with transaction.atomic():
        notices = list(Notice.objects.untold().select_for_update().select_related("source"))
        if not notices or not addresses:
            return 0
        subject, text = retractions.letter(notices)
        send_mail(subject, text, None, addresses)
        Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(told_at=at)
    return len(addresses)
