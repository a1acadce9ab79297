"""Refresh search rows right after the commit when a model or relation was saved. Any other write leaves marks, which
the next search handles (ADR 7)."""

from django.db.models.signals import m2m_changed, post_delete, post_save

from support_groups.models import (
    Contact,
    Group,
    GroupSearch,
    MeetingPattern,
    Organization,
    ScheduleException,
    Venue,
    VenueAccess,
    search_triggers,
)


def refresh_search(sender, **kwargs) -> None:
    GroupSearch.objects.refresh_after_commit()


for model in (ScheduleException, Group, MeetingPattern, Organization, Venue, Contact, VenueAccess):
    post_save.connect(refresh_search, sender=model, dispatch_uid=f"support_groups.saved.{model.__name__}")
    post_delete.connect(refresh_search, sender=model, dispatch_uid=f"support_groups.deleted.{model.__name__}")
for name in search_triggers.TERMS:
    terms = getattr(Group, name).through
    m2m_changed.connect(refresh_search, sender=terms, dispatch_uid=f"support_groups.{name}")
