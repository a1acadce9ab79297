"""The words schedules are made of, English and Spanish, as one letter each for the grammar.

    W weekday      w Monday to Friday   O ordinal      J last day (of the month)   M month     N number   Y year
    T time of day  v part of the day    Z zone         L length of a meeting       E every     B other    A and
    R to           U until              f from         S starting                  c counting from        d of
    i in           a at                 H month        K week                      D day       q monthly  k weekly
    j daily        F fortnightly        b biweekly     p bimonthly                 Q quarterly t twice a month
    C sessions     X except             h holidays     G by appointment            z paused    u unknown yet (TBD)
    x the next day I date in digits     n "five if…"   = something else that is understood

A word without a letter in the grammar is "?"; "_" is left out. Punctuation stands for itself.
"""

WEEKDAY_NAMES = (
    "monday mon lunes lun",
    "tuesday tue tues tu martes mar_",
    "wednesday wed weds wednes miercoles mie",
    "thursday thu thur thurs th jueves jue",
    "friday fri viernes vie",
    "saturday sat sabado sab",
    "sunday sun domingo dom",
)
ABBREVIATED = set(
    "mon lun tue tues tu wed weds wednes mie thu thur thurs th jue fri vie sat sab sun dom".split()
)
MONTH_NAMES = (
    "january jan enero ene",
    "february feb febrero",
    "march mar marzo",
    "april apr abril abr",
    "may mayo",
    "june jun junio",
    "july jul julio",
    "august aug agosto ago_",
    "september sept sep septiembre setiembre",
    "october oct octubre",
    "november nov noviembre",
    "december dec diciembre dic",
)
ORDINAL_NAMES = {
    1: "first primer primero primera primeros",
    2: "second segundo segunda segundos",
    3: "third tercer tercero tercera terceros",
    4: "fourth forth cuarto cuarta cuartos",
    5: "fifth quinto quinta quintos",
    -1: "last final ultimo ultima ultimos",
    -2: "penultimate penultimo",
}
NUMBER_NAMES = {
    1: "one un una uno",
    2: "two dos",
    3: "three tres",
    4: "four cuatro",
    5: "five cinco",
    6: "six seis",
    7: "seven siete",
    8: "eight ocho",
    9: "nine nueve",
    10: "ten diez",
    11: "eleven once",
    12: "twelve doce",
    14: "fourteen catorce",
    15: "fifteen quince",
    16: "sixteen",
    20: "twenty veinte",
}
PARTS_OF_DAY = {
    "am": "morning mornings manana mananas a.m. daytime",
    "noon": "lunchtime midday",
    "pm": "afternoon afternoons evening evenings night nights tarde tardes noche noches eve eves",
}
LETTERS = {
    "w": "weekday weekdays",
    "E": "every each cada",
    "B": "other alternate alternating alternos alternas",
    "A": "and & y e plus or o ni nor + und",
    "R": "to through thru al",
    "U": "until till til hasta ending ends",
    "f": "from between desde entre",
    "S": "starting starts start beginning begins begin commencing commences comienza comenzando empieza inicia inicio",
    "d": "of de del",
    "i": "in en during",
    "a": "at @",
    "H": "month months mes meses",
    "K": "week weeks wk wks semana semanas",
    "D": "day days dia dias",
    "q": "monthly mensual mensualmente mensuales",
    "k": "weekly semanal semanalmente semanales",
    "j": "daily diario diariamente",
    "F": "fortnightly fortnight quincenal quincenalmente quincenales",
    "b": "biweekly bisemanal",
    "p": "bimonthly bimensual bimestral",
    "Q": "quarterly trimestral trimestralmente trimestre",
    "t": "semimonthly",
    "C": "session sessions series course program programme class classes workshop workshops sesion sesiones curso taller",
    "X": "except excepto salvo excluding excludes exc excl",
    "h": "holidays holiday festivos feriados festivo feriado",
    "u": "tbd tba tbc tbdetermined",
}
LEFT_OUT = set(
    """the on el la los las lo meets meet meeting meetings met held gather gathers gathering takes place is are we our group
    groups support se reune reunen nos reunimos reunion reuniones run runs running total consecutive for por para time times hora horas
    when cuando only solo hours hrs hs h hr date dates schedule horario offered then also
    there will be will this con gatherings occurs happens which its it they sharp promptly mtg mtgs""".split()
)

PAUSED = r"""temporarily (?:inactive|suspended|closed|unavailable)|(?:currently )?(?:on|in) (?:hiatus|hold|recess|pause)|\bpaused\b|\binactive\b
|\bsuspended\b|cancel+ed until further notice|until further notice|no longer meet\w*|not currently meeting|currently not meeting|disbanded
|discontinued|(?:not|isn't) meeting (?:at this time|right now|currently)|suspendid[oa]s?|en pausa|hasta nuevo aviso"""
APPOINTMENT = r"""to (?:schedule|make|set up|arrange|book) (?:an? )?(?:appointment|session|visit|call)s?|(?:by|per|with|via) (?:an? )?(?:prior )?appointments?(?: only)?|appointment only|appointments? (?:required|needed|necessary)|scheduled individually
|individually scheduled|call (?:to|for) (?:schedule|make|set up|arrange)?\s*(?:an? )?appointments?|call to schedule|by arrangement|as needed
|on request|upon request|(?:con|previa|por) cita(?: previa)?|cita previa|a demanda|on demand|by request|scheduled as needed|arranged individually"""
UNKNOWN_YET = r"""(?:(?:times?|dates?|days?|schedule|location)s? )?(?:(?:is|are) )?(?:may|might|can|could|subject to) change|to be (?:determined|announced|confirmed|decided|scheduled)|por (?:confirmar|determinar|definir|anunciar)|a confirmar
|(?:dates?|times?|days?|schedule)(?: and (?:dates?|times?|days?))? (?:may )?var(?:y|ies)|(?:call|contact us|email|check|see|ask)(?: \w+){0,3} for (?:the )?(?:meeting )?(?:dates?|times?|days?|schedules?|hours)(?: and (?:dates?|times?|days?))?
|(?:see|check) (?:our |the )?(?:calendar|website|schedule)(?: for (?:dates?|times?|details))?|coming soon|proximamente|var(?:y|ies)"""
NOT_MEETING = r"""(?:there (?:is|are|will be) )?no (?:group |groups? |support group )?(?:meetings?|mtgs?|sessions?|groups?|class(?:es)?)(?: will be held)?|(?:summer|winter|spring|holiday|christmas) (?:break|recess|vacation)(?= (?:in|during|from))|(?:do|does|will) not meet|(?:doesn|don|won)'?t meet|not (?:held|meeting|offered)
|(?:group )?(?:is )?(?:closed|off|cancel+ed)(?= (?:in|on|for|during|january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b)|no (?:hay|habra) (?:reunion|reuniones|sesion|sesiones|grupo)|no se reunen?|with the exception of|exclud(?:ing|es)|except(?: for)?|other than|but not|skips?|skipping|not(?= (?:in|on) )
|menos(?: en)?|excepto|salvo|sin reunion(?:es)?|no(?= (?:december|january|february|march|april|may|june|july|august|september|october|november|july|august|dec|jan)\b)"""
IF_FIVE = r"""(?:if|when|whenever|where) (?:there (?:is|are) (?:one|a fifth|a 5th|5|five)|applicable|the month has (?:one|five|5)(?: \w+)?|it occurs|they occur|it exists)|si (?:lo )?hay"""
FIRST_MEETING = r"""(?:with )?(?:the |our |its )?(?:first|next|inaugural) (?:meeting|session|class|group|date)s?(?: (?:will be|is|on|held|of the (?:group|series)))*(?: ?:)?
|(?:primera|proxima) (?:reunion|sesion)(?: ?:)?|a partir del?|starting (?:on|from)|beginning (?:on|from)|since"""
TWICE_A_MONTH = r"(?:twice|two times|2x|2 times|dos veces) ?(?:a|per|each|every|al|por|/) ?(?:month|mes)|twice[- ]monthly|semi-?monthly"
TWICE_A_WEEK = r"(?:twice|two times|three times|\d times|dos veces) (?:a|per|each|every|a la|por) (?:week|semana)|twice[- ]weekly"
ANOTHER_RULE = (
    r"\b(?:odd|even)[- ](?:numbered )?(?:weeks?|months?)\b|\bfull (?:week|moon)\b|\bweek of the month\b"
)
EVERY_DAY = r"(?:seven|7) days (?:a|per|each) week|(?:los )?(?:siete|7) dias (?:de|a) la semana|every ?day|todos los dias|a diario|each day|cada dia"
ALL_HOURS = r"24 ?/ ?7|24 hours(?: (?:a|per) day)?|around the clock|las 24 horas|all day"
WEEKENDS = r"weekends?|fines? de semana"
MONDAY_TO_FRIDAY = r"entre semana|dias (?:laborables|habiles)|(?:business|working) days"
NOTES = r"""one[- ](?:on|to)[- ]one|1[- ]on[- ]1(?![:\d])|1-to-1(?![:\d])|1:1(?!\d)|(?:pre-?)?registration (?:is )?(?:required|requested|needed|necessary|preferred)(?: \w+){0,3}|no registration (?:is )?(?:required|necessary|needed)|(?:please |must |to )?(?:pre-?)?register(?:ing)?(?: (?:to attend|in advance|first|online|by calling|to join|at|here|by email))*
|(?:please )?rsvp(?: (?:required|requested|to|at|by))*|(?:advance )?sign[- ]?up (?:is )?(?:required|needed)|walk[- ]?ins welcome|drop[- ]?ins? (?:are )?(?:welcome|only)?|drop[- ]?in|new members (?:are )?(?:always )?welcome
|free(?: of charge| and open to (?:the public|all))?|no (?:cost|charge|fee)(?: to attend)?|(?:se requiere|requiere|previa) inscripcion|inscripcion (?:requerida|obligatoria|previa)|gratis|gratuito
|(?:location|place|venue|room|facilitator|topic|speaker) ?:? ?(?:is )?(?:tbd|tba|tbc|to be (?:announced|determined|confirmed))|not just those with a diagnosis
|(?:coffee|tea|lunch|refreshments|snacks?|light (?:lunch|refreshments|snacks?))(?: (?:and|&) (?:coffee|tea|snacks?|cookies))? ?(?:is |are |will be )?(?:available|provided|served|included)?"""
EXPLAINED = r"(?:please )?(?:call|contact|email|e-mail|text|llame|llamar|contacte)(?: (?!for\b|to schedule)[^\s;.()]+){0,8}(?: for (?:more |further )?(?:information|details|info|directions|location)[^;.()\n]*)?|(?:for|para) (?:more|mas|further) (?:information|info|informacion|details)[^;()\n]*"
PLACES = r"""(?:\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|ground|lower) (?:floor|street|st\b|avenue|ave\b|level|fl\b)\.?|(?:room|rm|suite|ste|bldg|building|floor|unit|piso|sala|salon)\.? ?#?\d+\w?
|\d{1,5} (?:[nsew]\.? )?(?:[a-z]+ ){1,3}(?:street|st|avenue|ave|road|rd|drive|dr|boulevard|blvd|lane|ln|way|hwy)\b\.?"""
HOLIDAYS = r"(?:(?:federal|public|bank|major|national|school|legal|hospital|university|observed|u\.?s\.?) ){1,2}holidays?(?: weeks?| weekends?)?|(?:dias )?(?:festivos|feriados)"
