from django.contrib import admin, messages
from django.utils.translation import gettext_lazy as _

from editing.menu import Job, Place
from editing.rows import RowInline
from support_groups.admin.closures import ClosableAdmin, ClosureInline
from support_groups.admin.coordinates import needs_new_coordinates, point_of
from support_groups.admin.fieldsets import NOTES
from support_groups.admin.standing import of_venue
from support_groups.admin.vocabularies import TermPickers
from support_groups.forms.rows import AccessForm
from support_groups.forms.venue import VenueForm
from support_groups.models import Venue, VenueAccess


class AccessInline(TermPickers, RowInline, admin.TabularInline):
    model = VenueAccess
    form = AccessForm


@admin.register(Venue)
class VenueAdmin(TermPickers, ClosableAdmin):
    menu = Place(Job.DIRECTORY, 2)
    guide = "venues-and-organizations"
    guides = {"close": "days-that-are-different-and-holidays"}
    change_phrases = {
        "is_street_public": _("whether visitors may see the street address"),
        "directions": _("how to get there"),
    }
    form = VenueForm
    list_display = ["name", "town", "region", "organization", "is_street_public", "groups_shown"]
    list_select_related = ["organization"]
    list_filter = ["is_street_public", "region"]
    search_fields = ["name", "town", "street", "postcode", "organization__name"]
    autocomplete_fields = ["organization"]
    inlines = [AccessInline, ClosureInline]
    not_kept = ("street", "room", "latitude", "longitude", "notes")  # some venues are homes
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
                    "Leave empty to use the middle of its ZIP code or town. The site knows these itself, so nothing is sent anywhere. Visitors get a pin only for coordinates with four decimals or more, which are those of a door."
                ),
                "fields": [("latitude", "longitude")],
            },
        ),
        NOTES,
    ]

    def save_model(self, request, obj, form, change):
        is_moved = change and needs_new_coordinates(obj, form.changed_data)
        if is_moved:
            obj.latitude = obj.longitude = None
        if obj.latitude is None and obj.longitude is None:
            obj.latitude, obj.longitude = point_of(obj) or (None, None)
            if obj.latitude is not None:
                form.changed_data.append("latitude")  # so that the new location is saved
            if obj.latitude is None:
                messages.warning(
                    request,
                    _(
                        "We don’t know where this is, so searches by distance won’t find it. Check the address, or enter latitude and longitude."
                    ),
                )
            elif is_moved:
                messages.info(request, _("The address changed, so we looked up its location again."))
        super().save_model(request, obj, form, change)

    def standing(self, obj):
        return of_venue(obj)
