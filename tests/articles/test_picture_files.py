"""Broken pictures are found and remade, and files that belong to no picture are removed."""

import io
import os
import time
from pathlib import Path

import pytest
import reversion
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db import OperationalError
from django.urls import reverse

from articles import pictures
from articles.models import Image
from tests.articles.test_images import ADD, FIGURE, upload
from tests.factories import make_image, make_published, picture_bytes
from tests.posting import as_submitted

pytestmark = pytest.mark.django_db
A_DAY = 24 * 3600


@pytest.fixture
def media(tmp_path) -> Path:
    return tmp_path / "media"


@pytest.fixture
def private(tmp_path) -> Path:
    return tmp_path / "private"


def check() -> tuple[str, str]:
    """The command's output and its errors."""
    out, complaints = io.StringIO(), io.StringIO()
    try:
        call_command("check_pictures", stdout=out, stderr=complaints)
    except CommandError as problem:
        complaints.write(str(problem))
    return out.getvalue(), complaints.getvalue()


def age(path: Path, seconds: int = A_DAY + 60) -> Path:
    os.utime(path, (time.time() - seconds,) * 2)
    return path


def rendition(image: Image, media: Path, which: int = -1) -> Path:
    return media / image.renditions[which]["name"]


def cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def zeros(data: bytes) -> bytes:
    """What a power cut leaves of a file that was not synced."""
    return data[: len(data) // 2] + bytes(len(data) - len(data) // 2)


@pytest.mark.parametrize(
    "damage", [cut, zeros, lambda data: b"", None], ids=["cut", "zeros", "empty", "missing"]
)
def test_a_broken_rendition_is_remade_and_an_intact_one_is_kept(media, damage):
    image = make_image(original=ContentFile(picture_bytes(900, 300), name="wide.png"))
    path, other = rendition(image, media), rendition(image, media, 0)
    before, untouched = path.read_bytes(), other.stat().st_mtime_ns
    path.write_bytes(damage(before)) if damage else path.unlink()

    out, complaints = check()

    assert path.read_bytes() == before
    assert f"Remade: {image.renditions[-1]['name']}" in out
    assert complaints == ""
    assert other.stat().st_mtime_ns == untouched
    assert "0 were remade" in check()[0]


def test_a_broken_picture_is_not_served(media, visitor):
    image = make_image()
    path = rendition(image, media)
    address, whole = f"/media/{image.renditions[-1]['name']}", path.read_bytes()

    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        assert visitor.get(address).status_code == 404
    path.write_bytes(whole)

    answer = visitor.get(address)
    assert b"".join(answer) == whole
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_a_rendition_of_another_encoder_is_served_but_not_cached_for_a_year(media, visitor, monkeypatch):
    image = make_image()
    path = rendition(image, media)
    path.unlink()
    monkeypatch.setattr(pictures, "QUALITY", {"AVIF": 40, "WEBP": 30})

    assert "Remade" in check()[0]
    answer = visitor.get(f"/media/{image.renditions[-1]['name']}")

    assert pictures.is_whole(b"".join(answer))
    assert answer.headers["Cache-Control"] == "public, max-age=86400"
    assert "0 were remade" in check()[0]


def test_saving_again_replaces_a_broken_file(media):
    image = make_image()
    path = rendition(image, media)
    before = path.read_bytes()
    path.write_bytes(cut(before))

    image.original = ContentFile(picture_bytes(), name="again.png")
    image.save()

    assert path.read_bytes() == before


def test_the_picture_an_older_edition_shows_is_remade_from_its_own_original(as_ada, media):
    upload(as_ada, picture_bytes(70, 50))
    image = Image.objects.get()
    make_published(body=FIGURE.format("a-field"))
    old = rendition(image, media)
    before = old.read_bytes()
    change = reverse("admin:articles_image_change", args=[image.pk])
    new = ContentFile(picture_bytes(90, 90), name="new.png")
    as_ada.post(change, as_submitted(as_ada.get(change)) | {"original": new})
    old.unlink()

    check()

    assert old.read_bytes() == before


def test_what_cannot_be_remade_is_reported_and_the_rest_is_done(media, private):
    lost, other = make_image(key="lost"), make_image(key="other")
    rendition(lost, media).unlink()
    rendition(other, media).unlink()
    (private / lost.original.name).unlink()

    _out, complaints = check()

    assert (
        f"{lost.renditions[-1]['name']}: The original {lost.original.name} is missing or broken."
        in complaints
    )
    assert "2 files are missing or broken" in complaints
    assert rendition(other, media).exists()


def test_daily_fails_when_a_picture_cannot_be_remade(private, monkeypatch):
    monkeypatch.setattr("mbc_site.management.commands.daily.Command.PARTS", ("check_pictures",))
    call_command("daily", stdout=io.StringIO())
    (private / make_image().original.name).write_bytes(b"")

    with pytest.raises(CommandError, match="check_pictures"):
        call_command("daily", stdout=io.StringIO(), stderr=io.StringIO())


@pytest.mark.parametrize(("seconds", "stays"), [(A_DAY - 60, True), (A_DAY + 60, False)])
def test_files_without_a_picture_are_removed_after_a_day(media, private, seconds, stays):
    image = make_image()
    paths = [rendition(image, media), private / image.original.name]
    paths += [media / "images/.0123456789abcdef.part", private / "images/2026/.0123456789abcdef.part"]
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
        age(path, seconds)
    image.delete()

    check()

    assert [path.exists() for path in paths] == [stays] * 4


def test_files_of_somebody_else_are_kept_and_reported(media, private, tmp_path):
    make_image()
    outside = tmp_path / "outside.png"
    theirs = [
        media / "images/logo.png",
        media / "robots.txt",
        private / "images/2026/notes.txt",
        private / "a.png",
    ]
    for path in [outside, *theirs]:
        path.parent.mkdir(parents=True, exist_ok=True)
        age(path) if path.exists() else (path.write_text("ours"), age(path))
    (private / "images/2026/link.png").symlink_to(outside)

    out, _complaints = check()

    assert all(path.exists() for path in [outside, *theirs, private / "images/2026/link.png"])
    assert "Left alone, not made by this site: images/logo.png" in out
    assert "Left alone, not made by this site: images/2026/notes.txt" in out


def test_files_that_the_history_can_restore_are_kept(media, private):
    with reversion.create_revision():
        image = make_image()
    paths = [age(rendition(image, media)), age(private / image.original.name)]
    image.delete()

    check()

    assert all(path.exists() for path in paths)


@pytest.mark.parametrize(
    ("call", "after"), [*(("fsync", n) for n in range(8)), *(("replace", n) for n in range(3))]
)
@pytest.mark.parametrize(
    ("code", "reason"),
    [
        (28, "This site’s disk is full"),
        (13, "This site can’t write to its picture folder"),
        (5, "This site’s disk reported an error"),
    ],
)
def test_a_disk_error_is_reported_beside_the_field(as_ada, tmp_path, monkeypatch, call, after, code, reason):
    real, calls = getattr(os, call), []

    def fail(*args):
        calls.append(args)
        if len(calls) > after:
            raise OSError(code, os.strerror(code))
        return real(*args)

    with monkeypatch.context() as patched:
        patched.setattr(f"articles.storage.os.{call}", fail)
        response = upload(as_ada, picture_bytes())

    form = response.context["adminform"].form
    assert reason in str(form.errors["original"])
    assert form["alt"].value() == "A green field"
    assert form["caption"].value() == "In May."
    assert not Image.objects.exists()
    assert not reversion.models.Version.objects.exists()
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
    assert upload(as_ada, picture_bytes()).status_code == 302


def test_a_replacement_that_the_disk_refuses_leaves_the_picture_as_it_was(
    as_ada, media, monkeypatch, tmp_path
):
    image = make_image()
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    change = reverse("admin:articles_image_change", args=[image.pk])
    data = as_submitted(as_ada.get(change), caption="Another caption.")
    new = ContentFile(picture_bytes(90, 90), name="new.png")

    def fail(*args):
        raise OSError(28, os.strerror(28))

    with monkeypatch.context() as patched:
        patched.setattr("articles.storage.os.replace", fail)
        response = as_ada.post(change, data | {"original": new})

    assert response.context["adminform"].form["caption"].value() == "Another caption."
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before
    assert Image.objects.get().renditions == image.renditions


def test_a_full_database_is_reported_beside_the_field_and_leaves_no_file(as_ada, tmp_path, monkeypatch):
    """The commit fails, which only a real full disk does: here, the last thing before it."""

    def fail(versions, **kwargs):
        if versions:
            raise OperationalError("database or disk is full")

    monkeypatch.setattr("reversion.revisions._save_revision", fail)
    response = upload(as_ada, picture_bytes())

    assert "This site’s disk is full" in str(response.context["adminform"].form.errors["original"])
    assert not Image.objects.exists()
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
    assert response.request["PATH_INFO"] == ADD
