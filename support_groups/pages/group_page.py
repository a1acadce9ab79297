"""Everything that a group's page says, so that its templates only lay it out."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from support_groups import maps
from support_groups.listings.confirmation import Freshness
from support_groups.models import AccessFeature, Group, other_versions
from support_groups.pages import paragraphs
from support_groups.pages.list_item import IN_LANGUAGE, IN_MILES
from support_groups.pages.next_dates import NextDate, next_dates
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
# Visitors need to know these before they go, so the page mentions them even if nobody has asked yet.
ASK_FIRST = ("step-free", "accessible-restroom", "comfortable-seats")


@dataclass(frozen=True)
class Spot:
    """The one pin of a group's map."""

    latitude: float
    longitude: float
    label: str
    number: int = 1
    href: str = "#place"
    is_about: bool = False


@dataclass(frozen=True)
class AccessItem:
    """What helps people take part; `kind`, a class in CSS, says whether it is there: yes, no or unk."""

    kind: str
    words: str

    @property
    def icon(self) -> str:
        return {"yes": "check", "no": "no"}.get(self.kind, "unknown")


class GroupPage:
    """A group on a day, in the language of the page; `asked_zone` is the zone a visitor asked for, if any."""

    def __init__(self, group: Group, *, at: datetime.datetime, language: str, asked_zone: str = ""):
        self.group, self.at, self.language = group, at, language
        self.asked_zone = asked_zone.strip()[:100]
        self.today = timezone.localdate(at)

    @property
    def lang(self) -> str:
        """The language of the listing, if it is not that of the page."""
        return self.group.language if self.group.language != self.language.split("-")[0] else ""

    @property
    def zone_is_unknown(self) -> bool:
        return bool(self.asked_zone) and not is_zone(self.asked_zone)

    @cached_property
    def elsewhere(self) -> str:
        """The zone in which times are repeated."""
        return self.asked_zone if self.asked_zone and not self.zone_is_unknown else ""

    @property
    def zones(self) -> list[tuple[str, str]]:
        """Without JavaScript a visitor chooses from these; any IANA name in the address works."""
        offered = zones_offered()
        if self.elsewhere and self.elsewhere not in dict(offered):
            return [*offered, (self.elsewhere, label(self.elsewhere, self.language))]
        return offered

    @cached_property
    def dates(self) -> list[NextDate]:
        if self.group.is_always_open:
            return []
        return next_dates(self.group, self.at, self.language, elsewhere=self.elsewhere)

    @property
    def has_times(self) -> bool:
        return any(date.hours for date in self.dates)

    @property
    def offers_zones(self) -> bool:
        """Whether times could be wanted in another zone."""
        return bool(self.asked_zone) or (self.has_times and self.group.meets_remotely)

    @property
    def schedule(self) -> list[str]:
        return [paragraphs.tied(f"{words}.") for words in self.group.schedule_words(self.language)]

    @property
    def paused_until(self) -> datetime.date | None:
        is_away = self.group.status == Group.Status.PAUSED and self.group.paused_until > self.today
        return self.group.paused_until if is_away else None

    @property
    def date_notes(self) -> list[str]:
        """Why there are no dates, or what is not known about them, and what to do about it."""
        patterns = self.group.patterns
        if not patterns and not self.group.way.has_times:
            return [_("It has no meeting times: people write and answer when they can.")]
        if not patterns:
            return [_("We don’t know when it meets. Ask before you go.")]
        if self.group.is_always_open:
            return [_("It’s open day and night.")]
        notes = list(self._gaps(patterns))
        if not notes and not self.dates:
            over = _(
                "All the dates we know of have passed. Ask whether the group continues, or when the next course begins."
            )
            notes.append(over)
        return notes

    @staticmethod
    def _gaps(patterns) -> Iterator[str]:
        missing = {part for pattern in patterns for part in pattern.missing}
        if any(pattern.kind == PatternKind.APPOINTMENT for pattern in patterns):
            yield _("There are no fixed dates. Get in touch to set up a time.")
        if "anchor" in missing:
            yield _("We don’t know the date of its next meeting. Ask before you go.")
        if "begins" in missing:
            yield _("We don’t know what time it starts. Ask before you go.")

    @property
    def steps(self) -> list[SafeString]:
        return paragraphs.steps(self.group.joining)

    @property
    def may_just_come(self) -> bool:
        """Whether the page says enough to go there without asking."""
        place, is_open = self.group.place, self.group.group_type == Group.GroupType.DROP_IN
        return bool(place and place.is_exact and is_open and self.has_times and not self.paused_until)

    @property
    def must_ask_for_address(self) -> bool:
        return self.group.must_ask_for_address

    @property
    def group_type(self) -> str:
        """Nobody can drop in at an address they have to ask for."""
        is_drop_in = self.group.group_type == Group.GroupType.DROP_IN
        if is_drop_in and self.must_ask_for_address and self.group.way.is_only_in_person:
            return _("Open: ask for the address first")
        return self.group.get_group_type_display()

    @property
    def joining_note(self) -> str:
        """Why there is no link or number, or that none is needed."""
        joining = self.group.how_to_join
        if joining.is_withheld and joining.is_on_request:
            return _("The link or number isn’t public, so that nobody joins by chance. Ask for it.")
        if joining.is_withheld:
            return _("The group gives you the link or number once it knows you.")
        if self.steps or joining.link or joining.dial_in:
            return ""
        if self.must_ask_for_address:
            return _("Ask for the address before you go.")
        ask = _("If you have questions first, get in touch.")
        return f"{_('Just come.')} {ask}" if self.may_just_come else ask

    @property
    def names_contact(self) -> bool:
        return self.group.names_contact

    @property
    def description(self) -> list[SafeString]:
        return paragraphs.paragraphs(self.group.description)

    @property
    def languages(self) -> str:
        return ", ".join(language.label for language in self.group.languages.all())

    @property
    def fit(self) -> str:
        return FITS[self.group.stage_fit]

    @property
    def whom(self) -> list[tuple[str, str]]:
        """Label and words, for what is known about who it is for."""
        terms = [
            (_("Especially"), self.group.audiences),
            (_("Kinds of breast cancer"), self.group.subtypes),
            (_("Languages"), self.group.languages),
            (_("Activities"), self.group.activities),
        ]
        rows = [(name, ", ".join(term.label for term in field.all())) for name, field in terms]
        return [(name, words) for name, words in rows if words]

    @property
    def expect(self) -> list[tuple[str, str, str]]:
        """Label, words, and the language of the words if they are the group's own."""
        group = self.group
        leader = group.get_led_by_display()
        rows = [
            (_("Led by"), leader[:1].upper() + leader[1:], ""),
            (_("Group size"), group.size, self.lang),
            (pgettext("of a support group", "Kind of group"), self.group_type, ""),
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
                self._answer(group.carers_present, _("Welcome"), _("Not in this group")),
                "",
            ),
            (_("Talking about dying"), self._dying(), ""),
            (_("When someone dies"), group.when_someone_dies, self.lang),
            (_("Confidentiality"), group.confidentiality, self.lang),
        ]
        return [row for row in rows if row[1]]

    def _answer(self, answer: str, yes: str, no: str) -> str:
        known = {"yes": yes, "no": no, "ask": _("Ask first")}
        return str(known.get(answer, _("Not known: ask first")))

    def _camera(self) -> str:
        if not self.group.way.has_video:
            return ""
        return self._answer(self.group.camera_off, _("Fine"), _("People are asked to keep it on"))

    def _dying(self) -> str:
        known = {
            "yes": _("Yes, when someone brings it up"),
            "no": _("Not in this group"),
            "ask": _("Ask first"),
        }
        return known.get(self.group.dying_talked_about, "")

    @cached_property
    def map(self) -> maps.Map | None:
        """Only if the door is known and public: a pin in the middle of a town would be mistaken for it."""
        place = self.group.place
        if place is None or not place.has_door:
            return None
        unit = "mi" if place.country in IN_MILES else "km"
        return maps.draw([Spot(place.latitude, place.longitude, place.name)], unit=unit)

    @cached_property
    def access(self) -> list[AccessItem]:
        """What is there, what is not, and what matters but is not known; the building's only where people meet."""
        items = filter(None, map(self._access_item, AccessFeature.objects.known_for(self.group)))
        return sorted(items, key=lambda item: ("yes", "no", "unk").index(item.kind))

    def _access_item(self, feature: AccessFeature) -> AccessItem | None:
        place = self.group.place
        note = f" ({feature.note})" if feature.note and place and place.is_street_public else ""
        if feature.helps or (place and feature.is_there):
            return AccessItem("yes", f"{feature.label}{note}")
        if not place:
            return None
        if feature.is_there is False:
            return AccessItem("no", _("%s: no") % feature.label + note)
        if feature.code in ASK_FIRST:
            return AccessItem("unk", _("%s: not known, ask first") % feature.label)
        return None

    @cached_property
    def freshness(self) -> Freshness:
        return self.group.freshness(self.today)

    @cached_property
    def versions(self) -> list[tuple[Group, str]]:
        """The same group's listing in other languages, each with words in its own language."""
        versions = other_versions([self.group]).get(self.group.pk, [])
        return [(group, IN_LANGUAGE[group.language]) for group in versions]

    @property
    def alternates(self) -> list[Group]:
        """Its listings in all languages, the original first; none if it is listed in one."""
        others = [group for group, _words in self.versions]
        listed = [self.group, *others] if others else []
        return sorted(listed, key=lambda group: (group.translation_of_id is not None, group.pk))
