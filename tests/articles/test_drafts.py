"""A manuscript becomes a draft: by command and by upload, all of it or nothing."""

import io
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db.models.signals import post_save
from django.urls import reverse
from reversion.models import Revision, Version

from articles.drafts import make_draft
from articles.manuscripts import Manuscript, Reference, read
from articles.models import Article, Authorship, Citation, FurtherReading, Person
from history.models import Entry
from sources.models import Source
from tests.factories import make_person, make_source

pytestmark = pytest.mark.django_db

MANUSCRIPT = """\
Why bones ache

By Jane Doe, RN

Jane Doe is a nurse who has worked in oncology for ten years.

What happens

Bones ache when cancer grows in them.[1] Rest helps some people.[2] Others walk.[3]

References

1. Redig AJ, McAllister SS. Breast cancer as a systemic disease: a view of metastasis. J Intern Med. 2013;274(2):113-126. doi:10.1111/joim.12084
2. Roe A. Rest and walking in a small town. J Sampl. 2019;4(1):3-9.
3. ???
"""
ROWS = (Article, Authorship, Citation, FurtherReading, Person, Source, Revision, Version)
IMPORT = "admin:articles_article_import"


def counted() -> dict:
    return {model.__name__: model.objects.count() for model in ROWS}


def upload(client, data, name="bones.txt"):
    data = data.encode() if isinstance(data, str) else data
    return client.post(reverse(IMPORT), {"file": SimpleUploadedFile(name, data)})


def zipped(**files: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name, data in files.items():
            package.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return buffer.getvalue()


def test_an_uploaded_manuscript_is_a_draft_with_author_and_sources(as_ada, ada, visitor):
    response = upload(as_ada, MANUSCRIPT)

    article = Article.objects.get()
    assert response.headers["Location"] == reverse("admin:articles_article_change", args=[article.pk])
    assert (article.title, article.slug) == ("Why bones ache", "why-bones-ache")
    assert '<h2 id="what-happens">What happens</h2>' in article.body
    assert [person.name for person in article.authors.all()] == ["Jane Doe"]
    assert "oncology for ten years" in article.authors.get().bio
    assert Source.objects.get(doi="10.1111/joim.12084").volume == "274"
    assert [row.sentence for row in article.citations.all()] == [
        "Bones ache when cancer grows in them.",
        "Rest helps some people.",
    ]
    assert visitor.get(article.get_absolute_url()).status_code == 404
    assert Version.objects.get_for_object(article).get().revision.user == ada


def test_the_notice_after_an_import_leads_to_the_report(as_ada):
    page = as_ada.get(upload(as_ada, MANUSCRIPT).headers["Location"]).content.decode()

    report = reverse("admin:articles_article_change", args=[Article.objects.get().pk]) + "#report"
    assert f'Some things need a look. They are listed in <a href="{report}">the import report</a>.' in page
    assert 'id="report"' in page


def test_a_marker_whose_reference_was_not_understood_is_kept_and_reported(as_ada):
    upload(as_ada, MANUSCRIPT)

    article = Article.objects.get()
    assert "Others walk.[3]" in article.body
    assert {"[3]", "???"} <= {line.text.removeprefix("3. ") for line in article.report_lines.all()}
    page = as_ada.get(reverse("admin:articles_article_change", args=[article.pk])).content.decode()
    assert "This marker points to a source that could not be read. It stays as text." in page


def test_importing_twice_does_not_duplicate_sources(as_ada):
    upload(as_ada, MANUSCRIPT)
    before = set(Source.objects.all())

    upload(as_ada, MANUSCRIPT)

    assert set(Source.objects.all()) == before
    assert Person.objects.count() == 1
    first, second = Article.objects.order_by("pk")
    assert (first.slug, second.slug) == ("why-bones-ache", "why-bones-ache-2")
    assert [row.source for row in second.citations.all()] == [row.source for row in first.citations.all()]
    assert "There is already an article with this title" in str(
        [line.reason for line in second.report_lines.all()]
    )


def test_existing_sources_and_people_are_reused_unchanged(as_ada):
    source = make_source(key="mine2013", doi="10.1111/JOIM.12084", title="My own title")
    person = make_person(name="jane doe", bio="Her own words.")

    upload(as_ada, MANUSCRIPT)

    assert Article.objects.get().citations.first().source == source
    assert (source.title, person.bio) == ("My own title", "Her own words.")
    assert Article.objects.get().authors.get() == person
    source.refresh_from_db()
    person.refresh_from_db()
    assert (source.title, person.bio) == ("My own title", "Her own words.")


def test_a_merged_source_is_not_cited_again(as_ada):
    kept = make_source(key="kept2013")
    make_source(key="old2013", doi="10.1111/joim.12084", merged_into=kept)

    upload(as_ada, MANUSCRIPT)

    assert Article.objects.get().citations.first().source == kept


def test_a_reference_too_long_for_its_columns_is_reported_and_the_rest_is_kept():
    long = {"type": "article-journal", "title": "Too long", "volume": "9" * 200}
    short = {"type": "article-journal", "title": "Short enough", "volume": "9"}
    references = [Reference(1, "Too long.", long, line=8), Reference(2, "Short.", short, line=9)]
    body = '<p>So.<sup class="citation" data-reference="1 2">1</sup></p>'

    draft = make_draft(Manuscript("Bones", body=body, references=references))

    assert [source.title for source in draft.new_sources] == ["Short enough"]
    assert list(Source.objects.all()) == draft.new_sources
    assert [(note.line, note.text) for note in draft.notes] == [(8, "Too long."), (8, "[1]")]
    assert "can’t be stored" in draft.notes[0].reason
    assert draft.article.body.endswith("</sup>[1]</p>")


BROKEN = {
    "nothing": (b"", "empty.txt"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(200), "bones.txt"),
    "cut off": (zipped(word__document_xml=b"<w:document/>")[:60], "bones.docx"),
    "no Word file": (zipped(hello=b"there"), "bones.docx"),
    "a bomb": (zipped(word__document_xml=b"0" * 101 * 1024 * 1024), "bones.docx"),
    "entities": (
        zipped(word__document_xml=b'<!DOCTYPE a [<!ENTITY x "boom">]><w:document>&x;</w:document>'),
        "bones.docx",
    ),
    "11 MB": (b"word " * 2_300_000, "bones.txt"),
    "an old Word file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "bones.doc"),
}


@pytest.mark.parametrize(("data", "name"), BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_refused_beside_the_field_and_stores_nothing(as_ada, data, name):
    before = counted()

    response = upload(as_ada, data, name)

    assert response.status_code == 200
    assert len(response.context["form"].errors["file"]) == 1
    assert 'class="errorlist"' in response.content.decode()
    assert counted() == before


@pytest.mark.parametrize(("data", "name"), BROKEN.values(), ids=BROKEN)
def test_the_command_names_a_broken_file_and_stores_nothing(tmp_path, data, name):
    file = tmp_path / name
    file.write_bytes(data)
    before = counted()

    with pytest.raises(CommandError, match=name):
        call_command("import_manuscript", str(file))

    assert counted() == before


@pytest.mark.parametrize("path", ["/nowhere/bones.txt", "/", "x" * 300])
def test_the_command_says_when_there_is_no_file(path):
    with pytest.raises(CommandError):
        call_command("import_manuscript", path)


def test_the_command_prints_what_it_made(tmp_path, capsys):
    file = Path(tmp_path / "bones.txt")
    file.write_text(MANUSCRIPT)

    call_command("import_manuscript", str(file))

    told = capsys.readouterr().out
    assert "Draft “Why bones ache” (why-bones-ache)." in told
    assert "Sources: 2 new, 0 already here." in told
    assert "Author: Jane Doe, RN" in told


def test_a_save_that_fails_halfway_stores_nothing():
    def refuse(**kwargs):
        raise OSError("The disk is full.")

    before = counted()
    post_save.connect(refuse, sender=Authorship)
    try:
        with pytest.raises(OSError, match="full"):
            make_draft(read(MANUSCRIPT.encode(), "bones.txt"))
    finally:
        post_save.disconnect(refuse, sender=Authorship)

    assert counted() == before


def test_an_import_is_one_entry_of_the_history(as_ada, ada):
    upload(as_ada, MANUSCRIPT)

    (entry,) = Entry.objects.of("articles.article", Article.objects.get().pk)
    assert (entry.words, entry.by) == ("Imported from a manuscript.", ada)
    assert entry.version.object_id == entry.record_id


def test_importing_needs_permission_to_add_articles_and_sources(as_rosalind, as_vera, visitor):
    for client in (as_rosalind, as_vera):
        assert client.get(reverse(IMPORT)).status_code == 403
        assert upload(client, MANUSCRIPT).status_code == 403
    assert upload(visitor, MANUSCRIPT).headers["Location"].startswith(reverse("admin:login"))
    assert not Article.objects.exists()


def test_an_upload_without_a_file_says_so(as_ada):
    response = as_ada.post(reverse(IMPORT), {})

    assert response.context["form"].errors["file"] == ["This field is required."]
