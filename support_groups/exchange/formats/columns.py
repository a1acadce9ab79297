"""The columns of our own CSV, which are also the names of the values that every format is read into.

The order is the order in the file. `words` are what other people's files call a column or a choice.
"""

from dataclasses import dataclass
from enum import StrEnum

from support_groups.listings import ways_to_meet


class ColumnKind(StrEnum):
    TEXT = "text"
    CHOICE = "choice"  # one of the codes
    DATE = "date"  # YYYY-MM-DD
    YES_NO = "yes-no"
    NUMBER = "number"
    TERMS = "terms"  # codes of a vocabulary, "; " between them
    ITEMS = "items"  # one on each line of the cell


@dataclass(frozen=True)
class Column:
    name: str
    kind: ColumnKind = ColumnKind.TEXT
    words: str = ""
    codes: dict[str, str] | None = None  # code -> what others call it, "|" between
    is_private: bool = False  # in the file for staff only

    @property
    def empty(self) -> object:
        return {
            ColumnKind.TERMS: [],
            ColumnKind.ITEMS: [],
            ColumnKind.NUMBER: None,
            ColumnKind.YES_NO: None,
        }.get(self.kind, "")


STAGES = {
    "mbc": "mbc only|metastatic breast cancer|metastatic|stage 4|stage iv|secondary breast cancer",
    "advanced": "advanced cancer|advanced cancer of any kind|any advanced cancer|stage 4 any cancer",
    "breast": "breast cancer|any stage breast cancer|breast cancer at any stage|all stages",
    "any": "any cancer|all cancers|cancer|all types of cancer",
}
ATTENDANCE = {way.code: way.file_words for way in ways_to_meet.WAYS}
FORMS = {
    "drop-in": "drop in|dropin|open|walk in",
    "register": "register first|registration|registration required|sign up",
    "closed": "closed group|fixed circle|closed",
    "course": "series|class|program|workshop",
    "one-to-one": "one to one|1 to 1|one on one|peer match|mentor",
}
LEADERS = {
    "peer": "peer|peer led|person living with mbc",
    "peers": "peers|members|members in turn",
    "volunteer": "trained volunteer|volunteer",
    "social-worker": "social worker|oncology social worker|lcsw|msw",
    "psychologist": "psychologist|counselor|counsellor|therapist|psychologist or counselor",
    "nurse": "nurse|oncology nurse",
    "chaplain": "chaplain",
    "co-led": "co led|co led by peer and professional",
}
COSTS = {
    "free": "free|none|no|no cost|no fee|free of charge|0",
    "donation": "donation|suggested donation|donation if you like",
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
    Column("id"),
    Column("slug", words="web address"),
    Column("name", words="group|group name|support group|title|meeting|meeting name|service name|program name"),
    Column("status", ColumnKind.CHOICE, "state of listing", STATUSES),
    Column("paused_until", ColumnKind.DATE),
    Column("organization", words="organisation|organization name|organisation name|agency|provider|hospital|sponsor|host|entity|run by"),
    Column("organization_description"),
    Column("organization_website"),
    Column("organization_email"),
    Column("organization_phone"),
    Column("summary", words="short desc|short description|tagline|in one sentence"),
    Column("description", words="details|about|notes|long description"),
    Column("listing_language", ColumnKind.CHOICE, "language of listing", {"en": "english", "es": "spanish"}),
    Column("translation_of"),
    Column("stage_fit", ColumnKind.CHOICE, "stage|cancer stage|who it fits", STAGES),
    Column("audiences", ColumnKind.TERMS, "audience|audience text|who|for whom|population|eligibility"),
    Column("languages", ColumnKind.TERMS, "language|spoken languages"),
    Column("subtypes", ColumnKind.TERMS, "subtype|cancer subtype"),
    Column("activities", ColumnKind.TERMS, "activity"),
    Column("access", ColumnKind.TERMS),
    Column("attendance", ColumnKind.CHOICE, "mode|format|type|meeting type|attending type|virtual|how people meet", ATTENDANCE),
    Column("form", ColumnKind.CHOICE, "kind of group|group type|model", FORMS),
    Column("led_by", ColumnKind.CHOICE, "leader|facilitator|facilitated by", LEADERS),
    Column("cost", ColumnKind.CHOICE, "price|charge", COSTS),
    Column("cost_note", words="fees|fee|cost description|fees description"),
    Column("venue", words="place|place text|location|location name|building|site"),
    Column("street", words="address 1|street address|address line 1|street and number"),
    Column("room", words="address 2|suite|floor"),
    Column("town", words="city|municipality|place name"),
    Column("region", words="state|province|state province|state or province"),
    Column("postcode", words="zip|zip code|postal code|zipcode"),
    Column("country", words="country code"),
    Column("address_public", ColumnKind.YES_NO),
    Column("latitude", ColumnKind.NUMBER, "lat"),
    Column("longitude", ColumnKind.NUMBER, "lon|lng|long"),
    Column("directions", words="transportation|getting there|parking"),
    Column("venue_has", ColumnKind.ITEMS, "accessibility"),
    Column("venue_lacks", ColumnKind.ITEMS),
    Column("time_zone", words="timezone|tz|zone"),
    Column("schedule", ColumnKind.ITEMS, "schedule text|schedule text verbatim|when|meets|meeting time|meeting times|day and time|days and times|times|hours"),
    Column("rrule", ColumnKind.ITEMS, "rrules|recurrence|recurrence rule|rrule our label"),
    Column("schedule_changes", ColumnKind.ITEMS),
    Column("schedule_note", words="about the times"),
    Column("joining", words="how to join|application process|registration info|to join|how to register"),
    Column("join_link", words="meeting link|zoom link|zoom|link|conference url|meeting url"),
    Column("dial_in", words="dial in number|conference phone"),
    Column("passcode", words="password|meeting password"),
    Column("link_visibility", ColumnKind.CHOICE, "", VISIBILITY),
    Column("website", words="url|web|web page|web site|homepage"),
    Column("size", words="group size|how many come"),
    Column("may_listen", ColumnKind.CHOICE, "", ANSWERS),
    Column("camera_off", ColumnKind.CHOICE, "", ANSWERS),
    Column("carers_present", ColumnKind.CHOICE, "", ANSWERS),
    Column("dying_talked_about", ColumnKind.CHOICE, "", ANSWERS),
    Column("when_someone_dies"),
    Column("confidentiality"),
    Column("contacts", ColumnKind.ITEMS),
    Column("verified_on", ColumnKind.DATE, "confirmed on"),
    Column("verified_by", ColumnKind.CHOICE, "", CONFIRMERS),
    Column("verified_how", ColumnKind.CHOICE, "", MEANS),
    Column("private_contacts", ColumnKind.ITEMS, is_private=True),
    Column("notes", words="private notes|staff notes", is_private=True),
)  # fmt: skip
# What other people's files have and ours need not: put together into the columns above.
EXTRA = (
    Column("weekday", words="day|day of week|days|weekdays"),
    Column("begins", words="opens at|start|start time|time|from|begins at"),
    Column("ends", words="closes at|end|end time|to|until|ends at"),
    Column("address", words="full address|formatted address|mailing address"),
    Column("contact_name", words="contact|contact person|coordinator"),
    Column("contact_email", words="email|e mail|e mail address|admin emails"),
    Column("contact_phone", words="phone|telephone|phone number|tel"),
)
NAMED = {column.name: column for column in COLUMNS}
PUBLIC = tuple(column for column in COLUMNS if not column.is_private)
TARGETS = {column.name: column for column in (*COLUMNS, *EXTRA)}
# What a public file leaves out when visitors may not know it: an empty cell says nothing about it.
HIDDEN = ("venue", "street", "room", "postcode", "directions", "latitude", "longitude")
VOCABULARIES = ("audiences", "languages", "subtypes", "activities", "access")
