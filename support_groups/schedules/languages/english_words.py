"""The English words that people type about schedules, American and British."""

from support_groups.schedules.languages.contract import Lexicon
from support_groups.schedules.languages.english_surroundings import SURROUNDINGS

NUMBERS = "zero one two three four five six seven eight nine ten eleven twelve".split()

WORDS = Lexicon(
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
        "pm": "afternoon afternoons",
        "evening": "evening evenings night nights eve eves",
    },
    clock_words={"noon": "noon midday", "midnight": "midnight"},
    words={
        "workdays": "weekday weekdays", "every": "every each", "other": "other alternate alternating",
        "and": "and & plus or nor +", "to": "to through thru", "until": "until till til ending ends",
        "from": "from between",
        "starting": "starting starts start beginning begins begin commencing commences", "of": "of",
        "for": "for", "by": "by", "only": "only",
        "in": "in during", "at": "at @", "month": "month months", "week": "week weeks wk wks",
        "day": "day days", "monthly": "monthly", "weekly": "weekly", "daily": "daily",
        "fortnightly": "fortnightly fortnight", "biweekly": "biweekly", "bimonthly": "bimonthly",
        "quarterly": "quarterly", "twice_monthly": "semimonthly",
        "session": "session sessions series course program programme class classes workshop workshops",
        "except": "except excluding excludes exc excl", "holiday": "holidays holiday",
        "unknown_yet": "tbd tba tbc tbdetermined",
    },
    ignored="""the on meets meet meeting meetings met held gather gathers gathering takes place is are we our group
        groups support run runs running total consecutive time times hours hrs hs h hr date dates schedule
        offered then also there will be this gatherings occurs happens which its it they sharp promptly mtg mtgs""",
    phrases={
        **SURROUNDINGS,
        "holidays": r"(?:(?:federal|public|bank|major|national|school|legal|hospital|university|observed|u\.?s\.?) ){1,2}"
        r"holidays?(?: weeks?| weekends?)?",
        "fillers": r"(?:as well|(?:both|all) (?:of|the))",
        "if_five": r"(?:if|when|whenever|where) (?:there (?:is|are) (?:one|a fifth|a 5th|5|five)|applicable"
        r"|the month has (?:one|five|5)(?: \w+)?|it occurs|they occur|it exists)",
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
        r"|coming soon|var(?:y|ies)|(?:in )?your (?:own )?(?:local )?time(?: ?zone)?",
        "first_meeting": r"(?:with )?(?:the |our |its )?(?:first|next|inaugural) (?:meeting|session|class|group|date|one)s?"
        r"(?: (?:will be|is|on|held|of the (?:group|series)))*(?: ?:)?"
        r"|next ?:|starting (?:on|from)|beginning (?:on|from)|since",
        "counting_from": r"counting from",
        "not_meeting": r"exc?l?\.|(?:there (?:is|are|will be) )?no (?:group |groups? |support group )?"
        r"(?:meetings?|mtgs?|sessions?|groups?|class(?:es)?)(?: will be held)?"
        r"|(?:summer|winter|spring|holiday|christmas) (?:break|recess|vacation)(?= (?:in|during|from))"
        r"|(?:do|does|will) not meet|(?:doesn|don|won)'?t meet|not (?:held|meeting|offered)"
        r"|(?:group )?(?:is )?(?:closed|off|cancel+ed)(?= (?:in|on|for|during|january|february|march|april|may|june"
        r"|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b)"
        r"|with the exception of|exclud(?:ing|es)|except(?: for)?|other than|but not|skips?|skipping"
        r"|not(?= (?:in |on )?(?:january|february|march|april|may|june|july|august|september|october|november|december"
        r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b)|not(?= (?:in|on) )|no(?= (?:december|january|february|march|april|may|june|july|august|september|october"
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
