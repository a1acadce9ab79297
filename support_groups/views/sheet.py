from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.views.generic import TemplateView

from support_groups.finder.changed_groups import changed_groups, newest_key
from support_groups.finder.page import SearchPage
from support_groups.finder.result import search_result
from support_groups.finder.search import NAMES
from support_groups.models import add_contacts
from support_groups.pages.sheet import MOST, about_times, sheet_entries
from web import qr
from web.page_cache.moments import next_minute
from web.page_cache.names import DIRECTORY, SITE
from web.page_cache.public import public_page
from web.referrer import address_may_hold_a_search


@public_page(DIRECTORY, SITE, not_with=NAMES, until=[next_minute])
@method_decorator(address_may_hold_a_search, name="dispatch")
class Sheet(TemplateView):
    """A printed search, for a clinic's waiting room."""

    template_name = "support_groups/sheet.html"

    def get_context_data(self, **kwargs):
        at, language = timezone.now(), get_language() or "en"
        today = timezone.localdate(at)
        search = search_result(self.request, at=at, most=MOST)
        add_contacts(search.groups)
        number = newest_key()
        since = reverse("support_groups:sheet_since", args=[number])
        return super().get_context_data(
            search=search,
            entries=sheet_entries(search.groups, at=at, language=language, zone=search.zone),
            about_times=about_times(search.zone, language),
            most=MOST,
            today=today,
            as_of=today,
            number=number,
            code=qr.drawing(self.request.build_absolute_uri(since + search.query)),
            **kwargs,
        )


@public_page(DIRECTORY, SITE, not_with=NAMES, until=[next_minute])
@method_decorator(address_may_hold_a_search, name="dispatch")
class SheetSince(TemplateView):
    """Where the code on a printed sheet leads."""

    template_name = "support_groups/sheet_since.html"

    def get_context_data(self, number, **kwargs):
        at, language = timezone.now(), get_language() or "en"
        search = SearchPage(self.request.GET, at=at)
        return super().get_context_data(
            changed=changed_groups(self.request.GET, number, at=at, language=language),
            asked=number[:20],
            current=reverse("support_groups:finder") + search.query(),
            **kwargs,
        )
