"""Accounts in the admin: Django's own, with the ways of saving and leaving that every form of this site has."""

from django.contrib import admin
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
