"""Languages are given to a group after it was saved: by forms, imports and restores alike. The search must follow."""

from django.db.models.signals import m2m_changed
from django.dispatch import receiver

from support_groups.models import Group


@receiver(m2m_changed, sender=Group.languages.through, dispatch_uid="support_groups.languages")
def languages_changed(sender, instance, action, reverse, pk_set, **kwargs):
    if action not in ("post_add", "post_remove", "post_clear"):
        return
    if reverse:  # groups given to a language; cleared, nobody says which they were
        groups = Group.objects.all() if pk_set is None else Group.objects.filter(pk__in=pk_set)
    else:
        groups = Group.objects.filter(pk=instance.pk)
    groups.settle_languages()
