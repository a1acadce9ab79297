"""Where a title ends and the name of a journal begins. Pure functions."""

import re

from sources.formats.reference_journals import SMALL, abbreviated, cut_short, journal_like, known

BOUNDARY = re.compile(r"(?<=[.?!])[”\"’]?\s+(?=[\[“\"‘(¿¡]?[^\W_])")
NO_BOUNDARY = re.compile(
    r"(?:^|[\s(])(?:vs?|St|Dr|Mr|Mrs|Ms|No|Vol|Inc|Ltd|Co|e\.g|i\.e|cf|approx|al|U\.S|U\.K|Ph\.D|sp|spp|var|subsp|pp?|ca|[A-Z])\.$"
)
QUOTED = re.compile(
    r"(?:“(?P<a>[^“”]{3,400})”|[‘'](?P<b>.{3,400}?)['’]|\"(?P<c>[^\"]{3,400})\")[.,]? (?:in:? )?(?=[A-Z])"
)
NESTED = re.compile(r"[“\"](?P<title>.{3,400}?[,.?!])[”\"][.,]? (?:in:? )?(?=[A-Z])")
PARENT = re.compile(  # "The Lancet. Oncology", "American journal of physiology. Cell physiology"
    r"(?:The )?(?:Lancet|Nature [Rr]eviews|(?:[A-Z][a-z]+ ){0,2}[Jj]ournal of [\w ]{3,40}|Acta \w+|Proceedings"
    r"|Philosophical [Tt]ransactions[\w ]{0,60}|(?:[A-Z][a-z]+ ){2,8}(?:Bao|Zhi))\."
)
DOTTED_WORDS = re.compile(r"(?:[A-Z][\w-]{1,12}\. ?){2,4}")
GLUE = re.compile(r"(?<=[a-z\d)\].?!])(?=[A-Z][a-z]|[A-Z] [A-Z]|[A-Z]{2,}\b)")
BEFORE_GLUE = re.compile(r"(?:^|[\s\-(/])(?:[a-zà-ÿ]{2,}|[^\W\d_]{5,}|\w*\d|\S*[)\]’”\"])[.?!]?$")
FIRST_WORDS = re.compile(
    r"(?:The |An )?(?:J|Int|Acta|Clin|Curr|Am|Arch|Eur|Ann|Adv|Mol|BMC|Med|Rev|Cell|Nat|Nature|Front|Br|Cancers?|N|Can|Health"
    r"|Bull|Pediatr|Semin|World|Exp|Prog|Expert|Scand|Indian|Brain|Biol|Hum|Dev|Behav|Environ|Proc|Psychol|Res|Trends|Trans"
    r"|Sci|Crit|Appl|Soc|Nutr|Lancet|Drug|Surg|Ther|Biochem|Transl|JAMA|Oncol|Breast|Support|Palliat|Patient|Genes|Radiol"
    r"|PLoS|PLOS|BMJ|CA|Science|Journal|European|American|British|Annals|International|Z|Jpn|Psychooncology|Blood|Gynecol)\b"
)


def sentences(text: str) -> list[str]:
    """Cut at full stops that end a sentence, not an initial or an abbreviation.

    >>> sentences("Blue light: friend or foe? A U.S. study vs. others. J X")
    ['Blue light: friend or foe?', 'A U.S. study vs. others.', 'J X']
    """
    parts, start = [], 0
    for match in BOUNDARY.finditer(text):
        if not NO_BOUNDARY.search(text[max(start, match.start() - 8) : match.start()]):
            parts.append(text[start : match.start()])
            start = match.end()
    parts.append(text[start:])
    return [part for part in (part.strip() for part in parts) if part]


def cut_title(before: str) -> tuple[str, str]:
    """Title and journal out of "Title. Journal", also when their boundary was lost in copying.

    >>> cut_title("A view of metastasisJ Intern Med")
    ('A view of metastasis', 'J Intern Med')
    >>> cut_title("What is its role? Am J Clin Dermatol")
    ('What is its role?', 'Am J Clin Dermatol')
    >>> cut_title("A title. Int. J. Ment. Health Syst.")
    ('A title.', 'Int J Ment Health Syst')
    >>> cut_title("“A title,” Journal of Internal Medicine")
    ('A title', 'Journal of Internal Medicine')
    >>> cut_title("A title, J. Immunol.")
    ('A title', 'J Immunol')
    """
    title, name = _at_sentence(before)
    is_sure = journal_like(name) and (bool(title) or known(name)) and not _glued(name)
    found = _quoted(before) or ((title, name) if is_sure else None)
    return found or _glued(before) or _at_comma(before) or _spaced(before) or (title, name)


def _quoted(text: str) -> tuple[str, str] | None:
    quoted = QUOTED.match(text)
    title = quoted and (quoted["a"] or quoted["b"] or quoted["c"])
    if not quoted and (quoted := NESTED.match(text)):
        title = quoted["title"]
    if not quoted or not title:
        return None
    return title.strip().rstrip(",."), _without_dots(text[quoted.end() :].strip(" .,"))


def _at_sentence(text: str) -> tuple[str, str]:
    """The last sentence, and the abbreviations that end in a full stop before it, are the journal."""
    parts = BOUNDARY.split(text)
    name = parts.pop()
    while parts and _belongs(parts[-1], name, has_title=len(parts) > 1):
        name = f"{parts.pop()} {name}"
    before = text[: len(text) - len(name)].strip() if parts else ""
    if abbreviated(before) or DOTTED_WORDS.fullmatch(before):
        return "", _without_dots(f"{before} {name}")  # "Angew. Chem., Int. Ed.": no title was printed
    title, _, last = before.rpartition(", ")
    if title and abbreviated(last):
        return title, _without_dots(f"{last} {name}")
    return before, _without_dots(name)


def _belongs(piece: str, name: str, *, has_title: bool) -> bool:
    """Is the sentence before the name of the journal a part of the name?"""
    if PARENT.fullmatch(piece):
        return True
    is_cut_short = has_title and cut_short(piece) and known(f"{piece} {name}")
    return journal_like(name) and (abbreviated(piece) or is_cut_short)


def _without_dots(name: str) -> str:
    """
    >>> _without_dots("N. Engl. J. Med."), _without_dots("The Lancet. Oncology")
    ('N Engl J Med', 'The Lancet. Oncology')
    """
    name = name.strip().rstrip(".").strip()
    return name if PARENT.match(name) else re.sub(r"\.(?= |$)", "", re.sub(r"\.(?=[A-Z&])", " ", name))


def _glued(text: str) -> tuple[str, str] | None:
    """The boundary was lost: "…a view of metastasisJ Intern Med"."""
    for match in GLUE.finditer(text):
        name, before = text[match.start() :], text[: match.start()][-40:]
        is_journal = journal_like(name) and known(name)
        begins_so = FIRST_WORDS.match(name) or before.endswith((".", "?", "!"))
        if is_journal and begins_so and BEFORE_GLUE.search(before):
            return text[: match.start()].strip(), _without_dots(name)
    return None


def _at_comma(text: str) -> tuple[str, str] | None:
    """ "Title, J. Abbrev." (RSC, engineering)"""
    for match in reversed(list(re.finditer(r", (?=[A-Z])", text))):
        name = text[match.end() :]
        if journal_like(name) and known(name):
            return (text[: match.start()].strip(), _without_dots(name)) if match.start() > 10 else None
    return None


def _spaced(text: str) -> tuple[str, str] | None:
    """ "…a view of metastasis J Intern Med": capitals at the end of a title in small letters."""
    words = text.split()
    start = len(words)
    while start and (words[start - 1][0].isupper() or (words[start - 1] in SMALL and start < len(words))):
        start -= 1
    while start < len(words) and words[start].lower() in SMALL:
        start += 1
    name = " ".join(words[start:])
    if start < 3 or not known(name) or not journal_like(name):
        return None
    return " ".join(words[:start]).rstrip(","), _without_dots(name)
