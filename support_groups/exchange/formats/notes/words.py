"""Words that bear on when a group meets, as regular expressions for lower case without accents; English and Spanish."""

import re

DAYS = (
    (0, "mondays?|lunes"), (1, "tuesdays?|martes"), (2, "wednesdays?|miercoles"), (3, "thursdays?|jueves"),
    (4, "fridays?|viernes"), (5, "saturdays?|sabados?"), (6, "sundays?|domingos?"),
)  # fmt: skip
# Short names are words of their own ("sat", "sun"), so they need a capital and a time-like neighbor.
SHORT_DAYS = ((0, "mon"), (1, "tues?"), (2, "weds?"), (3, "thu(?:rs?)?"), (4, "fri"), (5, "sat"), (6, "sun"))
MONTHS = (
    "january|february|september|october|november|december|jan|feb|sept?|oct|nov|dec|july|jul"
    "|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|setiembre|octubre|noviembre|diciembre"
)
MONTH_OR_WORD = "april|may|march|june|august|apr|mar|jun|aug"  # also names of people, and verbs
BEFORE_MONTH = r"in|of|until|till|til|through|thru|since|from|by|early|late|mid|during|to|and|or|except|after|before|closed|every|each"
ORDINALS = {
    1: r"1st|first|1o|1er|1era|primer[oa]?", 2: r"2nd|second|2o|2do|2da|segund[oa]", 3: r"3rd|third|3o|3er|3ra|tercer[oa]?",
    4: r"4th|fourth|4o|4to|4ta|cuart[oa]", 5: r"5th|fifth|5o|5to|5ta|quint[oa]", -1: r"last|ultim[oa]s?|final",
}  # fmt: skip
ORDINAL = "|".join(ORDINALS.values())
JOIN = r"(?: ?(?:,|&|\+|/|-|and|y|or|o|and the|y el|through|to) ?)"
DAY = "|".join(names for _day, names in DAYS) + r"|(?:mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)s?\b\.?"
NUMBER = r"(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|twelve|dos|tres|cuatro|seis|ocho|diez)"

ORDINAL_OF_MONTH = (
    rf"(?:{ORDINAL})(?:{JOIN}(?:{ORDINAL})){{0,6}}(?: (?:full|available|working|complete))?"
    rf" (?:{DAY}|weeks?\b|semanas?\b|(?:day|dia|meeting|reunion|session|one)s? (?:of|in|each|every|del|de cada))"
)
MEETS_ORDINAL = rf"meets? (?:on )?(?:the )?(?:{ORDINAL})\b(?! (?:time|at|in)\b)"
PAIR_OF_ORDINALS = (
    rf"(?:{ORDINAL})(?:{JOIN}(?:{ORDINAL})){{1,6}}(?= ?(?:$|[.,;:)!]|only|of|del|de cada|solo|{DAY}))"
)
OF_MONTH = (
    r"(?:of|in|during) (?:the|each|every|a) months?\b|(?:each|every|per|a|once a|cada|al|del) (?:month|mes)\b|de mes\b"
    r"|monthly\b|mensual(?:es|mente)?\b|month(?:'s)? end\b"
)
OTHER_WEEKS = (
    r"every (?:other|second|2nd|third|3rd|fourth|4th|few|two|three|four|six|[2-9]|10|12)(?: ?- ?| )?(?:st|nd|rd|th)?\b"
    r"(?! floor| step)|each other\b(?= week)|alternat(?:e|es|ing|ely|iv\w+)\b|bi-?weekly\b|bi-?monthly\b"
    r"|semi-?monthly\b|fortnight(?:s|ly)?\b|quarterly\b|(?:every|each|per) quarter\b"
    r"|(?:once|twice|thrice|(?:one|two|three|\d) times?) (?:a|per|each|every|weekly|monthly)\b|sometimes\b|occasional(?:ly)?\b"
    r"|(?:odd|even)(?:-| )?(?:numbered )?(?:weeks?|months?|dates?|days?|week)\b|rotat(?:es|ing|e|ion)\b"
    r"|cada (?:dos|tres|cuatro|2|3|4|15|14|quince|otr[oa])\b|quincenal(?:es|mente)?\b|catorcenal\b|bimensual\b"
    r"|(?:semana|dia)s? (?:si|por medio|alternas?)\b|por medio\b|intercalad\w+"
)
WEEKS = (
    rf"weeks? (?:#|no\.? ?)?\d(?: ?(?:,|&|and|or) ?\d)*|{NUMBER}[ -]?(?:weeks?|sessions?|part|months?|semanas?|sesiones|meses)\b"
    r"|one week\b|the (?:next|other|following)(?: (?:weeks?|months?|ones?))? ?(?:$|[.,;)])"
    r"|weeks? (?:of|on|off|before|after|when|that)\b|semana de\b|(?:this|next) (?:week|month|year)\b"
)
WEEKLY = r"weekly\b|(?:every|each|per|a) week\b|once weekly\b|semanal(?:es|mente)?\b|cada semana\b|todas las semanas\b"
DAILY = (
    r"daily\b|(?:every|each) (?:day|night|evening|morning|weekday|weeknight)\b|(?:seven|7) (?:days|nights)\b"
    r"|diari(?:o|a|amente)\b|todos los dias\b|cada dia\b|weekdays\b|weekends?\b|fin(?:es)? de semana\b"
)
HOLIDAYS = (
    r"holidays?\b|christmas\b|xmas\b|thanksgiving\b|easter\b|new year'?s?\b|(?:labor|memorial|veterans|presidents|mlk)"
    r"'?s? day\b|fourth of july\b|good friday\b|ash wednesday\b|ramadan\b|passover\b|yom kippur\b|rosh hashanah?\b"
    r"|diwali\b|eid\b|hanukkah\b|holy week\b|high holy days\b|semana santa\b|cuaresma\b|adviento\b|navidad(?:es)?\b"
    r"|feriados?\b|festivos?\b|vacaciones\b|july 4\b|(?:in|during|for|throughout|until|before|after) (?:the )?(?:lent|advent)\b"
    r"|(?:lent|advent)(?:en)? (?:only|season)\b"
)
SEASONS = (
    r"(?:in|during|over|for|until|till|through|thru|from|throughout|the|each|every|this|next|after|before|by|no|all|late|early)"
    r" (?:the )?(?:summer|winter|spring|fall|autumn)(?!-| (?:st|street|ave|road|rd|room|hill|lake|valley|risk)\b)"
    r"|(?:summer|winter|spring|fall|autumn)s?(?: and \w+)? (?:hours?|schedule|break|months?|only|recess|location|time|session|semester|term)\b"
    r"|semesters?\b|school(?:s)? (?:year|break|vacation|holidays?|is|are)\b|term[ -]time\b|academic year\b|seasonal(?:ly)?\b"
    r"|(?:in|during|el|en|todo el|durante el) (?:verano|invierno|otono)\b|en primavera\b|curso escolar\b|temporada\b"
)
CHANGES = (
    r"no (?:more |in[- ]person |regular |zoom )?(?:meetings?|sessions?|groups?|class(?:es)?|gatherings?)\b(?! (?:fees?|id|password|charge|cost))"
    r"|(?:not|won'?t|doesn'?t|isn'?t|don'?t|never)(?: be| currently| yet| always)? (?:meet|meets|meeting|held|in session|happening|taking place)\b"
    r"|may not (?:meet|be held)\b|cancell?(?:ed|s|ations?|ing)?\b|skip(?:s|ped)?\b"
    r"|closed (?:on|for|in|until|till|during|through|thru|from|due|temporarily|indefinitely|permanently|every|each|the|when|if|this|"
    rf"{MONTHS}|{DAY})|(?:temporar(?:y|ily)|currently|indefinitely|permanently|tentative(?:ly)?)\b(?! (?:open|accept))"
    r"|suspend(?:ed|s|ing)?\b|hiatus\b|(?:on|taking a|is on|summer) (?:break|pause|recess)\b|paused?\b|discontinued\b"
    r"|no longer\b|moved\b|moving\b|relocat\w+|resum(?:e|es|ed|ing)\b|re-?open\w*|postponed\b|reschedul\w+"
    r"|will (?:\w+ ){0,2}(?:meet|start|begin|be held|move|return|end|change|take place|restart)\b|(?:starts?|starting|comes?|coming) (?:back|up|again|over)\b"
    r"|once (?:we|it|the|there)\b|as soon as\b|until (?:we|it|the|further)\b|as[ -]needed\b|on demand\b|upon request\b"
    rf"|(?:which|what|some|certain|selected|most|many|various|algun[oa]s) (?:days?|weeks?|dates?|times?|months?|{DAY})"
    r"|when (?:we|it|they|the group|the next) (?:meets?|starts?|begins?|one)\b|alternos?\b|alternas?\b"
    r"|but (?:the|not|for|no)\b|not (?:the|on|in|every|all|always|during|this|any)\b|(?:when|if|as long as|provided|whenever) "
    r"(?:enough|at least|there|possible|needed|requested|available|fewer|no one|nobody)\b|calendar(?:io)?s?\b"
    r"|disband\w*|dark\b(?= (?:on|in|the))|dormant\b|ended\b|notice\b"
    r"|except(?:ing|ions?)?\b|excluding\b|excl\b\.?|other than\b|unless\b"
    r"|(?:starting|beginning|effective|commencing|as of|from now on|commences)\b(?! (?:a|the|to|with|point|out|over|anew)\b)"
    r"|(?:starts?|begins?|meets|ends?) (?:a (?:bit|little) )?(?:early|late|earlier|later|sharp(?= at))\b"
    r"|(?:starts?|begins?) (?:on the|in the|again|in|after|\w+ minutes)\b|(?:new|changed?|different|varying|irregular) (?:meeting )?(?:time|day|date|start|hours|schedule)s?\b"
    r"|(?:dates?|times?|days?|hours|schedules?|frequency)(?: and \w+)? (?:may |can |will |are |is |has |have |to be )*(?:var(?:y|ies)|chang(?:e|es|ed)|differs?|determined|announced|subject|posted)\b"
    r"|tb[da]\b|to be (?:determined|announced|scheduled|confirmed)\b|subject to\b|weather\b|snow\b"
    r"|(?:check|see|visit|call|confirm|verify|confirmar?|contact|email|e-mail|text|ask|inquire|llam\w+|consult\w+)\b[^.]{0,50}\b(?:dates?|schedules?|calendar|times|hours|days|fechas|horarios?|when)\b"
    r"|(?:usually|generally|normally|typically|sometimes|occasionally|mostly) (?:meets?|held|on|at|the|once)\b|only (?:when|if|in|during|on|meets?)\b"
    r"|meets? (?:only|when|if|as needed|irregular\w*|upon)\b|in addition to\b|just (?:the|on)\b"
    r"|no (?:hay|habra) (?:reunion(?:es)?|sesion(?:es)?|grupo|clases?)\b|no se (?:reune|reunen|realiza|hace|ofrece)\b|cancelad[oa]s?\b|se cancela\b"
    r"|suspendid[oa]s?\b|excepto\b|salvo\b|menos (?:el|los|en|cuando)\b|nuevo aviso\b|a partir de(?:l)?\b|en pausa\b|ya no\b"
    r"|cambi(?:o|a|amos) (?:de|el|la) (?:horario|dia|hora|fecha)\b|cerrad[oa]s? (?:por|en|los|el|hasta|durante|temporalmente)\b|temporalmente\b"
    r"|se reanuda\w*|reanudan?\b|horario de (?:verano|invierno)\b|(?:fechas?|horarios?|dias?) (?:por|variables?|varian?|puede\w*)\b"
)
APPOINTMENT = r"by appointment\b|con cita\b"
NAMES_OF_SEASONS = r"(?:lent|advent)\b"
DATES = (
    r"(?<![\d/])(?:0?[1-9]|1[0-2])/(?:0?[1-9]|[12]\d|3[01])(?:/\d{2,4})?(?![\d/])|\b20\d\d-\d\d-\d\d\b"
    r"|(?:\b(?:until|through|thru|in|of|by|effective|starting|beginning|as of|for|en|hasta)|,) 20(?:2[4-9]|3\d)\b"
    r"|\b(?:the|on|el|dia|dias) \d{1,2}(?:st|nd|rd|th)?(?:,? (?:and|&|y) (?:the )?\d{1,2}(?:st|nd|rd|th)?)*(?= (?:of|de|each|every|day|only)|$|[.,;)])(?<!\bon \d)(?<!\bon \d\d)"
)
# What may stand before a weekday without changing it. Any other word ("which Thursdays", "some Fridays") may do so.
BEFORE_DAY = frozenset(
    "a and are at at: come cada de del day days domingo each el en every everyone for from gather gathers group happens held is join "
    "jueves los lunes martes meet meeting meetings meets miercoles night nights o of on open or our por reunion reuniones reune reunen "
    "run runs sabado se session sessions that the this through thru to todos us viernes we weekly when y is: time times".split()
)
PARTS_OF_DAY = {
    r"mornings?|mananas?|am\b": (4, 12), r"afternoons?": (12, 19), r"tardes?": (12, 21), r"evenings?|nights?": (16, 24),
    r"noches?": (18, 24),
}  # fmt: skip
# What comes before a meeting begins: doors that open, behind these words, and what people do there until then.
OPENS = r"(?:opens?|unlock(?:s|ed)?|open|apertura|abre|abren)\b[^.;,\d]{0,25}$"
BEFOREHAND = (
    r"(?:fellowship|coffee|refreshments?|snacks?|potluck|dinner|social(?:izing)?(?: time| hour)?|check[- ]?in|registration|sign[- ]?in|arriv\w+"
    r"|chat|tea|food|lunch|breakfast|meet and greet|set[- ]?up|log ?in|recepcion|registro|inscripcion|cafe|llegar|llegada)\b"
)
NOT_BEFOREHAND = r"(?:(?!\b(?:meet|group|session|start|begin|circle)\w*)[^.;\d]){0,25}$"
# When to call, and where to park after hours.
CALLING = r"(?:call|calls|phone|text|email|e-mail|office|voicemail|rsvp|leave a message|metered|meters?|llam\w+|telefono|oficina)\b"
ENTERING = (
    r"(?:park|parking|parked|garage|lot|gates?|bus|train|elevator|receptionist|reception|security|lobby|entrances?|enter|doors?|ring|buzzer"
    r"|estacionamiento|entrada)\b"
)
AROUND = r"\b(?:before|after|until|till|between|from|by|antes de|despues de|hasta|entre|desde|closes?(?: \w+){0,2} at|locks?(?: \w+)? at)(?: las?)? ?$"
MEETS = r"(?:meet|meets|meeting|meetings|group|session|sessions|class|starts?|begins?|held|every|reunion(?:es)?|reunirse|se reune\w*|grupo|empieza|comienza|inicia)\b"
NAMED_CLOCKS = {r"noon|mediodia|midday": (12, 0), r"midnight|medianoche": (0, 0)}


def at_word(pattern: str) -> re.Pattern[str]:
    """The expressions below `ORDINAL_OF_MONTH` begin with a word; one boundary for all is much faster than one for each."""
    return re.compile(rf"\b(?:{pattern})")
