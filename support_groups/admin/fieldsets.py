"""The sections of a group's form, in the order in which you would describe it to a friend.

The `stands_after` of an inline is the number of the section that it follows.
"""

from django.utils.translation import gettext_lazy as _

NOTES = (
    _("Notes for staff"),
    {
        "description": _("Private. Never shown to visitors."),
        "classes": ["is-private"],
        "fields": ["notes"],
    },
)
CONFIRMATION = ("confirmation_by", "confirmation_how", "confirmation_note")
FIELDSETS = [
    (
        _("The group and who runs it"),
        {
            "fields": [
                *("name", "slug", "summary", "organization", "led_by", "description"),
                ("language", "translation_of"),
            ]
        },
    ),
    (
        _("Who it’s for"),
        {
            "fields": [
                "stage_fit",
                "audiences",
                "languages",
                "subtypes",
                "activities",
                ("cost", "cost_note"),
            ]
        },
    ),
    (_("How and when it meets"), {"fields": [("attendance", "group_type"), "zone", "schedule_note"]}),
    (_("Schedule exceptions"), {"fields": ["exception_phrase"]}),
    (_("Where"), {"fields": ["venue", "access"]}),
    (
        _("How to join"),
        {"description": _("Public. Visitors read this."), "fields": ["joining", "website"]},
    ),
    (
        _("Link, number and passcode"),
        {
            "description": _("Private, unless you let everybody see them."),
            "classes": ["is-private"],
            "fields": ["join_link", ("dial_in", "passcode"), "link_visibility"],
        },
    ),
    (
        _("What to expect"),
        {
            "description": _("Public. Visitors read this."),
            "fields": [
                *("size", ("may_listen", "camera_off", "carers_present", "dying_talked_about")),
                *("when_someone_dies", "confidentiality"),
            ],
        },
    ),
    (
        _("Status and confirmation"),
        {
            "fields": [
                ("status", "paused_until"),
                "confirmations",
                CONFIRMATION,
                "imported_from",
            ]
        },
    ),
    NOTES,
]


def without_confirmation(fieldsets: list) -> list:
    return [
        (title, options | {"fields": [row for row in options["fields"] if row != CONFIRMATION]})
        for title, options in fieldsets
    ]
