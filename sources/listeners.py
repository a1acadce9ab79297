"""Rows written or deleted without `Source.save` and `Source.delete`; their dependents must be updated too."""

from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_save
from django.dispatch import receiver
from django.utils.timezone import now

from editing.history import is_restoring
from sources import checking
from sources.adding import duplicates
from sources.models import Source


@receiver(pre_save, sender=Source, dispatch_uid="sources.restoring")
def restoring(sender, instance, raw, **kwargs):
    if raw and is_restoring():
        instance.before = instance.stored()
        instance.flatten_merge()
        if instance.before:
            instance.keep_check_results(instance.before)
        else:
            instance.reset_check_results()


@receiver(post_save, sender=Source, dispatch_uid="sources.restored")
def restored(sender, instance, raw, **kwargs):
    if raw and is_restoring():
        with transaction.atomic():
            instance.update_dependents(instance.before)
            was = instance.before and instance.before.merged_into
            if was and instance.merged_into is None:
                duplicates.bring_back(instance, was)
            if instance.before is None:  # deleted, and its notices with it
                checking.record_title_mark(instance, at=now())


@receiver(post_delete, sender=Source, dispatch_uid="sources.deleted")
def deleted(sender, instance, **kwargs):
    """Notices found by the identifiers of a merged source no longer apply once it is deleted."""
    into = Source.objects.filter(pk=instance.merged_into_id).first()
    if into:
        into.refresh_integrity()
