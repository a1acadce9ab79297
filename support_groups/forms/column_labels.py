"""What the pages of an import call the columns of a file, and what to write into each."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from support_groups.exchange.formats.columns import TARGETS, ColumnKind


@dataclass(frozen=True)
class ColumnWords:
    label: str | Promise
    about: str | Promise = ""


WORDS = {
    "id": ColumnWords(_("our identifier"), _("Leave it empty in new rows. It tells us which group a row is.")),
    "slug": ColumnWords(_("web address"), _("The last part of the page’s address. Empty: made of the name.")),
    "name": ColumnWords(_("name of the group"), _("The only column that every file needs.")),
    "status": ColumnWords(_("status")),
    "paused_until": ColumnWords(_("paused until"), _("The first day on which the group meets again.")),
    "organization": ColumnWords(_("organization"), _("Who runs the group. We find it again by its name.")),
    "organization_description": ColumnWords(_("about the organization")),
    "organization_website": ColumnWords(_("website of the organization")),
    "organization_email": ColumnWords(_("email of the organization"), _("Visitors see it.")),
    "organization_phone": ColumnWords(_("phone of the organization"), _("Visitors see it.")),
    "summary": ColumnWords(_("in one sentence"), _("Shown in lists. Empty: the first sentence about it.")),
    "description": ColumnWords(_("description"), _("No meeting links or passcodes: visitors read it.")),
    "listing_language": ColumnWords(_("language of this listing"), _("The language the row is written in.")),
    "translation_of": ColumnWords(_("same group in another language"), _("Our identifier of the other row.")),
    "stage_fit": ColumnWords(_("who it fits")),
    "audiences": ColumnWords(_("for whom"), _("Several with a semicolon between them.")),
    "languages": ColumnWords(_("languages spoken"), _("Several with a semicolon between them.")),
    "subtypes": ColumnWords(_("cancer subtype"), _("Only if it is for certain kinds of breast cancer.")),
    "activities": ColumnWords(_("activities"), _("Several with a semicolon between them.")),
    "access": ColumnWords(_("what helps people take part"), _("Such as captions. The building is below.")),
    "attendance": ColumnWords(_("how people meet")),
    "form": ColumnWords(_("kind of group")),
    "led_by": ColumnWords(_("led by")),
    "cost": ColumnWords(_("cost")),
    "cost_note": ColumnWords(_("about the cost")),
    "venue": ColumnWords(_("venue"), _("The name of the building.")),
    "street": ColumnWords(_("street and number")),
    "room": ColumnWords(_("room")),
    "town": ColumnWords(_("town"), _("A group that meets in person needs one.")),
    "region": ColumnWords(_("state or province"), _("In the US, two letters: OH.")),
    "postcode": ColumnWords(_("ZIP or postal code")),
    "country": ColumnWords(_("country"), _("Two letters: US, CA, GB, MX.")),
    "address_public": ColumnWords(_("visitors may see the street address"), _("No: they see only the town.")),
    "latitude": ColumnWords(_("latitude"), _("Empty: we look it up ourselves.")),
    "longitude": ColumnWords(_("longitude"), _("Empty: we look it up ourselves.")),
    "directions": ColumnWords(_("getting there")),
    "venue_has": ColumnWords(_("what the building has"), _("One on each line: elevator.")),
    "venue_lacks": ColumnWords(_("what the building lacks"), _("One on each line: step-free.")),
    "time_zone": ColumnWords(_("time zone"), _("America/Chicago. Empty: that of the town, if it is clear.")),
    "schedule": ColumnWords(_("when it meets"), _("In words: second Tuesday of the month, 6 to 7:30 pm.")),
    "rrule": ColumnWords(_("when it meets, as a rule"), _("For programs (RRULE). Leave it empty, or the words aren’t read.")),
    "schedule_changes": ColumnWords(_("schedule exceptions"), _("One on each line: 2027-12-24 | cancelled.")),
    "schedule_note": ColumnWords(_("about the times")),
    "joining": ColumnWords(_("how to join"), _("One step on each line. Visitors read it.")),
    "join_link": ColumnWords(_("meeting link"), _("Only staff see it, unless the group says otherwise.")),
    "dial_in": ColumnWords(_("number to dial"), _("Only staff see it, unless the group says otherwise.")),
    "passcode": ColumnWords(_("passcode"), _("Only staff see it, unless the group says otherwise.")),
    "link_visibility": ColumnWords(_("who sees link, number and passcode")),
    "website": ColumnWords(_("the group’s web page")),
    "size": ColumnWords(_("group size"), _("In words: six to ten.")),
    "may_listen": ColumnWords(_("just listening is fine")),
    "camera_off": ColumnWords(_("camera may be off")),
    "carers_present": ColumnWords(_("caregivers come, too")),
    "dying_talked_about": ColumnWords(_("dying is talked about")),
    "when_someone_dies": ColumnWords(_("when someone dies")),
    "confidentiality": ColumnWords(_("confidentiality")),
    "contacts": ColumnWords(_("contacts that visitors see"), _("One on each line: name | role | email | phone.")),
    "private_contacts": ColumnWords(_("contacts that only staff see"), _("One on each line: name | role | email | phone.")),
    "verified_on": ColumnWords(_("confirmed on"), _("Only if somebody has asked the group that day.")),
    "verified_by": ColumnWords(_("confirmed by")),
    "verified_how": ColumnWords(_("confirmed how")),
    "notes": ColumnWords(_("notes for staff"), _("Only staff read them.")),
    "external_id": ColumnWords(_("identifier in the file"), _("By it we find the group again in the next file.")),
    "weekday": ColumnWords(_("day of the week")),
    "begins": ColumnWords(_("starts at")),
    "ends": ColumnWords(_("ends at")),
    "address": ColumnWords(_("whole address"), _("Street, town and state in one column.")),
    "contact_name": ColumnWords(_("name of a contact"), _("Only staff see it.")),
    "contact_email": ColumnWords(_("email of a contact"), _("Only staff see it.")),
    "contact_phone": ColumnWords(_("phone of a contact"), _("Only staff see it.")),
}  # fmt: skip
KINDS = {
    ColumnKind.DATE: _("A day: 2027-03-31."),
    ColumnKind.YES_NO: _("Yes or no."),
    ColumnKind.NUMBER: _("A number."),
}


def column_label(column: str) -> str:
    """
    >>> column_label("stage_fit"), column_label("region"), column_label("schedule"), column_label("Frequency")
    ('who it fits', 'state or province', 'when it meets', 'Frequency')
    """
    known = WORDS.get(column)
    return str(known.label) if known else column.replace("_", " ")


def what_to_write(column: str) -> str:
    """What a cell of this column can hold, in one or two sentences.

    >>> what_to_write("cost")
    'One of: free, donation, paid.'
    """
    known = TARGETS[column]
    codes = _("One of: %s.") % ", ".join(known.codes) if known.codes else ""
    return " ".join(filter(None, map(str, [KINDS.get(known.kind, ""), codes, WORDS[column].about])))
