"""The base of forms for visitors, and what a refused one says."""

import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from web.public_forms import opening
from web.public_forms.limits import WITHIN, is_within_limits
from web.public_forms.opening import Timing
from web.public_forms.origin import is_from_this_site

OPENED, TRAP = "opened", "website"
NOT_FROM_HERE = _(
    "Your browser didn’t say that this came from our page. Open the page again in a new tab, and copy your text there."
)
TOO_MANY = _(
    "We got many messages within an hour, so this one was not sent. Please send it again later today."
)
TRAPPED = _(
    "Something filled in a field that people don’t see, perhaps your browser. We emptied it. Please send the form again."
)
BY_TIMING = {
    Timing.TOO_FAST: _("That was very fast. Please wait a few seconds, then send the form again."),
    Timing.TOO_SLOW: _("This page was open for more than a day. Please send the form again."),
    Timing.UNKNOWN: _("Please send the form again."),
}
STATUSES = {"origin": 403, "limit": 429}


class PublicForm(forms.Form):
    """`kind` names what is counted, in 30 letters at most. Build it with `of`, from the request."""

    kind: str
    send_id = "send"  # the id of the button, where the summary of errors leads if no field is wrong

    website = forms.CharField(label=_("Leave this field empty"), required=False)  # only programs see it
    opened = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, request, at: datetime.datetime, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.request, self.at = request, at
        self.fields[OPENED].initial = opening.sign(request.path, at)
        self.fields[TRAP].widget.attrs |= {"autocomplete": "off", "tabindex": "-1"}

    @classmethod
    def of(cls, request, *, at: datetime.datetime, **kwargs) -> "PublicForm":
        data = request.POST.copy() if request.method == "POST" else None
        return cls(data, request=request, at=at, **kwargs)

    @property
    def nonce(self) -> str:
        """Of an accepted form: the same if it was sent twice, as by a double click."""
        return opening.read(self.cleaned_data[OPENED], self.request.path, self.at).nonce

    def is_accepted(self) -> bool:
        """Whether everything is well. If it is not, the form can be shown and sent again.

        The limits come last and `is_known` before them, so that only what would be kept is counted, and counted once.
        """
        if not self.is_bound:
            return False
        if not is_from_this_site(self.request):
            self.add_error(None, ValidationError(NOT_FROM_HERE, code="origin"))
        if self.is_valid() and not self.is_known() and not is_within_limits(self.request, self.kind, self.at):
            self.add_error(None, ValidationError(TOO_MANY, code="limit"))
        if self.errors:
            self._prepare_for_sending_again()
        return not self.errors

    def is_known(self) -> bool:
        """Whether this valid form was taken before. A form that can tell overrides it."""
        return False

    def answer(self, template: str, context: dict) -> HttpResponse:
        """The page with the form: before it is sent, or with the reasons why it was refused."""
        codes = {error.code for error in self.errors.as_data().get("__all__", ())}
        status = next((STATUSES[code] for code in STATUSES if code in codes), 200)
        response = render(self.request, template, context | {"form": self}, status=status)
        if status == STATUSES["limit"]:
            response.headers["Retry-After"] = str(int(WITHIN.total_seconds()))
        return response

    @property
    def summary(self) -> list[tuple[str, str]]:
        """Each error with the id of what it is about, in the order of the fields. Those of the whole form come last."""
        found = [
            (message, self._id_to_go_to(field))
            for field in self.visible_fields()
            if field.name != TRAP
            for message in field.errors
        ]
        return found + [(message, self.send_id) for message in self.non_field_errors()]

    def clean(self):
        """Whoever has a field to correct sends the form again anyway, and then its time is right."""
        cleaned = super().clean()
        if cleaned.get(TRAP):
            raise ValidationError(TRAPPED, code="trap")
        if self.errors:
            return cleaned
        found = opening.read(cleaned.get(OPENED, ""), self.request.path, self.at)
        if found.timing in BY_TIMING:
            raise ValidationError(BY_TIMING[found.timing], code="time")
        return cleaned

    def _id_to_go_to(self, field) -> str:
        """Of several choices, the first one."""
        return f"{field.auto_id}_0" if field.use_fieldset else field.auto_id

    def _prepare_for_sending_again(self) -> None:
        """With an empty trap and a new time, unless the one it has can still become right."""
        self.data[TRAP] = ""
        timing = opening.read(self.data.get(OPENED, ""), self.request.path, self.at).timing
        if timing not in (Timing.FINE, Timing.TOO_FAST):
            self.data[OPENED] = opening.sign(self.request.path, self.at)
