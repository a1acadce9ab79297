"""What a text took over that belongs to somebody else: credits, review lines, a publisher's boxes and name, adverts,
long quotations. It is named, never dropped: a person decides what may stay.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.manuscripts.figures import SLASH, is_credit
from articles.manuscripts.manuscript import Note, Place
from articles.manuscripts.third_party_passages import AGENCY, NAME, WITHIN, passages

LONGEST_LINE = 200  # characters of a line that stands alone: a credit, a box's heading, a call to subscribe
LONGEST_QUOTATION = 40  # words; the length from which style manuals set a quotation apart
# Publishers of health articles. Hospitals and charities are not among them: a text may well speak of those.
PUBLISHERS = (
    "Verywell Health|Verywell Mind|Verywell|Healthline|WebMD|Everyday Health|Medical News Today|MedicineNet"
)

# A credit names somebody. “Source: the place where the pain starts” and “Photos by the bed” do not.
LABEL = re.compile(
    rf"^[^:/©]*?(?:[:/©]|\(c\)|\b(?:by|of|copyright)\b) ?(?:the )?(?:{NAME}|©|\(c\)|\d)", re.IGNORECASE
)
REVIEWED = re.compile(
    rf"^(?:medically |clinically |expert |scientifically |editorially )?(?:reviewed|fact[ -]?checked|edited|written|authored) by:? {NAME}|^by {NAME}(?:,|$| \|)",
    re.IGNORECASE,
)
BOX = re.compile(
    rf"^(?:a|one last|a final) word from (?:our [^.,!?]{{2,40}}|the (?:editors?|publisher).{{0,20}}|{NAME})$"
    rf"|^sponsored(?: content| post)?$|\bbrought to you by {NAME}",
    re.IGNORECASE,
)
MAILINGS = r"newsletters?|mailing list|email (?:list|updates?|alerts?)|digest|inbox"
ADVERT = re.compile(
    rf"\b(?:sign up|subscribe|join|get)\b[^.!?]{{0,60}}\b(?:{MAILINGS})\b|\bsign up for [^.!?]{{0,30}}\bemails\b|^(?:sign up|subscribe)(?: now| today| here)?[.!]?$"
    r"|\bsubscribe (?:to|for) (?:our|us\b|the (?:magazine|podcast|channel))|\b(?:follow|like|find) us on (?:facebook|instagram|twitter|x|youtube|tiktok|pinterest|linkedin)\b"
    r"|\bdownload (?:our|the) (?:free )?app\b|\bdelivered (?:straight )?to your inbox\b",
    re.IGNORECASE,
)
QUOTATION = re.compile(r"“([^“”]+)”|\"([^\"]+)\"")
BRANDED = (
    re.compile(rf"^a word from ({NAME})$", re.IGNORECASE),
    re.compile(r"^([A-Z]\w+(?: [A-Z]\w+)?) / [A-Z]\w+ [A-Z]\w+$"),
    re.compile(rf"(?:©|\(c\)|copyright)(?: ©)? ?(?:19|20)\d\d,? ({NAME})", re.IGNORECASE),
)
TITLE_SUFFIX = re.compile(rf"\s(?:[|»]\s(.{{2,40}})|[–—-]\s({PUBLISHERS}))$")

REASONS = {
    "credit": gettext_lazy("A credit or copyright line. Do you have permission to show what it belongs to?"),
    "review": gettext_lazy("Says who wrote or reviewed the text elsewhere. The site names its own."),
    "box": gettext_lazy(
        "A box of another publisher or a sponsor. Write it in your own words, or take it out."
    ),
    "advert": gettext_lazy("Asks readers to sign up or subscribe somewhere. Take it out unless it is yours."),
    "quotation": gettext_lazy(
        "A quotation of more than 40 words. Shorten it, or get permission and name whose it is."
    ),
    "title": gettext_lazy("The title ends with the name of another publisher. Take it out."),
    "brand": gettext_lazy(
        "Names another publisher: “%(name)s”. Readers would think that the text is theirs."
    ),
}


def third_party(title: str, places: Sequence[Place]) -> list[Note]:
    """One note for each kind of thing in each block, or in each sentence of a paragraph, in the order of the text.

    >>> [note.text for note in third_party("Bones", [Place(3, "Photo by Jane Doe"), Place(5, "Bones hurt.")])]
    ['Photo by Jane Doe']
    """
    named = _brands(title, places)
    found = list(_of_title(title))
    for place in places:
        kinds = [*_kinds(place.text)]
        found += [_note(place, kind) for kind in kinds]
        inside = [(kind, sentence) for kind, sentence in passages(place.text) if kind not in kinds]
        found += [_note(replace(place, text=sentence), kind) for kind, sentence in inside]
        kinds += [kind for kind, _sentence in inside]
        brand = named.search(place.text)
        if brand and not {"box", "credit"} & {*kinds}:
            found.append(_note(place, "brand", brand[0]))
    return found


def _kinds(text: str) -> Iterator[str]:
    is_line = len(text) <= LONGEST_LINE
    if is_line and ((is_credit(text) and _names_somebody(text)) or WITHIN["credit"].search(text)):
        yield "credit"
    if is_line and REVIEWED.search(text):
        yield "review"
    if is_line and BOX.search(text):
        yield "box"
    if ADVERT.search(text):
        yield "advert"
    quotations = [first or second for first, second in QUOTATION.findall(text)]
    if any(len(words.split()) > LONGEST_QUOTATION for words in quotations):
        yield "quotation"


def _names_somebody(credit: str) -> bool:
    return bool(SLASH.match(credit) or LABEL.match(credit) or AGENCY.search(credit))


def _brands(title: str, places: Sequence[Place]) -> re.Pattern:
    """The names of publishers: those everybody knows, and those the text itself gives away."""
    suffix = TITLE_SUFFIX.search(title)
    given = {match[1] for place in places for rule in BRANDED if (match := rule.search(place.text))}
    if suffix:
        given.add(suffix[1] or suffix[2])
    names = "|".join([*map(re.escape, sorted(given, key=len, reverse=True)), PUBLISHERS])
    return re.compile(rf"\b(?:{names})\b")


def _of_title(title: str) -> Iterator[Note]:
    if TITLE_SUFFIX.search(title):
        yield _note(Place(1, title), "title")


def _note(place: Place, kind: str, name: str = "") -> Note:
    reason = _(str(REASONS[kind])) % {"name": name} if kind == "brand" else str(REASONS[kind])
    return Note(place.line, place.text, reason, is_third_party=True)
