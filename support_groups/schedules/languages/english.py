"""Schedules in American English. Times and dates follow the Associated Press, but with "pm" for "p.m."."""

from datetime import date, time
from itertools import pairwise

from django.utils.translation import gettext_noop

from support_groups.schedules.languages.contract import Lexicon
from support_groups.schedules.languages.wording import Wording, end_of
from support_groups.schedules.rule import Rule

NAME = gettext_noop("English")
ZONE_NAMES = {
    "America/New_York": "Eastern", "America/Chicago": "Central", "America/Denver": "Mountain",
    "America/Phoenix": "Arizona", "America/Los_Angeles": "Pacific", "America/Anchorage": "Alaska",
    "Pacific/Honolulu": "Hawaii", "America/Halifax": "Atlantic", "America/St_Johns": "Newfoundland",
}  # fmt: skip
CITY_NAMES: dict[str, str] = {}
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = "January February March April May June July August September October November December".split()
ORDINALS = {
    1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last", -2: "second-to-last",
}  # fmt: skip
NUMBERS = "zero one two three four five six seven eight nine ten eleven twelve".split()


def numeral(day: int) -> str:
    """
    >>> [numeral(day) for day in (1, 2, 3, 11, 12, 13, 21, 22, -1)]
    ['1st', '2nd', '3rd', '11th', '12th', '13th', '21st', '22nd', 'last day']
    """
    if day < 0:
        return "last day"
    special = {1: "st", 2: "nd", 3: "rd"}
    return f"{day}{'th' if day in (11, 12, 13) else special.get(day % 10, 'th')}"


def on(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.day}, {day.year}"


def period(first: date, last: date) -> str:
    begin = on(first).removesuffix(f", {last.year}")
    return f" from {begin} to {on(last)}"


WORDING = Wording(
    months=MONTHS,
    numbers=NUMBERS,
    conjunction="and",
    minutes="{} minutes",
    month_to_month="{} to {}",
    except_months="except in {}",
    in_months="in {}",
    of_months=" of {}",
    from_day=" from {}",
    counting_from=" counting from {}",
    until_day=" until {}",
    on=on,
    period=period,
)


def clock(at: time) -> str:
    """
    >>> clock(time(18, 30)), clock(time(9)), clock(time(12)), clock(time(0)), clock(time(0, 15))
    ('6:30 pm', '9 am', 'noon', 'midnight', '12:15 am')
    """
    if at in (time(0), time(12)):
        return "noon" if at.hour else "midnight"
    minutes = f":{at.minute:02}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes} {'am' if at.hour < 12 else 'pm'}"


def day(on: date, *, with_year: bool) -> str:
    """
    >>> day(date(2026, 12, 8), with_year=False), day(date(2027, 1, 5), with_year=True)
    ('Tuesday, December 8', 'Tuesday, January 5, 2027')
    """
    year = f", {on.year}" if with_year else ""
    return f"{WEEKDAYS[on.weekday()]}, {MONTHS[on.month - 1]} {on.day}{year}"


def span(begins: time, minutes: int | None) -> str:
    """From when to when; am or pm once if both are the same: "6:30 to 8 pm".

    >>> span(time(11, 30), 90), span(time(23), 120), span(time(18), None)
    ('11:30 am to 1 pm', '11 pm to 1 am', '6 pm')
    """
    if not minutes:
        return clock(begins)
    if minutes == 24 * 60 and begins == time(0):
        return "24 hours a day"
    if minutes == 24 * 60:
        return f"{clock(begins)} to {clock(begins)} the next day"
    start, end = clock(begins), clock(end_of(begins, minutes))
    if start[-2:] == end[-2:] in ("am", "pm") and minutes < 12 * 60:
        start = start[:-3]
    return f"{start} to {end}"


def repetition(rule: Rule) -> str:
    if rule.kind == "appointment":
        return "by appointment"
    if rule.kind == "dates":
        return listed_dates(rule.on)
    if rule.kind == "daily":
        return {1: "every day", 2: "every other day"}.get(rule.interval, f"every {rule.interval} days")
    weekdays = WORDING.listed([WEEKDAYS[day] for day in rule.weekdays]) if rule.weekdays else ""
    if rule.kind == "weekly":
        return weekly(rule, weekdays)
    if rule.kind == "monthly":
        return f"{WORDING.listed([ORDINALS[number] for number in rule.ordinals])} {weekdays}{of_month(rule)}"
    return f"{WORDING.listed([numeral(day) for day in rule.days])}{of_month(rule)}"


def listed_dates(days: tuple[date, ...]) -> str:
    """
    >>> listed_dates((date(2026, 12, 7), date(2026, 12, 21)))
    'December 7 and December 21, 2026'
    """
    shown = [on(day) for day in days]
    for index, (day, following) in enumerate(pairwise(days)):
        if day.year == following.year:
            shown[index] = shown[index].removesuffix(f", {day.year}")
    return WORDING.listed(shown)


def weekly(rule: Rule, weekdays: str) -> str:
    if rule.interval == 1:
        return "Monday to Friday" if rule.weekdays == (0, 1, 2, 3, 4) else f"every {weekdays}"
    if rule.interval == 2 and len(rule.weekdays) == 1:
        return f"every other {weekdays}"
    return f"every {rule.interval} weeks on {weekdays}"


def of_month(rule: Rule) -> str:
    every = {1: " of the month", 2: " of every other month"}
    return WORDING.of_season(rule) or every.get(rule.interval, f" every {rule.interval} months")


def course(rule: Rule) -> str:
    """Eight Mondays; Eight sessions, every Monday and Thursday."""
    count = rule.count or 0
    if rule.kind == "weekly" and rule.interval == 1 and len(rule.weekdays) == 1:
        return f"{WORDING.number(count)} {WEEKDAYS[rule.weekdays[0]]}{'s' * (count > 1)}"
    return f"{WORDING.number(count)} session{'s' * (count > 1)}, {repetition(rule)}"


def city_time(city: str) -> str:
    return f"{city} time"


def full_zone_name(label: str) -> str:
    """
    >>> full_zone_name("Eastern"), full_zone_name("Kathmandu time")
    ('Eastern time', 'Kathmandu time')
    """
    return f"{label.removesuffix(' time')} time"


def hours_and_zone(rule: Rule, zone: str) -> str:
    if rule.begins is not None:
        return f"{WORDING.hours(rule, span)} {zone}".strip()
    return ", ".join(filter(None, (WORDING.hours(rule, span), full_zone_name(zone) if zone else "")))


def sentence(rule: Rule, zone: str, *, complete: bool) -> str:
    """
    >>> rule = Rule(kind="weekly", weekdays=(3,), interval=2, begins=time(18, 30), minutes=90)
    >>> sentence(rule, "Eastern", complete=False)
    'every other Thursday, 6:30 to 8 pm Eastern'
    """
    first = (course(rule) if rule.count else repetition(rule)) + WORDING.bounds(rule, complete=complete)
    return ", ".join(filter(None, (first, WORDING.season(rule), hours_and_zone(rule, zone))))


LEXICON = Lexicon(
    weekdays=(
        "monday mondays monday's mon mons", "tuesday tuesdays tuesday's tue tues tu",
        "wednesday wednesdays wednesday's wed weds wednes",
        "thursday thursdays thursday's thu thur thurs th", "friday fridays friday's fri fris",
        "saturday saturdays saturday's sat sats", "sunday sundays sunday's sun suns",
    ),
    months=(
        "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
        "august aug", "september sept sep", "october oct", "november nov", "december dec",
    ),
    ordinals={
        1: "first", 2: "second", 3: "third", 4: "fourth forth", 5: "fifth", -1: "last final",
        -2: "penultimate",
    },
    numbers={
        **{value: name for value, name in enumerate(NUMBERS) if value},
        **{14: "fourteen", 15: "fifteen", 16: "sixteen", 20: "twenty"},
    },
    parts_of_day={
        "am": "morning mornings a.m. daytime",
        "noon": "lunchtime midday",
        "pm": "afternoon afternoons evening evenings night nights eve eves",
    },
    clock_words={"noon": "noon midday", "midnight": "midnight"},
    words={
        "workdays": "weekday weekdays", "every": "every each", "other": "other alternate alternating",
        "and": "and & plus or nor +", "to": "to through thru", "until": "until till til ending ends",
        "from": "from between",
        "starting": "starting starts start beginning begins begin commencing commences", "of": "of",
        "in": "in during", "at": "at @", "month": "month months", "week": "week weeks wk wks",
        "day": "day days", "monthly": "monthly", "weekly": "weekly", "daily": "daily",
        "fortnightly": "fortnightly fortnight", "biweekly": "biweekly", "bimonthly": "bimonthly",
        "quarterly": "quarterly", "twice_monthly": "semimonthly",
        "session": "session sessions series course program programme class classes workshop workshops",
        "except": "except excluding excludes exc excl", "holiday": "holidays holiday",
        "unknown_yet": "tbd tba tbc tbdetermined",
    },
    ignored="""the on meets meet meeting meetings met held gather gathers gathering takes place is are we our group
        groups support run runs running total consecutive for time times when only hours hrs hs h hr date dates schedule
        offered then also there will be this gatherings occurs happens which its it they sharp promptly mtg mtgs""",
    phrases={
        "holidays": r"(?:(?:federal|public|bank|major|national|school|legal|hospital|university|observed|u\.?s\.?) ){1,2}"
        r"holidays?(?: weeks?| weekends?)?",
        "fillers": r"(?:as well|(?:both|all) (?:of|the))",
        "if_five": r"(?:if|when|whenever|where) (?:there (?:is|are) (?:one|a fifth|a 5th|5|five)|applicable"
        r"|the month has (?:one|five|5)(?: \w+)?|it occurs|they occur|it exists)",
        "notes": r"one[- ](?:on|to)[- ]one|1[- ]on[- ]1(?![:\d])|1-to-1(?![:\d])|1:1(?!\d)"
        r"|(?:pre-?)?registration (?:is )?(?:required|requested|needed|necessary|preferred)(?: \w+){0,3}"
        r"|no registration (?:is )?(?:required|necessary|needed)"
        r"|(?:please |must |to )?(?:pre-?)?register(?:ing)?"
        r"(?: (?:to attend|in advance|first|online|by calling|to join|at|here|by email))*"
        r"|(?:please )?rsvp(?: (?:required|requested|to|at|by))*|(?:advance )?sign[- ]?up (?:is )?(?:required|needed)"
        r"|walk[- ]?ins welcome|drop[- ]?ins? (?:are )?(?:welcome|only)?|drop[- ]?in"
        r"|new members (?:are )?(?:always )?welcome|free(?: of charge| and open to (?:the public|all))?"
        r"|no (?:cost|charge|fee)(?: to attend)?"
        r"|(?:location|place|venue|room|facilitator|topic|speaker) ?:? ?(?:is )?"
        r"(?:tbd|tba|tbc|to be (?:announced|determined|confirmed))|not just those with a diagnosis"
        r"|(?:coffee|tea|lunch|refreshments|snacks?|light (?:lunch|refreshments|snacks?))"
        r"(?: (?:and|&) (?:coffee|tea|snacks?|cookies))? ?(?:is |are |will be )?"
        r"(?:available|provided|served|included)?",
        "paused": r"temporarily (?:inactive|suspended|closed|unavailable)"
        r"|(?:currently )?(?:on|in) (?:hiatus|hold|recess|pause)|\bpaused\b|\binactive\b|\bsuspended\b"
        r"|cancel+ed until further notice|until further notice|no longer meet\w*|not currently meeting"
        r"|currently not meeting|disbanded|discontinued"
        r"|(?:not|isn't) meeting (?:at this time|right now|currently)",
        "appointment": r"to (?:schedule|make|set up|arrange|book) (?:an? )?(?:appointment|session|visit|call)s?"
        r"|(?:by|per|with|via) (?:an? )?(?:prior )?appointments?(?: only)?|appointment only"
        r"|appointments? (?:required|needed|necessary)|scheduled individually|individually scheduled"
        r"|call (?:to|for) (?:schedule|make|set up|arrange)?\s*(?:an? )?appointments?|call to schedule"
        r"|by arrangement|as needed|on request|upon request|on demand|by request|scheduled as needed"
        r"|arranged individually",
        "unknown_yet": r"(?:(?:times?|dates?|days?|schedule|location)s? )?(?:(?:is|are) )?"
        r"(?:may|might|can|could|subject to) change|to be (?:determined|announced|confirmed|decided|scheduled)"
        r"|(?:dates?|times?|days?|schedule)(?: and (?:dates?|times?|days?))? (?:may )?var(?:y|ies)"
        r"|(?:call|contact us|email|check|see|ask)(?: \w+){0,3} for (?:the )?(?:meeting )?"
        r"(?:dates?|times?|days?|schedules?|hours)(?: and (?:dates?|times?|days?))?"
        r"|(?:see|check) (?:our |the )?(?:calendar|website|schedule)(?: for (?:dates?|times?|details))?"
        r"|coming soon|var(?:y|ies)",
        "first_meeting": r"(?:with )?(?:the |our |its )?(?:first|next|inaugural) (?:meeting|session|class|group|date)s?"
        r"(?: (?:will be|is|on|held|of the (?:group|series)))*(?: ?:)?"
        r"|starting (?:on|from)|beginning (?:on|from)|since",
        "counting_from": r"counting from",
        "not_meeting": r"(?:there (?:is|are|will be) )?no (?:group |groups? |support group )?"
        r"(?:meetings?|mtgs?|sessions?|groups?|class(?:es)?)(?: will be held)?"
        r"|(?:summer|winter|spring|holiday|christmas) (?:break|recess|vacation)(?= (?:in|during|from))"
        r"|(?:do|does|will) not meet|(?:doesn|don|won)'?t meet|not (?:held|meeting|offered)"
        r"|(?:group )?(?:is )?(?:closed|off|cancel+ed)(?= (?:in|on|for|during|january|february|march|april|may|june"
        r"|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b)"
        r"|with the exception of|exclud(?:ing|es)|except(?: for)?|other than|but not|skips?|skipping"
        r"|not(?= (?:in|on) )|no(?= (?:december|january|february|march|april|may|june|july|august|september|october"
        r"|november|july|august|dec|jan)\b)",
        "twice_monthly": r"(?:twice|two times|2x|2 times) ?(?:a|per|each|every|/) ?month|twice[- ]monthly|semi-?monthly",
        "once_weekly": r"once (?:a|per|each|every) week|(?:a|per) week|/ ?(?:week|wk)\b\.?",
        "twice_weekly": r"(?:twice|two times|three times|\d times) (?:a|per|each|every) week|twice[- ]weekly",
        "once_monthly": r"once (?:a|per|each|every) month",
        "per_month": r"(?:a|per) month|/ ?(?:month|mo)\b\.?",
        "labels": r"(?:times?|days?|dates?|when|hours|meets|schedule) ?:(?!\d)",
        "another_rule": r"\b(?:odd|even)[- ](?:numbered )?(?:weeks?|months?)\b|\bfull (?:week|moon)\b"
        r"|\bweek of the month\b",
        "biweekly": r"bi-weekly",
        "bimonthly": r"bi-monthly",
        "daily": r"(?:seven|7) days (?:a|per|each) week|every ?day|each day",
        "all_hours": r"24 ?/ ?7|24 hours(?: (?:a|per) day)?|around the clock|all day",
        "weekends": r"weekends?",
        "workdays": r"(?:business|working) days",
        "next_day": r"(?:the )?(?:next|following) day|\(\+1\)",
        "last_day": r"(?:last|final) day",
        "second_to_last": r"second[- ]to[- ]last|last but one|next[- ]to[- ]last",
        "places": r"(?:\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|ground|lower) "
        r"(?:floor|street|st\b|avenue|ave\b|level|fl\b)\.?"
        r"|(?:room|rm|suite|ste|bldg|building|floor|unit)\.? ?#?\d+\w?"
        r"|\d{1,5} (?:[nsew]\.? )?(?:[a-z]+ ){1,3}"
        r"(?:street|st|avenue|ave|road|rd|drive|dr|boulevard|blvd|lane|ln|way|hwy)\b\.?",
        "contacts": r"(?:please )?(?:call|contact|email|e-mail|text)(?: (?!for\b|to schedule)[^\s;.()]+){0,8}"
        r"(?: for (?:more |further )?(?:information|details|info|directions|location)[^;.()\n]*)?"
        r"|for (?:more|further) (?:information|info|details)[^;()\n]*",
        "remote": r"zoom|online|virtual(?:ly)?|telephone|webex|teams|by phone|conference call",
        "relative": r"after|before|following|preceding|prior|unless|if|nearest|closest|unlike|instead|rather"
        r"|closed(?! (?:group|online|cohort))|off|break|recess|vacation|nearly|almost|about|around|half|rotat\w+|odd"
        r"|even|some|certain|select\w*|many|most|few|several|moon|easter|thanksgiving|christmas",
        "unsettled": r"not|no|but|except\w*|only|when|while|during|school|term|break|weather|subject|change\w*|usually"
        r"|typically|generally|often|sometimes|occasional\w*|may|might|var\w+|cancel\w*|closed|holiday\w*|academic"
        r"|summer|winter|spring|fall|autumn|periodic\w*|irregular\w*|quarter\w*|approximately|until|ongoing dates"
        r"|regular\w*|normally|year",
        "harmless": r"zoom|online|virtual\w*|in[- ]person|person|phone|telephone|call|conference|webex|teams|video|hybrid"
        r"|link|dial|internet|facebook|room|hall|center|centre|hospital|clinic\w*|church|library|office|building"
        r"|auditorium|cafeteria|chapel|street|st|ave\w*|road|blvd|campus|house|home|lobby|floor|location|place|located"
        r"|site|suite|srcc|register\w*|registration|rsvp|contact\w*|email|information|info|details|website|welcome|free"
        r"|coffee|tea|lunch|snacks?|refreshments|women|woman|men|patients?|survivors?|caregivers?|carers?|family|families"
        r"|friends|loved|people|persons?|adults?|young|anyone|everyone|all|members?|newly|diagnos\w+|cancer|breast"
        r"|metastatic|mbc|mets|stage|support|led|leader|facilitat\w+|hosted|host|social|worker|nurse|volunteer\w*|open"
        r"|closed group|closed online|confidential|newcomers?|public|limited|spots?|space|spanish|english|bilingual"
        r"|discussion|speaker|yoga|art|writing|sharing|join|attend|advance|ahead|accommodate|needs|one|age[sd]?|drop|walk"
        r"|parking|virtually",
        "at_place": r"(?:at|in|@) ",
        "small_words": r"the|a|an|and|or|of|in|at|on|to|for|with|please|we|you|your|is|are|be|by|via|from|our|this|that"
        r"|it|its|as",
        "canceled": r"(?:there (?:is|will be) |we(?: are|'re) )?(?:no (?:group )?(?:meetings?|sessions?|group)|not meeting"
        r"|cancel+ed|closed|canceled|off|no class(?:es)?|break)",
        "canceled_after": r"(?:is |are )?(?:cancel+ed|closed|off)|no meetings?",
        "moved": r"(?:the )?(?:meeting )?(?:is )?(?:moved|moves|move|postponed|rescheduled)",
        "moved_to": r"(?:is )?(?:moved|moves|postponed|rescheduled)",
        "extra": r"(?:an? )?(?:extra|additional|also)(?: (?:meeting|session))?",
        "other_place": r"(?:in |at )?(?:an?other place|other place|elsewhere|different place)",
        "because": r"because of|because|due to",
    },
)  # fmt: skip
