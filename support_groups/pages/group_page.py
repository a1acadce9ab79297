"""Everything that a group's page says, so that its templates only lay it out."""

import datetime
from collections.abc import Iterator

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from support_groups.listings.confirmation import Freshness
from support_groups.models import Group, other_versions
from support_groups.pages import paragraphs
from support_groups.pages.access import AccessItem, access_of
from support_groups.pages.at_a_glance import AtAGlance
from support_groups.pages.expectations import Row, expectations, group_type
from support_groups.pages.list_item import IN_LANGUAGE
from support_groups.pages.next_dates import NextDate, next_dates
from support_groups.places import zones_offered
from support_groups.schedules import PatternKind
from support_groups.schedules.zones import is_zone, label

MOST_LANGUAGES = 2  # named beside the title
SHOWN = 3  # dates after the next one; the others are folded
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

    @cached_property
    def head(self) -> AtAGlance:
        return AtAGlance(
            self.group,
            self.dates,
            at=self.at,
            language=self.language,
            may_just_come=self.may_just_come,
            asks_us=self.must_ask and not self.names_contact,
        )

    @cached_property
    def later(self) -> list[NextDate]:
        return self.head.later[:SHOWN]

    @cached_property
    def folded(self) -> list[NextDate]:
        return self.head.later[SHOWN:]

    @property
    def has_times(self) -> bool:
        return any(date.hours for date in self.dates)

    @property
    def has_other_clocks(self) -> bool:
        """Whether people join on clocks of their own: who goes there uses the one on the wall."""
        return self.has_times and self.group.meets_remotely

    @property
    def offers_zones(self) -> bool:
        """Whether times could be wanted in another zone."""
        return bool(self.asked_zone) or self.has_other_clocks

    @cached_property
    def schedule(self) -> list[str]:
        """When it meets regularly, where the head of the page has no room for it."""
        if self.head.regularly or self.group.is_always_open:
            return []
        return [paragraphs.tied(f"{words}.") for words in self.group.schedule_words(self.language)]

    @property
    def schedule_note(self) -> str:
        return "" if self.head.note else self.group.schedule_note

    @property
    def has_more_dates(self) -> bool:
        return bool(self.schedule or self.schedule_note or self.dates)

    @property
    def paused_until(self) -> datetime.date | None:
        is_away = self.group.status == Group.Status.PAUSED and self.group.paused_until > self.today
        return self.group.paused_until if is_away else None

    @cached_property
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

    @cached_property
    def steps(self) -> list[SafeString]:
        return paragraphs.steps(self.group.joining)

    @property
    def may_just_come(self) -> bool:
        """Whether the page says enough to go there without asking."""
        place, is_open = self.group.place, self.group.group_type == Group.GroupType.DROP_IN
        return bool(place and place.is_exact and is_open and self.has_times and not self.paused_until)

    @property
    def group_type(self) -> str:
        return group_type(self.group)

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
        if self.group.must_ask_for_address:
            return _("Ask for the address before you go.")
        ask = _("If you have questions first, get in touch.")
        return f"{_('Just come.')} {ask}" if self.may_just_come else ask

    @property
    def tells_more_about_joining(self) -> bool:
        """Whether there is more to say than the head of the page says."""
        joining = self.group.how_to_join
        is_long = len(self.steps) > 1 or bool(self.steps and not self.head.step)
        return is_long or bool(joining.link or (self.head.step and self.joining_note))

    @property
    def must_ask(self) -> bool:
        """Whether nobody can join without asking somebody first."""
        return self.group.how_to_join.is_withheld or self.group.must_ask_for_address or not self.steps

    @cached_property
    def directions(self) -> list[SafeString]:
        return paragraphs.paragraphs(self.group.place.directions if self.group.place else "")

    @property
    def names_contact(self) -> bool:
        return self.group.names_contact

    @cached_property
    def description(self) -> list[SafeString]:
        return paragraphs.paragraphs(self.group.description)

    @property
    def other_languages(self) -> str:
        """Languages spoken there besides that of the page; only how many if there are several."""
        spoken = [term for term in self.group.languages.all() if not self.language.startswith(term.code)]
        if len(spoken) > MOST_LANGUAGES:
            return _("%d languages") % len(self.group.languages.all())
        return ", ".join(term.label for term in spoken)

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

    @cached_property
    def expectations(self) -> list[Row]:
        return expectations(self.group)

    @cached_property
    def access(self) -> list[AccessItem]:
        return access_of(self.group)

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
