"""The forms of accounts: adding a colleague, changing an account, logging in, asking for a new password."""

from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.forms import _unicode_ci_compare
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from history.recording import LONGEST_NAME
from mbc_site.accounts.jobs import ADMINISTRATOR, jobs_of, jobs_to_give, permissions_to_give
from mbc_site.accounts.links import is_invited
from mbc_site.accounts.names import account_known_as, free_user_name, split_name, user_name_behind

LONGEST_PART = User._meta.get_field("last_name").max_length
LONGEST_EMAIL = User._meta.get_field("email").max_length


class PersonForm(forms.ModelForm):
    """Name, email and jobs. The admin sets `giver`, who fills the form in."""

    giver: User
    name = forms.CharField(
        label=_("Name"),
        max_length=LONGEST_NAME,
        help_text=_("First and last name."),
        error_messages={"required": _("Type the name.")},
    )
    email = forms.EmailField(
        label=_("Email"),
        max_length=LONGEST_EMAIL,
        error_messages={"required": _("Type the email address.")},
    )
    jobs = forms.MultipleChoiceField(
        label=_("Job"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={"required": _("Choose at least one job.")},
    )

    class Meta:
        model = User
        fields = ["email"]

    def __init__(self, *args, initial=None, instance=None, **kwargs):
        stored = {"name": instance.get_full_name(), "jobs": jobs_of(instance)} if instance else {}
        super().__init__(*args, initial=stored | (initial or {}), instance=instance, **kwargs)
        if "jobs" in self.fields:
            self.fields["jobs"].choices = [(job.code, job.label) for job in jobs_to_give(self.giver)]

    def clean_name(self) -> str:
        name = self.cleaned_data["name"]
        if any(len(part) > LONGEST_PART for part in split_name(name)):
            raise ValidationError(gettext("Shorten the name: it has room for %d letters.") % LONGEST_PART)
        return name

    def clean_email(self) -> str:
        return self._own(User.objects.normalize_email(self.cleaned_data["email"]))

    def _own(self, text: str) -> str:
        """The text, if nobody else logs in with it."""
        other = account_known_as(text, besides=self.instance)
        if other:
            message = gettext(
                "The account of %s already has this. Use that account, or enter something else."
            )
            raise ValidationError(message % (other.get_full_name() or other.get_username()), code="taken")
        return text

    def save(self, commit=True):
        self.instance.first_name, self.instance.last_name = split_name(self.cleaned_data["name"])
        self.instance.is_superuser = ADMINISTRATOR in self.cleaned_data["jobs"]
        return super().save(commit)

    def _save_m2m(self):
        super()._save_m2m()
        self.instance.groups.set(int(code) for code in self.cleaned_data["jobs"] if code != ADMINISTRATOR)


class ColleagueForm(PersonForm):
    """A new account can open the admin at once; its owner chooses the password."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].help_text = _(
            "An invitation goes to this address. It is also the name to log in with."
        )
        self.fields["jobs"].required = True

    def save(self, commit=True):
        self.instance.username = free_user_name(self.cleaned_data["name"], self.cleaned_data["email"])
        self.instance.is_staff = True
        self.instance.set_unusable_password()
        return super().save(commit)


class AccountForm(PersonForm):
    email = forms.EmailField(
        label=_("Email"),
        max_length=LONGEST_EMAIL,
        required=False,
        help_text=_(
            "Without an address, nobody can send this person an invitation or a link for a new password."
        ),
    )
    active = forms.BooleanField(
        label=_("Active: can log in"),
        required=False,
        help_text=_("Take the tick off when somebody leaves. The name stays on everything this person did."),
    )

    class Meta:
        model = User
        fields = ["email", "username", "user_permissions"]
        labels = {"username": _("User name"), "user_permissions": _("Permissions besides those of the jobs")}
        help_texts = {
            "username": _("To log in with instead of the email address. Letters, digits and @ . + - _ only."),
            "user_permissions": "",
        }
        error_messages = {
            "username": {
                "required": _("Type a user name."),
                "invalid": _("Use letters, digits and @ . + - _ only."),
            }
        }

    def __init__(self, *args, initial=None, instance=None, **kwargs):
        stored = {"active": instance.is_active and instance.is_staff} if instance else {}
        super().__init__(*args, initial=stored | (initial or {}), instance=instance, **kwargs)
        self.fields["name"].required = False  # accounts from before have none
        if "user_permissions" in self.fields:
            self.fields["user_permissions"].queryset = permissions_to_give(self.giver)

    def clean_username(self) -> str:
        return self._own(self.cleaned_data["username"])

    def clean(self):
        cleaned = super().clean()
        is_active = cleaned.get("active")
        is_administrator = ADMINISTRATOR in cleaned.get("jobs", [])
        if self.instance == self.giver and not is_active:
            self.add_error(
                "active", gettext("You can’t make your own account inactive. Ask another administrator.")
            )
        others = User.objects.filter(is_superuser=True, is_active=True).exclude(pk=self.instance.pk)
        is_last = self.instance.is_superuser and self.instance.is_active and not others.exists()
        if is_last and not (is_active and is_administrator) and "active" not in self.errors:
            message = gettext("This is the only administrator. Make somebody else an administrator first.")
            self.add_error("jobs" if is_active else "active", message)
        return cleaned

    def save(self, commit=True):
        if self.cleaned_data["active"] != self.initial["active"]:
            self.instance.is_active = self.cleaned_data["active"]
            self.instance.is_staff = self.instance.is_staff or self.instance.is_active
        return super().save(commit)


class LoginForm(AdminAuthenticationForm):
    """Takes a user name or the email address of an account.

    Django limits the name only in the page, but failed logins are stored in a column of 255 characters.
    """

    error_messages = AdminAuthenticationForm.error_messages | {
        "invalid_login": _(
            "This password doesn’t belong to this email address or user name. Type both again. "
            "Small and capital letters matter in a password."
        ),
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        name = self.fields["username"]
        name.label = _("Email or user name")
        name.error_messages["required"] = _("Type your email address or your user name.")
        self.fields["password"].error_messages["required"] = _("Type your password.")
        name.max_length = name.widget.attrs["maxlength"] = LONGEST_EMAIL
        name.validators = [*name.validators, MaxLengthValidator(LONGEST_EMAIL)]

    def clean(self):
        if typed := self.cleaned_data.get("username"):
            self.cleaned_data["username"] = user_name_behind(typed)
        return super().clean()


class ForgottenPasswordForm(forms.Form):
    email = forms.EmailField(
        label=_("Your email address"),
        max_length=LONGEST_EMAIL,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "autofocus": True}),
        error_messages={"required": _("Type your email address.")},
    )

    def accounts(self) -> list[User]:
        """The accounts that get a link: active, with exactly this address, and with a password or an open invitation.

        Databases take some letters for others, and an address in such letters may be somebody else's: Django compares
        them again, so this does.
        """
        email = self.cleaned_data["email"]
        accounts = User.objects.filter(email__iexact=email, is_active=True, is_staff=True)
        return [
            account
            for account in accounts
            if _unicode_ci_compare(email, account.email)
            and (account.has_usable_password() or is_invited(account))
        ]
