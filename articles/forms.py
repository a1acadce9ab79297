"""What staff may save and upload, and why not if they may not."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles import pictures
from articles.manuscripts import UnreadableManuscript, read
from articles.manuscripts.recognition import LARGEST, TOO_LARGE
from articles.markup import shared
from articles.models import Article, Image, SharedText
from articles.models.article import RESERVED_SLUGS
from articles.models.images import NEITHER_DESCRIBED_NOR_DECORATIVE
from articles.publishing import unknown_citations, unknown_placeholders
from editing.staged_import.forms import UploadField


class ArticleForm(forms.ModelForm):
    """The working copy. Refuses unknown citations."""

    class Meta:
        model = Article
        fields = [
            *("title", "slug", "summary", "key_points", "body"),
            *("topics", "image", "related", "reviewer", "reviewed_on", "next_review_on"),
        ]

    def clean_slug(self):
        slug = self.cleaned_data["slug"]
        if slug in RESERVED_SLUGS:
            raise ValidationError(_("The site itself uses this address. Choose another one."))
        return slug

    def clean(self):
        cleaned = super().clean()
        self._refuse_unknown_citations("key_points", (cleaned.get("key_points") or "").splitlines())
        self._refuse_unknown_citations("body", [cleaned.get("body") or ""])
        return cleaned

    def _refuse_unknown_citations(self, field, texts):
        for problem in unknown_citations(texts):
            self.add_error(field, problem)


class ManuscriptForm(forms.Form):
    file = UploadField(
        label=_("Manuscript"),
        largest=LARGEST,
        advice=TOO_LARGE,
        help_text=_(
            "A Word file (.docx), a web page (.html), Markdown (.md) or plain text (.txt), up to {size} MB."
        ),
    )

    def clean_file(self):
        upload = self.cleaned_data["file"]
        try:
            self.manuscript = read(upload.read(), upload.name)
        except UnreadableManuscript as reason:
            raise ValidationError(str(reason)) from reason
        return upload


class SharedTextForm(forms.ModelForm):
    """Saving publishes in every article at once, so a new wording is not saved under an old review date."""

    is_small_edit = forms.BooleanField(
        label=_("Small edit"),
        required=False,
        help_text=_("Nothing medical changed, so the last review still holds."),
    )

    class Meta:
        model = SharedText
        fields = ("title", "key", "body", "reviewer", "reviewed_on")

    def clean_body(self):
        body = self.cleaned_data["body"]
        for problem in [*unknown_citations([body]), *unknown_placeholders([body])]:
            self.add_error("body", problem)
        if shared.has_forbidden_elements(body):
            self.add_error(
                "body", gettext("A shared text can’t contain callouts, figures or tables. Take them out.")
            )
        return body

    def clean(self):
        cleaned = super().clean()
        is_new_wording = self.instance.pk and {"title", "body"} & set(self.changed_data)
        if is_new_wording and "reviewed_on" not in self.changed_data and not cleaned.get("is_small_edit"):
            self.add_error(
                "reviewed_on",
                gettext(
                    "The wording changed. Enter who reviewed it and on which day. If nothing medical changed, mark it as a small edit below."
                ),
            )
        return cleaned


class ImageForm(forms.ModelForm):
    not_stored = ""  # why the disk refused the file; shown when the form comes back

    class Meta:
        model = Image
        fields = (
            "title",
            "key",
            "original",
            "alt",
            "is_decorative",
            "caption",
            "legend",
            "credit",
            "license",
        )
        widgets = {
            "original": forms.FileInput,  # the usual one links to the file, and an original has no address
            "alt": forms.Textarea(attrs={"rows": 3}),
            "caption": forms.Textarea(attrs={"rows": 2}),
            "legend": forms.Textarea(attrs={"rows": 3}),
        }

    def clean_original(self):
        original = self.cleaned_data["original"]
        if self.not_stored:
            raise ValidationError(self.not_stored)
        if original and not getattr(original, "_committed", False):
            try:
                pictures.check(original.read(pictures.MOST_BYTES + 1))
            except pictures.NotAPicture as reason:
                raise ValidationError(str(reason)) from reason
            original.seek(0)
        return original

    def clean(self):
        cleaned = super().clean()
        alt, is_decorative = cleaned.get("alt"), cleaned.get("is_decorative")
        if "alt" in cleaned and is_decorative == bool(alt):
            self.add_error("alt", NEITHER_DESCRIBED_NOR_DECORATIVE)
        return cleaned


class PastedPictureForm(ImageForm):
    """What the editor asks about a pasted picture; its title and key follow from the answers."""

    class Meta(ImageForm.Meta):
        fields = ("original", "alt", "is_decorative", "caption", "credit")

    def clean(self):
        """A decorative picture has no description, whatever was typed before the box was ticked."""
        if self.cleaned_data.get("is_decorative"):
            self.cleaned_data["alt"] = ""
        return super().clean()

    @property
    def first_problem(self) -> str:
        return next(message for messages in self.errors.values() for message in messages)
