"""Long lists in pages: cheap at any depth, and with words for a page that doesn't exist."""

from functools import cached_property

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import ListView

MOST_DIGITS = 9


class NoSuchPage(Http404):
    """What the address asked for, and how many pages there are; `mbc_site.views.not_found` shows it."""

    def __init__(self, asked: str, pages: int):
        self.asked, self.pages = asked, pages
        super().__init__(f"{self.heading}. {self.words}")

    @property
    def heading(self) -> str:
        return (
            _("There is no page %s") % self.asked if is_number(self.asked) else _("That isn’t a page number")
        )

    @property
    def words(self) -> str:
        return ngettext("This list has %d page.", "This list has %d pages.", self.pages) % self.pages


def is_number(asked: str) -> bool:
    """
    >>> is_number("12"), is_number("-1"), is_number("1_0"), is_number("last")
    (True, False, False, False)
    """
    return asked.isascii() and asked.isdecimal() and len(asked) <= MOST_DIGITS


class DeepPaginator(Paginator):
    """Pages of keys, with the rows of the page that is shown.

    `object_list` is the ordered queryset of the keys. If one index has its columns, no row is read for the pages that
    are skipped; those of the second half are counted from the end. `rows` are the rows with these keys, in that order.
    `length` is how many keys there are; they are counted if it is None.
    """

    def __init__(
        self, object_list: QuerySet, per_page: int, *, rows: QuerySet, length: int | None = None, **options
    ):
        super().__init__(object_list, per_page, **options)
        self.rows, self.length = rows, length

    def page(self, number: int) -> Page:
        number = self.validate_number(number)
        start = (number - 1) * self.per_page
        keys = self._keys(start, min(start + self.per_page, self.count))
        return self._get_page(self.rows.filter(pk__in=keys), number, self)

    def _keys(self, start: int, stop: int) -> QuerySet:
        """Not asked for here: the database finds the rows by them in the same query."""
        after = self.count - stop
        return self.object_list[start:stop] if start <= after else self._backwards(after, stop - start)

    def _backwards(self, after: int, number: int) -> QuerySet:
        return self.object_list.reverse()[after : after + number]

    @cached_property
    def count(self) -> int:
        return self.object_list.order_by().count() if self.length is None else self.length


def page_of(paginator: Paginator, asked: str | None) -> Page:
    """The page that an address asks for, without a number the first. Raises NoSuchPage."""
    asked = asked or "1"
    if not is_number(asked) or not 1 <= int(asked) <= paginator.num_pages:
        raise NoSuchPage(asked, paginator.num_pages)
    return paginator.page(int(asked))


class PagedList(ListView):
    """A list whose queryset has a total order. `keys` of it are paged, and `rows` has the rows with those keys."""

    paginate_by = 50

    def keys(self, queryset: QuerySet) -> QuerySet:
        return queryset.values("pk")

    def rows(self, queryset: QuerySet) -> QuerySet:
        return queryset

    def length(self, queryset: QuerySet) -> int | None:
        """How many rows there are, where that is known without counting them (`web/kept_counts.py`)."""
        return None

    def paginate_queryset(self, queryset, page_size):
        keys, length = self.keys(queryset), self.length(queryset)
        paginator = DeepPaginator(keys, page_size, rows=self.rows(queryset), length=length)
        page = page_of(paginator, self.request.GET.get(self.page_kwarg))
        return paginator, page, page.object_list, page.has_other_pages()
