"""What a password must be, in our words. The rules themselves are Django's."""

from django.contrib.auth import password_validation as of_django
from django.utils.functional import lazy
from django.utils.translation import gettext as _


def advice() -> str:
    """What the pages say before anybody has typed."""
    shortest = min(
        (
            rule.min_length
            for rule in of_django.get_default_password_validators()
            if hasattr(rule, "min_length")
        ),
        default=1,
    )
    return _(
        "At least %d characters. Four words that have nothing to do with each other are easy to remember and hard to guess."
    ) % (shortest)


ADVICE = lazy(advice, str)()


class LongEnough(of_django.MinimumLengthValidator):
    def get_error_message(self):
        return _("This is too short. Use at least %d characters.") % self.min_length


class UnlikeTheAccount(of_django.UserAttributeSimilarityValidator):
    def get_error_message(self):
        return _("This is too much like the name or the email address of the account.")


class NotCommon(of_django.CommonPasswordValidator):
    def get_error_message(self):
        return _("Many people use this password, so it is among the first that a stranger would try.")


class NotOnlyDigits(of_django.NumericPasswordValidator):
    def get_error_message(self):
        return _("Use letters, too: digits alone are easy to guess.")
