from django import forms
from django.utils.translation import gettext_lazy as _


class LookUpForm(forms.Form):
    text = forms.CharField(
        label=_("DOI, PubMed number, PMC number, ISBN or link"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField", "autofocus": True}),
        help_text=_(
            "Paste anything that contains one: a web address, a line of an email or a whole reference."
        ),
    )
