"""What search engines, bookmarks and links read in the head of a page."""

import re

import pytest

pytestmark = pytest.mark.django_db
ADDRESSES = [
    "/",
    "/articles/",
    "/articles/changes/",
    "/sources/",
    "/support-groups/",
    "/support-groups/sheet/",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_title_and_the_description_are_one_line_without_spaces_around_it(visitor, address):
    text = visitor.get(address).content.decode()

    (title,) = re.findall(r"<title>(.*?)</title>", text, re.DOTALL)
    (description,) = re.findall(r'<meta name="description"\s+content="(.*?)">', text, re.DOTALL)
    for words in (title, description):
        assert words
        assert words == " ".join(words.split())
