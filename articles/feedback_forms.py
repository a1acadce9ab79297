"""What a reader says about an article, and the code with which she comes back."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles import feedback_codes
from articles.models import Feedback
from articles.models.feedback import LONGEST_TEXT
from editing.text import clean, is_blank
from web.public_forms.forms import PublicForm


class PlainText(forms.CharField):
    """Text without controls, which browsers and people don't type. The length is counted as readers count."""

    widget = forms.Textarea

    def __init__(self, *, longest: int, **kwargs):
        super().__init__(strip=True, **kwargs)
        self.longest = longest
        self.validators = [self._validate_length]

    def to_python(self, value):
        text = clean(super().to_python(value)).strip()
        return "" if is_blank(text) else text

    def _validate_length(self, text: str) -> None:
        over = len(text) - self.longest
        if over > 0:
            words = ngettext(
                "Shorten your text by %(over)s letter. It can have %(longest)s at most.",
                "Shorten your text by %(over)s letters. It can have %(longest)s at most.",
                over,
            )
            values = {"over": number_format(over, force_grouping=True)}
            values["longest"] = number_format(self.longest, force_grouping=True)
            raise ValidationError(words % values, code="too_long")


class FeedbackForm(PublicForm):
    kind = "feedback"

    helpful = forms.ChoiceField(
        label=gettext_lazy("Was this page helpful?"),
        choices=Feedback.Helpful,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose whether this page was helpful."),
            "invalid_choice": gettext_lazy("Choose whether this page was helpful."),
        },
    )
    text = PlainText(
        label=gettext_lazy("What is missing, or not clear? You can leave this empty."),
        longest=LONGEST_TEXT,
        required=False,
        help_text=gettext_lazy(
            "Please write nothing that is private: no names, no medical facts about you or somebody else."
        ),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].widget.attrs |= {"rows": 6, "class": "input"}

    @property
    def code(self) -> str:
        """Of an accepted form."""
        return feedback_codes.code_of(self.nonce, self.cleaned_data["helpful"], self.cleaned_data["text"])

    def is_known(self) -> bool:
        return Feedback.objects.with_code(self.code).exists()

    def keep(self, edition) -> Feedback:
        values = {name: self.cleaned_data[name] for name in ("helpful", "text")}
        return Feedback.objects.take(edition, **values, code=self.code, at=self.at)


class CodeForm(forms.Form):
    """Only leads to the address with the code, so it needs no checks."""

    code = forms.CharField(
        label=gettext_lazy("Your code"),
        help_text=gettext_lazy(
            "15 letters and digits, such as 7K3QF\N{NON-BREAKING HYPHEN}M2X9T\N{NON-BREAKING HYPHEN}0WRCE."
        ),
        widget=forms.TextInput(
            attrs={
                "class": "input w-m",
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
            }
        ),
        error_messages={"required": gettext_lazy("Type your code.")},
    )

    def clean_code(self):
        code = feedback_codes.read(clean(self.cleaned_data["code"]))
        if not code:
            raise ValidationError(
                _("A code has 15 letters and digits. Please compare it with what you wrote down.")
            )
        return code
