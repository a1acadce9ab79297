"""Listing several drafts at once: those that miss nothing, and those of which somebody says "list it anyway"."""

from dataclasses import dataclass

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from support_groups.admin.problems import notes_to_settle
from support_groups.admin.status_actions import MOST, TOO_MANY, say_result
from support_groups.listings.rules import Problem
from support_groups.models import Group

READY, ANYWAY = "ready", "anyway"  # names of the checkboxes


@dataclass(frozen=True)
class Draft:
    group: Group
    problems: list[Problem]

    @classmethod
    def of(cls, group: Group) -> "Draft":
        return cls(group, [*notes_to_settle(group), *group.problems_of_listing()])

    @property
    def is_ready(self) -> bool:
        return not self.problems

    @property
    def is_stopped(self) -> bool:
        return any(problem.is_error for problem in self.problems)


class ListingAction:
    """Mixin for the group admin."""

    @admin.action(permissions=["change"], description=_("List: visitors will see it…"))
    def list_drafts(self, request, queryset):
        groups = list(queryset.filter(status=Group.Status.DRAFT).for_listing()[: MOST + 1])
        if not groups or len(groups) > MOST:
            sentence = _("None of the selected groups is a draft. Only drafts can be listed.")
            messages.warning(request, TOO_MANY % MOST if groups else sentence)
            return None
        if "_confirm" in request.POST:
            return self._list_chosen(request, groups)
        drafts = [Draft.of(group) for group in groups]
        return self.action_page(
            request,
            "list",
            title=gettext("List drafts"),
            ready=[draft for draft in drafts if draft.is_ready],
            lacking=[draft for draft in drafts if draft.problems and not draft.is_stopped],
            stopped=[draft for draft in drafts if draft.is_stopped],
            groups=groups,
        )

    def _list_chosen(self, request, groups: list[Group]) -> None:
        chosen = {*request.POST.getlist(READY), *request.POST.getlist(ANYWAY)}
        keys = [group.pk for group in groups if str(group.pk) in chosen]
        anyway = request.POST.getlist(ANYWAY)
        done = [self._list(request, key, is_anyway=str(key) in anyway) for key in keys]
        say_result(request, gettext("Listed."), sum(done), len(done))

    def _list(self, request, key: int, *, is_anyway: bool) -> bool:
        """Whether it was listed. What was said to be missing nothing must still miss nothing."""
        with self.create_revision(request), transaction.atomic():
            drafts = Group.objects.select_for_update().filter(pk=key, status=Group.Status.DRAFT)
            group = drafts.first()
            if group is None or not (is_anyway or Draft.of(group).is_ready):
                return False
            group.status = Group.Status.LISTED
            try:
                group.full_clean()
            except ValidationError:
                return False
            group.save()
            self.log_change(request, group, gettext("Listed."))
        return True
