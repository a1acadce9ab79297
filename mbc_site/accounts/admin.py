"""Accounts in the admin: Django's own, with this site's way of saving and leaving forms."""

from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User

from editing.menu import Job, Place
from editing.saving import SaveFirstAdmin

admin.site.unregister([User, Group])


@admin.register(User)
class AccountAdmin(SaveFirstAdmin, UserAdmin):
    """Read only, because logging in is no change that another editor must see, and saving must not undo it."""

    menu = Place(Job.PEOPLE, 2)
    guide = "people-and-accounts"
    readonly_fields = ["last_login", "date_joined"]
    is_kept_in_browser = False


@admin.register(Group)
class RoleAdmin(SaveFirstAdmin, GroupAdmin):
    menu = Place(Job.PEOPLE, 3)
    guide = "people-and-accounts"
    is_kept_in_browser = False


def readable(entry, as_django_does=LogEntry.get_change_message) -> str:
    """A log entry as text. An entry that is not in Django's format is shown as it is.

    Django would raise an error, which breaks every page that shows the entry, such as the one that deletes the account
    that wrote it. A backup may contain such entries, whenever it was made.
    """
    try:
        return as_django_does(entry)
    except (LookupError, TypeError, AttributeError, ValueError):
        return entry.change_message


LogEntry.get_change_message = readable
