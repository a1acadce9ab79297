from django.contrib import admin, messages
from django.utils.translation import gettext_lazy as _

from editing.rows import RowInline
from support_groups.admin.house import ClosureInline, HouseAdmin
from support_groups.admin.locating import is_left_behind, point_of
from support_groups.admin.sections import NOTES
from support_groups.admin.vocabularies import TermPickers
from support_groups.forms.rows import AccessForm
from support_groups.forms.venue import VenueForm
from support_groups.models import Venue, VenueAccess


class AccessInline(TermPickers, RowInline, admin.TabularInline):
    model = VenueAccess
    form = AccessForm


@admin.register(Venue)
class VenueAdmin(TermPickers, HouseAdmin):
    form = VenueForm
    list_display = ["name", "town", "region", "organization", "is_street_public", "groups_shown"]
    list_select_related = ["organization"]
    list_filter = ["is_street_public", "region"]
    search_fields = ["name", "town", "street", "postcode", "organization__name"]
    autocomplete_fields = ["organization"]
    inlines = [AccessInline, ClosureInline]
    fieldsets = [
        (None, {"fields": ["name", "organization"]}),
        (
            _("Address"),
            {
                "fields": [
                    "street",
                    "room",
                    ("town", "region", "postcode", "country"),
                    "is_street_public",
                    "directions",
                ]
            },
        ),
        (
            _("Where it is on the map"),
            {
                "description": _(
                    "Left empty, this is the middle of its ZIP code or town. It is looked up here: nothing is sent anywhere."
                ),
                "fields": [("latitude", "longitude")],
            },
        ),
        NOTES,
    ]

    def save_model(self, request, obj, form, change):
        is_moved = change and is_left_behind(obj, form.changed_data)
        if is_moved:
            obj.latitude = obj.longitude = None
        if obj.latitude is None and obj.longitude is None:
            obj.latitude, obj.longitude = point_of(obj) or (None, None)
            if obj.latitude is not None:
                form.changed_data.append("latitude")  # make sure the new location is saved
            if obj.latitude is None:
                messages.warning(
                    request, _("We do not know where this is: searches by distance will miss it.")
                )
            elif is_moved:
                messages.info(
                    request, _("The address changed, so where it is on the map was looked up anew.")
                )
        super().save_model(request, obj, form, change)
