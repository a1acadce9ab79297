"""Parts of a page that are the same on many pages."""

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from web.page_cache.counters import SITE
from web.page_cache.memo import Memo

register = template.Library()
_frame = Memo(SITE)  # the organization's details, and the titles of the pages about this site


class FramePart(template.Node):
    def __init__(self, name: str, nodes: template.NodeList, varies: list):
        self.name, self.nodes, self.varies = name, nodes, varies

    def render(self, context) -> SafeString:
        values = tuple(str(expression.resolve(context)) for expression in self.varies)
        return _frame.get((self.name, get_language(), values), lambda: self.nodes.render(context))


@register.tag
def frame_part(parser, token) -> FramePart:
    """`{% frame_part "header" current %}…{% endframe_part %}`: rendered once for each language and each value of the
    expressions, until the organization's details or a page about this site change. Nothing else in it may depend on
    the page.
    """
    _tag, name, *expressions = token.split_contents()
    nodes = parser.parse(["endframe_part"])
    parser.delete_first_token()
    return FramePart(name.strip("\"'"), nodes, [parser.compile_filter(each) for each in expressions])
