"""One call about a listing: what came of it."""

from django import forms
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from support_groups.models import Group, UnansweredCall

CONFIRMATIONS_SHOWN = 3


class CallForm(forms.Form):
    """`state` is the listing as it was when the caller read it aloud."""

    state = forms.CharField(widget=forms.HiddenInput, required=False)
    by = forms.ChoiceField(label=_("Confirmed by"), choices=Group.Confirmer, initial=Group.Confirmer.LEADER)
    how = forms.ChoiceField(label=_("How"), choices=Group.Means, initial=Group.Means.PHONE)
    note = forms.CharField(label=_("Private note"), required=False, max_length=300)

    def __init__(self, *args, group: Group, **kwargs):
        self.group = group
        kwargs.setdefault("auto_id", f"call-{group.pk}-%s")
        super().__init__(*args, initial={"state": state_of(group)}, **kwargs)

    @property
    def is_outdated(self) -> bool:
        return self.cleaned_data["state"] != state_of(self.group)

    @cached_property
    def schedule(self) -> list[str]:
        return self.group.schedule_words(self.group.language)

    @cached_property
    def next_meeting(self):
        return None if self.group.is_always_open else self.group.next_held(timezone.now())

    @property
    def confirmations(self) -> list:
        return list(self.group.confirmations.all())[:CONFIRMATIONS_SHOWN]

    def confirm(self, *, on, user) -> None:
        given = {name: self.cleaned_data[name] for name in ("by", "how", "note")}
        self.group.confirm(on=on, user=user, **given)

    def add_unanswered(self, *, on, user) -> UnansweredCall:
        return self.group.add_unanswered_call(on=on, user=user, note=self.cleaned_data["note"])


def state_of(group: Group) -> str:
    """Changes with everything that the calling list shows of a group: its own rows are saved with it."""
    venue, runs = group.venue, group.organization
    changed = [record.updated_at.isoformat() for record in (group, venue, runs) if record]
    return " ".join([*changed, *(str(call.pk) for call in list(group.unanswered_calls.all())[:1])])
