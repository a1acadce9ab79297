"""What a page's head says to search engines and to whoever shares its address."""

import html

from django import template
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from editing import text
from mbc_site import jsonld
from mbc_site.cards import drawing, subjects
from web.jsonld import breadcrumbs, item_list, script
from web.languages import open_graph_locale, page_language

register = template.Library()


@register.simple_block_tag
def in_one_line(content: str) -> str:
    """Text of a block, which escapes what it shows, without the line breaks and spaces of its template."""
    return SafeString(text.one_line(content))


@register.simple_tag(takes_context=True)
def address_of_page(context) -> str:
    """Its canonical address: without parameters, except for the number of a page of a list."""
    request = context.get("request")
    if request is None:
        return ""
    number = getattr(context.get("page_obj"), "number", 1)
    return request.build_absolute_uri(f"{request.path}?page={number}" if number > 1 else request.path)


@register.inclusion_tag("includes/card.html", takes_context=True)
def card(context, subject):
    """The picture that other programs show beside a link to this page. A preview has only the site's."""
    organization, request = context["organization"], context.get("request")
    if request is None:
        return {}
    if getattr(subject, "is_preview", False):
        subject = organization
    shown = subjects.card_of(subject, organization)
    width, height = drawing.SIZE
    address = request.build_absolute_uri(subjects.address(subject, shown))
    return {"address": address, "alt": shown.alt, "width": width, "height": height}


register.simple_tag(page_language)


@register.simple_tag(takes_context=True)
def locale(context) -> str:
    """As Open Graph has it, such as en_US: of the text the page is about, if that is in another language."""
    return open_graph_locale(context.get("text_language", ""))


@register.simple_tag(takes_context=True)
def crumbs_json_ld(context, title: str, list_title: str = "", list_url: str = "", topic=None) -> str:
    """The breadcrumb of a page, with the page itself at its end; `title` is escaped."""
    trail = [(_("Home"), reverse("home"))]
    if list_url:
        trail.append((list_title, list_url))
    if topic:
        trail.append((topic.title, topic.get_absolute_url()))
    data = breadcrumbs(trail, html.unescape(title), context["request"].build_absolute_uri)
    return script({"@context": "https://schema.org", **data})


@register.simple_tag(takes_context=True)
def list_json_ld(context, listed) -> str:
    """The pages that a list leads to, in its order: editions, sources or groups."""
    absolute = context["request"].build_absolute_uri
    pairs = [(_name(one), one.get_absolute_url()) for one in listed]
    return script({"@context": "https://schema.org", **item_list(pairs, absolute)}) if pairs else ""


def _name(listed) -> str:
    names = (getattr(listed, name, "") for name in ("title_text", "title", "name"))
    return next(filter(None, names))


@register.simple_tag(takes_context=True)
def site_json_ld(context) -> str:
    absolute = context["request"].build_absolute_uri
    return script(jsonld.site(context["organization"], absolute, logo=static("icons/icon-512.png")))
