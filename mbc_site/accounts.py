"""Accounts in the admin: Django's own, with the ways of saving and leaving that every form of this site has."""

from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User

from editing.saving import SaveFirstAdmin

admin.site.unregister([User, Group])


@admin.register(User)
class AccountAdmin(SaveFirstAdmin, UserAdmin):
    pass


@admin.register(Group)
class RoleAdmin(SaveFirstAdmin, GroupAdmin):
    pass


def readable(entry, as_django_does=LogEntry.get_change_message) -> str:
    """A line of the log as text. One in another form than Django's is shown as it is.

    Django raises then, and that made an error of every page that shows the line: deleting the account that wrote it,
    for one. A backup may bring such lines back whenever it was made.
    """
    try:
        return as_django_does(entry)
    except (LookupError, TypeError, AttributeError, ValueError):
        return entry.change_message


LogEntry.get_change_message = readable
