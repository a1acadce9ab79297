"""The pages of an import hang on the admin of groups. Where there is none yet, a plain one carries them."""

from django.contrib import admin

from support_groups.admin.importing import ImportingViews
from support_groups.models import Group

if not admin.site.is_registered(Group):

    class PlainGroupAdmin(ImportingViews, admin.ModelAdmin):
        pass

    admin.site.register(Group, PlainGroupAdmin)
