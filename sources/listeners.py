"""A restored version is written past `Source.save`; what follows from it must follow all the same."""

import reversion
from django.db.models.signals import post_save
from django.dispatch import receiver

from sources.models import Source
from sources.signals import standing_changed


@receiver(post_save, sender=Source, dispatch_uid="sources.restored")
def restored(sender, instance, raw, **kwargs):
    """Only for a restore: `loaddata` also writes raw, and brings what is derived along."""
    if raw and reversion.is_active():
        standing_changed.send(Source, keys=[instance.key])
