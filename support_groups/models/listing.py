"""What keeps a group from being listed, and listing it."""

from support_groups.listings import rules
from support_groups.models.venue import is_door


class Listable:
    """Mixin for Group."""

    def problems(self, **related) -> list[rules.Problem]:
        """What is wrong or incomplete; `related` is what its own columns don't say: has_schedule, venue_zone, …"""
        columns = {field.name: getattr(self, field.attname) for field in self._meta.concrete_fields}
        return rules.problems({**columns, "venue": self.venue_id, **related})

    def stored_problems(self, **changes) -> list[rules.Problem]:
        """The problems of the stored listing with its rows, or those that it would have after changes."""
        venue, patterns = self.venue, self.patterns
        related = {
            "has_schedule": bool(patterns),
            "has_languages": bool(self.languages.all()),
            "has_audiences": bool(self.audiences.all()),
            "has_clock_times": not self.zone and any(pattern.is_on_a_clock for pattern in patterns),
            "has_country": bool(venue is None or venue.country),
            "has_street": bool(venue is None or is_door(venue.street) or not venue.is_street_public),
            "venue_zone": venue.zone if venue else "",
        }
        return self.problems(**related, **self.facts_of_reach(self.contacts.all(), patterns), **changes)

    def facts_of_reach(self, contacts, patterns) -> dict[str, bool]:
        """What `listings.reach` must know beside the group's own columns; its rows need not be stored."""
        is_open = self.group_type == self.GroupType.DROP_IN
        has_place = self.place is not None and self.place.is_exact
        return {
            "has_contacts": bool(contacts),
            "names_contact": self.names_one_of(contacts),
            "may_just_come": is_open and has_place and any(one.begins and one.is_dated for one in patterns),
            "must_ask_for_address": self.must_ask_for_address,
        }

    def problems_of_listing(self) -> list[rules.Problem]:
        """Of a draft: what stands in the way, or would be missing, if it were listed now. That nobody has confirmed it
        is not among them: its page says so."""
        problems = self.stored_problems(status=self.Status.LISTED)
        return [problem for problem in problems if problem.field != "confirmed_on"]

    @property
    def is_out_of_reach(self) -> bool:
        """Whether visitors see it, and nobody among them can reach it."""
        is_shown = self.status in (self.Status.LISTED, self.Status.PAUSED, self.Status.UNCONFIRMED)
        return is_shown and any(problem.is_asked for problem in self.stored_problems())

    @property
    def names_contact(self) -> bool:
        """Whether its page says who to ask."""
        return self.names_one_of(self.contacts.all())

    def names_one_of(self, contacts) -> bool:
        runs = self.organization
        ways = [any(contact.is_public for contact in contacts), self.website]
        return any([*ways, runs.phone, runs.email, runs.website] if runs else ways)

    @property
    def must_ask_for_address(self) -> bool:
        """Whether people meet at a place whose street its page does not say."""
        return self.place is not None and not self.place.is_exact
