"""Rows written or deleted without `Source.save` and `Source.delete`; their dependents must be updated too."""

from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_save
from django.dispatch import receiver
from django.utils.timezone import now
from django.utils.translation import gettext as _

from editing.history import is_restoring
from history.recording import ensure_recorded
from sources import checking, renderings
from sources.adding import duplicates
from sources.models import Notice, Source


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


@receiver(post_save, sender=Source, dispatch_uid="sources.rendered")
def rendered(sender, instance, raw, **kwargs):
    if not raw or is_restoring():
        renderings.keep(instance)


@receiver(post_save, sender=Notice, dispatch_uid="sources.noticed")
def noticed(sender, instance, created, raw, **kwargs):
    if created and not raw:
        words = {"kind": instance.get_kind_display(), "service": instance.service}
        ensure_recorded(instance.source, _("Notice found: %(kind)s (%(service)s).") % words)


@receiver(post_delete, sender=Source, dispatch_uid="sources.deleted")
def deleted(sender, instance, **kwargs):
    """Notices found by the identifiers of a merged source no longer apply once it is deleted."""
    into = Source.objects.filter(pk=instance.merged_into_id).first()
    if into:
        into.refresh_integrity()
