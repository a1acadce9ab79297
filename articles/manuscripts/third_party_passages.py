"""Credits, review lines and boxes of other publishers that stand in the middle of a paragraph.

A line of its own is recognized by how it begins (`third_party.py`). In a paragraph, ordinary sentences begin that way as
well: "A word from your nurse helps." So a sentence or a bracket counts only if it says nothing else, or if it uses words
that nobody writes in a sentence.
"""

import re
from collections.abc import Iterator

from articles.markup.citations import ABBREVIATION, BOUNDARY

# "Photos by Monday" and "images by CT" credit nobody.
NOBODY = (
    r"(?!(?-i:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Christmas|Easter|Thanksgiving|MRI|CT|PET|SPECT|DEXA|X-ray"
    r"|You|He|She|It|They|We|This|That|These|Those|There|When|What|How|Why|Where|If|Your|My|Her|His|Our|Their|All|Some"
    r"|Most|Many|Stage)\b|(?-i:January|February|March|April|May|June|July|August|September|October|November|December)\b"
    r"(?! (?-i:[A-Z])))"
)
NAME = rf"{NOBODY}(?-i:[A-Z][\w.&’'-]*(?: (?:[A-Z][\w.&’'-]*|of|the|and|for)){{0,5}})"
PICTURE = (
    r"(?:cover )?(?:photo(?:graph)?s?|images?|illustrations?|pictures?|graphics?|drawings?|figures?|artwork|infographics?"
    r"|charts?|diagrams?)"
)
CREDENTIALS = r"(?:,? (?:(?-i:[A-Z][A-Za-z.-]{0,5})|on \w+ \d{1,2},? \d{4}))*"
AGENCIES = r"Getty Images|iStock(?:photo)?|Shutterstock|Adobe Stock|Unsplash|Pexels|Alamy|Science Photo Library|AP Photo"
AGENCY = re.compile(rf"\b(?:{AGENCIES})\b")
DATED = r"(?:,? ?\(?(?:19|20)\d\d\)?)?"

WITHIN = {
    "credit": re.compile(
        rf"\b{PICTURE} (?:by|courtesy of|credit) {NAME}|\b{PICTURE} (?:credits?|sources?|courtesy)(?: of| ?:) ?(?:the )?{NAME}"
        rf"|^courtesy of {NAME}|\b(?:shown|printed|appears?) (?:here )?courtesy of {NAME}|\b(?:re(?:printed|produced|published)|adapted|used) (?:here )?(?:from .{{1,100}} )?"
        rf"(?:with|by) (?:the )?(?:kind )?permission|\b(?-i:{AGENCIES})\b|(?:©|\(c\)|\bcopyright(?: ©)?) ?(?:19|20)\d\d"
        rf"|(?:©|\bcopyright) {NAME}$|\ball rights reserved\b",
        re.IGNORECASE,
    ),
    "review": re.compile(
        rf"^(?:medically|clinically|expert|scientifically|editorially) reviewed by:? {NAME}", re.IGNORECASE
    ),
    "box": re.compile(
        rf"\b(?-i:(?:A|One Last|A Final) Word [Ff]rom) (?:(?-i:Our [A-Z])|{NAME})|^(?:a|one last|a final) word from {NAME} ?[:–—]"
        r"|\b(?:a|one last|a final) (?:word|message|note) from (?:our|the) "
        r"(?:sponsors?|advertisers?|publishers?|editors?|editorial (?:team|board)|medical (?:review )?board)\b",
        re.IGNORECASE,
    ),
}
ALONE = {
    "credit": re.compile(
        rf"(?:{PICTURE} )?(?:credits?|sources?)(?: by| ?[:–—]) ?(?:the )?{NAME}|{PICTURE} ?[:©|] ?{NAME}(?: ?/ ?{NAME})?"
        rf"|courtesy of (?:the )?{NAME}{DATED}|(?:adapted|reprinted|reproduced|republished|excerpted) from (?:the )?{NAME}{DATED}"
        rf"|(?:©|copyright) ?{NAME}",
        re.IGNORECASE,
    ),
    "review": re.compile(
        rf"(?:reviewed|fact[ -]?checked|edited|written|authored) by:? {NAME}{CREDENTIALS}", re.IGNORECASE
    ),
    "box": re.compile(
        rf"(?:a|one last|a final) word from {NAME}|(?:sponsored|presented) by {NAME}"
        rf"|in (?:paid )?partnership with {NAME}|from our (?:sponsors?|partners?|advertisers?)|advertisement|paid content",
        re.IGNORECASE,
    ),
}
SENTENCE_END = re.compile(rf"{BOUNDARY.pattern}|(?<=[.!?])\s+(?=©)")
BRACKET = re.compile(r"[(\[]([^()\[\]]{3,160})[)\]]")
EDGES = " .,;:“”\"'"


def passages(text: str) -> Iterator[tuple[str, str]]:
    """Each kind of thing with the sentence, or the bracket in it, that shows it.

    >>> list(passages("Bones hurt. Photo: Jane Doe. Rest helps (source: Maple Press)."))
    [('credit', 'Photo: Jane Doe.'), ('credit', 'source: Maple Press')]
    >>> list(passages("Bones hurt. A word from your nurse helps."))
    []
    """
    for sentence in sentences(text):
        parts = [*BRACKET.findall(sentence), sentence]
        for kind in WITHIN:
            named = (part for part in parts if _is_of(kind, part))
            if part := next(named, ""):
                yield kind, part


def _is_of(kind: str, part: str) -> bool:
    return bool(WITHIN[kind].search(part) or ALONE[kind].fullmatch(part.strip(EDGES)))


def sentences(text: str) -> Iterator[str]:
    """
    >>> list(sentences("Dr. Lee agrees. Does she? Yes."))
    ['Dr. Lee agrees.', 'Does she?', 'Yes.']
    """
    start = 0
    for boundary in SENTENCE_END.finditer(text):
        if not ABBREVIATION.search(text[max(0, boundary.start() - 12) : boundary.start()]):
            yield text[start : boundary.end()].strip()
            start = boundary.end()
    yield text[start:].strip()
