"""Template tags about groups."""

from django import template

from support_groups.listings import confirmation, ways_to_meet
from support_groups.pages import jsonld, paragraphs
from web.jsonld import script

register = template.Library()


@register.simple_tag(takes_context=True)
def group_json_ld(context, page):
    data = jsonld.series(page.group, at=page.at, absolute=context["request"].build_absolute_uri)
    return script(data)


@register.simple_tag
def about_confirmation():
    return confirmation.ABOUT


@register.simple_tag
def ways_on_home_page():
    return [way for way in ways_to_meet.WAYS if way.is_on_home_page]


@register.filter
def web_link(address: str):
    return paragraphs.link(address)


@register.filter
def tappable(text: str):
    """Plain text with its web addresses and telephone numbers as links."""
    return paragraphs.linked(str(text))
