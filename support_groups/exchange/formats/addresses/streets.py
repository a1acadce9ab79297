"""What a part of an address before its town is: a street, a room, a building's name, a county; or nothing known."""

import re

from support_groups.exchange.formats.addresses.keys import key
from support_groups.places import is_mailbox

ROOM = re.compile(
    r"(?:#\s*\w+|(?:suite|ste\.?|room|rm\.?|unit|apt\.?|apartment|flat|floor|fl\.?|bldg\.?|building|wing|level|lower level|upper level|"
    r"basement|ground floor|lobby|conference room|classroom|chapel|fellowship hall|parish hall|library room|"
    r"oficina|sala|piso|planta|local|despacho|raum|zimmer|etage|bureau|salle|étage)\b(?:\s.*)?|"
    r"(?:\d{1,2}(?:st|nd|rd|th|er|e|º|ª)?\.?|first|second|third|fourth|main|top|lower|upper|ground)\s+"
    r"(?:floor|fl\.?|level|piso|planta|étage|etage|og|stock)|"
    r"\d{1,2}[º°ª]\s?\w{0,5})\W*",
    re.IGNORECASE,
)
ROOM_AT_END = re.compile(
    r"\s+((?:#\s*\w+|(?:suite|ste\.?|room|rm\.?|unit|apt\.?|fl\.?|floor)\s+#?[\w-]{1,6}))$", re.IGNORECASE
)
ROOM_FIRST = re.compile(
    r"((?:suite|ste\.?|room|rm\.?|unit|apt\.?|flat|shop) #?\w{1,5})\s?(?:/|\s)\s?(\d+\s+[^\W\d].*)",
    re.IGNORECASE,
)
NUMBER_FIRST = re.compile(
    r"\d+(?:[-–/]\d+){0,3}(?:\s?[A-Za-z])?(?:\s+(?:1/2|½|bis|ter))?,?\s+(?=\S*[^\W\d_])", re.IGNORECASE
)
NUMBER_LAST = re.compile(
    r"[^\W\d_].*\s(?:n[.º°]?\s*|no\.?\s*|#\s*)?\d+(?:[-–/]\d+)?\s?[A-Za-z]?\W*", re.IGNORECASE
)
NUMBER_ALONE = re.compile(r"(?:n[.º°]?\s*|no\.?\s*|#\s*|s/n)?\d*(?:[-–/]\d+)?[A-Za-z]?\W*", re.IGNORECASE)
STREET_WORDS = frozenset(
    # keys; of English, Spanish, French, German, Italian, Portuguese and Dutch addresses
    "saint street ave avenue av rd road blvd boulevard dr drive ln lane ct court pl place pkwy parkway hwy highway route "
    "rte way ter terrace cir circle sq square trail trl pike turnpike tpke alley row crescent cres close gardens gdns "
    "grove mews walk hill broadway loop expressway freeway causeway concession sideroad line crossing mall bypass "
    "calle avenida paseo plaza carrera calzada camino carretera ronda rambla callejon autopista diagonal transversal "
    "rue chemin boul allee quai cours impasse montee strasse str weg allee platz gasse ring damm ufer chaussee "
    "via viale corso piazza largo rua travessa praca alameda straat laan gracht plein kade ulica ul plac vej gade gata "
    "gatan vagen esplanade wharf parade av avda col colonia barrio urb fracc".split()
) - {"saint"}
STREET_ENDS = ("strasse", "str", "straat", "gasse", "weg", "platz", "allee", "damm", "gracht", "laan", "plein", "kade",
               "gatan", "vagen", "gade", "vej", "ufer")  # fmt: skip
SHORT_FIRST = re.compile(r"(?:c/|cl\.|avda?\.|r\.|pl\.|bd\.|ul\.|jl\.|nr\.)\s*\w", re.IGNORECASE)
NTH = r"\d+(?:st|nd|rd|th)\b(?!\s+(?:floor|fl)\b)"
AND = r"\s*(?:&|@|\band\b|\bat\b)\s*"
CORNER = re.compile(
    r"\b(?:corner of|cnr|at the corner|esquina)\b|\w\s*&\s*\w.*\b(?:st|street|ave|avenue|rd|road|blvd)s?\b|"
    rf"^(?:[nsew]\.?\s)?{NTH}{AND}\w|\w\.?{AND}{NTH}",
    re.IGNORECASE,
)
SAID_LAST = re.compile(  # what makes "Church Lane" a street, and no church
    r".*\S\s(?:street|st|avenue|ave|road|rd|boulevard|blvd|drive|dr|lane|ln|parkway|pkwy|highway|hwy|crescent|close|grove|"
    r"terrace|row|hill)\b\.?(?:\s(?:north|south|east|west|[nsew]|ne|nw|se|sw)\b\.?)?",
    re.IGNORECASE,
)
NUMBERED_ROAD = re.compile(
    r"(?:^|\s)(?:r\.?\s?r\.?|rural route|r\.?\s?d\.?|rte\.?|route|hwy\.?|highway|box|(?:county|state) road|"
    r"(?:calle|carrera|cra?\.?|diagonal|transversal|avenida|av\.?)\s\w+)$",
    re.IGNORECASE,
)
BUILDINGS = frozenset(
    "church hall hospital center centre library school college university chapel cathedral club house clinic temple "
    "synagogue mosque museum lodge ymca ywca ymcas institute cafe restaurant inn hotel park parish ministry ministries "
    "foundation building campus pavilion tower towers plaza mall community senior medical cancer recovery hospice fellowship "
    "presbyterian lutheran methodist baptist catholic episcopal unitarian bank office offices store market alano "
    "iglesia hospital biblioteca centro casa escuela universidad parroquia eglise kirche gemeindehaus krankenhaus "
    "klinik bibliothek haus kirk abbey priory surgery pub arms theatre theater studio gym arena stadium auditorium".split()
)
COUNTY = re.compile(r"(?:.+ (?:county|parish|borough)|(?:county|co\.?) .+)", re.IGNORECASE)


def is_room(part: str) -> bool:
    """
    >>> is_room("Suite 200"), is_room("2nd Floor"), is_room("#4"), is_room("Chapel Street"), is_room("Roomy Lane")
    (True, True, True, False, False)
    """
    words = key(part).split()
    return (
        bool(ROOM.fullmatch(part))
        and not (len(words) == 2 and words[1] in STREET_WORDS)
        and not ROOM_FIRST.match(part)
    )


def is_street(part: str) -> bool:
    """
    >>> [is_street(text) for text in ("8318 104 Street NW", "Fehrbelliner Str. 92", "PO Box 12", "Calle Mayor 4", "Main St")]
    [True, True, True, True, True]
    >>> [is_street(text) for text in ("5th & Main", "Main and 5th", "Church Lane", "Park Avenue", "Church St NW")]
    [True, True, True, True, True]
    >>> [is_street(text) for text in ("St Mary's Hall", "Akron", "Grace Church", "Pier 39 Hall", "Elm Street Church")]
    [False, False, False, False, False]
    """
    if is_mailbox(part) or NUMBER_FIRST.match(part) or CORNER.search(part) or SHORT_FIRST.match(part):
        return True
    if SAID_LAST.fullmatch(part):
        return True
    words = key(part).split()
    if BUILDINGS & set(words) and not NUMBER_LAST.fullmatch(part):
        return False
    if NUMBER_LAST.fullmatch(part):
        return True
    return bool(STREET_WORDS & set(words[1:] or ()) or (len(words) > 1 and words[0] in STREET_WORDS)) or (
        any(word.endswith(STREET_ENDS) and len(word) > 6 for word in words)
        or bool(re.search(r"\S\s+st\b\.?(?:\s+(?:n|s|e|w|ne|nw|se|sw)\b\.?)?$", part, re.IGNORECASE))
    )


def is_number(part: str) -> bool:
    """A house number with a comma before it, as in "Calle Mayor, 12".

    >>> is_number("12"), is_number("nº 5"), is_number("12 Main St"), is_number("Bangor")
    (True, True, False, False)
    """
    return any(letter.isdigit() for letter in part) and bool(NUMBER_ALONE.fullmatch(part))


def is_county(part: str) -> bool:
    """
    >>> is_county("Orange County"), is_county("Co. Cork"), is_county("Orange")
    (True, True, False)
    """
    return bool(COUNTY.fullmatch(part))


def is_building(part: str) -> bool:
    """Whether its words are those of a building or an institution."""
    return bool(BUILDINGS & set(key(part).split()))


def split_room(street: str) -> tuple[str, str]:
    """
    >>> split_room("5 Made Up Ave Suite 3B"), split_room("5 Made Up Ave"), split_room("Unit 5/12 Fern St")
    (('5 Made Up Ave', 'Suite 3B'), ('5 Made Up Ave', ''), ('12 Fern St', 'Unit 5'))
    """
    if match := ROOM_FIRST.match(street):
        return match[2], match[1]
    match = ROOM_AT_END.search(street)
    if match and NUMBERED_ROAD.search(street[: match.start()]):  # "R.R. #1"
        return street, ""
    return (street[: match.start()].strip(" ,"), match[1]) if match else (street, "")
