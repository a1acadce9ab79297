"""Sharing a preview by a link, and what its reader sends back."""

import uuid
from datetime import timedelta

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from articles.models.shared_preview import DEFAULT_DAYS, LONGEST_COMMENT, LONGEST_NAME, MOST_DAYS
from editing.text import is_blank

SALT = "articles.preview_comment"
FASTEST = timedelta(seconds=2)  # in which a person can write a comment
SLOWEST = timedelta(hours=24)


def validate_seen(text: str) -> None:
    if is_blank(text):
        raise ValidationError(_("This field is required."), code="required")


class SharePreviewForm(forms.Form):
    for_whom = forms.CharField(
        label=_("For whom"),
        max_length=LONGEST_NAME,
        validators=[validate_seen],
        help_text=_("One link for each person, so that you see whose comments you read: Dr. Jane Doe."),
    )
    days = forms.IntegerField(
        label=_("Days until the link stops working"),
        min_value=1,
        max_value=MOST_DAYS,
        initial=DEFAULT_DAYS,
    )
    email = forms.EmailField(
        label=_("Email"),
        required=False,
        help_text=_("We send the link there. Leave empty to copy the link and send it yourself."),
    )
    once = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class CommentForm(forms.Form):
    """`bound_to` ties the signed time to one link. What was typed is never dropped: every refusal shows it again."""

    name = forms.CharField(label=_("Your name"), max_length=LONGEST_NAME, validators=[validate_seen])
    text = forms.CharField(
        label=_("Your comment"),
        max_length=LONGEST_COMMENT,
        validators=[validate_seen],
        widget=forms.Textarea(attrs={"rows": 5, "autofocus": True}),
    )
    website = forms.CharField(label=_("Leave this field empty"), required=False)  # only programs fill it in
    opened = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, bound_to: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.signer = signing.TimestampSigner(salt=f"{SALT}.{bound_to}")
        self.fields["opened"].initial = self.signer.sign("")
        self.fields["website"].widget.attrs |= {"autocomplete": "off", "tabindex": "-1"}

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("website"):
            raise ValidationError(_("Empty the last field, then send your comment again."), code="program")
        if not self._is_of_a_person(cleaned.get("opened", "")):
            raise ValidationError(_("Please send your comment once more."), code="time")
        return cleaned

    def _is_of_a_person(self, signed: str) -> bool:
        try:
            self.signer.unsign(signed, max_age=SLOWEST)
        except signing.BadSignature:
            return False
        try:
            self.signer.unsign(signed, max_age=FASTEST)
        except signing.SignatureExpired:
            return True
        return False

    def with_new_time(self) -> "CommentForm":
        """The same form to send again."""
        self.data = self.data.copy()
        self.data["opened"] = self.signer.sign("")
        return self
