"""The jobs of staff, which are the groups of the database and “administrator”, and who may give them to whom.

Nobody gives more than she has herself, neither directly nor by taking over an account that may do more.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.auth.models import Group, Permission, User
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

ADMINISTRATOR = "administrator"
ADMINISTRATOR_LABEL = gettext_lazy("Administrator: may do everything, and looks after the accounts")
WHAT_THEY_DO = {  # groups that migrations make
    "Editors": gettext_lazy("Editor: writes and publishes articles, and keeps the sources"),
    "Medical reviewers": gettext_lazy("Medical reviewer: reads all drafts and sources, changes nothing"),
    "Directory coordinators": gettext_lazy("Directory coordinator: keeps the support groups"),
}


@dataclass(frozen=True)
class Job:
    """`code` is the key of a group, or ADMINISTRATOR."""

    code: str
    label: str


def jobs_to_give(giver: User) -> Iterator[Job]:
    own = None if giver.is_superuser else giver.get_all_permissions()
    for group in Group.objects.prefetch_related("permissions__content_type").order_by("name"):
        if own is None or {_name(permission) for permission in group.permissions.all()} <= own:
            yield Job(str(group.pk), str(WHAT_THEY_DO.get(group.name, group.name)))
    if giver.is_superuser:
        yield Job(ADMINISTRATOR, str(ADMINISTRATOR_LABEL))


def jobs_of(account: User) -> list[str]:
    """The codes of the jobs of an account."""
    codes = [str(group.pk) for group in account.groups.all()] if account.pk else []
    return [*codes, ADMINISTRATOR] if account.is_superuser else codes


def jobs_in_words(account: User) -> str:
    names = [_("Administrator")] if account.is_superuser else []
    return ", ".join([*names, *(group.name for group in account.groups.all())])


def permissions_to_give(giver: User):
    """Single permissions, beside those of jobs."""
    every = Permission.objects.select_related("content_type")
    if giver.is_superuser:
        return every
    own = giver.get_all_permissions()
    return every.filter(pk__in=[permission.pk for permission in every if _name(permission) in own])


def may_manage(manager: User, account: User) -> bool:
    """Whether the account may do nothing that its manager may not. It counts what it could do if it were active."""
    if manager.is_superuser:
        return True
    of_account = Permission.objects.filter(Q(group__user=account) | Q(user=account))
    return not account.is_superuser and _names(of_account) <= manager.get_all_permissions()


def may_edit_job(manager: User, group: Group) -> bool:
    return manager.is_superuser or _names(group.permissions.all()) <= manager.get_all_permissions()


def _names(permissions) -> set[str]:
    return {_name(permission) for permission in permissions.select_related("content_type")}


def _name(permission: Permission) -> str:
    return f"{permission.content_type.app_label}.{permission.codename}"
