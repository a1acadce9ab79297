"""What the history calls a change of a group's field whose label is a question, a sentence or an adjective."""

from django.utils.translation import gettext_lazy as _

CHANGE_PHRASES = {
    "summary": _("the summary in one sentence"),
    "led_by": _("who leads it"),
    "translation_of": _("which listing is the same group in another language"),
    "stage_fit": _("who it fits"),
    "audiences": _("who it is for"),
    "subtypes": _("the cancer subtypes"),
    "cost_note": _("the note about the cost"),
    "attendance": _("how people meet"),
    "schedule_note": _("the note about the times"),
    "exception_phrase": _("the days that are different"),
    "access": _("what helps people take part"),
    "joining": _("how to join"),
    "website": _("the group’s web page"),
    "link_visibility": _("who sees link, number and passcode"),
    "may_listen": _("whether just listening is fine"),
    "camera_off": _("whether the camera may be off"),
    "carers_present": _("whether caregivers come, too"),
    "dying_talked_about": _("whether dying is talked about"),
    "when_someone_dies": _("what happens when someone dies"),
    "paused_until": _("the day until which it is paused"),
    "confirmation_by": _("who confirmed it"),
    "confirmation_how": _("how it was confirmed"),
    "confirmation_note": _("the private note about the confirmation"),
}
