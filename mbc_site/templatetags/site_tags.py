"""What every page shows: where a printed page comes from, numbers to call, and links to other pages of a list."""

from functools import cache

from django import template
from django.template.loader import get_template
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from editing import text
from mbc_site import icons, theme
from web import qr, telephones

register = template.Library()


@register.simple_tag(takes_context=True)
def imprint(context) -> str:
    """Where a printed page comes from, in one line: organization, address, and the edition or day of the text."""
    return " · ".join([str(context["organization"].name), *_origin(context)])


def _origin(context) -> list[str]:
    if getattr(context.get("page"), "is_preview", False):
        return [_("Preview of a working copy, not public")]
    request = context.get("request")
    address = f"{request.scheme}://{request.get_host()}{request.path}" if request else ""
    edition, day = context.get("edition"), context.get("as_of")
    if edition:
        published = date_format(edition.published_at, "F j, Y")
        version = _("Edition %(number)s, %(day)s") % {"number": edition.number, "day": published}
    else:
        version = _("As of %(day)s") % {"day": date_format(day, "F j, Y")} if day else ""
    return [part for part in (address, version) if part]


@register.inclusion_tag("includes/since_code.html", takes_context=True)
def since_code(context, path: str, words: str = "") -> dict:
    """On paper: `words` say how old it is, and a code leads to what has changed since."""
    address = context["request"].build_absolute_uri(path)
    return {"address": address, "code": qr.drawing(address), "words": words}


@register.simple_tag
def icon_path(name: str) -> str:
    return icons.PATHS[name]


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon where many stand on a page: the same as including its template."""
    return _drawn(name)


@cache
def _drawn(name: str) -> SafeString:
    return SafeString(text.one_line(get_template("includes/icon.html").render({"name": name})))


@register.simple_tag
def theme_script() -> SafeString:
    """Before the style sheets, so that no page is drawn in the colors that the reader doesn't want."""
    return mark_safe(f"<script>{theme.SCRIPT}</script>")  # noqa: S308  our own file, without "</script"


@register.simple_tag
def phone(number: str) -> str:
    """A number to tap. One that can't be dialed is only shown."""
    return telephones.html(number)


@register.simple_block_tag
def call(content: str, number: str, css: str = "") -> str:
    """Words to tap that call a number: a link, of the class `css`. If it can't be dialed, only the words."""
    link = telephones.link(number)
    if not link:
        return format_html('<span class="undialed">{}</span>', content)
    css_class = format_html(' class="{}"', css) if css else ""
    return format_html('<a{} href="{}">{}</a>', css_class, link, content)


@register.filter
def page_numbers(page) -> list[int]:
    """The first page of a list, the last, and those around this one."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return [number for number in numbers if number != page.paginator.ELLIPSIS]


@register.simple_tag(takes_context=True)
def section(context) -> str:
    """The entry of the main menu that this page belongs to: an app, or "changes" or "page" of the articles."""
    match = getattr(context.get("request"), "resolver_match", None)
    if not match:
        return ""
    if match.url_name in ("changes", "page"):
        return match.url_name
    return match.app_name or match.route.partition("/")[0]  # the bibliography's pages belong to the roof
