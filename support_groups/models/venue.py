"""Where people meet, and how much of that is public."""

import uuid
from dataclasses import dataclass, replace

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from support_groups.models.checks import FewerChecks
from support_groups.models.closures import Closable
from support_groups.models.organization import Organization, validate_no_meeting_link
from support_groups.models.vocabulary import AccessFeature
from support_groups.places import WITH_STATES, Clocks, is_mailbox, of_address, of_place

HIDDEN_TO = 1  # decimals of a degree, about 11 km: where a town is, not which building
# A point with no more decimals (110 m) is the middle of a ZIP code or town, as we look it up, and marks no door.
MIDDLE_TO = 3


def is_door(street: str) -> bool:
    """Whether an address has a street that people can go to: not a box at a post office.

    >>> is_door("5 Elm St"), is_door("PO Box 12"), is_door("")
    (True, False, False)
    """
    return bool(street.strip()) and not is_mailbox(street)


@dataclass(frozen=True)
class PublicPlace:
    """What visitors, feeds, exports and calendars may say of a venue: everything, or the town only.

    Without a street, nobody can just go there: its point is rounded, and visitors are told to ask for the address.
    """

    name: str
    street: str
    room: str
    town: str
    region: str
    postcode: str
    country: str
    directions: str
    latitude: float | None
    longitude: float | None
    is_street_public: bool

    @property
    def is_exact(self) -> bool:
        """Whether visitors know the door."""
        return self.is_street_public and is_door(self.street)

    @property
    def searched_region(self) -> str:
        """The region as a search names it: of a county of Surrey, England."""
        if self.country in WITH_STATES:
            return self.region
        found = of_address("", self.town, self.region, self.postcode, self.country)
        return found.region_name if found else self.region

    @property
    def has_door(self) -> bool:
        """Whether the point is that of the door, so that a pin or a calendar may lead there.

        >>> PublicPlace("", "5 Elm St", "", "Akron", "OH", "", "US", "", 41.0814, -81.519, True).has_door
        True
        >>> PublicPlace("", "5 Elm St", "", "Akron", "OH", "", "US", "", 41.081, -81.519, True).has_door
        False
        """
        point = (self.latitude, self.longitude)
        return self.is_exact and any(part is not None and round(part, MIDDLE_TO) != part for part in point)

    @property
    def called(self) -> str:
        """Its name, unless that only repeats the street or town, as the name of an imported venue may."""
        return "" if self.name in (self.street, self.town) else self.name

    @property
    def town_line(self) -> str:
        """
        >>> PublicPlace("", "", "", "Akron", "OH", "44308", "US", "", None, None, False).town_line
        'Akron, OH'
        """
        return ", ".join(filter(None, [self.town, self.region]))

    @property
    def lines(self) -> list[str]:
        """An address label, without the country."""
        last = " ".join(filter(None, [self.town_line, self.postcode]))
        return [line for line in (self.called, self.room, self.street, last) if line]


class Venue(Closable, FewerChecks):
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=200, help_text=_("Alder Falls Public Library"))
    organization = models.ForeignKey(
        Organization,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="venues",
        verbose_name=_("organization"),
    )
    street = models.CharField(_("street and number"), max_length=200, blank=True)
    room = models.CharField(_("room"), max_length=100, blank=True)
    town = models.CharField(_("town"), max_length=100)
    region = models.CharField(
        _("state or province"), max_length=100, blank=True, help_text=_("In the US, two letters: PA.")
    )
    postcode = models.CharField(_("ZIP or postal code"), max_length=20, blank=True)
    country = models.CharField(
        _("country"),
        max_length=2,
        default="US",
        validators=[RegexValidator(r"^[A-Z]{2}\Z", _("Use two capital letters (ISO 3166): US, CA, MX."))],
    )
    is_street_public = models.BooleanField(
        _("visitors may see the street address"),
        default=True,
        help_text=_("If off, visitors see only the town, also in calendars and exports."),
    )
    latitude = models.FloatField(
        _("latitude"),
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
        help_text=_("Leave empty to look it up by ZIP code or town. Nothing is sent anywhere."),
    )
    longitude = models.FloatField(
        _("longitude"),
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )
    directions = models.TextField(
        _("getting there"),
        max_length=1000,
        blank=True,
        validators=[validate_no_meeting_link],
        help_text=_("Bus, parking, which door."),
    )
    access = models.ManyToManyField(
        AccessFeature, through="VenueAccess", related_name="venues", verbose_name=_("access")
    )
    notes = models.TextField(
        _("notes for staff"), blank=True, help_text=_("Private. Never shown to visitors.")
    )
    created_at = models.DateTimeField(_("added"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        verbose_name = _("venue")
        verbose_name_plural = _("venues")
        ordering = ["name", "town", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(town=""),
                name="venue_has_a_town",
                violation_error_message=_("Enter at least a town."),
            ),
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None)
                | Q(latitude__isnull=False, longitude__isnull=False),
                name="venue_has_both_coordinates_or_none",
                violation_error_message=_("Enter both latitude and longitude, or neither."),
            ),
            models.CheckConstraint(
                condition=Q(latitude=None)
                | Q(latitude__gte=-90, latitude__lte=90, longitude__gte=-180, longitude__lte=180),
                name="venue_is_on_earth",
                violation_error_message=_(
                    "Enter a latitude from -90 to 90 and a longitude from -180 to 180."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.name}, {self.town}"

    @property
    def zone(self) -> str:
        """The zone of its address and coordinates, as far as offline data is certain; else empty."""
        return self.clocks.zone

    @property
    def clocks(self) -> Clocks:
        """The clocks that people may keep there."""
        names = ("street", "town", "region", "postcode", "country", "latitude", "longitude")
        return of_place(**{name: getattr(self, name) for name in names})

    @property
    def complete(self) -> PublicPlace:
        """Everything, for staff and their files."""
        names = ("name", "street", "room", "town", "region", "postcode", "country", "directions")
        values = {name: getattr(self, name) for name in (*names, "latitude", "longitude")}
        return PublicPlace(**values, is_street_public=self.is_street_public)

    @property
    def public(self) -> PublicPlace:
        if self.complete.is_exact:
            return self.complete
        secret = () if self.is_street_public else ("name", "street", "room", "postcode", "directions")
        hidden = dict.fromkeys(secret, "")
        return replace(
            self.complete, **hidden, latitude=_near(self.latitude), longitude=_near(self.longitude)
        )


def _near(degrees: float | None) -> float | None:
    return degrees if degrees is None else round(degrees, HIDDEN_TO)


class VenueAccess(models.Model):
    """A venue has a feature, or is known not to have it. Without a row, nobody knows."""

    venue = models.ForeignKey(Venue, models.CASCADE, related_name="access_known")
    feature = models.ForeignKey(AccessFeature, models.PROTECT, related_name="+", verbose_name=_("feature"))
    is_there = models.BooleanField(_("is there"), default=True)
    note = models.CharField(_("note"), max_length=100, blank=True, help_text=_("From the side door"))

    class Meta:
        verbose_name = _("access feature")
        verbose_name_plural = _("getting in and staying comfortable")
        ordering = ["-is_there", "feature__position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["venue", "feature"],
                name="venue_access_once",
                violation_error_message=_("This feature is already in the list."),
            )
        ]

    def __str__(self):
        return str(self.feature)
