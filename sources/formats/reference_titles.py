"""Where a title ends and the name of a journal begins. Pure functions."""

import re

BOUNDARY = re.compile(r"(?<=[.?!])[”\"’]?\s+(?=[\[“\"‘(]?[^\W_])")
NO_BOUNDARY = re.compile(
    r"(?:^|[\s(])(?:vs?|St|Dr|Mr|Mrs|Ms|No|Vol|Inc|Ltd|Co|e\.g|i\.e|cf|approx|al|U\.S|U\.K|Ph\.D|sp|spp|var|subsp|pp?|ca|[A-Z])\.$"
)
SMALL = frozenset(
    [
        "of",
        "and",
        "the",
        "in",
        "for",
        "on",
        "&",
        "de",
        "la",
        "et",
        "der",
        "und",
        "fur",
        "für",
        "a",
        "an",
        "to",
        "with",
        "from",
        "y",
    ]
)
SINGLE = frozenset(
    [
        "Nature",
        "Science",
        "Cell",
        "Lancet",
        "JAMA",
        "BMJ",
        "Cancer",
        "Cancers",
        "Oncologist",
        "Blood",
        "Breast",
        "Chest",
        "Gut",
        "Neurology",
        "Oncogene",
        "Circulation",
        "Maturitas",
        "Oncotarget",
        "Cureus",
        "eLife",
        "Nutrients",
        "Medicine",
        "Life",
        "Sensors",
        "Molecules",
        "Radiology",
        "Dermatology",
        "Ecancermedicalscience",
        "Psychooncology",
    ]
)
ABBREVIATIONS = re.compile(
    r"\b(?:J|Med|Res|Oncol|Clin|Int|Cancer|Biol|Sci|Rev|Am|Br|Eur|Ann|Proc|Natl|Acad|N|Engl|Arch|Nat|Mol|Cell|Lancet|Support|Care|Psychol|Nurs"
    r"|Surg|Radiol|Pathol|Immunol|Genet|Ther|Treat|Pharmacol|Health|Public|Syst|Open|BMC|PLoS|Journal|Reviews?|Reports?|Annals|Research|Manag)\b"
)
GLUE = re.compile(r"(?<=[a-z\d)\]])(?=[A-Z][a-z]|[A-Z] [A-Z]|[A-Z]{2,}\b)")


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
    >>> cut_title("A title. N. Engl. J. Med.")
    ('A title.', 'N Engl J Med')
    >>> cut_title("A title. Journal of Internal Medicine")
    ('A title.', 'Journal of Internal Medicine')
    """
    if quoted := re.match(r"[“‘\"'](.{3,400}?)[,.]?[”’\"'][,.]? (?=[A-Z])", before):
        return quoted[1], before[quoted.end() :].strip(" .,")
    parts = re.split(r"(?<=[.?!])[”\"’]?\s+(?=[\[“\"‘(]?[^\W_])", before)
    container = [parts.pop()]
    while parts and _dotted(parts[-1]) and _dotted(container[0]):
        container.insert(0, parts.pop())
    name = " ".join(container)
    name = name.replace(".", "") if len(container) > 1 else name.rstrip(".")
    title = " ".join(parts)
    if title and journal_like(name):
        return title, name.strip()
    return _glued(before) or _spaced(before) or (title, name.strip())


def _dotted(part: str) -> bool:
    return bool(re.fullmatch(r"[A-Z][A-Za-z]{0,9}\.?|\([A-Z][a-z]+\)\.?|[A-Z]\.[A-Z]\.[A-Z]?\.?", part))


LOWER_CASE_TITLES = ("npj", "eLife", "mBio", "iScience", "eClinicalMedicine")
MIXED_CASE = re.compile(r"\b(?:PLoS|eLife|mBio|JCO|JNCI|npj|\w+Res|iScience)\b")


def journal_like(name: str) -> bool:
    """Every word but the small ones has a capital, and there are few.

    >>> journal_like("J Intern Med"), journal_like("CA: A Cancer Journal for Clinicians"), journal_like("Breast cancer spreads")
    (True, True, False)
    """
    words = re.findall(r"[^\s():/,]+", name)
    if not words or len(words) > 14 or len(name) > 120:
        return False
    big = [word for word in words if word.lower() not in SMALL]
    if not big or GLUE.search(MIXED_CASE.sub("", name)):
        return False
    return all(word[0].isupper() or word[0].isdigit() or word in LOWER_CASE_TITLES for word in big)


def _glued(before: str) -> tuple[str, str] | None:
    cuts = [match.start() for match in GLUE.finditer(before) if journal_like(before[match.start() :])]
    for cut in cuts:
        name = before[cut:]
        if name in SINGLE or (" " in name and ABBREVIATIONS.search(name)):
            return before[:cut].strip(), name
    return None


def _spaced(before: str) -> tuple[str, str] | None:
    """ "…a view of metastasis J Intern Med", "…of metastasis, Cancer Research": capitals at the end of a title in small letters."""
    words = before.split()
    start = _start_of_capitals(words)
    name = " ".join(words[start:])
    is_known = name in SINGLE or (len(words) - start > 1 and ABBREVIATIONS.search(name))
    if start < 3 or not is_known or not journal_like(name):
        return None
    return " ".join(words[:start]).rstrip(","), name


def _start_of_capitals(words: list[str]) -> int:
    """Where the words with a capital begin that end the title; small words may stand among them, not before."""
    start = len(words)
    while start and (words[start - 1][0].isupper() or (words[start - 1] in SMALL and start < len(words))):
        start -= 1
    while start < len(words) and words[start].lower() in SMALL:
        start += 1
    return start
