"""Names of organizations and study groups, told from names of people by the words in them."""

import re

GROUP = re.compile(
    r"\b(?:groups?|society|association|organi[sz]ation|collaborat\w+|consortium|committee|council|institutes?|initiative"
    r"|investigators|universit\w+|foundation|departments?|ministry|agency|network|cent(?:er|re)s?|college|academ(?:y|ies)"
    r"|federation|office|board|commission|task force|working party|panel|trialists|hospital|administration|editors|team"
    r"|project|alliance|coalition|union|authority|services?|trust|laborator\w+|company|inc|ltd|study|survey|program(?:me)?"
    r"|clinics?|staff|charity|research|health|cancer|national|international|registry|division|bureau|directorate|secretariat|government)\b\.?",
    re.IGNORECASE,
)
PLACE = re.compile(
    r"(?:UK|U\.K\.|USA?|U\.S\.(?:A\.)?|EU|UN|NHS|Canada|Australia|England|Scotland|Wales|Ireland|Europe)"
)
# A family name and one of these words: EndNote turns "American Cancer Society" into "Society, American Cancer".
LAST_WORD = re.compile(
    r"(?:group|society|association|organi[sz]ation|consortium|committee|council|institute|initiative|investigators"
    r"|foundation|agency|network|federation|commission|trialists|administration|alliance|coalition|services|study group)",
    re.IGNORECASE,
)
INITIAL = re.compile(r"(?<!\w)[^\W\d_]\.")
# What may follow "and" in the name of an organization: "Department of Health and Human Services".
AFTER_AND = frozenset(
    """
    human social care welfare education prevention research medicine medical quality excellence drug nutrition families family
    rehabilitation women aging ageing public mental environmental safety science sciences technology evaluation training sport
    sports surgeons gynecologists gynaecologists obstetricians control disease statistics development support consumer
    community labor labour culture information policy radiology oncology hematology haematology surgery treatment child children
    maternal infant palliative clinical biomedical radiologists pathologists pathology physicians nurses midwives
    """.split()
)


def organization(text: str) -> str:
    """The organization that this name with a comma is, "" if it is a person's.

    >>> organization("Department of Health, UK"), organization("Society, American Cancer")
    ('Department of Health, UK', 'American Cancer Society')
    >>> organization("Services, U.S. Department of Health and Human"), organization("Board, Jo")
    ('U.S. Department of Health and Human Services', '')
    """
    family, _, rest = (part.strip() for part in text.partition(","))
    is_last_word = bool(LAST_WORD.fullmatch(family))
    if GROUP.search(family) and not is_last_word and (" " in family or GROUP.search(rest)):
        return text
    is_turned = GROUP.search(rest) or (is_last_word and _is_words(rest))
    if not is_turned or "," in rest or INITIAL.search(rest.removeprefix("U.S.")):
        return ""
    return f"{rest}, {family}" if PLACE.fullmatch(family) else f"{rest} {family}"


def _is_words(text: str) -> bool:
    """Two or more words, none of them an initial."""
    words = text.split()
    return len(words) > 1 and all(len(word) > 2 for word in words[:-1])


def continues(name: str, after: str) -> bool:
    """Whether "name and after" is one organization.

    >>> continues("Department of Health", "Human Services"), continues("American Cancer Society", "Doe, Jane")
    (True, False)
    >>> continues("Food", "Drug Administration"), continues("Doe, Jane", "Cancer Care Group")
    (True, False)
    """
    words = after.replace(",", " ").split()
    if not words or "," in after or "." in after:
        return False
    if GROUP.search(name):
        return words[0].lower() in AFTER_AND
    return words[0].lower() in AFTER_AND and " " not in name.strip() and bool(GROUP.search(after))
