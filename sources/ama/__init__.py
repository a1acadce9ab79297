"""CSL-JSON -> a reference of the AMA Manual of Style, 11th edition (chapter 3), as text and as HTML.

Without a number: that belongs to the page. Where the manual leaves room, the output is that of the official
CSL style ("AMA Manual of Style 11th edition", updated 2026-02-06) in citeproc-js. `to_text` is `to_html`
without its tags by construction: both print the same marked string.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from sources.ama.marks import marked, markup, plain, stopped, unmarked
from sources.ama.names import names as _names
from sources.ama.numerals import day
from sources.ama.works import body, work_type
from sources.csl import dates
from sources.identifiers import Identifier, normal_doi

ADDRESS_HOST = re.compile(r"https?://(?:[^/?#]*@)?([^/?#:]*)", re.IGNORECASE)
WEB_ADDRESS = re.compile(r"https?://[^\s<>\"'`\\]+", re.IGNORECASE)


@dataclass(frozen=True)
class Access:
    """Where the work is to be had: the last part of a reference, never followed by a full stop."""

    before: str = ""  # printed before the link
    text: str = ""
    href: str = ""


def to_text(item: Mapping[str, Any]) -> str:
    """
    >>> to_text({"type": "webpage", "title": "Facts & Figures", "URL": "https://cancer.org/x"})
    'Facts & Figures. https://cancer.org/x'
    """
    reference, access = _parts(item)
    return _joined(unmarked(reference), unmarked(access.before + access.text))


def to_html(item: Mapping[str, Any]) -> SafeString:
    """The same with <i>, <b>, <sup>, <sub> and a link; every value escaped, only http(s) linked.

    >>> to_html({"type": "webpage", "title": "Facts & Figures", "URL": "https://cancer.org/x"})
    'Facts &amp; Figures. <a href="https://cancer.org/x">https://cancer.org/x</a>'
    """
    reference, access = _parts(item)
    printed = markup(access.text)
    if access.href:
        printed = f'<a href="{escape(access.href)}">{printed}</a>'
    return mark_safe(_joined(markup(reference), markup(access.before) + printed))  # noqa: S308  # escaped above


def to_page_html(item: Mapping[str, Any]) -> SafeString:
    """The same, but a link names the site it leads to, instead of a web address that nobody reads.

    >>> to_page_html({"type": "webpage", "title": "Facts & Figures", "URL": "https://www.cancer.org/x"})
    'Facts &amp; Figures. <a class="address" href="https://www.cancer.org/x"><span>Read it at cancer.org</span></a>'
    """
    reference, access = _parts(item)
    if not access.href or access.text != access.href:
        return to_html(item)
    address = escape(access.href)
    words = escape(_("Read it at %(site)s") % {"site": _site(access.href)})
    link = f'<a class="address" href="{address}"><span>{words}</span></a>'
    return mark_safe(_joined(markup(reference), markup(access.before) + link))  # noqa: S308  # escaped above


def _site(address: str) -> str:
    """
    >>> _site("https://user@www.Example.org:8000/x")
    'example.org'
    """
    return ADDRESS_HOST.match(address)[1].lower().removeprefix("www.")


def _joined(reference: str, access: str) -> str:
    return f"{reference} {access}".strip()


def _parts(item: Any) -> tuple[str, Access]:
    if not isinstance(item, Mapping):
        return "", Access()
    reference = body(item)
    return stopped(reference), _access(item)


def _access(item: Mapping[str, Any]) -> Access:
    """DOI if there is one, else the date of access and the address (AMA 11, 3.15).

    For a page read in an archive the day is unknown, so the reference names the archive (CSL `archive`).
    """
    if doi := plain(item.get("DOI")):
        known = plain(normal_doi(doi))
        return Access("", f"doi:{known or doi}", Identifier("doi", known).url if known else "")
    url = plain(item.get("URL"))
    accessed, archive = day(dates.read(item.get("accessed"))), plain(item.get("archive"))
    if archive and not accessed and work_type(item).names_archive:
        before = f"Retrieved from {archive}. "
    else:
        before = f"Accessed {accessed}. " if accessed and url else ""
    return Access(before, url, url if WEB_ADDRESS.fullmatch(url) else "")


def title_html(title: str) -> SafeString:
    """
    >>> title_html("Loss of <i>BRCA1</i> & <script>")
    'Loss of <i>BRCA1</i> &amp; &lt;script&gt;'
    """
    return mark_safe(markup(marked(title)))  # noqa: S308  # escaped by `markup`


def title_text(title: str) -> str:
    """
    >>> title_text("Loss of <i>BRCA1</i>, HR <0.8 & <![>")
    'Loss of BRCA1, HR <0.8 & <![>'
    """
    return unmarked(marked(title))


def authors_text(names: list) -> str:
    """
    >>> authors_text([{"family": "Redig", "given": "A. J."}, {"literal": "American Cancer Society"}])
    'Redig AJ, American Cancer Society'
    """
    return unmarked(_names(names))
