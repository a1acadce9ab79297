"""The site's addresses with an admin that keeps groups and nothing else."""

from django.contrib import admin
from django.urls import path

from mbc_site import urls
from support_groups.admin.importing import ImportingViews
from support_groups.models import Group


class PlainGroupAdmin(ImportingViews, admin.ModelAdmin):
    pass


site = admin.AdminSite()
site.register(Group, PlainGroupAdmin)
urlpatterns = [path("admin/", site.urls), *(one for one in urls.urlpatterns if str(one.pattern) != "admin/")]
