from django import forms
from django.utils.translation import gettext_lazy as _


class LookUpForm(forms.Form):
    text = forms.CharField(
        label=_("DOI, PubMed number, PMC number, ISBN or link"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField", "autofocus": True}),
        help_text=_("Paste whatever holds one: a web address, a line of an e-mail, a whole reference."),
    )
