from django.utils import timezone
from django.utils.translation import get_language
from django.views.generic import TemplateView

from support_groups import qr
from support_groups.sheets import MOST, lines
from support_groups.views.searching import found, search_address


class Sheet(TemplateView):
    """A search on paper, to lie in a clinic."""

    template_name = "support_groups/sheet.html"

    def get_context_data(self, **kwargs):
        at = timezone.now()
        groups = list(found(self.request, at).for_lists().prefetch_related("contacts")[: MOST + 1])
        address = search_address(self.request)
        return super().get_context_data(
            lines=lines(groups[:MOST], at=at, language=get_language() or "en"),
            is_cut=len(groups) > MOST,
            most=MOST,
            today=timezone.localdate(at),
            address=address,
            code=qr.drawing(address),
            **kwargs,
        )
