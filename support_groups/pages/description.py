"""What a group's page holds, for search engines (web/descriptions.py): only what visitors read there."""

from django.utils.translation import gettext as _

from support_groups.models import Group
from web.descriptions import sentences


def of(group: Group, language: str) -> str:
    if group.status == Group.Status.CLOSED:
        stopped = _("%s has stopped meeting") % group.name
        return sentences(stopped, _("Other groups meet near you, online and by telephone"))
    place = group.place
    where = ", ".join(filter(None, [str(group.way.label), place and place.town_line]))
    when = "; ".join(group.schedule_words(language))
    return sentences(group.summary, where, when, group.get_stage_fit_display())
