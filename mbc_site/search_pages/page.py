"""A page of what was found, in words: its heading, how to narrow it, and what was searched for instead."""

from collections import Counter
from dataclasses import dataclass

from django.conf import settings
from django.conf.locale import LANG_INFO
from django.core.paginator import Page, Paginator
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from mbc_site.search.results import PAGE_SIZE, Hit, Kind, Results
from mbc_site.search_pages.asked import Asked
from mbc_site.search_pages.places import PlaceHint, looks_like_place, place_hint
from web.languages import page_language
from web.pages import NoSuchPage, is_number

OF_ONE = {
    Kind.ARTICLE: gettext_lazy("Article"),
    Kind.GROUP: gettext_lazy("Support group"),
    Kind.SOURCE: gettext_lazy("Source"),
    Kind.PAGE: gettext_lazy("About us"),
}


def kind_of_one(kind: Kind) -> str:
    """What a single result is."""
    return str(OF_ONE[kind])


@dataclass(frozen=True)
class Facet:
    """A link that narrows what was found, or widens it again; `count` is what the link adds or what it leads to."""

    label: str
    count: int
    query: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A result as the page shows it. `lang` is its language, if that is not the page's."""

    hit: Hit
    kind: str
    lang: str


@dataclass
class SearchPage:
    asked: Asked
    results: Results

    @property
    def is_start(self) -> bool:
        return not self.asked.words

    @property
    def found_at_all(self) -> int:
        """Of every kind and language."""
        return sum(self.results.counts.values())

    @property
    def is_miss(self) -> bool:
        """Whether the site has nothing that answers these words, however they are narrowed."""
        return not self.is_start and not self.found_at_all

    @property
    def heading(self) -> str:
        if self.is_start:
            return _("Search this site")
        words, count = self.results.searched or self.asked.words, self.results.total
        if not count:
            return _("Nothing found for “%(words)s”") % {"words": words}
        sentence = ngettext("%(count)d result for “%(words)s”", "%(count)d results for “%(words)s”", count)
        return sentence % {"count": count, "words": words}

    @property
    def exactly(self) -> str:
        """The query that searches for the words as they were typed; "" if that was done."""
        return self.asked.query(is_exact=True) if self.results.is_corrected else ""

    @property
    def kinds(self) -> list[Facet]:
        """Everything first, then the kinds that something was found of."""
        counts, chosen = self._counts_of_kinds(), self.asked.kinds
        everything = Facet(_("Everything"), counts.total(), self.asked.query(kinds=()), not chosen)
        each = [
            Facet(
                str(kind.label),
                counts.get(kind, 0),
                self.asked.query(kinds=self.asked.toggled(kind)),
                kind in chosen,
            )
            for kind in Kind
            if counts.get(kind) or kind in chosen
        ]
        return [everything, *each] if len(each) > 1 or chosen else []

    @property
    def languages(self) -> list[Facet]:
        """Where there are several, the commonest first."""
        counts, chosen = self._counts_of_languages(), self.asked.language
        if len(counts) < 2 and not chosen:
            return []
        codes = [code for code in self.results.languages if counts[code] or code == chosen]
        codes += [chosen] if chosen and chosen not in codes else []
        each = [
            Facet(_language(code), counts.get(code, 0), self.asked.query(language=code), code == chosen)
            for code in codes
        ]
        return [
            Facet(_("All languages"), counts.total(), self.asked.query(language=""), not chosen),
            *each,
        ]

    def _counts_of_kinds(self) -> Counter:
        """In the chosen language, because the link to a kind keeps it."""
        counts = Counter()
        for (kind, language), number in self.results.numbers.items():
            if self.asked.language in ("", language):
                counts[kind] += number
        return counts

    def _counts_of_languages(self) -> Counter:
        """Of the chosen kinds, in the same way."""
        counts = Counter()
        for (kind, language), number in self.results.numbers.items():
            if not self.asked.kinds or kind in self.asked.kinds:
                counts[language] += number
        return counts

    @property
    def everything(self) -> str:
        """The query of the same words without anything that narrows them."""
        return self.asked.query(kinds=(), language="")

    @cached_property
    def place(self) -> PlaceHint | None:
        """Where to look for groups, if the words name a place; with results only if they can hardly mean anything else."""
        words = self.asked.words
        return place_hint(words) if self.is_miss or looks_like_place(words) else None

    @property
    def lines(self) -> list[Line]:
        kinds, here = {kind: kind_of_one(kind) for kind in Kind}, page_language()
        return [
            Line(hit, kinds[hit.kind], "" if hit.language == here else hit.language)
            for hit in self.results.hits
        ]

    def page_obj(self, number: str) -> Page:
        """The page with this number, which is all that the search itself minds. Raises NoSuchPage."""
        if not is_number(number) or not 1 <= int(number) <= self.results.pages:
            raise NoSuchPage(number, self.results.pages)
        paginator = Paginator(range(self.results.total), PAGE_SIZE)
        return Page(self.results.hits, self.results.page, paginator)


def _language(code: str) -> str:
    """In its own words."""
    own = dict(settings.LANGUAGES).get(code) or LANG_INFO.get(code, {}).get("name_local", code)
    return capfirst(own)
