"""English words around a schedule: places, people, how to join, and clocks that are not when a meeting begins.

A word that is not here is asked about, so enter only words that can never bear on when a group meets.
"""

MONEY = r"[$£€] ?\d+(?:[.,]\d{2})?(?: (?:per|a|each) (?:person|session|class|visit|week|month|meeting))?"
PEOPLE = (
    r"(?:people|participants|members|attendees|women|men|patients|places|spots|spaces|seats|guests|persons)"
)
STATES = (
    "al|ak|az|ar|ca|co|ct|de|fl|ga|hi|id|il|in|ia|ks|ky|la|me|md|ma|mi|mn|ms|mo|mt|ne|nv|nh|nj|nm|ny|nc|nd|oh|ok|or"
    "|pa|ri|sc|sd|tn|tx|ut|vt|va|wa|wv|wi|wy|dc|pr|ab|bc|mb|nb|nl|ns|nt|nu|on|pe|qc|sk|yt|usa|uk"
)
FIGURES = (  # numbers that count or name something else than time
    r"(?:ages?|aged) ?:? ?\d{1,3}(?: ?(?:-|to|and|through|&) ?\d{1,3}\b| ?\+| (?:and|or|&) (?:over|older|up|above|under|younger))?"
    r"|(?:over|under|above|below) (?:the age of )?\d{2}s?\b(?! ?(?:%|:|[ap]\.?m|min|hour|week|day|month))"
    r"|\d{2} ?\+(?!\w)|\d{2} (?:years )?(?:and|or) (?:over|older|up|above|under|younger)"
    r"|\d{1,2}(?:-| to )\d{1,2} years?(?: old| of age)?|\d{2} years (?:old|of age)"
    rf"|(?:limited to|maximum(?: of)?|max\.?|up to|space for|capacity(?: of)?|no more than)"
    rf" (?:\d{{1,3}}|six|eight|ten|twelve) {PEOPLE}"
    rf"|\d{{1,3}} {PEOPLE}(?: max(?:imum)?\.?)?|{MONEY}"
    r"|stages? (?:\d|iv|i{1,3})(?:(?: ?[,/&-] ?| and | or )(?:\d|iv|i{1,3})\b)*"
    r"|[a-z]{1,2}\d[a-z\d]? \d(?![ap]m)[a-z]{2}\b|[a-z]\d[a-z] ?\d[a-z]\d\b"
    rf"|(?:(?:[a-z.']+ ){{0,2}}[a-z.']+, ?)?(?:{STATES})\.? \d{{5}}(?:-\d{{4}})?(?!\d)"
    r"|(?:meeting id|passcode|password|access code|pin|id) ?[:#]? ?\d[\d -]{2,}#?"
    r"|(?:extension|ext\.?|option) ?[:#]? ?\d{1,6}(?! ?[ap]\.?m)"
    r"|(?:exit|gate|ward|lot|level|entrance|bay|apt|po box|channel|route|highway) ?#?\d+[a-z]?\b(?! ?(?:[ap]\.?m|:))"
)
CHURCH = (
    r"(?:church|baptist|presbyterian|methodist|lutheran|congregational|christian|united|unitarian|reformed)"
)
WHERE_IT_IS = (
    r"(?:\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|ground|lower) (?:floor|street|st\b|avenue|ave\b|level|fl\b)\.?"
    rf"|(?:first|second|third|fourth|fifth) {CHURCH}|seventh[- ]day adventist"
    r"|day (?:centre|center|hospital|surgery|room|unit|hospice)"
    r"|(?:room|rm|suite|ste|bldg|building|floor|unit)\.? ?#?\d+\w?"
    r"|\d{1,5}(?! [ap]\.?m\b) (?:[nsew]\.? )?(?:[a-z]+ ){1,3}"
    r"(?:street|st|avenue|ave|road|rd|drive|dr|boulevard|blvd|lane|ln|way|hwy|court|place|square|sq|terrace|close|crescent)\b\.?"
)
FOOD = (
    r"(?:(?:light|hot|free|complimentary) )?(?:coffee|tea|lunch|refreshments|snacks?|breakfast|brunch|dinner|supper"
    r"|potluck|buffet|meal|pizza|drinks|nibbles|biscuits|cake|soup)"
)
SERVED = r"(?: (?:is|are|will be))?(?: (?:available|provided|served|included|offered))?"
NAMES_OF_EVENTS = (
    r"(?:social(?:s|ising|izing)?(?: (?:time|hour))?(?! work)|networking|mingling|meet and greet|fellowship|introductions"
    r"|informal chat|q ?& ?a|questions and answers|(?:guest )?speaker|presentation|childcare"
    r"|(?:(?:hike|walk|walkers|bus|coach|boat|group) )?(?:departs?|departure|leaves|sets off))"
)
ROOM_TO_OPEN = (
    r"(?:doors?|(?:the )?building|(?:(?:zoom|online|virtual|meeting|waiting|chat|video|breakout) ){0,2}(?:room|line|lobby|link|call|session)"
    r"|zoom|lobby|gates?|hall|church|venue|centre|center|cafe|parking(?: lot)?|phone lines?|lines?)"
)
BY_WHEN = r"(?:(?:no later than|by|before|until)(?: the)?)"
DAY = r"(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b"
ASK_FIRST = r"(?:please |must |to |you must )?(?:pre-?)?(?:register(?:ing)?|registration|rsvp|sign[- ]?up|book(?:ing)?|reserve|enrol+|apply)"

SURROUNDINGS = {
    "doors": rf"{ROOM_TO_OPEN} (?:will )?(?:be )?(?:opens?|opening|(?:is|are) open)(?: up)?"
    r"|(?:doors?|gates?)(?= ?[:-]? ?(?:at |from )?\d)"
    r"|(?:check|sign)[- ]?in(?: (?:opens|begins|starts|is|time))?"
    r"|(?:please )?(?:arrivals?|arrive|log ?[io]n|sign on|dial in)(?= (?:by|from|at|before|between|no later) )"
    r"|(?:pre-?)?registration(?: (?:opens|begins|starts|is))?(?= ?[:-]? ?(?:at |from |is )?\d)"
    r"|opens(?= (?:at |from )?(?:\d|noon))",
    "aside": rf"{FOOD}(?:(?: and | & |, ?){FOOD})*{SERVED}|{NAMES_OF_EVENTS}{SERVED}",
    "deadline": rf"{ASK_FIRST}(?: (?:in advance|online|your (?:place|spot|seat)|a (?:place|spot|seat)|to (?:attend|join)|for (?:this|the) (?:meeting|session|class|group)|here))? (?:{BY_WHEN}(?= (?:on )?(?:\d|noon|midday|{DAY}))|closes)"
    r"|(?:registration |sign[- ]?up |rsvp )?deadline(?: is)?",
    "finish": r"(?:ends|ending|finish(?:es|ing)?|concludes|closes|wraps up)(?: at|(?= (?:\d|noon|midnight)))",
    "figures": FIGURES,
    "days_before": rf"{ASK_FIRST}(?: \w+)? (?:by|before) (?:(?:noon|midday|\d{{1,2}}(?::\d\d)? ?[ap]\.?m\.?) )?(?:on |of )?"
    r"(?:the )?(?:day|night|evening|week|monday|tuesday|wednesday|thursday|friday|saturday|sunday) (?:before|prior)"
    rf"|{ASK_FIRST} (?:at least )?(?:\d\d?|one|two|three) (?:hours?|days?|weeks?) (?:in advance|ahead|before|prior)",
    "notes": r"one[- ]time|(?:any )?questions\?|(?:sent |emailed |given )?(?:after|upon|following) (?:registration|registering|sign[- ]?up|rsvp)|one[- ](?:on|to)[- ]one|1[- ]on[- ]1(?![:\d])|1-to-1(?![:\d])|1:1(?!\d)"
    r"|(?:pre-?)?registration (?:is )?(?:required|requested|needed|necessary|preferred|recommended)"
    r"(?: (?:to|in|by|for|at|with) (?:attend|advance|phone|email|join|participate|calling))?"
    r"|no (?:registration|appointment|referral|rsvp|booking|experience|diagnosis|membership)"
    r"(?: or (?:registration|appointment|referral|rsvp|booking|fee))?(?: (?:is )?(?:required|necessary|needed))?"
    r"|no need to (?:register|book|rsvp|sign up)"
    r"|(?:please |must |to )?(?:pre-?)?register(?:ing)?"
    r"(?: (?:to attend|in advance|first|online|by calling|to join|at|here|by email))*"
    r"|(?:please )?rsvp(?: (?:required|requested|to|at|by(?= (?:phone|email|calling|text))))*"
    r"|(?:advance )?sign[- ]?up (?:is )?(?:required|needed)"
    r"|walk[- ]?ins welcome|drop[- ]?ins? (?:are )?(?:welcome|only)?|drop[- ]?in"
    r"|new(?:comers| members| patients| participants| attendees| people| faces| friends)?"
    r" (?:are )?(?:always )?welcome(?: (?:at )?any ?time)?|(?:newly|recently|just) diagnosed"
    r"|before (?:attending|coming|joining|(?:your|the) first (?:visit|meeting|time|session))"
    r"|free(?: of charge| and open to (?:the public|all))?"
    r"|(?:no|without) (?:cost|charge|fee)(?: to attend)?"
    r"|(?:location|place|venue|room|facilitator|topic|speaker) ?:? ?(?:is )?"
    r"(?:tbd|tba|tbc|to be (?:announced|determined|confirmed))|not just those with a diagnosis|at any stage"
    r"|after (?:a |your |their )?(?:diagnosis|breast cancer|surgery|mastectomy)(?! \d)",
    "places": WHERE_IT_IS,
    "contacts": r"(?:please )?(?:call|contact|email|e-mail|text)(?: (?!for\b|to schedule)(?:ext\. ?\d+|(?:[^\s;.()]|\.(?=\w))+)){0,8}"
    r"(?: for (?:more |further )?(?:information|details|info|directions|location)[^;.()\n]*)?"
    r"|for (?:more|further) (?:information|info|details)[^;()\n]*",
    "office": r"(?:(?:front |box )?office|reception|desk|(?:tele)?phones?|helpline|hotline|info(?:rmation)?|inquiries|enquiries"
    r"|registrations?|reservations?|contact|call|email|questions)(?: (?:hours?|lines?|times?|us|is|are|staffed|open))*",
    "remote": r"zoom|online|virtual(?:ly)?|telephone|webex|teams|by phone|conference call",
    "relative": r"respectively|after|before|following|preceding|prior|unless|if|nearest|closest|unlike|instead|rather"
    r"|closed(?! (?:group|online|cohort))|off|break|recess|vacation|nearly|almost|about|around|half|rotat\w+|odd"
    r"|even|some|certain|select\w*|many|most|few|several|moon|easter|thanksgiving|christmas",
    "seasons": r"lent(?:en)?|advent|ramadan|easter|eastertide|christmas\w*|xmas|passover|pesach|hanukkah|chanukah|purim"
    r"|sukkot|shavuot|rosh|hashanah|kippur|eid|diwali|holi|vesak|navratri|nowruz|thanksgiving|halloween|pentecost"
    r"|whitsun\w*|michaelmas|candlemas|martinmas|lammas|kwanzaa|juneteenth|yule\w*|eve|semester\w*|trimester|term"
    r"|term-?time|quarter\w*|half-?term|holidays?|vacations?|breaks?|recess|seasons?|seasonal|summers?|winters?"
    r"|autumn\w*|year\w*|annual\w*|biannual\w*|weeks?|months?|days?|solstice|equinox|harvest|carnival|sabbath|ashura"
    r"|muharram|tisha|lunar|academic|daylight",
    "places_or_seasons": r"trinity|ascension|epiphany|assumption|hilary|spring|springs|fall|falls|school",
    "states": STATES,
    "abbreviations": r"dr|mrs?|ms|st|mt|ft|rev|fr|prof|jr|sr|ave|rd|blvd|ln|bldg|apt|dept|hosp|ctr|univ|no|tel|ph|inc|co|[a-z]",
    "name_leads": r"at|with|by|near|behind|opposite|via|contact|facilitated|led|hosted|@",
    "place_nouns": r"room|rooms|classroom|hall|center|centre|hospital|hospice|clinic|church|library|office|offices|building"
    r"|auditorium|cafeteria|cafe|chapel|cathedral|synagogue|temple|mosque|parish|rectory|street|st|avenue|ave|road|rd"
    r"|boulevard|blvd|drive|lane|way|square|plaza|terrace|campus|house|home|lobby|atrium|lounge|pavilion|tower|wing|floor"
    r"|suite|institute|university|college|school|foundation|inn|hotel|park|garden|gardens|museum|theatre|theater|gym"
    r"|ymca|ywca|lodge|club|village|county|department|dept|unit|ward|practice|surgery|station|court|mall|market|bistro"
    r"|restaurant|pub|bakery|bookshop|studio|society|trust|association|alliance|network|health|medical|memorial|regional",
    "harmless": r"zoom|online|virtual\w*|in-person|forums?|chatrooms?|boards?|helplines?|hotlines?|ext|extension|option|webpage|page|tel|ring|questions?|ask|speak\w*|available|enter|lot|garage|level|along|cuppa|natter|turn|up|experiences?|feelings"
    r"|stories|concerns|tips|practical|emotional|physical|mutual|understanding|listen\w*|laugh\w*|company|similar|situations?"
    r"|journeys?|sent|emailed|will|given|help\w*|offer\w*|shop|shops|person|phone|telephone|call\w*|dial\w*|conference|webex|teams|skype|google|microsoft"
    r"|video|videoconference|hybrid|link|links|internet|facebook|website|web|app|platform|password|passcode|site|srcc"
    r"|nurse\w*|floor|located|location|place|parking|entrance|upstairs|downstairs|basement|lower|main|conference|community"
    r"|meditation|accessible|wheelchair|outside|inside|outdoors|indoors|free|cost|charge|fee|fees|donations?|suggested"
    r"|register\w*|registration|pre-?register\w*|rsvp\w*|contact\w*|email\w*|e-mail|information|info|details|welcome\w*"
    r"|invited?|required|requested|preferred|necessary|needed|encouraged|appreciated|join\w*|attend\w*|participate\w*"
    r"|participants?|advance|ahead|come|bring|brown|bag|own|love|see|find|visit|click|send|receive|use|dress|wear|mat|mats"
    r"|women|woman|womens|women's|men|men's|mens|patients?|survivors?|survivorship|thrivers?|previvors?|caregivers?|carers?|care"
    r"|partners?|spouses?|wives|husbands|couples?|parents?|mothers?|moms?|mums?|fathers?|dads?|children|kids|teens?"
    r"|famil(?:y|ies)|friends|loved|ones?|people|persons?|individuals?|adults?|young|younger|older|seniors?|lgbtq?\w*|black"
    r"|african|american|latina?o?s?|latinx|hispanic|asian|jewish|muslim|christian|veterans?|public|anyone|everyone|everybody"
    r"|all|both|members?|newcomers?|non-members|only|newly|diagnos\w+|cancers?|breast|metastatic|metastas\w+|secondary|advanced"
    r"|mbc|mets|stage|stages|triple|negative|her2|hormone|inflammatory|lobular|ovarian|prostate|lung|brain|colorectal|blood"
    r"|gyneco\w+|any|other|types?|kind|living|affected|treatment|chemotherapy|chemo|radiation|therap\w+|recovery|grief|bereave\w+"
    r"|loss|support\w*|self-help|peer\w*|led|leader\w*|lead|leads|facilitat\w+|host\w*|moderat\w+|run|social|workers?|psycholog\w+"
    r"|counsell?ors?|counsell?ing|oncolog\w+|doctors?|physicians?|chaplains?|dietiti?an\w*|volunteer\w*|staff|team|coordinators?"
    r"|navigators?|professional\w*|licensed|trained|registered|rn|lcsw|msw|lmft|lmhc|lpc|md|phd|psyd|aocn|ocn|bsn|np|dr|mr|mrs"
    r"|ms|miss|sr|jr|rev|fr|pastor|sister|open|closed|confidential|safe|informal|friendly|relaxed|small|large|limited|spots?|space"
    r"|spaces|seats?|capacity|english|spanish|french|bilingual|language|interpreter\w*|asl|discuss\w*|topics?|speakers?|guest"
    r"|education\w*|learn\w*|information\w*|resources?|yoga|art|arts|craft\w*|crochet|knitting|writing|journaling|reading|book"
    r"|exercise\w*|fitness|walk\w*|hik\w+|dance|dancing|singing|choir|music|movement|mindful\w*|meditat\w+|relaxation|tai|chi|qigong"
    r"|gentle|coffee|tea|lunch|snacks?|refreshments|food|dinner|breakfast|chat|talk|share|sharing|shared|connect\w*|meet-?up|circle"
    r"|caf[ée]|hour|drop|drop-ins?|accommodate|needs|age[sd]?|sponsored|presented|provided|offered|organi[sz]ed|virtually|advocacy"
    r"|clinical|wellness|wellbeing|well-being|health|holistic|nutrition|cooking|makeup|wig|wigs|fitting|hope|strength|courage"
    r"|network|networking|nonprofit|charity|foundation|association|society|organization|organisation|local|area|regional|national"
    r"|nhs|macmillan|maggie's|directly|simply|just|simple|more|further|great|lovely|warm|supportive|environment|setting|face|f2f",
    "small_words": r"the|a|an|and|or|of|in|at|on|to|for|with|please|we|you|your|is|are|be|by|via|from|our|this|that"
    r"|it|its|through|their|they|who|those|us|me|my|i|have|has|had|can|would|like|into|them|her|his|she|he|if you|want|wish|about your"
    r"|so|etc|also|group|groups|meeting|meetings|meet|meets|held|class|classes|session|sessions|program|programme|workshop"
    r"|through the|what|where|how|hello|hi|thanks|thank|mc",
}
