"""What an import lost is shown, and the draft can't be published before somebody has looked at it."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from reversion.models import Version

from articles.drafts import make_draft
from articles.manuscripts import Author, Manuscript, Missing, Reference
from articles.models import Article, Edition
from articles.publishing import publishing_problems
from tests.factories import make_article, make_person, make_source
from tests.posting import as_submitted

pytestmark = pytest.mark.django_db

LOSS = {"line": 7, "part": "footnotes", "words": "≤ 5", "before": "Take ", "after": " tablets", "count": 2}
OTHER_TITLE = """\
Bones

They hurt.[1]

References

1. Doe B. Scans in a large city. J Sampl. 2020;1:1-9. doi:10.1234/a
"""
UNSEEN = "Words of the imported manuscript are not in this draft. Look at the list “Not taken over” first."
SEEN = "I’ve looked at what was not taken over"


def page(article, name: str) -> str:
    return reverse(f"admin:articles_article_{name}", args=[article.pk])


def missing(manuscript: Manuscript) -> list[tuple[int, str, str]]:
    article = make_draft(manuscript).article
    article.refresh_from_db()
    return [(words.line, words.part, words.words) for words in article.missing_passages]


def test_what_the_file_lost_is_kept_with_the_draft():
    lost = Missing(**LOSS)

    assert make_draft(Manuscript("Bones", body="<p>One.</p>", missing=[lost])).article.missing_passages == [
        lost
    ]


def test_words_that_cleaning_drops_from_the_text_are_missing():
    body = "<p>Rest helps <svg>many</svg> people with 10<sup>9</sup> cells.</p>"

    assert missing(Manuscript("Bones", body=body)) == [(0, "draft", "many")]


def test_a_title_that_is_cut_is_reported_whole():
    title = "Bones " * 40 + "and you"

    draft = make_draft(Manuscript(title))

    assert draft.article.missing_words == []
    assert draft.article.title == ("Bones " * 34)[:200].strip()
    assert [note.text for note in draft.notes if note.is_left_out] == [title]


def test_a_biography_is_reported_when_the_person_is_already_here_with_another():
    make_person(name="Jane Doe", credentials="RN", bio="Her own words.")

    draft = make_draft(
        Manuscript("Bones", authors=[Author("Jane Doe", "RN", "Jane Doe is a nurse in Ohio.")])
    )

    assert draft.article.missing_words == []
    assert [note.text for note in draft.notes] == ["Jane Doe is a nurse in Ohio."]


def test_words_of_a_reference_that_a_known_source_does_not_have_are_missing():
    make_source(doi="10.1234/a", title="Rest in a small town", authors=[{"family": "Doe", "given": "B."}])
    item = {"type": "article-journal", "title": "Scans in a large city", "DOI": "10.1234/a"}
    reference = Reference(
        1, "Doe B. Scans in a large city. J Sampl. 2020;1:1-9. doi:10.1234/a", item, line=31
    )

    found = missing(Manuscript("Bones", references=[reference]))

    assert found == [(31, "source", "Scans"), (31, "source", "large city")]


def test_nothing_is_missing_from_a_reference_that_is_stored_in_another_order():
    item = {
        "type": "article-journal",
        "title": "Scans in a large city",
        "container-title": "J Sampl",
        "issued": {"date-parts": [[2020, 3, 5]]},
        "volume": "1",
        "page": "1-9",
        "author": [{"family": "Doe", "given": "Jane B."}],
        "DOI": "10.1234/a",
    }
    text = "Doe, Jane B., and others. J Sampl, vol. 1, pp. 1–9, March 5, 2020. Scans in a large city. https://doi.org/10.1234/a"

    assert missing(Manuscript("Bones", references=[Reference(1, text, item, line=31)])) == [
        (31, "source", "others")
    ]


@pytest.mark.parametrize("at", [None, timezone.now() + timedelta(days=3)])
def test_a_draft_with_missing_words_cannot_be_published_or_scheduled(at):
    article = make_article(missing_words=[LOSS])

    with pytest.raises(ValidationError, match="Not taken over"):
        article.publish(by=None, kind=Edition.ChangeKind.NEW, at=at)
    with pytest.raises(ValidationError, match="Not taken over"):
        Edition.of(article, number=1, kind="new", published_at=timezone.now()).save()

    assert not Edition.objects.exists()


def test_it_can_be_published_once_somebody_has_looked(ada):
    article = make_article(missing_words=[LOSS])
    token = article.edit_token
    assert publishing_problems(article) == [UNSEEN]

    article.see_missing_words(ada)

    article.refresh_from_db()
    assert article.edit_token == token
    assert (article.missing_words_seen_by, article.missing_words_seen_by_name) == (ada, "Ada")
    assert publishing_problems(article) == []
    assert article.publish(by=None, kind=Edition.ChangeKind.NEW).number == 1


def test_the_publish_page_shows_the_words_and_publishes_only_after_the_button(as_ada, ada):
    article = make_article(missing_words=[LOSS])
    address = page(article, "publish")

    shown = as_ada.get(address).content.decode()
    refused = as_ada.post(address, {"kind": "new", "token": str(article.edit_token)}).content.decode()

    assert "footnotes, line 7" in shown
    assert "Take <mark>≤ 5</mark> tablets" in shown
    assert UNSEEN in refused
    assert not Edition.objects.exists()

    response = as_ada.post(page(article, "see_missing_words"), {"publish": ""})
    assert response.headers["Location"] == address
    as_ada.post(address, as_submitted(as_ada.get(address), kind="new"))

    assert Edition.objects.get().article == article


def test_the_form_shows_the_words_and_its_button_saves_first(as_ada):
    article = make_article(missing_words=[LOSS])
    address = page(article, "change")
    form = as_ada.get(address)
    assert "Take <mark>≤ 5</mark> tablets" in form.content.decode()

    as_ada.post(address, as_submitted(form, title="Changed", _see_missing_words=""))

    article.refresh_from_db()
    assert article.title == "Changed"
    assert not article.must_look_at_missing_words
    assert SEEN not in as_ada.get(address).content.decode()
    assert "Ada looked at this list" in as_ada.get(address).content.decode()


def test_who_has_looked_is_in_the_history_and_stays_when_the_account_is_deleted(as_ada, ada):
    article = make_article(missing_words=[LOSS])

    as_ada.post(page(article, "see_missing_words"))
    as_ada.post(page(article, "see_missing_words"))  # a second click changes nothing

    logged = LogEntry.objects.get(object_id=str(article.pk))
    assert (logged.user, logged.get_change_message()) == (
        ada,
        "Looked at what was not taken over from the manuscript.",
    )
    assert Version.objects.get_for_object(article).get().field_dict["missing_words_seen_by_name"] == "Ada"
    ada.delete()
    article.refresh_from_db()
    assert (article.missing_words_seen_by, article.missing_words_seen_by_name) == (None, "Ada")
    assert not article.must_look_at_missing_words


def test_only_people_who_can_change_the_article_can_say_that_they_looked(as_ada, as_rosalind, as_vera):
    article = make_article(missing_words=[LOSS])
    address = page(article, "see_missing_words")

    assert [client.post(address).status_code for client in (as_rosalind, as_vera)] == [403, 403]
    assert as_ada.get(address).status_code == 405
    read = as_rosalind.get(page(article, "change")).content.decode()

    assert "Take <mark>≤ 5</mark> tablets" in read
    assert SEEN not in read
    assert Article.objects.get().must_look_at_missing_words


def test_restoring_an_older_version_keeps_what_was_looked_at(as_ada):
    article = make_article(missing_words=[LOSS])
    address = page(article, "change")
    as_ada.post(address, as_submitted(as_ada.get(address), title="Before"))
    as_ada.post(page(article, "see_missing_words"))
    version = Version.objects.get_for_object(article).last()
    revision = reverse("admin:articles_article_revision", args=[article.pk, version.pk])

    as_ada.post(revision, as_submitted(as_ada.get(revision)))

    assert not Article.objects.get().must_look_at_missing_words


def test_nobody_is_asked_when_nothing_is_missing(as_ada):
    article = make_article()

    for name in ("publish", "change"):
        text = as_ada.get(page(article, name)).content.decode()
        assert "Not taken over" not in text
        assert SEEN not in text


def test_an_upload_that_lost_words_says_so(as_ada):
    make_source(doi="10.1234/a", title="Rest in a small town", authors=[{"family": "Doe", "given": "B."}])

    response = as_ada.post(
        reverse("admin:articles_article_import"),
        {"file": SimpleUploadedFile("bones.txt", OTHER_TITLE.encode())},
        follow=True,
    )

    text = response.content.decode()
    assert "Some of its words were not taken over." in text
    assert "Doe B. <mark>Scans</mark> in a" in text
    assert "sources, line 7" in text


def test_the_command_prints_what_was_not_taken_over(tmp_path, capsys):
    make_source(doi="10.1234/a", title="Rest in a small town", authors=[{"family": "Doe", "given": "B."}])
    (file := tmp_path / "bones.txt").write_text(OTHER_TITLE)

    call_command("import_manuscript", str(file))

    assert "Not taken over, sources, line 7: large city (2 words)" in capsys.readouterr().out
