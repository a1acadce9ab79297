"""Editors read what readers wrote, answer it or mark it; nothing of it outlives its year."""

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse
from lxml.html import document_fromstring
from reversion.models import Version

from articles.models import Feedback
from editing.fingerprints import OPENED
from history.models import Entry
from tests.factories import make_feedback, make_published

pytestmark = pytest.mark.django_db

LIST = reverse("admin:articles_feedback_changelist")
SECRET = "My Her2 scan was on Monday"
CODES = [f"7K3QF-M2X9T-0WR{number:02}" for number in range(20)]


def form_of(feedback) -> str:
    return reverse("admin:articles_feedback_change", args=[feedback.pk])


def answer(client, feedback, text, opened=None):
    opened = opened or client.get(form_of(feedback)).context["opened"]
    return client.post(form_of(feedback), {"answer": text, OPENED: opened}, follow=True)


def mark(client, action, *feedback):
    data = {"action": action, "_selected_action": [one.pk for one in feedback]}
    return client.post(LIST, data, follow=True).content.decode()


def test_editors_may_and_others_may_not(as_ada, as_rosalind, as_grace, as_vera):
    feedback = make_feedback(text=SECRET)

    assert SECRET in as_ada.get(form_of(feedback)).content.decode()
    for client in (as_rosalind, as_grace, as_vera):
        assert client.get(LIST).status_code == 403
        assert client.get(form_of(feedback)).status_code == 403
        assert client.post(form_of(feedback), {"answer": "Yes."}).status_code == 403
    assert Feedback.objects.get().answer == ""


def test_nobody_adds_one(as_ada):
    assert as_ada.get(reverse("admin:articles_feedback_add")).status_code == 403


def test_the_form_says_which_edition_was_read(as_ada):
    feedback = make_feedback(make_published(title="Bone pain", slug="bone-pain"))

    text = as_ada.get(form_of(feedback)).content.decode()

    assert '<a href="/articles/bone-pain/">Bone pain, edition 1</a>' in text
    assert feedback.code_hash not in text


def test_an_answer_is_saved_with_name_and_time_and_noted(as_ada):
    feedback = make_feedback()

    answer(as_ada, feedback, " It often\r\ndoes.\x07 ")

    stored = Feedback.objects.get()
    assert (stored.state, stored.answer, stored.answered_by_name) == ("answered", "It often\ndoes.", "Ada")
    assert stored.answered_at is not None
    entry = Entry.objects.of("articles.feedback", feedback.pk).get()
    assert (entry.by_name, entry.words) == ("Ada", "Changed 2 paragraphs of the answer.")


def test_the_second_of_two_editors_learns_of_the_first(as_ada, admin_client):
    feedback = make_feedback()
    opened = as_ada.get(form_of(feedback)).context["opened"]
    answer(admin_client, feedback, "The first answer.")

    text = answer(as_ada, feedback, "The second answer.", opened).content.decode()

    assert "while you were editing" in text
    assert "The second answer." in text
    assert Feedback.objects.get().answer == "The first answer."


def test_bulk_marks_leave_answers_alone_and_are_noted(as_ada):
    article = make_published()
    asked, answered = (
        make_feedback(article, code=CODES[0]),
        make_feedback(article, code=CODES[1], answer="Yes."),
    )

    text = mark(as_ada, "mark_spam", asked, answered)

    assert "1 question: Marked as spam." in text
    assert "1 question was left as it is" in text
    assert [one.state for one in Feedback.objects.order_by("pk")] == ["spam", "answered"]
    assert [entry.words for entry in Entry.objects.of("articles.feedback", asked.pk)] == ["Marked as spam."]
    mark(as_ada, "open_again", asked), mark(as_ada, "mark_done", asked)
    assert Feedback.objects.get(pk=asked.pk).state == "done"


def test_the_list_is_by_article_with_numbers(as_ada):
    bones, fatigue = make_published(title="Bone pain"), make_published(title="Fatigue")
    make_feedback(bones, code=CODES[0], text="About bones")
    make_feedback(bones, code=CODES[1], answer="Yes.")
    make_feedback(fatigue, code=CODES[2], text="About fatigue")

    text = as_ada.get(LIST).content.decode()
    assert "Bone pain: 1 to answer, of 2" in text
    assert "Fatigue: 1 to answer, of 1" in text
    assert text.index("About fatigue") < text.index("Does it pass?")  # open ones first
    one = as_ada.get(f"{LIST}?article={fatigue.pk}").content.decode()
    assert "About fatigue" in one
    assert "About bones" not in one
    assert as_ada.get(f"{LIST}?article=%00x").status_code in (302, 400)
    assert "About bones" not in as_ada.get(f"{LIST}?article=nonsense").content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_takes_as_many_queries_at_any_length(as_ada, django_assert_num_queries, number):
    as_ada.get(LIST)
    for code in CODES[:number]:
        make_feedback(make_published(), code=code)

    with django_assert_num_queries(8):
        as_ada.get(LIST)


def test_the_start_page_lists_what_is_to_answer(as_ada, as_rosalind):
    article = make_published(title="Bone pain")
    oldest = make_feedback(article, code=CODES[0])
    for code in CODES[1:7]:
        make_feedback(article, code=code)
    make_feedback(article, code=CODES[8], answer="Yes.")

    page = document_fromstring(as_ada.get(reverse("admin:index")).content.decode())

    (panel,) = [one for one in page.iter("section") if one.get("id") == "to-answer"]
    links = [link.get("href") for link in panel.iter("a")]
    assert panel.find_class("count")[0].text == "7"
    assert links[:5] == [form_of(one) for one in Feedback.objects.open().oldest_first()[:5]]
    assert links[0] == form_of(oldest)
    assert links[-1] == f"{LIST}?state__exact=open"
    assert as_ada.get(f"{LIST}?state__exact=open").context["cl"].result_count == 7
    assert "Questions to answer" not in as_rosalind.get(reverse("admin:index")).content.decode()


def test_nothing_of_a_text_outlives_it(as_ada):
    feedback = make_feedback(text=SECRET)
    answer(as_ada, feedback, f"You say: {SECRET}.")
    mark(as_ada, "mark_done", feedback)

    as_ada.post(reverse("admin:articles_feedback_delete", args=[feedback.pk]), {"post": "yes"})

    assert not Feedback.objects.exists()
    assert Entry.objects.of("articles.feedback", feedback.pk).count() == 2
    kept = [*Entry.objects.values(), *LogEntry.objects.values(), *Version.objects.values()]
    assert "Her2" not in str(kept)


def test_markup_is_text_in_the_admin_too(as_ada):
    feedback = make_feedback(text="<script>alert(1)</script>")

    for address in (LIST, form_of(feedback), reverse("admin:index")):
        assert "<script>alert(1)" not in as_ada.get(address).content.decode()
