"""Pictures in the admin: uploaded, described, replaced, shown, and kept while a text shows them."""

import pytest
from django.conf import settings as site
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from articles.models import Image
from tests.articles.test_pictures import SECRETS, SVG, huge_png, photograph
from tests.factories import make_article, make_image, make_page, make_person, make_published, picture_bytes
from tests.posting import as_submitted

pytestmark = pytest.mark.django_db

ADD = reverse("admin:articles_image_add") if site.configured else ""
FIGURE = '<figure class="figure" data-image="{}"><figcaption>A field.</figcaption></figure>'


def upload(client, data: bytes, name="field.png", kind="image/png", **fields):
    values = {"title": "A field", "key": "a-field", "alt": "A green field", "caption": "In May."}
    return client.post(ADD, values | fields | {"original": SimpleUploadedFile(name, data, kind)})


def address(name: str, image: Image) -> str:
    return reverse(f"admin:articles_image_{name}", args=[image.pk])


def test_an_uploaded_photograph_is_published_without_its_metadata(as_ada, visitor):
    response = upload(as_ada, photograph(), "field.jpg", "image/jpeg")

    assert response.status_code == 302
    image = Image.objects.get()
    assert (image.width, image.height) == (60, 120)
    assert image.renditions
    for rendition in image.renditions:
        answer = visitor.get(f"/media/{rendition['name']}")
        data = b"".join(answer)
        assert answer.headers["Content-Type"] == rendition["type"]
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert not any(secret in data for secret in SECRETS)


def test_the_original_has_no_address(as_ada, as_rosalind, visitor):
    image = make_image()

    assert visitor.get(f"/media/{image.original.name}").status_code == 404
    assert visitor.get(f"/media/../private/{image.original.name}").status_code == 400
    for client in (as_ada, as_rosalind):
        page = client.get(address("change", image)).content.decode()
        assert image.src in page
        assert image.original.name not in page


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (SVG, "drawing.svg", "SVG drawings can carry scripts"),
        (SVG, "drawing.png", "SVG drawings can carry scripts"),
        (b"<!doctype html><script>alert(1)</script>", "page.png", "This file can’t be read as a picture."),
        (picture_bytes(300, 300, "JPEG")[:700], "cut.jpg", "This file can’t be read as a picture."),
        (huge_png(60_000, 60_000), "bomb.png", "The picture has more than 50 million pixels."),
        (b"", "empty.png", "The submitted file is empty."),
        (
            picture_bytes() + bytes(26 * 1024 * 1024),
            "large.png",
            "The file is too large. Resize it to at most 25 MB.",
        ),
        (picture_bytes(), "x" * 300 + ".png", "Ensure this filename has at most 200 characters"),
    ],
    ids=["svg", "svg named png", "html named png", "cut off", "bomb", "empty", "26 MB", "long name"],
)
def test_a_refused_file_keeps_what_was_typed_and_stores_nothing(as_ada, data, name, reason):
    response = upload(as_ada, data, name)

    form = response.context["adminform"].form
    assert reason in str(form.errors["original"])
    assert form["alt"].value() == "A green field"
    assert form["caption"].value() == "In May."
    assert not Image.objects.exists()
    assert not list(site.PRIVATE_ROOT.rglob("*.*"))
    assert not list(site.MEDIA_ROOT.rglob("*.*"))


@pytest.mark.parametrize(("alt", "is_decorative"), [("", ""), ("A field", "on"), ("   ", "")])
def test_a_picture_is_described_or_decorative(as_ada, alt, is_decorative):
    response = upload(as_ada, picture_bytes(), alt=alt, is_decorative=is_decorative)

    assert "Describe the picture for people who can’t see it" in str(
        response.context["adminform"].form.errors["alt"]
    )
    assert not Image.objects.exists()


def test_a_decorative_picture_needs_no_description(as_ada):
    upload(as_ada, picture_bytes(), alt="", is_decorative="on")

    assert Image.objects.get().is_decorative


def test_a_replaced_picture_has_new_names_and_the_old_ones_stay(as_ada, visitor):
    image = make_image(key="a-field")
    article = make_published(body=FIGURE.format("a-field"))
    before = [rendition["name"] for rendition in image.renditions]
    data = as_submitted(as_ada.get(address("change", image)))
    data["original"] = SimpleUploadedFile("new.png", picture_bytes(90, 90), "image/png")

    assert as_ada.post(address("change", image), data).status_code == 302

    image.refresh_from_db()
    assert image.width == 90
    assert not {rendition["name"] for rendition in image.renditions} & set(before)
    assert all(b"".join(visitor.get(f"/media/{name}")) for name in before)
    assert f"/media/{before[-1]}" in visitor.get(article.get_absolute_url()).content.decode()


def test_descriptions_can_change_without_a_new_file(as_ada):
    image = make_image()
    names = [rendition["name"] for rendition in image.renditions]

    as_ada.post(address("change", image), as_submitted(as_ada.get(address("change", image)), alt="New words"))

    image.refresh_from_db()
    assert image.alt == "New words"
    assert [rendition["name"] for rendition in image.renditions] == names


def test_the_key_of_a_picture_never_changes(as_ada):
    image = make_image(key="a-field")

    as_ada.post(address("change", image), as_submitted(as_ada.get(address("change", image)), key="other"))

    image.refresh_from_db()
    assert image.key == "a-field"


@pytest.mark.parametrize("place", ["lead", "figure", "old edition", "page", "photo"])
def test_a_picture_that_is_shown_somewhere_cannot_be_deleted(as_ada, place):
    image = make_image(key="a-field")
    figure = FIGURE.format("a-field")
    match place:
        case "lead":
            make_published(title="Shows it", image=image)
        case "figure":
            make_article(title="Shows it", body=figure)
        case "old edition":
            article = make_published(title="Shows it", body=figure)
            article.body = "<p>Not any more.</p>"
            article.save()
        case "page":
            make_page(title="Shows it", body=figure)
        case "photo":
            make_person(name="Shows it", photo=image)

    for page in (
        as_ada.get(address("delete", image)),
        as_ada.post(address("delete", image), {"post": "yes"}),
    ):
        assert "Shows it" in page.content.decode()
        assert "can’t be deleted while these use it" in page.content.decode()
    chosen = {"action": "delete_selected", "_selected_action": [image.pk], "post": "yes"}
    as_ada.post(reverse("admin:articles_image_changelist"), chosen)
    assert Image.objects.get() == image


def test_a_picture_nobody_shows_can_be_deleted(as_ada):
    image = make_image(key="a-field")
    make_article(body=FIGURE.format("a-field-of-another-name"))

    as_ada.post(address("delete", image), {"post": "yes"})

    assert not Image.objects.exists()


def test_the_figure_dialog_needs_permission_to_view_pictures(as_rosalind, as_vera, visitor):
    make_image(key="lake", title="A lake")
    make_image(key="hill", title="A hill")
    find = reverse("admin:articles_image_find") + "?q=lake"

    assert [found["key"] for found in as_rosalind.get(find).json()["results"]] == ["lake"]
    assert as_vera.get(find).status_code == 403
    assert b"lake" not in as_vera.get(find).content
    assert visitor.get(find).headers["Location"].startswith(reverse("admin:login"))
