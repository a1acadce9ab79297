"""A form is taken if it comes from a page of this site, by what browsers say in headers that no page can set."""

import pytest
from django.core.exceptions import DisallowedHost
from django.test import RequestFactory

from web.public_forms.origin import is_from_this_site

HERE, ELSEWHERE = "https://www.example.org", "https://evil.example"


@pytest.fixture(autouse=True)
def _site(settings):
    settings.ALLOWED_HOSTS = ["www.example.org"]
    settings.CSRF_TRUSTED_ORIGINS = ["https://forms.example.org"]


def says(secure=True, host="www.example.org", **headers) -> bool:
    names = {"Sec_Fetch_Site": "Sec-Fetch-Site", "Forwarded": "X-Forwarded-Proto"}
    sent = {names.get(name, name): value for name, value in headers.items()}
    return is_from_this_site(RequestFactory().post("/", headers={"host": host} | sent, secure=secure))


@pytest.mark.parametrize(
    ("headers", "is_taken"),
    [
        ({"Sec_Fetch_Site": "same-origin", "Origin": HERE}, True),
        ({"Sec_Fetch_Site": "same-origin", "Origin": "null"}, True),  # from a page without a referrer
        ({"Sec_Fetch_Site": "none"}, True),
        ({"Sec_Fetch_Site": "same-site", "Origin": "https://other.example.org"}, False),
        ({"Sec_Fetch_Site": "cross-site", "Origin": ELSEWHERE}, False),
        ({"Sec_Fetch_Site": "cross-site", "Origin": HERE}, False),
        ({"Sec_Fetch_Site": "cross-site"}, False),
        ({"Sec_Fetch_Site": "nonsense", "Origin": HERE}, False),
        ({"Sec_Fetch_Site": "same-site", "Origin": "https://forms.example.org"}, True),
        ({"Origin": HERE}, True),
        ({"Origin": ELSEWHERE}, False),
        ({"Origin": "http://www.example.org"}, False),
        ({"Origin": "https://www.example.org:8443"}, False),
        ({"Origin": "https://www.example.org.evil.example"}, False),
        ({"Origin": "null"}, False),
        ({"Origin": "null", "Referer": f"{HERE}/articles/"}, False),
        ({"Origin": "https://forms.example.org"}, True),
        ({"Referer": f"{HERE}/articles/bones/feedback/"}, True),
        ({"Referer": f"{ELSEWHERE}/?https://www.example.org"}, False),
        ({"Referer": "https://www.example.org@evil.example/"}, False),
        ({"Referer": "https://["}, False),
        ({"Referer": "about:blank"}, False),
        ({}, True),
    ],
)
def test_the_headers_of_a_form_decide(headers, is_taken):
    assert says(**headers) is is_taken


def test_behind_a_proxy_the_address_of_the_visitor_counts(settings):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

    assert says(secure=False, Forwarded="https", Origin=HERE)
    assert not says(secure=False, Forwarded="http", Origin=HERE)


def test_another_host_is_refused_as_everywhere():
    with pytest.raises(DisallowedHost):
        says(host="evil.example", Origin=ELSEWHERE)
