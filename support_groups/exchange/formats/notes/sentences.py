"""Sentences of a note, and a copy of each in which what cannot bear on time is blanked out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from support_groups.schedules.text import even, plain

LONGEST = 20_000  # characters; nobody writes more about a group
ABBREVIATIONS = (
    r"\b(?:a\.m|p\.m|st|ste|ave|rd|dr|blvd|mr|mrs|ms|no|ext|approx|apt|excl|incl|mon|tues?|wed|thurs?|fri|sat|sun"
    r"|jan|feb|mar|apr|aug|sept?|oct|nov|dec|[a-z])$"
)
ENDS_IN_ABBREVIATION = re.compile(ABBREVIATIONS, re.IGNORECASE)
BREAK = re.compile(r"\n+|[;•*|]+|(?<=[.!?])[\"”)]*\s+(?=[^a-z\s])|\s+[-–—]+\s+(?=[A-ZÁÉÍÓÚÑ])")
DEGREE = re.compile(r"(?<=\d)\.?[°º]|(?<=\d)\.[oa](?= )")  # "1°", "2.º" as people type a Spanish ordinal

STREETS = (
    r"st|street|ave|avenue|rd|road|dr|drive|blvd|boulevard|ln|lane|ct|court|way|pl|place|hwy|highway|pkwy|parkway"
    r"|terrace|circle|sq|square|route|rte|calle|avenida|rue"
)
# Words that are no part of the name of a street: "8 in the new place" is a time.
NO_STREET = r"(?:[ap]\.?m|at|to|in|on|and|or|the|a|our|every|each|from|until|by|for|of|weeks?|days?|people|minutes?|hours?|noon)\b"
# Behind a number that is none of a room: a time begins there.
A_TIME = r"(?![\d:]| ?[ap]\.? ?m\b| ?(?:to|until|till|-|a) ?\d| o'clock)"
ORDINAL = r"(?:\d{1,2}(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|last)"
# What looks like a time and is none. On the plain text (lower case, no accents).
HARMLESS = re.compile(
    "|".join(
        [
            r"https?://\S+|www\.\S+|[\w.+-]{1,64}@[\w-]+(?:\.\w+)+",
            r"(?:\+?1[-. ]?)?\(?\d{3}\)?[-. ]{0,2}\d{3}[-. ]\d{4}(?: ?(?:x|ext\.?) ?\d+)?",
            r"\d{3}[ -]\d{3,4}[ -]\d{3,4}",
            r"(?:meeting id|zoom id|\bid|passcode|password|access code|code|pin|contrasena|clave)(?: ?[:#=-]| is| es)? ?#?[\w-]*\d[\w-]*#?(?: \d{3,4}\b)*",
            r"[$€£] ?\d+(?:[.,]\d+)?|\d+(?:\.\d+)? ?(?:%|percent|dollars|usd|mph|miles?|feet|ft|km|blocks?|yards?)\b",
            rf"\b\d{{1,6}}[a-z]? (?:[nsew]\.? )?(?:(?!{NO_STREET})[\w'.]+ ){{0,3}}(?:{STREETS})\b\.?",
            rf"\b{ORDINAL} (?:[nsew]\.? )?(?:{STREETS})\b\.?",
            rf"\b{ORDINAL}(?:[ -](?:and|&|or|through) {ORDINAL})?[ -](?:floors?|steps?|traditions?|concepts?|editions?|doors?|buildings?"
            r"|rooms?|levels?|grade|left|right|entrance|house|step work|amendment|name|names|timers?|come|aid|class|hand|part"
            r"|half|chapter|chance|impression|century|language|sunday school|things?|wing|row|stop|light|exit|turn"
            r"|meeting(?! (?:of|each|every|in the month)))\b",
            r"\b(?:1/2|1/4|3/4|50/50|12/12|12x12|12 ?& ?12|24/7)\b",
            r"\b(?:room|rm|suite|ste|unit|apt|bldg|building|hall|floor|door|gate|lot|exit|bus|route|line|table|box|step|tradition"
            r"|chapter|page|level|district|area|piso|sala|salon|puerta)s? ?(?:no\.? ?|#)?[a-z]?\d+[a-z]?\b"
            + A_TIME,
            r"\b(?:ages?|aged|edades?) ?\d+(?: ?(?:-|to|and) ?\d+)?|\b\d+ ?(?:\+|and (?:over|older|up|under))|\b\d+ years? (?:old|sober|of age)",
            r"\b(?:up to|limited to|max(?:imum)?(?: of)?|about|over|at least) \d+ (?:people|members|seats|persons|women|men)\b",
            r"\b(?:since|est\.?|established|founded|started in|desde) (?:in )?(?:19|20)\d\d\b",
            r"\b\d+ (?:days?|weeks?|months?|years?) (?:of |off? )?(?:sober|clean|sobriety|free|chips?|or more|ago|abstinen\w+|continuous)\b",
            r"\bdaily (?:reflections?|readings?|meditations?|reprieve|bread|news|dose|living|life|basis|inventory|practice)\b",
            r"\b(?:one )?day at a time\b|\bjust for today\b|\btwenty[- ]four hours?(?: a day)?\b|\b24[- ]hours?(?: a day)? (?:book|chips?)\b",
            r"\bsunday[- ]school(?: \w+)?\b|\bholiday inn\b|\bgood morning\b|\bfriday harbor\b|\beaster seals?\b|\bsanto domingo\b",
            r"\b(?:rotating|alternating|various|varying) (?:format|formats|chair\w*|topics?|leaders?|literature|speakers?|facilitators?|steps?|readings?)\b",
            r"\b(?:including|even on|also on|incl\.?) (?:all )?holidays\b|\byear[- ]?round\b|\ball year(?: long)?\b",
            r"\b(?:arrive|come|join|log in|log on|open|opens|available|sign in)(?: \w+){0,3} \d+ ?min(?:ute)?s? (?:early|before|prior|ahead)\b",
        ]
    )
)
# Names that begin with a word for a time: "First Baptist Church", "Spring Street", "Advent Lutheran".
NAMED = re.compile(
    r"\b(?:First|Second|Third|Fourth|Last|Spring|Summer|Winter|Fall|Advent|Easter|Christmas|Sun|Friday|Sunday|Holiday)"
    r"(?: (?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)[A-Z][\w']+)*? (?:Baptist|United|Presbyterian|Lutheran|Methodist|Congregational|Christian|Unitarian|Church|Chapel"
    r"|Cathedral|Parish|Bank|National|Valley|City|Hall|Hill|Hills|Lake|Park|Creek|Street|St|Ave|Avenue|Road|Rd|Drive|Dr|Room"
    r"|Tree|Hospital|Center|Centre|Clinic|Library|House|Baptist)\b"
)


@dataclass(frozen=True)
class Sentence:
    """`bare` and `original` have the same length: the first in lower case without accents, harmless parts blank."""

    text: str
    original: str
    bare: str


def sentences(text: str) -> Iterator[Sentence]:
    """
    >>> [sentence.text for sentence in sentences("Meets at 7 p.m. on Mon. nights. Ring the bell!")]
    ['Meets at 7 p.m. on Mon. nights.', 'Ring the bell!']
    """
    for part in _parts(even(text[:LONGEST])):
        original = DEGREE.sub(_padded, part)
        blanked = NAMED.sub(_blank, original)
        yield Sentence(part, original, HARMLESS.sub(_blank, plain(blanked)))


def _parts(text: str) -> Iterator[str]:
    begin = 0
    for match in BREAK.finditer(text):
        piece = text[begin : match.start()]
        is_dot = piece.endswith(".") and "\n" not in match[0]
        if is_dot and ENDS_IN_ABBREVIATION.search(piece[-12:-1]):
            continue
        if piece.strip():
            yield piece.strip()
        begin = match.end()
    if text[begin:].strip():
        yield text[begin:].strip()


def _padded(match: re.Match[str]) -> str:
    return "o".ljust(len(match[0]))


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])
