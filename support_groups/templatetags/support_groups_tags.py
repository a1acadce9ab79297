"""Template tags about groups."""

import html

from django import template
from django.utils.safestring import SafeString

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


@register.simple_tag
def options(field, chosen) -> SafeString:
    """The options of a select. Django renders a template for each: a list of time zones takes longer than the search."""
    return SafeString(
        "".join(
            f'<option value="{html.escape(str(value))}"{" selected" if value == chosen else ""}>'
            f"{html.escape(str(words))}</option>"
            for value, words in field.field.choices
        )
    )


@register.simple_tag
def check_boxes(field, chosen) -> SafeString:
    """A check box for each choice of a field."""
    return SafeString(
        "".join(
            f'<label class="opt"><input type="checkbox" name="{field.name}" value="{html.escape(str(value))}"'
            f"{' checked' if value in chosen else ''}> <span>{html.escape(str(words))}</span></label>\n"
            for value, words in field.field.choices
        )
    )


@register.filter
def web_link(address: str):
    return paragraphs.link(address)


@register.filter
def tappable(text: str):
    """Plain text with its web addresses and telephone numbers as links."""
    return paragraphs.linked(str(text))
