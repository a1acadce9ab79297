"""Closing a venue or an organization for some days."""

from support_groups.schedules import DateException


class Closable:
    """Mixin for Venue and Organization."""

    def groups_meeting_on(self, closure: DateException) -> list[tuple]:
        """Each listed group that meets on the days of a closure, with its meetings as the closure will leave them.

        The closure is not saved yet. An exception for fewer days, such as the group's own, takes precedence over it.
        """
        last = closure.last or closure.first
        groups = self.groups.exclude(status__in=["draft", "closed"]).for_lists()
        pairs = [(group, group.meetings_between(closure.first, last, also=(closure,))) for group in groups]
        return [(group, meetings) for group, meetings in pairs if meetings]
