"""A venue: staff enter an address, and get the coordinates of its ZIP code or town, which they can correct."""

from django import forms

from support_groups.models import Venue


class VenueForm(forms.ModelForm):
    class Meta:
        model = Venue
        fields = (
            *("name", "organization", "street", "room", "town", "region", "postcode", "country"),
            *("is_street_public", "directions", "latitude", "longitude", "notes"),
        )
        widgets = {
            **dict.fromkeys(
                ("directions", "notes"), forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"})
            ),
            "country": forms.TextInput(attrs={"size": 4}),
            "region": forms.TextInput(attrs={"size": 16}),
            "postcode": forms.TextInput(attrs={"size": 12}),
        }
