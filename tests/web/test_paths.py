import pytest
from django.urls import NoReverseMatch, reverse, set_script_prefix

from web.paths import path_with

NAMES = ["articles:article", "articles:person", "articles:topic", "articles:page", "sources:source"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("prefix", ["/", "/site/"])
def test_a_path_is_what_django_says(name, prefix):
    set_script_prefix(prefix)
    try:
        for slug in ("any-slug", "redig2013", "A_b-9"):
            assert path_with(name, slug) == reverse(name, args=[slug])
    finally:
        set_script_prefix("/")


@pytest.mark.parametrize("slug", ["", "a b", "a/b", "é", "a\n"])
def test_what_is_no_slug_has_no_path(slug):
    with pytest.raises(NoReverseMatch):
        path_with("articles:article", slug)
