from django import forms
from django.utils.translation import gettext_lazy as _

from sources.models import Notice


class AcknowledgeForm(forms.ModelForm):
    reason = forms.CharField(
        label=_("Why may this source stay cited?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
        help_text=_(
            "For example: the text cites it as a retracted study. Anyone who cites it later sees your reason."
        ),
    )

    class Meta:
        model = Notice
        fields = ("reason",)
