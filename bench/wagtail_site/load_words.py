"""Run with Wagtail's Python: python -m wagtail_site.load_words WORDS.json, in an empty, migrated database."""

import json
import sys
from pathlib import Path

import django


def main() -> None:
    django.setup()
    from wagtail.models import Page, Site

    from wagtail_site.models import ArticlePage, ArticleSource, MenuPage

    words = json.loads(Path(sys.argv[1]).read_text())
    root = Page.objects.get(depth=1)
    home = root.add_child(instance=MenuPage(title="Home", slug="bench-home"))
    Site.objects.update(root_page=home, hostname="localhost")
    for number, title in enumerate(words["menu"]):
        home.add_child(instance=MenuPage(title=title, slug=f"menu-{number}", show_in_menus=True))
    article = ArticlePage(
        title=words["title"],
        slug="measured",
        summary=words["summary"],
        byline=words["byline"],
        body=words["body"],
        contents=words["contents"],
    )
    article.sources = [ArticleSource(reference=text, sort_order=n) for n, text in enumerate(words["sources"])]
    home.add_child(instance=article)


if __name__ == "__main__":
    main()
