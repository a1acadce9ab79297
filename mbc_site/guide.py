"""The guide for staff, docs/editing.md, as a page of the admin.

An admin names the chapter about its records, `guide`, and those of its other pages, `guides`, by the end of the name of
their address: {"publish": "publish-an-article"}. A chapter is named as on GitHub: its heading in small letters, with
hyphens.
"""

from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from django.conf import settings
from django.contrib.admin import ModelAdmin
from django.templatetags.static import static
from django.utils.safestring import SafeString
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from markdown_it import MarkdownIt
from markdown_it.token import Token

from editing.headings import Heading

FILE = settings.BASE_DIR / "docs" / "editing.md"
PICTURES = "images/"  # beside the file; STATICFILES_DIRS serves them as guide/


@dataclass(frozen=True)
class Guide:
    chapters: list[Heading]  # those of the second level
    html: SafeString


class GuideView(TemplateView):
    template_name = "admin/guide.html"
    admin_site = None

    def get_context_data(self, **kwargs):
        context = self.admin_site.each_context(self.request)
        return super().get_context_data(**kwargs, **context, title=_("Guide for staff"), guide=read())


def chapter(admin: ModelAdmin | None, url_name: str) -> str:
    """The chapter about this page of an admin; "" if it names none."""
    if admin is None:
        return ""
    page = url_name.removeprefix(f"{admin.opts.app_label}_{admin.opts.model_name}_")
    return getattr(admin, "guides", {}).get(page) or getattr(admin, "guide", "")


@cache
def read() -> Guide:
    return render(FILE.read_text(encoding="utf-8"))


def render(text: str) -> Guide:
    """A guide in Markdown, without its title, which is that of the page. HTML in it is shown as it is written.

    >>> render("# Guide\\n\\n## Cite a source\\n\\nPress *it*.").chapters
    [Heading(key='cite-a-source', words='Cite a source', is_private=False)]
    """
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = _without_title(markdown.parse(text))
    chapters = []
    for opening, words in pairwise(tokens):
        if opening.type == "heading_open":
            opening.attrSet("id", slugify(words.content))
            if opening.tag == "h2":
                chapters.append(Heading(slugify(words.content), words.content))
        elif words.type == "inline":
            words.children = _for_this_site(words.children)
    return Guide(chapters, SafeString(markdown.renderer.render(tokens, markdown.options, {})))


def _without_title(tokens: list[Token]) -> list[Token]:
    has_title = tokens and tokens[0].type == "heading_open" and tokens[0].tag == "h1"
    return tokens[3:] if has_title else tokens


def _for_this_site(tokens: list[Token]) -> list[Token]:
    """Pictures come from this server. Other documents have no page here: a link to one becomes its words."""
    kept, is_document = [], False
    for token in tokens:
        if token.type == "link_open":
            address = token.attrGet("href")
            is_document = ".md" in address and "://" not in address
        elif token.type == "image":
            token.attrSet("src", static("guide/" + token.attrGet("src").removeprefix(PICTURES)))
        if not (is_document and token.type in ("link_open", "link_close")):
            kept.append(token)
    return kept
