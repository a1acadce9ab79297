"""Bylines, short biographies, and lines about dates and reviewers."""

import re
from dataclasses import replace

from django.utils.translation import gettext as _

from articles.manuscripts.manuscript import Author

CREDENTIAL = re.compile(
    r"(?:[A-Z]{2,6}(?:-[A-Z]{1,4})*®?|Ph\.?D\.?|M\.?D\.?|R\.?N\.?|M\.?A\.?|M\.?S\.?|B\.?A\.?|D\.?O\.?|Psy\.?D\.?|Pharm\.?D\.?|Ed\.?D\.?|Dr\.?P\.?H\.?|MSc|BSc|MPhil|DPhil|MEd|FRCP|Esq\.?|Jr\.?|Sr\.?|[IV]{2,3}"
    r"|M\.?P\.?H\.?|M\.?S\.?W\.?|L\.?C\.?S\.?W\.?|BScN?|MScN?)"
)
NAME_WORD = re.compile(
    r"[^\W\d_a-zß-öø-ÿ][\w.'’‘\-]*|de|la|le|van|von|der|den|del|da|di|dos|bin|al|y|ter|ten|el", re.UNICODE
)
ROLE = re.compile(
    r"\b(?:writer|editor|author|nurse|oncologist|physician|director|journalist|contributor|dietitian|psychologist|advocate|survivor|professor|counsel\w+|social worker|reporter|staff|team|manager|specialist|researcher|surgeon|therapist|patient)\b",
    re.IGNORECASE,
)
NOT_A_NAME = frozenset("the a an our your this that these all how why what when design law".split())
BYLINE = re.compile(
    r"^(?:(?:article |story |text )?(?:written|authored|prepared|compiled|contributed) by:?|by:?|authors?(?:\(s\))?\s*:|words(?: by)?\s*:|writer\s*:)\s*(?P<who>\S.*)$",
    re.IGNORECASE,
)
MONTHS = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
DATE = rf"(?:{MONTHS} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\d{{1,2}}(?:st|nd|rd|th)? {MONTHS},? \d{{4}}|{MONTHS},? \d{{4}}|\d{{4}}-\d\d-\d\d|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}|\d{{4}})"
TRAILING_DATE = re.compile(
    rf"\s*[|•·,;–—-]?\s*(?:\(?(?:last |medically )?(?:updated|published|reviewed|posted)(?: on)?:?|on)?\s*{DATE}\)?\s*$",
    re.IGNORECASE,
)
DATED_LINE = re.compile(
    rf"^(?:(?:date|(?:first |last |originally )?(?:updated|published|reviewed|posted|modified|revised))(?: on| in)?\s*:?\s*)?{DATE}\.?$",
    re.IGNORECASE,
)
REVIEWED_LINE = re.compile(
    r"^(?:medically |clinically |expert |scientifically |editorially )?(?:reviewed|fact[ -]?checked|checked|edited|approved)(?: and [\w-]+)? by\b.{1,150}$",
    re.IGNORECASE,
)
TITLE_PREFIX = re.compile(r"^(?:dr|prof(?:essor)?|mr|mrs|ms|sr)\.?\s+", re.IGNORECASE)


def byline(text: str) -> list[Author]:
    """The authors a byline names; empty if the line is not a byline.

    >>> byline("By Jane Doe, RN, MPH and John Roe")
    [Author(name='Jane Doe', credentials='RN, MPH', bio=''), Author(name='John Roe', credentials='', bio='')]
    >>> byline("By 2030, most women will")
    []
    """
    match = BYLINE.match(text) if len(text) <= 250 else None
    if not match:
        return []
    return people(TRAILING_DATE.sub("", match["who"].split("|")[0]).strip(" .,;"))


def byline_rest(text: str) -> str:
    """What a byline says besides its names: a date.

    >>> byline_rest("By Jane Doe | Updated June 3, 2021")
    'Updated June 3, 2021'
    """
    match = BYLINE.match(text)
    if not match:
        return ""
    who, _separator, rest = match["who"].partition("|")
    dated = TRAILING_DATE.search(who)
    return " ".join(part for part in (dated[0].strip(" ,;-|") if dated else "", rest.strip()) if part)


def people(text: str) -> list[Author]:
    names: list[tuple[str, list[str]]] = []
    for part in re.split(r"\s*[,;]\s*(?:and\s+|&\s*)?|\s+and\s+|\s*&\s*", text):
        if not part:
            continue
        name, credentials = _name(part)
        if names and (CREDENTIAL.fullmatch(part) or (ROLE.search(part) and len(part.split()) <= 6)):
            names[-1][1].append(part)
        elif name:
            names.append((name, credentials))
        else:
            return []
    return [Author(name, ", ".join(credentials)) for name, credentials in names]


def _name(text: str) -> tuple[str, list[str]]:
    prefix = TITLE_PREFIX.match(text)
    words = text[prefix.end() if prefix else 0 :].split()
    credentials: list[str] = []
    while len(words) > 2 and CREDENTIAL.fullmatch(words[-1]):
        credentials.insert(0, words.pop())
    if not _is_name(words):
        return "", []
    if prefix and not credentials:
        credentials = [prefix[0].strip()]
    return " ".join(words), credentials


def _is_name(words: list[str]) -> bool:
    if not 2 <= len(words) <= 5 or sum(word[0].isupper() for word in words) < 2:
        return False
    is_spelled_as_name = all(NAME_WORD.fullmatch(word) for word in words)
    return is_spelled_as_name and words[0].lower() not in NOT_A_NAME and not ROLE.search(" ".join(words))


def biography(text: str) -> Author | None:
    """The person a paragraph introduces: "Jane Doe, RN, is a nurse who…".

    >>> biography("Jane Doe, RN, is a nurse in Ohio.").credentials
    'RN'
    >>> biography("Metastasis is a process.") is None
    True
    """
    match = re.match(
        r"^(?P<who>[^.!?]{3,90}?)(?:,)? (?:is|was|has|writes|works|worked|holds|lives|serves|joined|specializes|specialises|covers|earned|received) ",
        text,
    )
    named = people(match["who"].strip(" ,")) if match else []
    return replace(named[0], bio=text) if len(named) == 1 else None


def is_about(author: Author, text: str) -> bool:
    """Does the paragraph speak of this author, by full name or surname near its start?"""
    start = text[:120].lower()
    surname = author.name.split()[-1].lower()
    return author.name.lower() in start or bool(
        re.match(
            rf"(?:\w+\.? ){{0,3}}{re.escape(surname)}\b.{{0,60}}?\b(?:is|was|has|works|writes|lives)\b", start
        )
    )


def editorial(text: str) -> str:
    """Why a line of the front or back matter is not part of the article, or an empty string.

    >>> editorial("Updated on June 3, 2021"), editorial("Bones hurt.")
    ('Left out: a date. The site keeps its own.', '')
    """
    if DATED_LINE.match(text):
        return _("Left out: a date. The site keeps its own.")
    if REVIEWED_LINE.match(text):
        return _("Left out: who reviewed or edited the text. The reviewer signs off on the site.")
    if re.match(r"(?:©|\(c\)|copyright\b).{0,200}$|.{0,120}\ball rights reserved\.?$", text, re.IGNORECASE):
        return _("Left out: a copyright line")
    if re.match(r"home\s*(?:[>›»/|]|→)\s*\S.{0,150}$", text, re.IGNORECASE):
        return _("Left out: the path to the page. The site makes its own.")
    if FURNITURE.fullmatch(text.strip(" .!:")):
        return _("Left out: part of a web page, not of the article")
    return ""


FURNITURE = re.compile(
    r"advertisement|sponsored|share(?: this)?(?: (?:article|page|on (?:facebook|twitter|x|pinterest|linkedin)))?|tweet|pin it|print(?: this page)?|e-?mail(?: this page)?|save"
    r"|was this (?:page|article) helpful\??|thanks for your feedback|read more|read next|see all|skip to (?:main )?content|back to top|sign up|subscribe|log ?in|menu|search|close|related(?: articles)?"
    r"|\d{1,2} min(?:ute)?s? read|page \d{1,4}(?: of \d{1,4})?|draft(?: \d+)?|confidential",
    re.IGNORECASE,
)
