"""References to articles without volume and pages, web pages and newspapers. Pure functions."""

import re
from typing import Any

from sources.formats.reference_dates import DATE, MONTH, YEAR, date_parts
from sources.formats.reference_extras import Extras
from sources.formats.reference_groups import mostly_capitals, organization
from sources.formats.reference_journals import journal_like, known
from sources.formats.reference_names import Byline, Name, person_or_group
from sources.formats.reference_titles import QUOTED, sentences

Item = dict[str, Any]

ONLINE = re.compile(
    rf"[.;,]? ?(?:(?P<year>{YEAR}); ?)?\(?(?:[Pp]ublished|[Pp]osted|[Ee]pub) [Oo]nline(?: [Ff]irst| ahead of print)?[:,]? ?"
    rf"(?:on )?(?P<date>{DATE}|{MONTH} \d{{1,2}})\)?.*$"
    rf"|, ahead of print,? (?P<ahead>{DATE}|{MONTH} \d{{1,2}}).*$"
)
NEWSPAPER = re.compile(
    r"^(?:The )?(?:[A-Z][\w.]* ){0,3}(?:Times|Post|Guardian|News|Herald|Tribune|Journal-Constitution|Globe|Chronicle|Telegraph"
    r"|Independent|Mail|Today|Gazette|Observer|Reuters|Associated Press|CNN|NPR|BBC News|STAT|Newsweek|Economist|Atlantic"
    r"|Wall Street Journal)(?: \([^)]+\))?$"
)
VERSION = re.compile(r"^[Vv]ersion (\d[\w.]*)$")
DAY = rf"(?:{DATE}|{MONTH} \d{{1,2}}|\d{{1,2}} {MONTH})"
PAGE = r"(?:(?::|,? ?pp?\. ?)(?P<page>[A-Z]?\d[\w-]*))?"
DATED = re.compile(
    rf"^(?:(?:First published|Published|Updated|Last updated|Reviewed|Last reviewed|Last revised|Posted|Created|Modified"
    rf"|Last medical review)(?: on)?:? )?\(?(?P<date>{DAY})\)?{PAGE}\.?$",
    re.IGNORECASE,
)
SITE_AND_DAY = re.compile(
    rf"^(?P<site>[A-Z].{{1,80}}?),? (?:p\. ?(?P<before>[A-Z]?\d+), )?\(?(?P<date>{DAY})\)?{PAGE}\.?$"
)


def ahead_of_print(byline: Byline, rest: str, year: str, extras: Extras) -> Item | None:
    """ "Title. Journal. Published online June 26, 2009." and "Title. Journal. 2020." with a DOI."""
    online = ONLINE.search(rest)
    match = online or re.search(rf"(?:[.?!,]|(?<=[\w)])) (?:[Ii]n press,? )?(?P<date>{DATE})[.;]?$", rest)
    before = rest[: match.start() + 1].strip(" ;,") if match else rest
    authors, title, name = title_and_container(byline, before)
    date = _date(match, year) if match else year
    if not title or not date or not journal_like(name):
        return None
    if _is_on_the_web(name, extras) or not (extras.doi or extras.pmid or online or known(name)):
        return None  # an identifier or "published online" says that it is a journal, or its name
    item: Item = {
        "type": "article-journal",
        "title": title,
        "container-title": name,
        "issued": date_parts(date),
    }
    return item | ({"author": authors} if authors else {})


def _date(match: re.Match[str], year: str) -> str:
    """The printed date, with the year from where it stands."""
    groups = match.groupdict()
    date = groups.get("date") or groups.get("ahead") or ""
    return date if date_parts(date) else f"{date}, {groups.get('year') or year}"


def title_and_container(byline: Byline, text: str) -> tuple[list[Name], str, str]:
    """[Author.] Title. Container: the last sentence, or what follows a quoted title."""
    authors: list[Name] = []
    if quoted := QUOTED.match(text):
        title = next(filter(None, quoted.groups())).strip().rstrip(",.")
        return authors, title, text[quoted.end() :].strip(" .,;")
    parts = sentences(text)
    name = parts.pop().rstrip(" .,;") if len(parts) > 1 else ""
    if len(parts) > 1 and not byline.names:
        authors = [person_or_group(parts.pop(0).rstrip("."))]
    return authors, " ".join(parts).strip(), name


def _is_on_the_web(name: str, extras: Extras) -> bool:
    return bool((extras.url and not extras.doi) or NEWSPAPER.match(name))


def page(byline: Byline, rest: str, year: str, extras: Extras) -> Item:
    """A web page or a newspaper article: [Author.] Title. [Site.] [Date.]"""
    item: Item = {"type": "webpage", "issued": date_parts(year)}
    quoted = QUOTED.match(rest + " A")  # the quotation may be all there is
    title = next(filter(None, quoted.groups())).strip(" ,") if quoted else ""
    parts = sentences(rest[quoted.end() :]) if quoted else sentences(rest)
    if parts and (online := ONLINE.search(parts[-1])):
        item["issued"] = date_parts(_date(online, year))
        parts[-1] = parts[-1][: online.start()].strip()
    if not title:
        parts, item["author"], title = _author_first(byline, parts)
    while parts and (dated := DATED.match(parts[-1])):
        item |= _dated(dated, year, item)
        parts.pop()
    title = f"{title} {' '.join(filter(None, _take_site(parts, item, year)))}".strip()
    if NEWSPAPER.match(item.get("container-title", "")) and item["issued"]:
        item["type"] = "article-newspaper"
    return item | {"title": title}


def _author_first(byline: Byline, parts: list[str]) -> tuple[list[str], list[Name], str]:
    """Author and title off the sentences, and the others."""
    undated = [part for part in parts if not DATED.match(part)] or parts
    if not byline.names and _begins_with_author(undated):
        return parts[2:], [person_or_group(parts[0].rstrip("."))], parts[1]
    return parts[1:], [], parts[0] if parts else ""


def _take_site(parts: list[str], item: Item, year: str) -> list[str]:
    """Moves the version or the name of the site, and the day after it, from the last sentence to the item."""
    site = parts[-1].rstrip(".") if parts else ""
    if dated := SITE_AND_DAY.match(site):
        item |= _dated(dated, year, item)
        site = dated["site"]
    site = site.removesuffix(" website")
    if version := VERSION.match(site):
        item["version"] = version[1]
    elif journal_like(site):
        item["container-title"] = site
    else:
        return parts
    return parts[:-1]


def _dated(match: re.Match[str], year: str, item: Item) -> Item:
    issued = date_parts(_date(match, year)) or item["issued"]
    printed = match.groupdict()
    return {"issued": issued, "page": printed["page"] or printed.get("before") or item.get("page", "")}


def _begins_with_author(parts: list[str]) -> bool:
    if len(parts) < 2:
        return False
    first, last = parts[0].rstrip("."), parts[-1].rstrip(".").removesuffix(" website")
    return organization(first) or (mostly_capitals(first) and not organization(last))
