from django.http import HttpResponsePermanentRedirect
from django.utils import timezone
from django.utils.translation import get_language
from django.views.generic import DetailView

from support_groups.models import Group, group_with_page
from support_groups.pages import description
from support_groups.pages.group_page import GroupPage
from support_groups.pages.lasting import lasts_until
from support_groups.schedules.zones import is_zone
from web.page_cache.names import DIRECTORY, SITE
from web.page_cache.public import changes_at, public_page


@public_page(DIRECTORY, SITE, query={"tz": is_zone})
class GroupDetail(DetailView):
    context_object_name = "group"

    def get(self, request, *args, **kwargs):
        response = super().get(request, *args, **kwargs)
        if self.object.slug != self.kwargs["slug"]:
            return HttpResponsePermanentRedirect(self.object.get_absolute_url())
        return response

    def get_object(self, queryset=None):
        return group_with_page(self.kwargs["slug"])

    def get_context_data(self, **kwargs):
        page = GroupPage(
            self.object,
            at=timezone.now(),
            language=get_language() or "en",
            asked_zone=self.request.GET.get("tz", ""),
        )
        changes_at(self.request, lasts_until(self.object, page.at))
        return super().get_context_data(
            page=page,
            page_description=description.of(page.group, page.group.language),
            text_language=page.group.language,
            as_of=page.today,
            address=self._address,
            **kwargs,
        )

    def render_to_response(self, context, **kwargs):
        """410, with links to other groups: a closed group's address may still be on notice boards."""
        if self.object.status == Group.Status.CLOSED:
            self.template_name, kwargs["status"] = "support_groups/group_closed.html", 410
        return super().render_to_response(context, **kwargs)

    @property
    def _address(self) -> str:
        return self.request.build_absolute_uri(self.object.get_absolute_url())
