"""A meeting pattern, typed as a phrase or filled in field by field. It is never saved with an open question."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from editing.inputs import ClockInput, DayInput
from support_groups.forms import canceled, pattern_fields
from support_groups.forms.inputs import NumberCheckboxes, ZoneSelect, bound_dates
from support_groups.models import MeetingPattern
from support_groups.schedules import DateException, InvalidPattern, Pattern, PatternKind, from_phrase
from support_groups.schedules.phrases import questions
from support_groups.schedules.phrases.questions import Question, month_name, weekday_name
from support_groups.schedules.zones import is_zone

ORDINALS = [
    (1, _("first")),
    (2, _("second")),
    (3, _("third")),
    (4, _("fourth")),
    (5, _("fifth")),
    (-2, _("second to last")),
    (-1, _("last")),
]
HIDDEN = ("read", "asked", "is_right", "answers", "source", "part_of", "canceled")
ANSWERED_BY_FIELD = ("anchor", "begins")
MOST_QUESTIONS = 20


def question_lines(phrase_questions: list[Question], pattern: Pattern | None) -> str:
    """Questions as the form carries them: one per line, after the field that answers it."""
    missing = pattern.missing if pattern else ()
    fields = [question.field if question.field in missing else "" for question in phrase_questions]
    return "\n".join(f"{field}:{question}" for field, question in zip(fields, phrase_questions, strict=True))


class PatternForm(forms.ModelForm):
    """`read` is the phrase from which the fields were filled; `asked` are the questions that it left open.

    `phrase_data` fills the fields from a new phrase before the form checks them. `answers` and `source` are explained
    in `answers`, `canceled` in the module of that name; `part_of` is the row whose phrase became this row as well.
    """

    read = forms.CharField(widget=forms.HiddenInput, required=False)
    asked = forms.CharField(widget=forms.HiddenInput, required=False)
    answers = forms.CharField(widget=forms.HiddenInput, required=False)
    source = forms.CharField(widget=forms.HiddenInput, required=False)
    part_of = forms.CharField(widget=forms.HiddenInput, required=False)
    canceled = forms.CharField(widget=forms.HiddenInput, required=False)
    is_right = forms.BooleanField(
        label=_("I’ve checked this, or nobody knows yet: save it as shown."),
        required=False,
    )
    kind = forms.ChoiceField(
        label=_("How it repeats"), choices=[("", "———"), *pattern_fields.KIND_NAMES], required=False
    )
    weekdays = NumberCheckboxes(label=_("On"), choices=lambda: [(day, weekday_name(day)) for day in range(7)])
    ordinals = NumberCheckboxes(label=_("Which of the month"), choices=ORDINALS)
    days = forms.CharField(
        label=_("Days of the month"), required=False, max_length=100, help_text=_("1, 15 or last")
    )
    on = forms.CharField(
        label=_("Dates"),
        required=False,
        max_length=3000,
        help_text=_("For example 2026-12-01, 2026-12-15. Or write them in words above."),
    )
    interval = forms.IntegerField(
        label=_("Every how many"),
        required=False,
        min_value=1,
        max_value=99,
        help_text=_("Weeks, months or days: 2 means every other one."),
    )
    anchor = forms.DateField(
        label=_("Date of one meeting"),
        required=False,
        widget=DayInput,
        help_text=_("The date from which “every other” counts, or the first date of a course."),
    )
    count = forms.IntegerField(
        label=_("How many sessions"),
        required=False,
        min_value=1,
        max_value=999,
        help_text=_("For a course only."),
    )
    begins = forms.TimeField(label=_("Begins at"), required=False, widget=ClockInput)
    minutes = forms.IntegerField(label=_("Minutes"), required=False, min_value=1, max_value=24 * 60)
    zone = forms.CharField(
        label=_("Time zone"), required=False, max_length=50, widget=ZoneSelect(_("the group’s"))
    )
    months = NumberCheckboxes(
        label=_("In these months only"),
        choices=lambda: [(month, month_name(month)) for month in range(1, 13)],
    )
    starts_on = forms.DateField(label=_("From"), required=False, widget=DayInput)
    ends_on = forms.DateField(label=_("Until"), required=False, widget=DayInput)

    class Meta:
        model = MeetingPattern
        fields = ("phrase",)
        widgets = {"phrase": forms.TextInput(attrs={"size": 60, "class": "vTextField"})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        bound_dates(self)
        for name in pattern_fields.NAMES:
            self.fields[name].kinds = pattern_fields.kinds_asking(name)
        self.pattern: Pattern | None = self._stored()
        if self.pattern:
            self.initial = {
                **pattern_fields.to_fields(self.pattern),
                "read": self.instance.phrase,
                **self.initial,
            }

    def _stored(self) -> Pattern | None:
        try:
            return self.instance.pattern if self.instance.pk else None
        except InvalidPattern:
            return None

    @property
    def answer_fields(self):
        """Fields that answer a question. They come first."""
        lines = self["asked"].value() or ""
        return [
            self[name]
            for name in ANSWERED_BY_FIELD
            if any(line.startswith(f"{name}:") for line in lines.splitlines())
        ]

    @property
    def schedule_fields(self):
        """The other fields."""
        first = [bound.name for bound in self.answer_fields]
        return [self[name] for name in pattern_fields.NAMES if name not in first]

    @property
    def is_open(self) -> bool:
        """Whether the fields are shown at once, because one of them has an error."""
        return self.is_bound and any(bound.errors for bound in self.schedule_fields)

    @property
    def changed_data(self):
        return [name for name in super().changed_data if name not in HIDDEN]

    def clean_zone(self):
        zone = self.cleaned_data["zone"]
        if zone and not is_zone(zone):
            raise ValidationError(_("“%s” is not a time zone. Use a name such as America/New_York.") % zone)
        return zone

    def clean_canceled(self):
        return canceled.from_text(self.cleaned_data["canceled"])

    @property
    def canceled_days(self) -> tuple[DateException, ...]:
        """Dates on which the phrase says there is no meeting, which saving adds."""
        return getattr(self, "cleaned_data", {}).get("canceled") or ()

    def clean(self):
        cleaned = super().clean()
        self.pattern = None
        if self.errors.keys() & set(pattern_fields.NAMES):
            return cleaned
        try:
            self.pattern = pattern_fields.to_pattern(cleaned)
        except InvalidPattern as error:
            self._ask(self.open_questions())
            if not self.errors:
                self.add_error("kind", error.problems)
            return cleaned
        if not cleaned.get("is_right"):
            self._ask(self.open_questions())
        if not self._phrase_matches_fields():
            cleaned["phrase"] = self.pattern.words(complete=True)
        return cleaned

    def _phrase_matches_fields(self) -> bool:
        """Whether the phrase still matches the fields, which may have been changed since."""
        phrase = self.cleaned_data.get("phrase")
        if not phrase or not set(self.changed_data) - {"phrase"}:
            return True
        patterns = from_phrase(phrase, today=timezone.localdate()).patterns
        return not patterns or pattern_fields.still_says(patterns, self.pattern)

    def _ask(self, open_questions: list[Question]) -> None:
        for question in open_questions:
            self.add_error(question.field if question.field in ANSWERED_BY_FIELD else "phrase", str(question))

    def open_questions(self) -> list[Question]:
        """Those about the phrase that no field answers yet, and those about fields that are still missing."""
        missing = self.pattern.missing if self.pattern else ()
        open_ones = [question for question in self._phrase_questions() if not self._is_answered(question)]
        unasked = set(missing).difference(question.field for question in open_ones)
        if "begins" in unasked and not any("am or pm" in str(question) for question in open_ones):
            open_ones.append(questions.which_time())
        if "anchor" in unasked:
            open_ones.append(_first_meeting(self.pattern))
        return open_ones

    def _phrase_questions(self) -> list[Question]:
        lines = (self.cleaned_data.get("asked") or "").splitlines()[:MOST_QUESTIONS]
        parts = [line.partition(":") for line in lines]
        return [Question(sentence, field or "phrase") for field, _colon, sentence in parts]

    def _is_answered(self, question: Question) -> bool:
        is_field = question.field in ANSWERED_BY_FIELD
        return bool(is_field and self.pattern and question.field not in self.pattern.missing)

    def _post_clean(self):
        super()._post_clean()
        if self.pattern:
            self.instance.rule = self.pattern.to_dict()
            self.instance.__dict__.pop("pattern", None)


def _first_meeting(pattern: Pattern) -> Question:
    if pattern.kind == PatternKind.WEEKLY:
        return questions.which_first(gettext(" and ").join(weekday_name(day) for day in pattern.weekdays))
    return questions.course_start() if pattern.count else questions.which_month()
