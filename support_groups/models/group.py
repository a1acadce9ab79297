"""A support group as the directory lists it."""

import datetime
import uuid
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, URLValidator
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from support_groups.listings import confirmation, rules, ways_to_meet
from support_groups.models.checks import CheckedAtOnce
from support_groups.models.organization import Organization
from support_groups.models.queryset import GroupQuerySet
from support_groups.models.scheduling import Scheduled
from support_groups.models.translations import ITSELF, Translated
from support_groups.models.venue import PublicPlace, Venue
from support_groups.models.vocabulary import AccessFeature, Activity, Audience, Language, Subtype
from support_groups.schedules.zones import is_zone

RESERVED_SLUGS = ["suggest", "confirm", "export", "calendar", "sheet"]


def is_iana_zone(name: str) -> None:
    if not is_zone(name):
        raise ValidationError(_("“%s” is not a time zone; use a name such as America/New_York.") % name)


@dataclass(frozen=True)
class Joining:
    """How to join, as far as visitors may know it."""

    words: str
    link: str
    dial_in: str
    passcode: str
    is_withheld: bool  # there is a link or number, and it is not given to everybody
    is_on_request: bool


class Group(Scheduled, Translated, CheckedAtOnce):
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
        CLOSED = "closed", _("A fixed circle; ask about a place")
        COURSE = "course", _("A course with a first and a last session")
        ONE_TO_ONE = "one-to-one", _("One to one")

    class Leader(models.TextChoices):
        PEER = "peer", _("a person living with MBC")
        PEERS = "peers", _("its members, in turn")
        VOLUNTEER = "volunteer", _("a trained volunteer")
        SOCIAL_WORKER = "social-worker", _("a social worker")
        PSYCHOLOGIST = "psychologist", _("a psychologist or counselor")
        NURSE = "nurse", _("a nurse")
        CHAPLAIN = "chaplain", _("a chaplain")
        CO_LED = "co-led", _("a professional together with a person living with MBC")

    class Cost(models.TextChoices):
        FREE = "free", _("Free")
        DONATION = "donation", _("Donation, if you like")
        PAID = "paid", _("There is a fee")

    class Visibility(models.TextChoices):
        PUBLIC = "public", _("everybody may see it")
        ON_REQUEST = "on-request", _("given to those who ask")
        NEVER = "never", _("only the group gives it, after it knows you")

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
        EMAIL = "email", _("by e-mail")
        VISIT = "visit", _("by a visit")
        WEBSITE = "website", _("on the group’s website")
        LINK = "link", _("with our confirmation link")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=150)
    slug = models.SlugField(
        _("web address"),
        max_length=100,
        unique=True,
        help_text=_("The last part of the page’s address. If you change it, the old address keeps working."),
    )
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.DRAFT)
    paused_until = models.DateField(
        _("paused until"), null=True, blank=True, help_text=_("The first day on which it meets again.")
    )
    organization = models.ForeignKey(
        Organization,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="groups",
        verbose_name=_("organization"),
    )
    summary = models.CharField(
        _("in one sentence"),
        max_length=250,
        help_text=_("Under the name and in lists: what somebody finds here."),
    )
    description = models.TextField(
        _("description"),
        blank=True,
        validators=[MaxLengthValidator(4000)],
        help_text=_("Plain words; an empty line begins a new paragraph. No meeting links or passcodes here."),
    )
    language = models.CharField(
        _("language of this listing"),
        max_length=5,
        choices=[("en", _("English")), ("es", _("Spanish"))],
        default="en",
    )
    translation_of = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="translations",
        verbose_name=_("the same group in another language"),
    )

    stage_fit = models.CharField(_("who it fits"), max_length=10, choices=StageFit)
    audiences = models.ManyToManyField(
        Audience, blank=True, related_name="groups", verbose_name=_("for whom")
    )
    languages = models.ManyToManyField(
        Language, blank=True, related_name="groups", verbose_name=_("languages spoken")
    )
    subtypes = models.ManyToManyField(
        Subtype, blank=True, related_name="groups", verbose_name=_("cancer subtype"),
        help_text=_("Only if the group is for some kinds of breast cancer."),
    )  # fmt: skip
    activities = models.ManyToManyField(
        Activity, blank=True, related_name="groups", verbose_name=_("what people do")
    )
    access = models.ManyToManyField(
        AccessFeature,
        blank=True,
        related_name="groups",
        verbose_name=_("what helps people take part"),
        help_text=_(
            "Apart from the building: captions, sign language. The building’s own are with the venue."
        ),
    )
    attendance = models.CharField(_("how people meet"), max_length=10, choices=Attendance)
    group_type = models.CharField(
        _("kind of group"), max_length=10, choices=GroupType, default=GroupType.DROP_IN
    )
    led_by = models.CharField(_("led by"), max_length=15, choices=Leader, blank=True)
    cost = models.CharField(_("cost"), max_length=10, choices=Cost, blank=True)
    cost_note = models.CharField(_("about the cost"), max_length=200, blank=True)

    venue = models.ForeignKey(
        Venue, models.PROTECT, null=True, blank=True, related_name="groups", verbose_name=_("venue")
    )
    zone = models.CharField(
        _("time zone"), max_length=50, default="America/New_York", validators=[is_iana_zone],
        help_text=_("Its meetings are at this place’s clock: America/New_York, America/Chicago, Europe/London."),
    )  # fmt: skip
    schedule_note = models.CharField(
        _("about the times"),
        max_length=300,
        blank=True,
        help_text=_("Public: Not in the week of Thanksgiving."),
    )

    joining = models.TextField(
        _("how to join"),
        blank=True,
        validators=[MaxLengthValidator(1500)],
        help_text=_("Public. One step on each line. No meeting links or passcodes here."),
    )
    join_link = models.CharField(
        _("meeting link"), max_length=1000, blank=True, validators=[URLValidator(["http", "https"])]
    )
    dial_in = models.CharField(_("number to dial"), max_length=100, blank=True)
    passcode = models.CharField(_("passcode"), max_length=100, blank=True)
    link_visibility = models.CharField(
        _("who sees link, number and passcode"),
        max_length=10,
        choices=Visibility,
        default=Visibility.ON_REQUEST,
    )
    website = models.CharField(
        _("the group’s web page"), max_length=500, blank=True, validators=[URLValidator(["http", "https"])]
    )

    size = models.CharField(_("how many come"), max_length=100, blank=True, help_text=_("Six to ten"))
    may_listen = models.CharField(_("just listening is fine"), max_length=4, choices=Answer, blank=True)
    camera_off = models.CharField(_("camera may be off"), max_length=4, choices=Answer, blank=True)
    carers_present = models.CharField(_("carers are present"), max_length=4, choices=Answer, blank=True)
    dying_talked_about = models.CharField(
        _("dying is talked about"), max_length=4, choices=Answer, blank=True
    )
    when_someone_dies = models.CharField(
        _("when someone dies"), max_length=300, blank=True, help_text=_("How the group marks it.")
    )
    confidentiality = models.CharField(_("what is said here"), max_length=200, blank=True)

    notes = models.TextField(
        _("notes for staff"), blank=True, help_text=_("Private. Never shown to visitors.")
    )
    confirmed_on = models.DateField(_("confirmed on"), null=True, blank=True, editable=False)
    confirmed_by = models.CharField(max_length=12, choices=Confirmer, blank=True, editable=False)
    confirmed_how = models.CharField(max_length=10, choices=Means, blank=True, editable=False)
    edit_token = models.UUIDField(default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField(_("added"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = GroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("support group")
        verbose_name_plural = _("support groups")
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="paused") | Q(paused_until__isnull=False),
                name="paused_group_says_until_when",
                violation_error_message=_("Say until when the group is paused."),
            ),
            models.CheckConstraint(
                condition=Q(status="draft")
                | ~(Q(attendance__in=ways_to_meet.codes(is_in_person=True)) & Q(venue=None)),
                name="group_that_meets_in_person_has_a_venue",
                violation_error_message=_("A group that meets in person needs a venue, at least its town."),
            ),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="group_has_a_name",
                violation_error_message=_("A group needs a name."),
            ),
            models.CheckConstraint(
                condition=Q(translation_of=None) | ~Q(translation_of=F("id")),
                name="group_is_no_translation_of_itself",
                violation_error_message=ITSELF,
            ),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        """An old web address keeps leading here."""
        columns = kwargs.get("update_fields")
        with transaction.atomic():
            if columns is None:
                self.edit_token = uuid.uuid4()
                self.refuse_circle()
            super().save(*args, **kwargs)
            if columns is None or "slug" in columns:
                self.keep_address(getattr(self, "stored_slug", None))
                self.stored_slug = self.slug

    def get_absolute_url(self):
        return reverse("support_groups:group", args=[self.slug])

    def keep_address(self, old: str | None) -> None:
        """Lead a former web address here, unless nobody could know it."""
        if old == self.slug:
            return
        FormerSlug.objects.filter(slug=self.slug).delete()
        if old and old != self.slug and self.status != self.Status.DRAFT:
            FormerSlug.objects.update_or_create(slug=old, defaults={"group": self})

    @classmethod
    def from_db(cls, db, field_names, values):
        instance = super().from_db(db, field_names, values)
        instance.stored_slug = instance.__dict__.get("slug")
        return instance

    def clean(self):
        errors: dict[str, list[str]] = {}
        for problem in self.problems():
            if problem.is_error:
                errors.setdefault(problem.field, []).append(problem.sentence)
        if self.wrong_original:
            errors["translation_of"] = [str(self.wrong_original)]
        if errors:
            raise ValidationError(errors)

    def problems(self, **known) -> list[rules.Problem]:
        """What is wrong or incomplete; `known` says what is not in its columns (has_schedule, venue_zone, …)."""
        columns = {field.name: getattr(self, field.attname) for field in self._meta.concrete_fields}
        return rules.problems({**columns, "venue": self.venue_id, **known})

    def stored_problems(self) -> list[rules.Problem]:
        """The same of the listing as it is stored, with its rows."""
        return self.problems(
            has_schedule=self.meeting_patterns.exists(),
            has_languages=self.languages.exists(),
            has_audiences=self.audiences.exists(),
            has_contacts=self.contacts.exists(),
            venue_zone=self.venue.zone if self.venue else "",
        )

    # --- Where and how to join ----------------------------------------------------------------------

    @property
    def way(self) -> ways_to_meet.WayToMeet:
        """How people meet, with all that follows from it."""
        return ways_to_meet.way(self.attendance)

    @property
    def meets_in_person(self) -> bool:
        return self.way.is_in_person

    @property
    def meets_remotely(self) -> bool:
        return self.way.is_remote

    @property
    def place(self) -> PublicPlace | None:
        """What visitors may know of where it meets."""
        return self.venue.public if self.venue and self.meets_in_person else None

    @property
    def is_link_public(self) -> bool:
        return self.link_visibility == self.Visibility.PUBLIC

    @property
    def how_to_join(self) -> Joining:
        """The one door for page, feed, export and calendar."""
        shown = self.is_link_public
        return Joining(
            words=self.joining,
            link=self.join_link if shown else "",
            dial_in=self.dial_in if shown else "",
            passcode=self.passcode if shown else "",
            is_withheld=not shown and any((self.join_link, self.dial_in)),
            is_on_request=self.link_visibility == self.Visibility.ON_REQUEST,
        )

    @property
    def public_contacts(self) -> list:
        return [contact for contact in self.contacts.all() if contact.is_public]

    # --- True today ---------------------------------------------------------------------------------

    @property
    def is_public(self) -> bool:
        """Whether visitors may open its page. A closed group's page says that it is closed."""
        return self.status != self.Status.DRAFT

    @property
    def due_on(self) -> datetime.date | None:
        """The day by which somebody should confirm it again; None if nobody ever did."""
        if self.confirmed_on is None:
            return None
        return confirmation.due_on(self.confirmed_on, self.attendance, self.group_type)

    def standing(self, today: datetime.date) -> confirmation.Standing:
        """How fresh the listing is, in words for visitors."""
        return confirmation.standing(self.status, self.confirmed_on, self.due_on, today)

    def confirm(self, *, on: datetime.date, by: str, how: str, user=None, note: str = "") -> "models.Model":
        """Record that somebody made sure; an unconfirmed listing is confirmed by it."""
        with transaction.atomic():
            row = self.confirmations.create(on=on, by=by, how=how, user=user, note=note)
            if self.status == self.Status.UNCONFIRMED:
                self.status = self.Status.LISTED
            newest = self.confirmations.order_by("-on", "-pk").first()
            self.confirmed_on, self.confirmed_by, self.confirmed_how = newest.on, newest.by, newest.how
            self.save()
        return row


class FormerSlug(models.Model):
    """A web address that a group had once."""

    slug = models.SlugField(max_length=100, unique=True)
    group = models.ForeignKey(Group, models.CASCADE, related_name="former_slugs")

    class Meta:
        verbose_name = _("former web address")
        verbose_name_plural = _("former web addresses")

    def __str__(self):
        return self.slug
