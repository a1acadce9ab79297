"""A support group as the directory lists it."""

import uuid

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, URLValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from support_groups.listings import rules, ways_to_meet
from support_groups.models.addresses import Addressed
from support_groups.models.calls import Called
from support_groups.models.checks import FewerChecks
from support_groups.models.choices import GroupChoices
from support_groups.models.confirmation import Confirmable
from support_groups.models.joining import Joinable
from support_groups.models.listing import Listable
from support_groups.models.organization import Organization
from support_groups.models.queryset import GroupQuerySet
from support_groups.models.scheduling import GroupSchedule
from support_groups.models.translations import ITSELF, Translatable
from support_groups.models.venue import PublicPlace, Venue
from support_groups.models.vocabulary import AccessFeature, Activity, Audience, Language, Subtype
from support_groups.schedules import languages
from support_groups.schedules.zones import is_zone


def validate_zone(name: str) -> None:
    if not is_zone(name):
        raise ValidationError(_("“%s” is not a time zone. Use a name such as America/New_York.") % name)


class Group(
    GroupChoices, GroupSchedule, Joinable, Listable, Confirmable, Called, Addressed, Translatable, FewerChecks
):
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=150)
    slug = models.SlugField(
        _("web address"),
        max_length=100,
        unique=True,
        help_text=_("The last part of the page’s address. If you change it, the old address keeps working."),
    )
    status = models.CharField(
        _("status"), max_length=12, choices=GroupChoices.Status, default=GroupChoices.Status.DRAFT
    )
    paused_until = models.DateField(
        _("paused until"), null=True, blank=True, help_text=_("The first day on which the group meets again.")
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
        help_text=_("Shown under the name and in lists: what the group offers."),
    )
    description = models.TextField(
        _("description"),
        blank=True,
        validators=[MaxLengthValidator(4000)],
        help_text=_(
            "Use plain words. An empty line starts a new paragraph. Don’t add meeting links or passcodes."
        ),
    )
    language = models.CharField(
        _("language of this listing"),
        max_length=5,
        choices=languages.choices,
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

    stage_fit = models.CharField(_("who it fits"), max_length=10, choices=GroupChoices.StageFit)
    audiences = models.ManyToManyField(
        Audience, blank=True, related_name="groups", verbose_name=_("for whom")
    )
    languages = models.ManyToManyField(
        Language, blank=True, related_name="groups", verbose_name=_("languages spoken")
    )
    subtypes = models.ManyToManyField(
        Subtype, blank=True, related_name="groups", verbose_name=_("cancer subtype"),
        help_text=_("Only if the group is for certain kinds of breast cancer."),
    )  # fmt: skip
    activities = models.ManyToManyField(
        Activity, blank=True, related_name="groups", verbose_name=_("activities")
    )
    access = models.ManyToManyField(
        AccessFeature,
        blank=True,
        related_name="groups",
        verbose_name=_("what helps people take part"),
        help_text=_("For example captions or sign language. Access to the building is part of the venue."),
    )
    attendance = models.CharField(_("how people meet"), max_length=10, choices=GroupChoices.Attendance)
    group_type = models.CharField(
        _("kind of group"),
        max_length=10,
        choices=GroupChoices.GroupType,
        default=GroupChoices.GroupType.DROP_IN,
    )
    led_by = models.CharField(_("led by"), max_length=15, choices=GroupChoices.Leader, blank=True)
    cost = models.CharField(_("cost"), max_length=10, choices=GroupChoices.Cost, blank=True)
    cost_note = models.CharField(_("about the cost"), max_length=200, blank=True)

    venue = models.ForeignKey(
        Venue, models.PROTECT, null=True, blank=True, related_name="groups", verbose_name=_("venue")
    )
    zone = models.CharField(
        _("time zone"), max_length=50, blank=True, validators=[validate_zone],
        help_text=_("The time zone of its meetings, such as America/New_York or Europe/London."),
    )  # fmt: skip
    schedule_note = models.CharField(
        _("about the times"),
        max_length=300,
        blank=True,
        help_text=_("Public. For example: Not in the week of Thanksgiving."),
    )

    joining = models.TextField(
        _("how to join"),
        blank=True,
        validators=[MaxLengthValidator(1500)],
        help_text=_("Public. One step per line. Don’t add meeting links or passcodes."),
    )
    join_link = models.CharField(
        _("meeting link"), max_length=1000, blank=True, validators=[URLValidator(["http", "https"])]
    )
    dial_in = models.CharField(_("number to dial"), max_length=100, blank=True)
    passcode = models.CharField(_("passcode"), max_length=100, blank=True)
    link_visibility = models.CharField(
        _("who sees link, number and passcode"),
        max_length=10,
        choices=GroupChoices.Visibility,
        default=GroupChoices.Visibility.ON_REQUEST,
    )
    website = models.CharField(
        _("the group’s web page"), max_length=500, blank=True, validators=[URLValidator(["http", "https"])]
    )

    size = models.CharField(_("group size"), max_length=100, blank=True, help_text=_("Six to ten"))
    may_listen = models.CharField(
        _("just listening is fine"), max_length=4, choices=GroupChoices.Answer, blank=True
    )
    camera_off = models.CharField(
        _("camera may be off"), max_length=4, choices=GroupChoices.Answer, blank=True
    )
    carers_present = models.CharField(
        _("caregivers come, too"), max_length=4, choices=GroupChoices.Answer, blank=True
    )
    dying_talked_about = models.CharField(
        _("dying is talked about"), max_length=4, choices=GroupChoices.Answer, blank=True
    )
    when_someone_dies = models.CharField(
        _("when someone dies"), max_length=300, blank=True, help_text=_("How the group marks it.")
    )
    confidentiality = models.CharField(_("confidentiality"), max_length=200, blank=True)

    notes = models.TextField(
        _("notes for staff"), blank=True, help_text=_("Private. Never shown to visitors.")
    )
    confirmed_on = models.DateField(_("confirmed on"), null=True, blank=True, editable=False)
    confirmed_by = models.CharField(max_length=12, choices=GroupChoices.Confirmer, blank=True, editable=False)
    confirmed_how = models.CharField(max_length=10, choices=GroupChoices.Means, blank=True, editable=False)
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
                violation_error_message=_("Enter the day on which the group meets again."),
            ),
            models.CheckConstraint(
                condition=Q(status="draft")
                | ~(Q(attendance__in=ways_to_meet.codes(is_in_person=True)) & Q(venue=None)),
                name="group_that_meets_in_person_has_a_venue",
                violation_error_message=_(
                    "Choose a venue: a group that meets in person needs at least a town."
                ),
            ),
            models.CheckConstraint(
                condition=Q(status="draft")
                | ~Q(zone="")
                | Q(attendance__in=ways_to_meet.codes(has_times=False)),
                name="group_with_meeting_times_has_a_zone",
                violation_error_message=rules.ZONE_MISSING,
            ),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="group_has_a_name",
                violation_error_message=_("Enter a name."),
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
        if kwargs.get("update_fields") is None:
            self.refuse_circle()
        super().save(*args, **kwargs)

    def clean(self):
        errors: dict[str, list[str]] = {}
        has_country = not (self.meets_in_person and self.venue) or bool(self.venue.country)
        for problem in self.problems(has_country=has_country):
            if problem.is_error:
                field = "venue" if problem.field == "country" else problem.field
                errors.setdefault(field, []).append(problem.sentence)
        if self.translation_problem:
            errors["translation_of"] = [str(self.translation_problem)]
        if errors:
            raise ValidationError(errors)

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
        """What visitors may know about where it meets."""
        return self.venue.public if self.venue and self.meets_in_person else None

    @property
    def public_contacts(self) -> list:
        return [contact for contact in self.contacts.all() if contact.is_public]

    @property
    def is_public(self) -> bool:
        """Whether visitors may open its page. The page of a closed group says that it is closed."""
        return self.status != self.Status.DRAFT
