from django.http import HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from support_groups.models import Group
from support_groups.pages.changes_since import ChangesSince
from web.page_cache.moments import next_minute
from web.page_cache.names import DIRECTORY, SITE
from web.page_cache.public import public_page


@public_page(DIRECTORY, SITE, until=[next_minute])
@require_safe
def group_since(request, slug, number):
    """Where the code on a printed listing leads. A group that is not public any more, or a number that never was, gets an
    answer, too.
    """
    group = Group.objects.public().for_dates().prefetch_related("public_changes").find_at(slug)
    context = {"asked": number[:20], "group": group}
    if group is None:
        return render(request, "support_groups/group_since.html", context, status=404)
    if group.slug != slug:
        return HttpResponsePermanentRedirect(f"{group.get_absolute_url()}since/{number}/")
    changes = ChangesSince.since_number(group, number, at=timezone.now(), language=get_language() or "en")
    status = 200 if changes.printed else 404
    return render(request, "support_groups/group_since.html", context | {"changes": changes}, status=status)
