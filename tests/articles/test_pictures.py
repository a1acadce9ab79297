"""Uploaded bytes -> re-encoded widths without metadata."""

import io
import struct
import zlib

import pytest
from PIL import Image as Pillow
from PIL.TiffImagePlugin import ImageFileDirectory_v2

from articles import pictures
from articles.pictures import NotAPicture, encode
from tests.factories import picture_bytes

SECRETS = (b"GPSMARK", b"Exif", b"XMPMARK", b"ns.adobe.com", b"COMMENTMARK", b"CAMERAMARK")


def written(picture: Pillow.Image, kind: str, **options) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def shown(data: bytes) -> Pillow.Image:
    return Pillow.open(io.BytesIO(data)).convert("RGBA")


def widest(data: bytes, kind: str = "WEBP") -> Pillow.Image:
    renditions = [one for one in encode(data).renditions if one.media_type == f"image/{kind.lower()}"]
    return shown(renditions[-1].data)


def close(one, other) -> bool:
    return all(abs(a - b) <= 12 for a, b in zip(one, other, strict=True))


def photograph() -> bytes:
    """A JPEG as a telephone takes it: lying on its side, and saying where it was taken."""
    picture = Pillow.new("RGB", (120, 60), "red")
    picture.paste("blue", (60, 0, 120, 60))
    exif = Pillow.Exif()
    exif[0x0112] = 6  # turn it clockwise by a quarter
    exif[0x0110] = "CAMERAMARK"
    gps = ImageFileDirectory_v2()
    gps[1], gps[2], gps[29] = "N", (51.0, 30.0, 0.0), "GPSMARK"
    exif[0x8825] = dict(gps)
    xmp = b'<x:xmpmeta xmlns:x="ns.adobe.com">XMPMARK</x:xmpmeta>'
    return written(picture, "JPEG", exif=exif.tobytes(), xmp=xmp, comment=b"COMMENTMARK", quality=95)


def huge_png(width: int, height: int) -> bytes:
    """The head of a picture too large to be decoded, in a hundred bytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def test_place_time_and_camera_of_a_photograph_are_removed():
    data = photograph()
    assert all(secret in data for secret in SECRETS)

    for rendition in encode(data).renditions:
        assert not any(secret in rendition.data for secret in SECRETS), rendition.media_type
        assert not Pillow.open(io.BytesIO(rendition.data)).getexif()


def test_a_sideways_photograph_is_turned_upright():
    encoded = encode(photograph())

    assert (encoded.width, encoded.height) == (60, 120)
    picture = widest(photograph())
    assert close(picture.getpixel((30, 20)), (255, 0, 0, 255))
    assert close(picture.getpixel((30, 100)), (0, 0, 255, 255))


@pytest.mark.parametrize(
    ("width", "widths"),
    [
        (40, [40]),
        (480, [480]),
        (481, [480, 481]),
        (1600, [480, 800, 1296, 1600]),
        (1601, [480, 800, 1296, 1600]),
        (4000, [480, 800, 1296, 1600]),
    ],
)
def test_widths_are_few_and_bounded_and_nothing_is_enlarged(width, widths):
    encoded = encode(picture_bytes(width, 30, "JPEG"))

    for kind in ("image/avif", "image/webp"):
        assert [one.width for one in encoded.renditions if one.media_type == kind] == widths
    assert encoded.width == widths[-1]
    for one in encoded.renditions:
        assert shown(one.data).size == (one.width, one.height)


def test_a_transparent_picture_stays_transparent():
    picture = Pillow.new("RGBA", (60, 60), (255, 0, 0, 0))
    picture.paste((0, 128, 0, 255), (30, 0, 60, 60))

    for kind in ("AVIF", "WEBP"):
        result = widest(written(picture, "PNG"), kind)
        assert result.getpixel((10, 30))[3] == 0
        assert close(result.getpixel((45, 30)), (0, 128, 0, 255))


def test_a_palette_with_a_transparent_color_stays_transparent():
    picture = Pillow.new("P", (60, 60), 0)
    picture.putpalette([255, 0, 0, 0, 0, 255])
    picture.paste(1, (30, 0, 60, 60))

    result = widest(written(picture, "PNG", transparency=0))

    assert result.getpixel((10, 30))[3] == 0
    assert close(result.getpixel((45, 30)), (0, 0, 255, 255))


@pytest.mark.parametrize(
    ("mode", "colour", "grey"),
    [("I;16", 0x8000, 128), ("I;16", 0xFFFF, 255), ("L", 128, 128), ("1", 1, 255), ("LA", (128, 255), 128)],
)
def test_grey_in_any_depth_stays_the_same_grey(mode, colour, grey):
    data = written(Pillow.new(mode, (60, 60), colour), "PNG")

    assert close(widest(data).getpixel((30, 30)), (grey, grey, grey, 255))


def test_a_picture_for_print_keeps_its_colors():
    red = Pillow.new("CMYK", (60, 60), (0, 255, 255, 0))

    result = widest(written(red, "JPEG", quality=95)).getpixel((30, 30))

    assert result[0] > 200
    assert max(result[1:3]) < 60


def test_of_an_animation_the_first_picture_is_shown():
    frames = [Pillow.new("RGB", (60, 60), colour) for colour in ("red", "blue")]
    data = written(frames[0], "WEBP", save_all=True, append_images=frames[1:], duration=100)

    for rendition in encode(data).renditions:
        picture = Pillow.open(io.BytesIO(rendition.data))
        assert getattr(picture, "n_frames", 1) == 1
        assert close(picture.convert("RGB").getpixel((30, 30)), (255, 0, 0))


def test_data_appended_to_a_picture_is_removed():
    polyglot = picture_bytes() + b"<script>alert(1)</script>PK\x03\x04"

    for rendition in encode(polyglot).renditions:
        assert b"<script" not in rendition.data
        assert b"PK\x03\x04" not in rendition.data


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
UNREADABLE = "This file can’t be read as a picture. Use a JPEG, PNG, WebP or AVIF file."
REFUSED = {
    "nothing": (b"", UNREADABLE),
    "cut off": (picture_bytes(400, 400, "JPEG")[:900], UNREADABLE),
    "a head only": (picture_bytes()[:60], UNREADABLE),
    "a web page": (b"<!doctype html><script>alert(1)</script>", UNREADABLE),
    "a drawing": (SVG, "SVG drawings can carry scripts, so they can’t be used. Export it as PNG."),
    "a drawing with a head": (b"<?xml version='1.0'?>\n" + SVG, "SVG drawings can carry scripts"),
    "a drawing with a mark": (b"\xef\xbb\xbf<?xml version='1.0'?>\n" + SVG, "SVG drawings can carry scripts"),
    "a drawing in UTF-16": (SVG.decode().encode("utf-16"), UNREADABLE),
    "a GIF": (picture_bytes(kind="GIF"), UNREADABLE),
    "a TIFF": (picture_bytes(kind="TIFF"), UNREADABLE),
    "a bomb": (huge_png(60_000, 60_000), "The picture has more than 50 million pixels."),
    "a tall bomb": (huge_png(10, 2**31 - 1), "The picture has more than 50 million pixels."),
    "one pixel too many": (huge_png(50_000_001, 1), "The picture has more than 50 million pixels."),
    "too tall": (picture_bytes(50, 17_000), "The picture is too tall"),
    "a dot": (picture_bytes(39, 39), "The picture is too small. It must be at least 40 pixels wide."),
    "too many bytes": (
        picture_bytes() + b"\0" * pictures.MOST_BYTES,
        "The file is too large. Resize it to at most 25 MB.",
    ),
}


@pytest.mark.parametrize(("data", "reason"), REFUSED.values(), ids=REFUSED)
def test_an_invalid_or_oversized_picture_is_refused_with_the_reason(data, reason):
    with pytest.raises(NotAPicture) as refusal:
        encode(data)
    with pytest.raises(NotAPicture):
        pictures.check(data)

    assert reason in str(refusal.value)


def test_the_smallest_width_and_the_largest_file_are_accepted():
    assert encode(picture_bytes(40, 1)).width == 40
    padded = picture_bytes()
    assert encode(padded + b"\0" * (pictures.MOST_BYTES - len(padded))).width == 64


def test_the_tallest_picture_is_accepted():
    encoded = encode(picture_bytes(50, pictures.TALLEST, "JPEG"))

    assert encoded.height == pictures.TALLEST
