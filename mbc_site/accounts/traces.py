"""Somebody who did something stays on the record: the account is deactivated, not deleted."""

from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef, ProtectedError, Q
from django.db.models.fields.reverse_related import ForeignObjectRel
from django.db.models.signals import pre_delete
from django.dispatch import receiver
from django.utils.translation import gettext as _


def did_something(user: User) -> bool:
    """Whether any record names this person: an edition, a confirmation, a version, an entry in the log …"""
    named = Q()
    for relation in records_of_people():
        rows = relation.related_model._base_manager.filter(**{relation.field.name: OuterRef("pk")})
        named |= Q(Exists(rows))
    return User.objects.filter(named, pk=user.pk).exists()


def records_of_people() -> list[ForeignObjectRel]:
    """Everything that refers to accounts, of all apps, except what an account is or may do."""
    return [
        relation
        for relation in User._meta.get_fields(include_hidden=True)
        if (relation.one_to_many or relation.one_to_one)
        and relation.auto_created
        and not relation.related_model._meta.auto_created
    ]


@receiver(pre_delete, sender=User)
def refuse_to_forget(sender, instance, **kwargs):
    """Also in a shell. Django would delete the person's part of the log with the account."""
    if did_something(instance):
        message = _("This account did something that is on record. Make it inactive instead of deleting it.")
        raise ProtectedError(message, {instance})
