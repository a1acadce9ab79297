"""Somebody whose account is deleted stays on the record by name."""

from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.db.models import Model
from django.db.models.fields.reverse_related import ForeignObjectRel
from django.db.models.signals import pre_delete
from django.dispatch import receiver
from reversion.models import Revision

from history.recording import name_of

NAMED_IN_THE_HISTORY = (
    LogEntry,
    Revision,
)  # tables of other packages: each of their events has an entry of ours


def references_to_people() -> list[ForeignObjectRel]:
    """Everything that refers to accounts, of all apps, except what an account is or may do."""
    return [
        relation
        for relation in User._meta.get_fields(include_hidden=True)
        if (relation.one_to_many or relation.one_to_one)
        and relation.auto_created
        and not relation.related_model._meta.auto_created
    ]


def name_column(model: type[Model], reference: str) -> str:
    """The column that keeps the name of whoever a reference points to. Raises FieldDoesNotExist."""
    return model._meta.get_field(f"{reference}_name").name


@receiver(pre_delete, sender=User)
def keep_name(sender, instance, **kwargs):
    """Write the name beside each reference, in the transaction that empties them. Also in a shell."""
    name = name_of(instance)
    for relation in references_to_people():
        model, reference = relation.related_model, relation.field.name
        if model not in NAMED_IN_THE_HISTORY:
            column = name_column(model, reference)
            rows = model._base_manager.filter(**{reference: instance, column: ""})
            rows.update(**{column: name})
