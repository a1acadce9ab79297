"""What a group’s columns can hold, with the words that staff and visitors read."""

from functools import cache

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from support_groups.listings import ways_to_meet


class GroupChoices:
    """Mixin for Group, whose attributes these are: Group.Status.LISTED."""

    class StageFit(models.TextChoices):
        MBC = "mbc", _("MBC only")
        ADVANCED = "advanced", _("Advanced cancer of any kind")
        BREAST = "breast", _("Breast cancer at any stage")
        ANY = "any", _("Any cancer")

    # A function call makes this enum, so that each way to meet stands in one table only.
    Attendance = models.TextChoices("Attendance", ways_to_meet.members())

    class GroupType(models.TextChoices):
        DROP_IN = "drop-in", _("Drop in whenever you like")
        REGISTER = "register", _("Register first")
        CLOSED = "closed", _("Fixed group: ask if there’s room")
        COURSE = "course", _("Course with a first and a last session")
        ONE_TO_ONE = "one-to-one", _("One-on-one")

    class Leader(models.TextChoices):
        PEER = "peer", _("a person living with MBC")
        PEERS = "peers", _("members taking turns")
        VOLUNTEER = "volunteer", _("a trained volunteer")
        SOCIAL_WORKER = "social-worker", _("a social worker")
        PSYCHOLOGIST = "psychologist", _("a psychologist or counselor")
        NURSE = "nurse", _("a nurse")
        CHAPLAIN = "chaplain", _("a chaplain")
        CO_LED = "co-led", _("a professional and a person living with MBC")

    class Cost(models.TextChoices):
        FREE = "free", _("Free")
        DONATION = "donation", _("Donations welcome")
        PAID = "paid", _("Fee")

    class Visibility(models.TextChoices):
        PUBLIC = "public", _("everyone can see it")
        ON_REQUEST = "on-request", _("given on request")
        NEVER = "never", _("only from the group, once it knows the person")

    class Answer(models.TextChoices):
        YES = "yes", _("Yes")
        NO = "no", _("No")
        ASK = "ask", _("Ask first")

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        LISTED = "listed", _("listed")
        PAUSED = "paused", _("paused")
        UNCONFIRMED = "unconfirmed", _("not confirmed")
        CLOSED = "closed", _("closed")

    class Confirmer(models.TextChoices):
        LEADER = "leader", _("the group’s leader")
        ORGANIZATION = "organisation", _("the organization that runs it")
        STAFF = "staff", _("our own staff")
        MEMBER = "member", _("a member of the group")

    class Means(models.TextChoices):
        PHONE = "phone", _("by phone")
        EMAIL = "email", _("by email")
        VISIT = "visit", _("by a visit")
        WEBSITE = "website", _("on the group’s website")
        LINK = "link", _("with our confirmation link")


def words_for(choices: type[models.TextChoices], code: str) -> str:
    """The label of a code in the language of the page, as `get_cost_display()` gives it: a code that is no choice is its
    own label. Looked up once for each language, since lists ask for the same few.
    """
    return _labels(choices, get_language()).get(code, code)


@cache
def _labels(choices: type[models.TextChoices], language: str | None) -> dict[str, str]:
    return {code: str(label) for code, label in choices.choices}
