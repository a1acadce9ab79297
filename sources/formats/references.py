"""One printed reference (AMA, Vancouver, NLM, APA, Harvard, Chicago, Nature …) to a CSL-JSON item.

The result is a proposal for a person to check: nothing is looked up, nothing is invented, and what is not sure is said.
Rules follow the AMA Manual of Style, 11th edition, chapter 3, and NLM's Citing Medicine.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from sources.formats.reference_dates import YEAR, date_parts
from sources.formats.reference_extras import NOT_TAKEN, Extras, take_extras, without_identifiers
from sources.formats.reference_groups import mostly_capitals, organization
from sources.formats.reference_journals import journal_like, known
from sources.formats.reference_kinds import read_kind
from sources.formats.reference_ledger import words_not_taken
from sources.formats.reference_names import Byline, Name, person_or_group, read_names
from sources.formats.reference_pages import ONLINE
from sources.formats.reference_splitting import NUMBERED
from sources.formats.reference_tails import Tail, e_for_dash, journal_tail
from sources.formats.reference_titles import cut_title, sentences
from sources.formats.texts import language, titled

LONGEST = 4000  # characters read of one reference; a longer one is a paragraph, not a reference
NO_DATE = r"n\.? ?d\.?(?:-?[a-z])?|no date(?: [a-z])?|in press"
IN_BRACKETS = rf"[\[(](?P<date>{YEAR}[a-z]?(?:[,; ]+[^()\[\]]{{1,30}})?|{NO_DATE})[\])]"
YEAR_FIRST = re.compile(
    rf"{IN_BRACKETS}[.,:;]?\s*|(?P<bare>{YEAR}[a-z]?|n\.d\.(?:-[a-z])?)[.,]?\s+(?=[^\W\d_]|[“\"‘'(\[¿¡]|\d+ [a-z])(?<=[.,] )"
)
GROUP_AND_YEAR = re.compile(
    rf"(?P<before>[^“”\"?!]{{3,160}}?)(?:[.,]? {IN_BRACKETS}|[.,] (?P<bare>{YEAR}[a-z]?|n\.d\.(?:-[a-z])?)(?=[., ]))[.,:]?\s+"
)
GROUP_AND_QUOTE = re.compile(r"(?P<before>[^“”\"?!]{3,160}?)[.,] (?=“)")
MEETING = re.compile(r"\b(?:Proceedings|Conference|Symposium|Workshop|Congress)\b")
PREPRINT_SERVER = re.compile(r"bioRxiv|medRxiv|arXiv|SSRN|Research Square|Preprints(?:\.org)?", re.IGNORECASE)
NOTICE = re.compile(
    r"(?:Erratum|Correction|Corrigendum|Comment|Retraction|Discussion|Reply|Update)\b", re.IGNORECASE
)
COUNTRY = re.compile(r"U\. ?([SK])\. ?([A-Z][^.,;:(]{2,100})")
LANGUAGE = re.compile(
    r"(?:(?:Article )?in )?(German|French|Spanish|Italian|Portuguese|Japanese|Chinese|Russian|Dutch|Polish)"
)
SUSPICIOUS = re.compile(
    rf"\({YEAR}[a-z]?\)|\bet al\b|\d ?[:;(] ?\d+[-–)]|{YEAR} ?[;:] ?\d|^(?:and|&) |^[A-Z]\. |^\S+ [A-Z]{{1,3}}, \S+ [A-Z]{{1,3}}[,.]"
    rf"|\bvol\.?$|[”\"],? {YEAR}$"
)
LABEL = re.compile(r"^\s*(?:[•·*◦▪]{1,3}|\(?[a-z]\))\s+")
IN_BOOK = re.compile(
    r"(?:^|[.?!,”] )[Ii]n: |[.?!,”\"’'] [Ii]n (?=[A-Z]).{3,600}?\b(?:[Ee]ds?\b|[Ee]ditors?\b|[Ee]dited by)"
)
LOOKS = str.maketrans(
    {
        "\u00ad": "",
        "\u200b": "",
        "\ufeff": "",
        "\u2060": "",
        "\u2010": "-",
        "\u2011": "-",
        "ﬁ": "fi",
        "ﬂ": "fl",
        "ﬀ": "ff",
        "ﬃ": "ffi",
        "ﬄ": "ffl",
    }
)

Item = dict[str, Any]


@dataclass(frozen=True)
class Parsed:
    """A CSL-JSON item, None if not even a title was found, and sentences about what a person has to check."""

    item: Item | None
    doubts: tuple[str | Promise, ...] = ()


def parse_reference(text: str) -> Item | None:
    """The item alone, for those who show it to a person anyway.

    "et al" is kept as `custom: {"et-al": true}`, because CSL has no name for it.

    >>> item = parse_reference("Redig AJ, McAllister SS. A view of metastasisJ Intern Med. 2013;274(2):113–126.")
    >>> item["title"], item["container-title"], item["page"]
    ('A view of metastasis', 'J Intern Med', '113-126')
    >>> parse_reference("American Cancer Society. What is cancer recurrence?")["type"]
    'webpage'
    >>> parse_reference("12.") is None
    True
    """
    return read_reference(text).item


def read_reference(text: str) -> Parsed:
    """
    >>> [str(doubt) for doubt in read_reference("Doe B. A title. J X. 2001;1:2. doi:10.1000/1 doi:10.1000/2").doubts]
    ['There are several DOIs in it, so none was taken: 10.1000/1, 10.1000/2']
    """
    is_cut = len(text) > LONGEST
    text = unicodedata.normalize("NFC", " ".join(text[:LONGEST].translate(LOOKS).split()))
    text = LABEL.sub("", NUMBERED.sub("", text, count=1), count=1).strip()
    core, extras = take_extras(text)
    if not re.search(r"[^\W\d_]{2}", core):
        return Parsed(None)  # a bare identifier is worth a look-up, but it is not yet a reference
    byline, year = _authors_and_year(_without_stops(core))
    item, left_over = _journal(byline, year) or (
        read_kind(byline, byline.rest, year or extras.epub, extras),
        "",
    )
    if not item or not item.get("title"):
        return Parsed(None)
    doubts = [*extras.doubts]
    if is_cut:
        doubts.append(format_lazy(_("Only its first {} characters were read."), LONGEST))
    if journal_tail(left_over) and not NOTICE.match(left_over):
        extras = without_identifiers(extras)  # whose are they?
        doubts.append(
            format_lazy(
                _("This could be another reference. Links and numbers were not taken: “{}”"), left_over[:200]
            )
        )
    elif left_over:
        doubts.append(format_lazy(NOT_TAKEN, left_over[:200]))
    item = _complete(item, byline, extras)
    doubts += _read_dash(item)
    doubts += _not_taken(core, item, doubts)
    if SUSPICIOUS.search(item["title"]):
        doubts.append(_("Check the title: it could hold names, the journal or pages."))
    return Parsed(item, tuple(doubts))


def _not_taken(core: str, item: Item, doubts: list[str | Promise]) -> list[Promise]:
    """Words that are nowhere in the item, unless a doubt names them already."""
    named = " ".join(map(str, doubts)).casefold()
    words = [word for word in words_not_taken(core, item) if word not in named]
    return [format_lazy(NOT_TAKEN, ", ".join(words)[:200])] if words else []


def _without_stops(text: str) -> str:
    """The stops of a country in the name of its organization are no initials; AMA writes none (14.5).

    >>> _without_stops("U.S. Food and Drug Administration. A."), _without_stops("U. S. Kumar. A.")
    ('US Food and Drug Administration. A.', 'U. S. Kumar. A.')
    """
    match = COUNTRY.match(text)
    return f"U{match[1]} {text[match.start(2) :]}" if match and organization(match[2]) else text


def _read_dash(item: Item) -> list[Promise]:
    """Replaces an "e" between pages that stands for a dash, and says so."""
    printed = item.get("page", "")
    if not (page := e_for_dash(printed)):
        return []
    item["page"] = page
    return [format_lazy(_("Its pages are printed “{}” and were read as {}."), printed, page)]


def _authors_and_year(text: str) -> tuple[Byline, str]:
    """
    >>> _authors_and_year("Doe B. (2013). A title. J X, 12, 1-2.")[1]
    '2013'
    >>> _authors_and_year("Bone Society (2013) A title. J X 12:1-2.")[0].names
    ({'literal': 'Bone Society'},)
    """
    byline = read_names(text)
    if not byline.names:
        return _group_and_year(text)
    match = YEAR_FIRST.match(byline.rest)
    if not match:
        return byline, ""
    rest = byline.rest[match.end() :]
    return Byline(byline.names, rest, byline.is_shortened, byline.are_editors), match["date"] or match["bare"]


def _group_and_year(text: str) -> tuple[Byline, str]:
    """A group before the year; in APA, a title may stand there instead."""
    match = GROUP_AND_YEAR.match(text)
    if not match:
        quote = GROUP_AND_QUOTE.match(text)
        is_author = quote and mostly_capitals(quote["before"])
        return (
            Byline((person_or_group(quote["before"]),), text[quote.end() :])
            if is_author
            else Byline((), text)
        ), ""
    before, rest, year = match["before"].strip(), text[match.end() :], match["date"] or match["bare"]
    if organization(before) or (match["date"] and mostly_capitals(before) and not before.endswith(".")):
        return Byline((person_or_group(before),), rest), year
    if match["date"] and before.endswith("."):
        return Byline((), f"{before} {rest}"), year
    return Byline((), text), ""


def _journal(byline: Byline, year: str) -> tuple[Item, str] | None:
    """An article, and what stands after its pages."""
    rest = byline.rest
    tail = None if IN_BOOK.search(rest) else journal_tail(rest, year_known=bool(year))
    if not tail:
        return None
    authors, title, container = _before_tail(byline, rest[: tail.start].rstrip(" .,;("))
    if not _is_article(tail, container):
        return None
    if not title and not journal_like(container):
        title, container = container, ""
    is_paper = not tail.volume and MEETING.search(container)
    item: Item = {
        "type": "paper-conference" if is_paper else "article-journal",
        "author": authors,
        "title": title,
        "container-title": container,
    } | _numbers(tail, year)
    left_over = rest[tail.end :].strip(" .,;:()[]")
    if ONLINE.fullmatch(left_over):
        left_over = ""
    if spoken := LANGUAGE.fullmatch(left_over):
        return item | {"language": language(spoken[1])}, ""
    return item, left_over


def _is_article(tail: Tail, container: str) -> bool:
    """A number alone at the end is a volume only after the name of a journal; a preprint has no volume."""
    has_numbers = bool(tail.issue or tail.page or tail.date)
    return (has_numbers or known(container)) and not PREPRINT_SERVER.fullmatch(container)


def _before_tail(byline: Byline, before: str) -> tuple[list[Name], str, str]:
    """Author, title and journal of the text in front of the year; an author only where no names were found before."""
    title, container = cut_title(before)
    if byline.names or not title:
        return [], title, container
    first, *others = sentences(title)
    author = person_or_group(first.rstrip("."))
    is_group = organization(first.rstrip(".")) or re.match(
        r"The Editors|.*Investigators|[A-Z]{3,8}\.$", first
    )
    if others and ("family" in author or is_group):
        return [author], title[len(first) :].strip(), container
    return [], title, container


def _numbers(tail: Tail, year: str) -> Item:
    item: Item = {"volume": tail.volume, "issue": tail.issue, "page": tail.page}
    if issued := date_parts(tail.date) or date_parts(year):
        item["issued"] = issued
    return {key: value for key, value in item.items() if value}


def _complete(item: Item, byline: Byline, extras: Extras) -> Item:
    title = item["title"].strip().removesuffix(".").strip()
    item = titled(item, title.strip('“”"') if title[:1] in '“"' and title[-1:] in '”"' else title)
    if byline.names:
        item["editor" if byline.are_editors else "author"] = [dict(name) for name in byline.names]
    if byline.is_shortened:
        item["custom"] = {**item.get("custom", {}), "et-al": True}
    return {key: value for key, value in (item | extras.fields(item)).items() if value}
