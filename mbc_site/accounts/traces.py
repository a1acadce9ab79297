"""Somebody who did something stays on the record: the account is deactivated, not deleted."""

from django.contrib.auth.models import User
from django.db.models import ProtectedError
from django.db.models.signals import pre_delete
from django.dispatch import receiver
from django.utils.translation import gettext as _


def did_something(user: User) -> bool:
    """Whether any record names this person: an edition, a confirmation, a version, an entry in the log …"""
    return any(
        relation.related_model._base_manager.filter(**{relation.field.name: user}).exists()
        for relation in User._meta.related_objects
        if relation.one_to_many or relation.one_to_one
    )


@receiver(pre_delete, sender=User)
def refuse_to_forget(sender, instance, **kwargs):
    """Also in a shell. Django would delete the person's part of the log with the account."""
    if did_something(instance):
        message = _("This account did something that is on record. Make it inactive instead of deleting it.")
        raise ProtectedError(message, {instance})
