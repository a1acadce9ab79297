import pytest

from support_groups.pages.paragraphs import linked, paragraphs, steps
from web.telephones import dialed


def test_an_empty_line_begins_a_paragraph_and_a_line_break_stays():
    assert paragraphs("One\nmore.\r\n\r\n \nTwo.\n") == ["One<br>more.", "Two."]
    assert paragraphs(" \n ") == []


def test_each_line_that_is_not_empty_is_a_step():
    assert steps("Call.\n\n  Come.  \n") == ["Call.", "Come."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A & <b>", "A &amp; &lt;b&gt;"),
        (
            "(see https://example.org/a?b=1&c=2).",
            '(see <a href="https://example.org/a?b=1&amp;c=2" rel="nofollow noopener">https://example.org/a?b=1&amp;c=2</a>).',
        ),
        ("javascript:alert(1) data:text/html,x ftp://example.org", "javascript:alert(1) data:text/html,x ftp://example.org"),
        ('https://example.org/"onmouseover="alert(1)', '<a href="https://example.org/" rel="nofollow noopener">https://example.org/</a>&quot;onmouseover=&quot;alert(1)'),
        ("www.example.org", "www.example.org"),
    ],
)  # fmt: skip
def test_only_web_addresses_become_links_and_everything_is_escaped(text, expected):
    assert linked(text) == expected


@pytest.mark.parametrize(
    ("phone", "number"),
    [
        ("1-800-555-0142", "18005550142"),
        ("+44 20 7946 0000", "+442079460000"),
        ("(555) 555-0100 x12", "5555550100"),
        ("555-0100, then 4711#", "5550100"),
        ("1-800-CALL-NOW", ""),
        ("ask us", ""),
    ],
)
def test_a_number_is_dialed_without_its_extension(phone, number):
    assert dialed(phone) == number
