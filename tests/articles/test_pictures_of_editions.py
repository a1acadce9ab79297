"""An edition keeps its pictures as they were, and staff see that one has changed since."""

from importlib import import_module

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.db import IntegrityError, connection, models, transaction
from django.urls import reverse

from articles.models import Article, Edition, EditionFigure, Image
from articles.unpublished_changes import unpublished_changes
from tests.articles.test_picture_files import age, check
from tests.factories import make_image, make_published, picture_bytes

pytestmark = pytest.mark.django_db
migration = import_module("articles.migrations.0014_pictures_of_editions")

SHOWN = '<figure class="figure" data-image="{}"></figure>'
CAPTIONED = '<figure class="figure" data-image="{}"><figcaption>In May.</figcaption></figure>'
FACTS = {
    "alt": "Another description",
    "caption": "Another caption.",
    "legend": "Another number",
    "credit": "Another photographer",
    "license": "Another license",
}


def replace_file(image: Image) -> None:
    image.original = ContentFile(picture_bytes(700, 500), name="other.png")
    image.save()


def change(image: Image, **values) -> None:
    for name, value in values.items():
        setattr(image, name, value)
    image.save()


def standing(article: Article) -> bool:
    return Article.objects.with_standing().get(pk=article.pk).is_changed


def read(page) -> str:
    return " ".join(page.content.decode().split())


@pytest.fixture
def image():
    return make_image(key="hip", alt="A hip", caption="In March.", credit="Ann Lee", license="CC BY 4.0")


def test_visitors_read_the_lead_picture_as_it_was_published(image, visitor):
    article = make_published(image=image)
    address, topics = article.get_absolute_url(), reverse("articles:list")
    before = read(visitor.get(address)), read(visitor.get(topics))
    file = image.src

    change(image, **FACTS)
    replace_file(image)

    assert (read(visitor.get(address)), read(visitor.get(topics))) == before
    assert file in before[0]
    assert "A hip" in before[0]
    assert image.src not in before[0]
    assert Image.objects.get().src != file


def test_the_next_edition_shows_the_picture_as_it_is_then(image, visitor):
    article = make_published(image=image)

    change(image, caption="In June.")
    article.publish(by=None, kind=Edition.ChangeKind.EDIT)

    assert [edition.lead.caption for edition in Edition.objects.order_by("number")] == [
        "In March.",
        "In June.",
    ]
    assert "In June." in read(visitor.get(article.get_absolute_url()))


@pytest.mark.parametrize("name", [*FACTS, "original"])
@pytest.mark.parametrize("place", ["lead", "text"])
def test_an_article_has_changed_since_its_edition_if_a_picture_has(image, place, name):
    shown = {"image": image} if place == "lead" else {"body": SHOWN.format("hip")}
    article = make_published(**shown)
    assert standing(article) is False

    if name == "original":
        replace_file(image)
    else:
        change(image, **{name: FACTS[name]})

    assert standing(article) is True
    assert article.current_edition.same_as(Article.objects.get(pk=article.pk)) is False


def test_what_readers_do_not_see_is_no_change(image):
    article = make_published(image=image, body=CAPTIONED.format("hip"))

    change(image, title="Another name for staff")

    assert standing(article) is False
    assert article.current_edition.same_as(Article.objects.get(pk=article.pk)) is True


def test_a_caption_in_the_text_hides_that_of_the_picture(image):
    article = make_published(body=CAPTIONED.format("hip"))

    change(image, caption="In June.")

    assert standing(article) is False
    assert article.current_edition.same_as(Article.objects.get(pk=article.pk)) is True
    assert unpublished_changes(article, article.current_edition) == []


def test_publishing_names_what_has_changed_of_each_picture(image):
    rib = make_image(key="rib", title="The rib", alt="A rib", caption="")
    article = make_published(image=image, body=SHOWN.format("rib"))

    change(image, alt="A hip joint")
    replace_file(rib)
    article.refresh_from_db()
    changes = unpublished_changes(article, article.current_edition)

    assert [(change.label, change.text) for change in changes] == [
        ("lead picture", "A hip joint\nIn March.\nAnn Lee\nCC BY 4.0"),
        ("picture “The rib”", "A rib\nAnother file."),
    ]


def test_files_of_a_picture_that_an_edition_shows_are_kept_and_mended(image, tmp_path):
    make_published(image=image)
    (old, *_others) = [tmp_path / "media" / rendition["name"] for rendition in image.renditions]
    replace_file(image)
    for file in [*tmp_path.rglob("*.png"), *tmp_path.rglob("*.webp"), *tmp_path.rglob("*.avif")]:
        age(file)

    assert check() == ("All picture files are intact; 0 were remade.\n", "")
    old.unlink()
    _out, complaints = check()

    assert old.exists()
    assert complaints == ""


def test_an_edition_without_what_its_picture_said_is_refused(image):
    article = make_published(image=image)
    stored = models.QuerySet(Edition).filter(article=article)

    with pytest.raises(IntegrityError, match="edition_keeps_its_picture"), transaction.atomic():
        stored.update(lead_picture=None)


def test_editions_from_before_keep_their_pictures_as_they_are_read_today(image):
    rib = make_image(key="rib")
    article = make_published(image=image, body=CAPTIONED.format("hip") + SHOWN.format("rib"))
    change(rib, alt="Another rib")
    EditionFigure.objects.all().delete()
    schema_editor = type("Editor", (), {"connection": connection})

    change(image, caption="In June.")
    migration.keep_lead_pictures(apps, schema_editor)
    migration.keep_figures(apps, schema_editor)

    assert article.current_edition.lead.caption == "In June."
    rows = {row.image.key: row for row in EditionFigure.objects.select_related("image")}
    assert rows["hip"].shown == image.shown.as_dict()
    assert rows["rib"].shown == migration.UNKNOWN
    assert (rows["hip"].has_own_caption, rows["rib"].has_own_caption) == (True, False)
    assert standing(article) is True
