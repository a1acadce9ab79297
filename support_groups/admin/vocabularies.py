from django.contrib import admin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from editing.history import HistoryAdmin
from editing.menu import Job, Place
from support_groups.models import AccessFeature, Activity, Audience, Language, Subtype
from support_groups.models.vocabulary import Term


class TermPickers:
    """A mixin for admins and inlines: terms are edited in their own lists, and venues aren't deleted from a group."""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            is_term = issubclass(db_field.related_model, Term)
            field.widget.can_delete_related = field.widget.can_view_related = False
            field.widget.can_add_related &= not is_term
            field.widget.can_change_related &= not is_term
        return field


@admin.register(Audience, Activity, Subtype, AccessFeature, Language)
class TermAdmin(HistoryAdmin):
    menu = Place(Job.DIRECTORY)
    guide = "add-a-group"
    change_phrases = {"position": _("the place in the list"), "is_offered": _("whether it is offered")}
    list_display = ["name", "name_es", "code", "position", "is_offered"]
    list_editable = ["position"]
    list_filter = ["is_offered"]
    search_fields = ["name", "name_es", "code"]
    fields = ["name", "name_es", "code", "position", "is_offered"]

    def get_readonly_fields(self, request, obj=None):
        return ["code"] if obj else []

    def get_deleted_objects(self, objs, request):
        """A term that groups use can't be deleted, only retired: forms stop offering it."""
        deleted, counts, missing, protected = super().get_deleted_objects(objs, request)
        message = gettext("%(word)s is used by %(group)s. Turn “offered” off instead.")
        used = [message % {"word": term, "group": group} for term in objs for group in term.groups.all()[:20]]
        return deleted, counts, set() if used else missing, [*protected, *used]
