"""What a group's page says, gathered so that its template only lays it out."""

import datetime
from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from support_groups import maps
from support_groups.listings.confirmation import Freshness
from support_groups.models import AccessFeature, Group
from support_groups.pages import next_dates, paragraphs
from support_groups.pages.list_item import IN_MILES
from support_groups.places import zones_offered
from support_groups.schedules import PatternKind
from support_groups.schedules.zones import is_zone, label

FITS = {
    "mbc": gettext_lazy("For metastatic breast cancer only, also called stage 4, secondary or advanced."),
    "advanced": gettext_lazy(
        "For advanced or metastatic cancer of any kind. Not everybody there has breast cancer."
    ),
    "breast": gettext_lazy(
        "For breast cancer at any stage. Some people there will have finished treatment for good."
    ),
    "any": gettext_lazy(
        "For any cancer at any stage. Ask whether others living with metastatic cancer come."
    ),
}
# What somebody needs to know before setting out: said also where nobody has asked yet.
ASK_FIRST = ("step-free", "accessible-restroom", "comfortable-seats")


@dataclass(frozen=True)
class Spot:
    """The one pin of a group's map."""

    latitude: float
    longitude: float
    label: str
    number: int = 1
    href: str = "#place"


@dataclass(frozen=True)
class AccessLine:
    """`kind` is yes, no or unk."""

    kind: str
    words: str


class GroupPage:
    """A group on a day, in the language of the page; `asked_zone` is the zone a visitor asked for, if any."""

    def __init__(self, group: Group, *, at: datetime.datetime, language: str, asked_zone: str = ""):
        self.group, self.at, self.language = group, at, language
        self.asked_zone = asked_zone.strip()[:100]
        self.today = timezone.localdate(at)

    @property
    def lang(self) -> str:
        """Of the listing's own words, where it is not the page's."""
        return self.group.language if self.group.language != self.language.split("-")[0] else ""

    # --- When ---------------------------------------------------------------------------------------

    @property
    def zone_is_unknown(self) -> bool:
        return bool(self.asked_zone) and not is_zone(self.asked_zone)

    @cached_property
    def elsewhere(self) -> str:
        """The zone in which times are told once more."""
        return self.asked_zone if self.asked_zone and not self.zone_is_unknown else ""

    @property
    def zones(self) -> list[tuple[str, str]]:
        """Without JavaScript a visitor chooses from these; any IANA name in the address works."""
        offered = zones_offered()
        if self.elsewhere and self.elsewhere not in dict(offered):
            return [*offered, (self.elsewhere, label(self.elsewhere, self.language))]
        return offered

    @cached_property
    def lines(self) -> list[next_dates.DateLine]:
        if self.group.is_always_open:
            return []
        return next_dates.next_lines(self.group, self.at, self.language, elsewhere=self.elsewhere)

    @property
    def has_times(self) -> bool:
        return any(line.hours for line in self.lines)

    @property
    def schedule(self) -> list[str]:
        return [paragraphs.tied(f"{words}.") for words in self.group.schedule_words(self.language)]

    @property
    def paused_until(self) -> datetime.date | None:
        is_away = self.group.status == Group.Status.PAUSED and self.group.paused_until > self.today
        return self.group.paused_until if is_away else None

    @property
    def silence(self) -> list[str]:
        """Why there are no dates, or what is not known of them, and what to do about it."""
        patterns = self.group.patterns
        found = []
        if not patterns and not self.group.way.has_times:
            return [_("It has no meeting times: people write and answer when they can.")]
        if not patterns:
            return [_("We do not know when it meets. Ask before you plan to go.")]
        if any(pattern.kind == PatternKind.APPOINTMENT for pattern in patterns):
            found.append(_("There are no fixed dates. Get in touch, and you will be given a time."))
        if any("anchor" in pattern.missing for pattern in patterns):
            found.append(_("We do not know on which date it meets next. Ask before you go."))
        if self.group.is_always_open:
            return [_("It is open day and night.")]
        if any("begins" in pattern.missing for pattern in patterns):
            found.append(_("We do not know at what time it begins. Ask before you go."))
        if not found and not self.lines:
            found.append(
                _("The dates we know of are over. Ask whether it goes on, or when the next course begins.")
            )
        return found

    # --- How to join, and for whom ------------------------------------------------------------------

    @property
    def steps(self) -> list[SafeString]:
        return paragraphs.lines(self.group.joining)

    @property
    def may_just_come(self) -> bool:
        """Whether somebody who has read the page could stand at the right door at the right time."""
        place, is_open = self.group.place, self.group.group_type == Group.GroupType.DROP_IN
        return bool(place and place.is_exact and is_open and self.has_times and not self.paused_until)

    @property
    def description(self) -> list[SafeString]:
        return paragraphs.paragraphs(self.group.description)

    @property
    def fit(self) -> str:
        return FITS[self.group.stage_fit]

    @property
    def whom(self) -> list[tuple[str, str]]:
        """Label and words, for what is known of whom it is for."""
        found = [
            (_("Especially"), self.group.audiences),
            (_("Kinds of breast cancer"), self.group.subtypes),
            (_("Languages"), self.group.languages),
            (_("What people do"), self.group.activities),
        ]
        listed = [(name, ", ".join(term.label for term in terms.all())) for name, terms in found]
        return [(name, words) for name, words in listed if words]

    @property
    def expect(self) -> list[tuple[str, str, str]]:
        """Label, words, and their language where they are the group's own."""
        group = self.group
        leader = group.get_led_by_display()
        rows = [
            (_("Who leads it"), leader[:1].upper() + leader[1:], ""),
            (_("How many come"), group.size, self.lang),
            (pgettext("of a support group", "Kind of group"), group.get_group_type_display(), ""),
            (_("Cost"), group.get_cost_display() or _("Not known: ask first"), ""),
            (_("About the cost"), group.cost_note, self.lang),
            (
                _("Just listening"),
                self._answer(group.may_listen, _("Always fine"), _("People are asked to speak")),
                "",
            ),
            (_("Camera off"), self._camera(), ""),
            (
                _("Partners and caregivers"),
                self._answer(group.carers_present, _("They come, too"), _("They do not come to this group")),
                "",
            ),
            (_("Talking about dying"), self._dying(), ""),
            (_("When someone dies"), group.when_someone_dies, self.lang),
            (_("What is said here"), group.confidentiality, self.lang),
        ]
        return [row for row in rows if row[1]]

    def _answer(self, answer: str, yes: str, no: str) -> str:
        known = {"yes": yes, "no": no, "ask": _("Ask first")}
        return str(known.get(answer, _("Not known: ask first")))

    def _camera(self) -> str:
        if not self.group.way.has_video:
            return ""
        return self._answer(self.group.camera_off, _("Fine"), _("People are asked to show themselves"))

    def _dying(self) -> str:
        known = {
            "yes": _("Yes, when someone brings it up"),
            "no": _("Not in this group"),
            "ask": _("Ask first"),
        }
        return known.get(self.group.dying_talked_about, "")

    # --- Where --------------------------------------------------------------------------------------

    @cached_property
    def map(self) -> maps.Map | None:
        """Only where the house may be known: a pin on a town's middle would be taken for its door."""
        place = self.group.place
        if place is None or not place.is_exact or place.latitude is None:
            return None
        unit = "mi" if place.country in IN_MILES else "km"
        return maps.draw([Spot(place.latitude, place.longitude, place.name)], unit=unit)

    @cached_property
    def access(self) -> list[AccessLine]:
        """What is there, what is not, and what matters but is not known; the building's only where people meet."""
        place = self.group.place
        found = []
        for feature in AccessFeature.objects.known_for(self.group):
            note = f" ({feature.note})" if feature.note and place and place.is_exact else ""
            if feature.helps or (place and feature.is_there):
                found.append(AccessLine("yes", f"{feature.label}{note}"))
            elif place and feature.is_there is False:
                found.append(AccessLine("no", _("%s: no") % feature.label + note))
            elif place and feature.code in ASK_FIRST:
                found.append(AccessLine("unk", _("%s: not known, ask first") % feature.label))
        return sorted(found, key=lambda line: ("yes", "no", "unk").index(line.kind))

    # --- The listing itself -------------------------------------------------------------------------

    @cached_property
    def freshness(self) -> Freshness:
        return self.group.freshness(self.today)

    @cached_property
    def versions(self) -> list[Group]:
        """The same group's listing in other languages."""
        original = self.group.translation_of
        found = [*([original] if original else []), *self.group.translations.all()]
        return [group for group in found if group.is_public and group.status != Group.Status.CLOSED]
