"""Refresh search rows right after the commit when a model or relation was saved. Any other write leaves marks, which
the next search handles (ADR 7)."""

from django.db.models.signals import m2m_changed, post_delete, post_save

from support_groups.models import (
    Group,
    GroupSearch,
    MeetingPattern,
    Organization,
    ScheduleException,
    Venue,
    search_triggers,  # noqa: F401  connects itself
)


def refresh_search(sender, **kwargs) -> None:
    GroupSearch.objects.refresh_after_commit()


for model in (ScheduleException, Group, MeetingPattern, Organization, Venue):
    post_save.connect(refresh_search, sender=model, dispatch_uid=f"support_groups.saved.{model.__name__}")
    post_delete.connect(refresh_search, sender=model, dispatch_uid=f"support_groups.deleted.{model.__name__}")
m2m_changed.connect(refresh_search, sender=Group.languages.through, dispatch_uid="support_groups.languages")
