"""What strangers send through the form under an article: it is text wherever it is shown, and costs little."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from lxml.html import document_fromstring

from articles.models import Feedback
from articles.models.feedback import LONGEST_TEXT
from mbc_site.failures import Writes, failure
from mbc_site.outages import Crowded
from tests.articles.markup.payloads import PAYLOADS
from tests.calls import calls
from tests.factories import make_feedback, make_published
from web.public_forms import opening
from web.rate_limits import CountedRequest

pytestmark = pytest.mark.django_db

CODE, HARMLESS = "7K3QF-M2X9T-0WRCE", "One\ntwo"
FORM = "/articles/bones/feedback/"
STORABLE = [payload.replace("\x00", "")[:LONGEST_TEXT] for payload in PAYLOADS]


@pytest.fixture
def article(db):
    return make_published(title="Bones", slug="bones")


def elements(html: str, without=("p", "br", "a", "blockquote")) -> list[tuple[str, list[str]]]:
    """Each element with the names of its attributes, without those that lines and web addresses of a text make."""
    found = [(str(one.tag), sorted(one.attrib)) for one in document_fromstring(html).iter()]
    return [one for one in found if one[0] not in without]


def send(**values):
    signed = opening.sign(FORM, timezone.now() - datetime.timedelta(minutes=1))
    return Client().post(FORM, {"helpful": "no", "website": "", "opened": signed} | values).content.decode()


def test_all_attacks_at_once_are_the_text_of_a_field(article):
    refused = send(text="\n".join(PAYLOADS))

    assert elements(refused) == elements(send(text="a" * (LONGEST_TEXT + 1)))


@pytest.mark.parametrize("name", ["helpful", "website", "opened"])
def test_attacks_in_another_field_are_not_even_shown(article, name):
    harmless = elements(send(**{"text": "So.", name: "nothing"}))

    for payload in PAYLOADS[::5]:
        assert elements(send(**{"text": "So.", name: payload})) == harmless


def test_a_question_and_its_answer_are_text_for_the_reader(visitor, article):
    feedback = make_feedback(article, text=HARMLESS, code=CODE, answer=HARMLESS)
    harmless = elements(visitor.get(f"/feedback/{CODE}/").content.decode())

    for payload in STORABLE[::3]:
        Feedback.objects.filter(pk=feedback.pk).update(text=f"So: {payload}", answer=f"So: {payload}")
        page = visitor.get(f"/feedback/{CODE}/").content.decode()
        assert elements(page) == harmless
        for link in document_fromstring(page).iterfind(".//div[@class='prose']//a"):
            assert link.get("href").startswith(("https://", "http://", "mailto:"))
            assert {*link.attrib} <= {"href", "rel"}


def test_a_question_is_text_for_staff(as_ada, article):
    feedback = make_feedback(article, text=HARMLESS, code=CODE)
    pages = [
        reverse("admin:articles_feedback_changelist"),
        reverse("admin:articles_feedback_change", args=[feedback.pk]),
    ]
    harmless = [elements(as_ada.get(page).content.decode()) for page in pages]

    for payload in STORABLE[::15]:
        Feedback.objects.filter(pk=feedback.pk).update(text=f"So: {payload}")
        assert [elements(as_ada.get(page).content.decode()) for page in pages] == harmless


def test_the_page_of_an_outage_shows_it_as_text(rf):
    def page(text):
        request = rf.post(FORM, {"text": text}, headers={"accept": "text/html"})
        request.writes = Writes()
        return failure(request, Crowded()).content.decode()

    assert elements(page("\n".join(PAYLOADS))) == elements(page("One two"))


def test_a_flood_of_wrong_forms_writes_nothing(article):
    for values in ({"helpful": ""}, {"opened": ""}, {"website": "x"}, {"text": "a" * 5000}):
        send(**values)

    assert (Feedback.objects.count(), CountedRequest.objects.count()) == (0, 0)


@pytest.mark.parametrize("path", [FORM, "/feedback/", f"/feedback/{CODE}/", "/feedback/nonsense/"])
def test_a_page_that_is_never_kept_is_cheap(visitor, article, path):
    make_feedback(article, code=CODE)
    visitor.get(path)

    assert calls(lambda: visitor.get(path)) <= 15_000
