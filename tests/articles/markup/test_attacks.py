"""No published attack leaves anything in a stored text that could run, load or redirect.

tests/browser/test_xss.py tests the same texts in a browser.
"""

import re
from urllib.parse import unquote

import pytest
from lxml import html as lxml_html

from articles.markup import Numbering, clean, clean_inline, render, render_inline
from tests.articles.markup.payloads import PAYLOADS

# Repeated here on purpose, so that an error in the allow-list itself is noticed.
STORED_TAGS = set(
    str.split(
        "a abbr aside blockquote br caption em figcaption figure h2 h3 h4 hr img li ol p small span strong sub sup "
        "table tbody td tfoot th thead tr ul"
    )
)
SHOWN_TAGS = STORED_TAGS | {"section", "details", "summary", "footer", "div", "picture", "source"}
STORED_ATTRIBUTES = set(
    str.split(
        "alt class colspan data-image data-kind data-locator data-source dir href id lang rowspan scope src start title"
    )
)
SHOWN_ATTRIBUTES = STORED_ATTRIBUTES | set(
    str.split("aria-hidden aria-label aria-labelledby data-through role tabindex")
)
AT_HOME = re.compile(r"(?:https?://|mailto:|tel:)", re.IGNORECASE)


def leads_astray(address: str) -> bool:
    """As a browser reads it: without tabs, line ends and leading blanks, a backslash for a slash."""
    seen = re.sub(r"[\t\r\n]", "", address).strip("".join(map(chr, range(0x21)))).replace("\\", "/")
    return seen.startswith("//") or (":" in seen.split("/")[0] and not AT_HOME.match(seen))


def assert_harmless(html: str, tags: set[str], attributes: set[str]) -> None:
    for element in lxml_html.fragment_fromstring(html, create_parent="div").iterdescendants():
        assert element.tag in tags
        assert set(element.attrib) <= attributes
        assert not leads_astray(element.get("href", ""))
        if element.tag == "img":
            assert element.get("src", "").startswith("/media/")
            assert ".." not in unquote(element.get("src")).replace("\\", "/")
    assert not re.search(r"<[^>]*\son\w+\s*=", re.sub(r'"[^"]*"', '""', html))


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize(
    "around", ["{}", "<p>before {} after</p>", '<p title="{}">x</p>', "<ul><li>{}", "<table><td>{}"]
)
def test_an_attack_is_harmless_once_stored(payload, around):
    stored = clean(around.replace("{}", payload))

    assert_harmless(stored, STORED_TAGS, STORED_ATTRIBUTES)
    assert clean(stored) == stored


@pytest.mark.parametrize("payload", PAYLOADS)
def test_an_attack_is_harmless_when_shown(payload):
    assert_harmless(render(payload, Numbering()).html, SHOWN_TAGS, SHOWN_ATTRIBUTES)
    assert_harmless(render_inline(payload, Numbering()), SHOWN_TAGS, SHOWN_ATTRIBUTES)
    assert_harmless(clean_inline(payload), STORED_TAGS - {"img", "br", "p"}, STORED_ATTRIBUTES)


def test_all_attacks_at_once_are_harmless_too():
    stored = clean("\n".join(PAYLOADS))

    assert_harmless(stored, STORED_TAGS, STORED_ATTRIBUTES)
    assert clean(stored) == stored


def test_the_attack_corpus_is_read_whole():
    assert len(PAYLOADS) > 250
    assert any("\x00" in payload for payload in PAYLOADS)
    assert any("jav\tascript" in payload for payload in PAYLOADS)
