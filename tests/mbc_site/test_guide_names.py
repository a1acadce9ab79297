"""What the guide for staff prints in bold is on the screen: a button, a menu or a field of that very name."""

import ast
import re
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib import admin
from django.contrib.admin import __file__ as django_admin

from mbc_site import guide
from mbc_site.templatetags.admin_tags import with_article

APPS = ["articles", "editing", "history", "mbc_site", "sources", "support_groups", "web"]
TEMPLATES = [settings.BASE_DIR / "templates", Path(django_admin).parent / "templates"]
QUOTED = [
    re.compile(rf"{quote}([^{quote}\\\n]+){quote}") for quote in ("'", '"')
]  # one often stands in the other
BREAKS = re.compile(r"\{%.*?%\}|<[^>]*>", re.DOTALL)


def plain(words: str) -> str:
    """Without what a list adds (": " before what a word means), on one line, its first letter small."""
    words = " ".join(words.split()).strip(" :")
    return words[:1].lower() + words[1:]


def in_code(text: str) -> set[str]:
    strings = (node.value for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Constant))
    return {plain(value) for value in strings if isinstance(value, str)}


def in_script(text: str) -> set[str]:
    return {plain(words) for quoted in QUOTED for words in quoted.findall(text)}


def in_template(text: str) -> set[str]:
    return in_script(text) | {plain(words) for words in BREAKS.split(text)}


def of_records() -> set[str]:
    """“Add a picture”, “Recover deleted pictures”: buttons of a list, with the name of its records."""
    names = set()
    for model_admin in admin.site._registry.values():
        one, several = model_admin.opts.verbose_name, str(model_admin.opts.verbose_name_plural)
        names |= {f"add {with_article(one)}", f"recover deleted {several}", plain(several)}
    return names


@cache
def on_the_screen() -> frozenset[str]:
    names = of_records()
    for app in APPS:
        for path in (settings.BASE_DIR / app).rglob("*.py"):
            names |= in_code(path.read_text(encoding="utf-8"))
    for folder in TEMPLATES:
        for path in folder.rglob("*.html"):
            names |= in_template(path.read_text(encoding="utf-8"))
    for path in (settings.BASE_DIR / "static").rglob("*.js"):
        names |= in_script(path.read_text(encoding="utf-8"))
    return frozenset(names)


def named_in_bold(text: str) -> list[str]:
    return [" ".join(words.split()) for words in re.findall(r"\*\*([^*]+)\*\*", text)]


IN_WORDS_OF_ITS_OWN = {  # what begins an entry of a list and is no name
    "bold", "In a list", "In a form", "Only the town is known:", "In two languages:",
}  # fmt: skip


def test_every_bold_name_of_the_guide_is_on_the_screen():
    named = set(named_in_bold(guide.FILE.read_text(encoding="utf-8"))) - IN_WORDS_OF_ITS_OWN

    assert len(named) > 100
    assert [name for name in sorted(named) if plain(name) not in on_the_screen()] == []


def test_a_name_that_nothing_on_the_screen_has_is_found():
    assert named_in_bold("Press **Save\nand close**, then **Publish now**.") == [
        "Save and close",
        "Publish now",
    ]
    assert plain("Save and close") in on_the_screen()
    assert plain("Publish now") not in on_the_screen()


def test_a_part_of_a_longer_sentence_is_no_name():
    assert plain("the article with its") not in on_the_screen()
    template = """<input value="{% translate 'Call it off' %}"> <b>Not now</b>"""
    assert in_template(template) >= {"call it off", "not now"}
