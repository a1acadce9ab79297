"""What the admin's start page tells a coordinator."""

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from support_groups.models import Group

register = template.Library()


@register.inclusion_tag("admin/support_groups/_to_do.html", takes_context=True)
def groups_to_do(context):
    """How many listings wait for what; nothing for those who do not keep the directory."""
    if not context["request"].user.has_perm("support_groups.change_group"):
        return {"lines": []}
    today = timezone.localdate()
    numbers = {kind: Group.objects.to_do(kind, today).count() for kind in _words(1)}
    return {"lines": [(number, _words(number)[kind], kind) for kind, number in numbers.items() if number]}


def _words(number: int) -> dict[str, str]:
    return {
        "overdue": _("to be confirmed"),
        "unconfirmed": _("not confirmed: visitors are told so"),
        "back": ngettext(
            "paused, and back within a week: does it begin again?",
            "paused, and back within a week: do they begin again?",
            number,
        ),
        "incomplete": ngettext("that lacks something", "that lack something", number),
    }
