"""Filters of the list of sources."""

from django.contrib import admin
from django.db.models import PROTECT, Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from sources.models import Source


class StatusFilter(admin.SimpleListFilter):
    title = _("status")
    parameter_name = "standing"

    def lookups(self, request, model_admin):
        return [("active", _("active")), ("archived", _("archived")), ("merged", _("merged into another"))]

    def queryset(self, request, queryset):
        match self.value():
            case "merged":
                return queryset.exclude(merged_into=None)
            case "active" | "archived" as status:
                return queryset.filter(status=status, merged_into=None)
        return queryset


class NewsFilter(admin.SimpleListFilter):
    title = _("news")
    parameter_name = "news"

    def lookups(self, request, model_admin):
        return [("open", _("waits for a decision"))]

    def queryset(self, request, queryset):
        return queryset.with_open_notices() if self.value() == "open" else queryset


class UseFilter(admin.SimpleListFilter):
    """By the rows of other apps that protect a source from deletion; this app need not know them."""

    title = _("use")
    parameter_name = "use"

    def lookups(self, request, model_admin):
        return [("none", _("not cited")), ("some", _("cited"))]

    def queryset(self, request, queryset):
        uses = [
            Exists(relation.related_model._base_manager.filter(**{relation.field.name: OuterRef("pk")}))
            for relation in Source._meta.related_objects
            if relation.on_delete is PROTECT and relation.related_model is not Source
        ]
        if self.value() == "none":
            for use in uses:
                queryset = queryset.filter(~use)
        if self.value() == "some" and uses:
            anywhere = uses[0]
            for use in uses[1:]:
                anywhere |= use
            queryset = queryset.filter(anywhere)
        return queryset
