"""Pictures and originals in a bucket, as they are on a disk."""

import datetime
import io
import tarfile

import pytest
from django.conf import settings as site_settings
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone

from articles.models import Image
from articles.storage import NotStored, StorageAway, undone_on_failure
from mbc_site import bucket_state, file_storages, health
from mbc_site.backups import archive, making
from mbc_site.cards import files
from mbc_site.cards.card import Card
from tests.factories import make_image
from tests.s3_server import s3_service

pytestmark = pytest.mark.django_db
CARD = Card("Stillwater", "Pain", "When bone pain will not let you sleep", ())


@pytest.fixture
def service():
    with s3_service() as service:
        yield service


@pytest.fixture
def keeps_in(settings, monkeypatch, tmp_path):
    """Call it with a STORAGE_URL."""

    def use(url: str) -> None:
        kept = file_storages.storages(url, tmp_path, "/media/")
        settings.STORAGE_URL = url
        settings.STORAGES = site_settings.STORAGES | kept
        monkeypatch.setattr(Image._meta.get_field("original"), "storage", storages["private"])

    return use


@pytest.fixture
def bucket(service, keeps_in):
    keeps_in(service.url)
    return service


def test_a_picture_is_kept_there_and_served_from_here(bucket, visitor, tmp_path):
    image = make_image()

    names = {f"media/{rendition['name']}" for rendition in image.renditions} | {
        f"private/{image.original.name}"
    }
    assert bucket.files.keys() == names
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
    rendition = image.renditions[-1]["name"]
    assert image.src == f"/media/{rendition}"
    answer = visitor.get(image.src)
    assert answer.content == bucket.files[f"media/{rendition}"][0]
    assert answer.headers["Content-Type"] == "image/webp"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    again = visitor.get(image.src, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_an_original_has_no_address(bucket, visitor):
    image = make_image()

    with pytest.raises(ValueError, match="not accessible"):
        _ = image.original.url
    assert visitor.get(f"/media/{image.original.name}").status_code == 404
    assert visitor.get(f"/media/../private/{image.original.name}").status_code == 400


def test_what_is_not_there_is_not_found(bucket, visitor):
    assert visitor.get("/media/images/x-0123456789-480.webp").status_code == 404


def test_a_damaged_picture_is_not_served_and_is_remade(bucket, visitor):
    image = make_image()
    name = f"media/{image.renditions[0]['name']}"
    whole = bucket.files[name]
    bucket.files[name] = (whole[0][:50], whole[1])
    address = f"/media/{image.renditions[0]['name']}"
    assert visitor.get(address).status_code == 404

    call_command("check_pictures", stdout=io.StringIO())

    assert bucket.files[name][0] == whole[0]
    assert visitor.get(address).status_code == 200


def test_files_of_no_picture_are_removed_after_a_day_also_from_the_second_page_of_a_list(bucket):
    make_image()
    kept = bucket.files.keys() | set()
    old, new = timezone.now() - datetime.timedelta(days=2), timezone.now()
    strays = {f"media/images/stray-012345678{n}-480.webp": (b"x", old) for n in range(5)}
    young = {"media/images/young-0123456789-480.webp": (b"x", new)}
    bucket.files |= strays | young

    call_command("check_pictures", stdout=io.StringIO())

    assert bucket.files.keys() == kept | young.keys()


def test_a_failed_save_leaves_no_file(bucket):
    def write_and_fail():
        with undone_on_failure():
            storages["private"].save("images/2026/a.png", ContentFile(b"a"))
            raise ValueError

    with pytest.raises(ValueError):
        write_and_fail()

    assert bucket.files == {}


def test_two_originals_of_one_name_are_both_kept(bucket):
    names = [storages["private"].save("images/a.png", ContentFile(data)) for data in (b"a", b"b")]

    assert len(set(names)) == 2
    assert [bucket.files[f"private/{name}"][0] for name in names] == [b"a", b"b"]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [({"key": "another"}, "InvalidAccessKeyId"), ({"bucket": "missing"}, "NoSuchBucket")],
)
def test_a_wrong_key_or_bucket_is_a_sentence_and_never_a_missing_file(service, keeps_in, wrong, said):
    keeps_in(service.url_of(**wrong))

    with pytest.raises(StorageAway, match=said):
        storages["default"].open("images/x-0123456789-480.webp")
    with pytest.raises(
        NotStored, match="The service that keeps this site’s pictures can’t be used right now"
    ):
        make_image()
    assert Image.objects.count() == 0


def test_while_the_service_is_away_a_picture_is_503_and_nothing_is_taken_for_missing(bucket, visitor):
    image = make_image()
    bucket.stop()

    answer = visitor.get(image.src)

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    with pytest.raises(StorageAway):
        call_command("check_pictures", stdout=io.StringIO())


def test_a_site_moves_there_and_its_backup_has_everything(service, keeps_in):
    image = make_image()
    keeps_in(service.url)
    out = io.StringIO()

    call_command("upload_files", stdout=out)
    call_command("upload_files", stdout=out)

    number = len(image.renditions) + 1
    assert out.getvalue().split(" The bucket")[0] == f"{number} files were copied."
    assert "\n0 files were copied." in out.getvalue()
    assert service.files[f"private/{image.original.name}"][0] == image.original.file.read()
    saved = io.BytesIO()
    writer = archive.Writer(saved)
    for name, opened in making.files():
        writer.add(name, opened)
    writer.tar.close()
    saved.seek(0)
    with tarfile.open(fileobj=saved) as tar:
        assert {name: tar.extractfile(name).read() for name in tar.getnames()} == {
            name: data for name, (data, _at) in service.files.items()
        }


def test_uploading_says_what_is_wrong(service, keeps_in):
    with pytest.raises(CommandError, match="STORAGE_URL is not set"):
        call_command("upload_files")
    make_image()
    keeps_in(service.url_of(bucket="missing"))

    with pytest.raises(CommandError, match="The service can’t be used: NoSuchBucket"):
        call_command("upload_files")


def found() -> list[str]:
    """What the health check says about the bucket, asked afresh."""
    bucket_state._known.clear()
    return [str(one) for one in health.findings(timezone.now()) if one.fact.code == "storage"]


def test_a_bucket_that_can_be_used_and_is_private_is_no_problem(bucket):
    make_image()

    assert found() == []
    bucket_state._known.clear()
    health.findings(timezone.now())
    asked = len(bucket.asked)
    health.findings(timezone.now())
    assert len(bucket.asked) == asked  # not with each look at the start page


@pytest.mark.parametrize(
    ("wrong", "said"),
    [({"key": "another"}, "InvalidAccessKeyId"), ({"bucket": "missing"}, "NoSuchBucket")],
)
def test_a_wrong_key_or_bucket_is_a_finding_with_words(service, keeps_in, wrong, said):
    keeps_in(service.url_of(**wrong))

    (finding,) = found()

    assert finding.startswith("The service that keeps pictures can’t be used")
    assert f"Check STORAGE_URL and the service: {said}: It is {said}." in finding
    assert "secret" not in finding


def test_a_bucket_that_everybody_can_read_is_a_finding(bucket):
    bucket.is_public = True

    assert found() == [
        "Everybody on the internet can read the originals of pictures, with what they carry. "
        "Make the bucket private."
    ]


def test_a_service_that_is_away_is_a_finding(bucket):
    bucket.stop()

    (finding,) = found()

    assert "pictures are missing and none can be added" in finding


def test_a_card_is_kept_there_and_drawn_again_while_the_service_is_away(bucket):
    first = files.picture(CARD)
    assert bucket.files.keys() == {f"cards/{CARD.digest}.png"}
    bucket.files[f"cards/{CARD.digest}.png"] = (b"kept", timezone.now())
    assert files.picture(CARD) == b"kept"

    bucket.stop()

    assert files.picture(CARD) == first


def test_old_cards_are_removed(bucket):
    now = timezone.now()
    bucket.files |= {
        "cards/old.png": (b"x", now - datetime.timedelta(days=61)),
        "cards/new.png": (b"x", now - datetime.timedelta(days=59)),
        "media/images/old.webp": (b"x", now - datetime.timedelta(days=61)),
    }

    assert files.purge(now) == 1
    assert bucket.files.keys() == {"cards/new.png", "media/images/old.webp"}
