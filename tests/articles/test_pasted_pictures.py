"""Pictures pasted into a text: what is added, refused, and used again."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from reversion.models import Version

from articles.models import Image
from tests.factories import picture_bytes

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/articles/image/paste/"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def paste(client, data=None, **fields):
    upload = SimpleUploadedFile("image.png", picture_bytes() if data is None else data, "image/png")
    return client.post(ADDRESS, {"original": upload, "alt": "A scan", **fields})


def test_a_pasted_picture_is_kept_with_its_description_and_a_first_version(as_ada):
    answer = paste(as_ada, alt="A scan of a hip", caption="The hip.", credit="Photo: Jane Doe").json()

    image = Image.objects.get()
    assert answer == {
        "result": {
            "key": "a-scan-of-a-hip",
            "title": "A scan of a hip",
            "src": image.src,
            "alt": "A scan of a hip",
            "caption": "The hip.",
        }
    }
    assert image.credit == "Photo: Jane Doe"
    assert Version.objects.get_for_object(image).count() == 1


def test_a_picture_that_is_here_is_used_again(as_ada):
    paste(as_ada, alt="A scan")

    answer = paste(as_ada, alt="Something else").json()

    assert answer["here"]["alt"] == "A scan"
    assert Image.objects.count() == 1


def test_pictures_with_the_same_description_get_keys_of_their_own(as_ada):
    for width in (60, 61, 62):
        paste(as_ada, picture_bytes(width=width), alt="A scan")

    assert sorted(Image.objects.values_list("key", flat=True)) == ["a-scan", "a-scan-2", "a-scan-3"]


def test_a_decorative_picture_is_found_by_the_name_of_its_file(as_ada):
    paste(as_ada, alt="typed before", is_decorative="on", name="leaves.png")
    paste(as_ada, picture_bytes(width=61), alt="", is_decorative="on", name="我.png")
    paste(as_ada, picture_bytes(width=62), alt="", is_decorative="on", name="\x00 ")

    assert set(Image.objects.values_list("title", "key", "alt", "is_decorative")) == {
        ("leaves", "leaves", "", True),
        ("我", "picture", "", True),
        ("Pasted picture", "pasted-picture", "", True),
    }


@pytest.mark.parametrize(
    ("data", "fields", "sentence"),
    [
        (None, {"alt": ""}, "Describe the picture for people who can’t see it"),
        (SVG, {}, "SVG drawings can carry scripts, so they can’t be used. Export it as PNG."),
        (b"GIF89a", {}, "This file can’t be read as a picture."),
        (b"", {}, "The submitted file is empty."),
        (None, {"alt": "x" * 1001}, "at most 1000 characters"),
        (None, {"credit": "x" * 201}, "at most 200 characters"),
    ],
)
def test_what_the_form_refuses_is_refused_here_with_the_same_sentence(as_ada, data, fields, sentence):
    assert sentence in paste(as_ada, data, **fields).json()["sentence"]
    assert not Image.objects.exists()


def test_a_picture_is_needed(as_ada):
    assert as_ada.post(ADDRESS, {"alt": "A scan"}).json() == {"sentence": "This field is required."}


@pytest.mark.parametrize("who", ["as_vera", "as_rosalind"])
def test_whoever_may_not_add_pictures_is_told(request, who):
    answer = paste(request.getfixturevalue(who))

    assert (answer.status_code, answer.json()) == (403, {"sentence": "Your account can’t add pictures."})
    assert not Image.objects.exists()


def test_it_takes_posts_alone_and_from_our_own_pages(as_ada):
    as_ada.handler.enforce_csrf_checks = True

    assert as_ada.get(ADDRESS).status_code == 405
    assert paste(as_ada).status_code == 403
    assert not Image.objects.exists()


def test_the_editor_learns_who_may_add_pictures(as_ada, as_rosalind):
    address = "/admin/articles/image/find/?key="

    assert as_ada.get(address).json() == {"results": [], "canAdd": True}
    assert as_rosalind.get(address).json() == {"results": [], "canAdd": False}
