"""What the admin's templates ask: the guide's chapter, names of records with their article, and the filters of a list."""

from django import template
from django.contrib.admin import site
from django.contrib.admin.views.main import ChangeList
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mbc_site import guide
from support_groups.schedules import languages
from support_groups.schedules.zones import full_label

register = template.Library()

SOUNDS_LIKE_YOU = ("use", "uni", "eu", "one")


@register.simple_tag(takes_context=True)
def guide_address(context) -> str:
    """The guide for staff, at the chapter about this page."""
    request, opts = context.get("request"), context.get("opts")
    match = getattr(request, "resolver_match", None)
    admin = site._registry.get(opts.model) if opts else None
    chapter = guide.chapter(admin, match.url_name if match and match.url_name else "")
    return reverse("admin:guide") + (f"#{chapter}" if chapter else "")


@register.simple_tag
def zone_of_times() -> str:
    """The time zone of the admin's times, as people call it: “Eastern time”."""
    return full_label(timezone.get_current_timezone_name(), languages.supported(get_language()))


@register.filter
def with_article(noun) -> str:
    """
    >>> with_article("article"), with_article("user"), with_article("support group")
    ('an article', 'a user', 'a support group')
    """
    noun = str(noun)
    sounds_open = noun[:1].lower() in "aeiou" and not noun.lower().startswith(SOUNDS_LIKE_YOU)
    return (_("an %s") if sounds_open else _("a %s")) % noun


@register.filter
def active_filters(changes: ChangeList) -> list[dict]:
    """The filters that narrow a list, each with its words and the address of the list without it."""
    found = []
    for spec in changes.filter_specs:
        parameters = spec.expected_parameters()
        if any(name in changes.params for name in parameters):
            chosen = [choice for choice in spec.choices(changes) if choice.get("selected")]
            found.append(
                {
                    "title": spec.title,
                    "words": ", ".join(str(choice["display"]) for choice in chosen) or _("another value"),
                    "without": changes.get_query_string(remove=parameters),
                }
            )
    return found
