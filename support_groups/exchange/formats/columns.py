"""The columns of our own CSV, which are also the names of the values that every format is read into.

A column is declared here and nowhere else: writers, readers, comparison, checks and storage follow from its entry.
The order is the order in the file. Names and codes are published: they never change, whatever the models call them.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from support_groups.listings import ways_to_meet
from support_groups.schedules import languages


class ColumnKind(StrEnum):
    TEXT = "text"
    CHOICE = "choice"  # one of the codes
    DATE = "date"  # YYYY-MM-DD
    YES_NO = "yes-no"
    NUMBER = "number"
    TERMS = "terms"  # codes of a vocabulary, "; " between them
    ITEMS = "items"  # one on each line of the cell


class Record(StrEnum):
    """What holds the value of a column. The first three are read and written field by field."""

    GROUP = "group"
    ORGANIZATION = "organization"
    VENUE = "venue"
    ACCESS = "access"  # features the venue has or lacks
    VOCABULARY = "vocabulary"  # terms of a relation with the column's name
    CONTACTS = "contacts"
    SCHEDULE = "schedule"  # patterns and exceptions
    IDENTITY = "identity"  # which group it is, or is a translation of


@dataclass(frozen=True)
class Column:
    """`headers` and the values of `codes` are what other people's files call a column or a choice, "|" between."""

    name: str
    kind: ColumnKind = ColumnKind.TEXT
    headers: str = ""
    codes: dict[str, str] | None = None
    record: Record = Record.GROUP
    field: str = ""  # of the record, if it is not called as the column
    public: str = ""  # where visitors' files read it, if not in that field
    hsds: str = ""  # its field in HSDS; without one it is an attribute there
    is_private: bool = False  # in the file for staff only
    is_compared: bool = True  # an import can change it
    has_labels: bool = False  # HSDS names the choices as our pages do, not by code
    most: int = 200  # entries of one cell

    @property
    def model_field(self) -> str:
        return self.field or self.name

    @property
    def empty(self) -> object:
        if self.kind in (ColumnKind.TERMS, ColumnKind.ITEMS):
            return []
        return None if self.kind in (ColumnKind.NUMBER, ColumnKind.YES_NO) else ""


STAGES = {
    "mbc": "mbc only|metastatic breast cancer|metastatic|stage 4|stage iv|secondary breast cancer",
    "advanced": "advanced cancer|advanced cancer of any kind|any advanced cancer|stage 4 any cancer",
    "breast": "breast cancer|any stage breast cancer|breast cancer at any stage|all stages",
    "any": "any cancer|all cancers|cancer|all types of cancer",
}
LANGUAGES = {code: language.NAME.lower() for code, language in languages.LANGUAGES.items()}
ATTENDANCE = {way.code: way.file_words for way in ways_to_meet.WAYS}
FORMS = {
    "drop-in": "drop in|dropin|open|walk in",
    "register": "register first|registration|registration required|sign up",
    "closed": "closed group|fixed group|fixed circle|closed",
    "course": "series|class|program|workshop",
    "one-to-one": "one to one|1 to 1|one on one|peer match|mentor",
}
LEADERS = {
    "peer": "peer|peer led|person living with mbc",
    "peers": "peers|members|members taking turns|members in turn",
    "volunteer": "trained volunteer|volunteer",
    "social-worker": "social worker|oncology social worker|lcsw|msw",
    "psychologist": "psychologist|counselor|counsellor|therapist|psychologist or counselor",
    "nurse": "nurse|oncology nurse",
    "chaplain": "chaplain",
    "co-led": "co led|co led by peer and professional",
}
COSTS = {
    "free": "free|none|no|no cost|no fee|free of charge|0",
    "donation": "donation|donations welcome|suggested donation|donation if you like",
    "paid": "fee|paid|there is a fee|yes",
}
STATUSES = {
    "draft": "draft",
    "listed": "listed|active|published|open",
    "paused": "paused|on hold|temporarily closed",
    "unconfirmed": "unconfirmed|not confirmed",
    "closed": "closed|inactive|defunct|ended",
}
VISIBILITY = {"public": "public", "on-request": "on request", "never": "never"}
ANSWERS = {"yes": "yes|y|true", "no": "no|n|false", "ask": "ask|ask first"}
CONFIRMERS = {"leader": "leader", "organisation": "organization", "staff": "staff", "member": "member"}
MEANS = {"phone": "phone", "email": "e mail", "visit": "visit", "website": "website", "link": "link"}

COLUMNS = (
    Column("id", record=Record.IDENTITY, hsds="service.id", is_compared=False),
    Column("slug", headers="web address"),
    Column("name",
        headers="group|group name|support group|title|meeting|meeting name|service name|program name",
        hsds="service.name"),
    Column("status", ColumnKind.CHOICE, "state of listing", STATUSES, has_labels=True),
    Column("paused_until", ColumnKind.DATE),
    Column("organization",
        headers="organisation|organization name|organisation name|agency|provider|hospital|sponsor|host|"
        "entity|run by", record=Record.ORGANIZATION, field="name", hsds="organization.name"),
    Column("organization_description", record=Record.ORGANIZATION, field="description",
        hsds="organization.description"),
    Column("organization_website", record=Record.ORGANIZATION, field="website", hsds="organization.website"),
    Column("organization_email", record=Record.ORGANIZATION, field="email", hsds="organization.email"),
    Column("organization_phone", record=Record.ORGANIZATION, field="phone", hsds="phones of organization"),
    Column("summary", headers="short desc|short description|tagline|in one sentence"),
    Column("description", headers="details|about|notes|long description", hsds="service.description"),
    Column("listing_language", ColumnKind.CHOICE, "language of listing", LANGUAGES,
        field="language"),
    Column("translation_of", record=Record.IDENTITY),
    Column("stage_fit", ColumnKind.CHOICE, "stage|cancer stage|who it fits", STAGES, has_labels=True),
    Column("audiences", ColumnKind.TERMS, "audience|audience text|who|for whom|population|eligibility",
        record=Record.VOCABULARY),
    Column("languages", ColumnKind.TERMS, "language|spoken languages", record=Record.VOCABULARY,
        hsds="languages"),
    Column("subtypes", ColumnKind.TERMS, "subtype|cancer subtype", record=Record.VOCABULARY),
    Column("activities", ColumnKind.TERMS, "activity", record=Record.VOCABULARY),
    Column("access", ColumnKind.TERMS, record=Record.VOCABULARY),
    Column("attendance", ColumnKind.CHOICE,
        "mode|format|type|meeting type|attending type|virtual|how people meet", ATTENDANCE, has_labels=True),
    Column("form", ColumnKind.CHOICE, "kind of group|group type|model", FORMS, field="group_type",
        has_labels=True),
    Column("led_by", ColumnKind.CHOICE, "leader|facilitator|facilitated by", LEADERS, has_labels=True),
    Column("cost", ColumnKind.CHOICE, "price|charge", COSTS, has_labels=True),
    Column("cost_note", headers="fees|fee|cost description|fees description",
        hsds="service.fees_description"),
    Column("venue", headers="place|place text|location|location name|building|site", record=Record.VENUE,
        field="name", hsds="location.name"),
    Column("street", headers="address 1|street address|address line 1|street and number", record=Record.VENUE,
        hsds="address.address_1"),
    Column("room", headers="address 2|suite|floor", record=Record.VENUE, hsds="address.address_2"),
    Column("town", headers="city|municipality|place name", record=Record.VENUE, hsds="address.city"),
    Column("region", headers="state|province|state province|state or province", record=Record.VENUE,
        hsds="address.state_province"),
    Column("postcode", headers="zip|zip code|postal code|zipcode", record=Record.VENUE,
        hsds="address.postal_code"),
    Column("country", headers="country code", record=Record.VENUE, hsds="address.country"),
    Column("address_public", ColumnKind.YES_NO, record=Record.VENUE, field="is_street_public"),
    Column("latitude", ColumnKind.NUMBER, "lat", record=Record.VENUE, hsds="location.latitude"),
    Column("longitude", ColumnKind.NUMBER, "lon|lng|long", record=Record.VENUE, hsds="location.longitude"),
    Column("directions", headers="transportation|getting there|parking", record=Record.VENUE,
        hsds="location.transportation"),
    Column("venue_has", ColumnKind.ITEMS, "accessibility", record=Record.ACCESS),
    Column("venue_lacks", ColumnKind.ITEMS, record=Record.ACCESS),
    Column("time_zone", headers="timezone|tz|zone", field="zone"),
    Column("schedule", ColumnKind.ITEMS,
        "schedule text|schedule text verbatim|when|meets|meeting time|meeting times|day and time|"
        "days and times|times|hours", record=Record.SCHEDULE, hsds="schedules", is_compared=False, most=50),
    Column("rrule", ColumnKind.ITEMS, "rrules|recurrence|recurrence rule|rrule our label",
        record=Record.SCHEDULE, most=50),
    Column("schedule_changes", ColumnKind.ITEMS, record=Record.SCHEDULE, most=1000),
    Column("schedule_note", headers="about the times"),
    Column("joining", headers="how to join|application process|registration info|to join|how to register",
        hsds="service.application_process"),
    Column("join_link", headers="meeting link|zoom link|zoom|link|conference url|meeting url",
        public="how_to_join.link"),
    Column("dial_in", headers="dial in number|conference phone", public="how_to_join.dial_in"),
    Column("passcode", headers="password|meeting password", public="how_to_join.passcode"),
    Column("link_visibility", ColumnKind.CHOICE, "", VISIBILITY, has_labels=True),
    Column("website", headers="url|web|web page|web site|homepage"),
    Column("size", headers="group size|how many come"),
    Column("may_listen", ColumnKind.CHOICE, "", ANSWERS),
    Column("camera_off", ColumnKind.CHOICE, "", ANSWERS),
    Column("carers_present", ColumnKind.CHOICE, "", ANSWERS),
    Column("dying_talked_about", ColumnKind.CHOICE, "", ANSWERS),
    Column("when_someone_dies"),
    Column("confidentiality"),
    Column("contacts", ColumnKind.ITEMS, record=Record.CONTACTS, hsds="contacts", most=50),
    Column("verified_on", ColumnKind.DATE, "confirmed on", field="confirmed_on", hsds="service.assured_date"),
    Column("verified_by", ColumnKind.CHOICE, "", CONFIRMERS, field="confirmed_by", has_labels=True),
    Column("verified_how", ColumnKind.CHOICE, "", MEANS, field="confirmed_how"),
    Column("private_contacts", ColumnKind.ITEMS, is_private=True, record=Record.CONTACTS, most=50),
    Column("notes", headers="private notes|staff notes", is_private=True),
)  # fmt: skip
# What other people's files have and ours need not: put together into the columns above.
EXTRA = (
    Column(
        "external_id",
        headers="id|group id|meeting id|service id|program id|listing id|record id|external id|id bigint",
    ),
    Column("weekday", headers="day|day of week|days|weekdays"),
    Column("begins", headers="opens at|start|start time|time|from|begins at"),
    Column("ends", headers="closes at|end|end time|to|until|ends at"),
    Column("address", headers="full address|formatted address|mailing address"),
    Column("contact_name", headers="contact|contact person|coordinator"),
    Column("contact_email", headers="email|e mail|e mail address|admin emails"),
    Column("contact_phone", headers="phone|telephone|phone number|tel"),
)
NAMED = {column.name: column for column in COLUMNS}
PUBLIC = tuple(column for column in COLUMNS if not column.is_private)
TARGETS = {column.name: column for column in (*COLUMNS, *EXTRA)}
CONFIRMATION = ("verified_on", "verified_by", "verified_how")  # change together, and only to a newer one


@cache
def held_by(*records: Record) -> tuple[Column, ...]:
    return tuple(column for column in COLUMNS if column.record in records)


@cache
def hsds_fields(part: str) -> dict[str, str]:
    """Field of HSDS -> column, of one of its objects: "service", "organization", "location" or "address".

    >>> hsds_fields("location")["transportation"]
    'directions'
    """
    paths = {column.name: column.hsds.split(".") for column in COLUMNS}
    return {path[1]: name for name, path in paths.items() if path[0] == part}


VOCABULARIES = tuple(column.name for column in held_by(Record.VOCABULARY))
