"""The forms with which a password is chosen: one's own, that of a colleague, and with a link from a mail."""

from django.contrib.auth import forms as of_django
from django.utils.translation import gettext_lazy as _

from mbc_site.accounts.password_rules import ADVICE


class InOurWords:
    """A mixin; list it before Django's form. `chosen` names the two fields in which the new password is typed."""

    chosen = ("new_password1", "new_password2")
    error_messages = {
        "password_mismatch": _("The two passwords are not the same. Type both again."),
        "password_incorrect": _("This is not the password you use now. Type it again."),
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        first, second = (self.fields[name] for name in self.chosen)
        first.label, first.help_text = _("New password"), ADVICE
        second.label, second.help_text = _("New password, once more"), ""
        for field in self.fields.values():
            field.error_messages["required"] = _("Type the password here.")


class ChooseForm(InOurWords, of_django.SetPasswordForm):
    """With a link from a mail."""


class ChangeOwnForm(InOurWords, of_django.PasswordChangeForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["old_password"].label = _("The password you use now")


class SetForColleagueForm(InOurWords, of_django.AdminPasswordChangeForm):
    """Without Django's choice to switch passwords off: an account that may not log in is not active."""

    chosen = ("password1", "password2")

    def __init__(self, user, *args, **kwargs):
        super().__init__(user, *args, **kwargs)
        self.fields.pop("usable_password", None)
