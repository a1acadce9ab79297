from django.contrib import admin
from django.utils.translation import gettext

from support_groups.history import HistoryAdmin
from support_groups.models import AccessFeature, Activity, Audience, Language, Subtype


@admin.register(Audience, Activity, Subtype, AccessFeature, Language)
class TermAdmin(HistoryAdmin):
    list_display = ["name", "name_es", "code", "position", "is_offered"]
    list_editable = ["position"]
    list_filter = ["is_offered"]
    search_fields = ["name", "name_es", "code"]
    fields = ["name", "name_es", "code", "position", "is_offered"]

    def get_readonly_fields(self, request, obj=None):
        return ["code"] if obj else []

    def get_deleted_objects(self, objs, request):
        """A word that groups use is no longer offered, rather than taken away from them."""
        deleted, counts, missing, protected = super().get_deleted_objects(objs, request)
        told = gettext("%(word)s is used by %(group)s: switch “offered” off instead")
        used = [told % {"word": term, "group": group} for term in objs for group in term.groups.all()[:20]]
        return deleted, counts, set() if used else missing, [*protected, *used]
