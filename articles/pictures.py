"""Uploaded bytes -> a few re-encoded widths. Pure: bytes in, bytes out.

Re-encoding drops EXIF, GPS and anything else hidden in a picture file, so no uploaded file is ever served unchanged.
"""

import hashlib
import io
import re
import warnings
from dataclasses import dataclass

from django.utils.translation import gettext as _
from PIL import Image as Pillow
from PIL import ImageOps

MOST_BYTES = 25 * 1024 * 1024
MOST_PIXELS = 50_000_000
LEAST_WIDTH = 40
TALLEST = 12_000  # WebP allows at most 16,383
# A phone, a phone's dense screen, the text column at double density, a wide screen.
WIDTHS = (480, 800, 1296, 1600)
QUALITY = {"AVIF": 62, "WEBP": 80}
FORMATS = {"JPEG", "PNG", "WEBP", "AVIF"}
NAME = re.compile(
    r"images/(?P<key>[-\w]+)-(?P<digest>[0-9a-f]{10})-(?P<width>\d+)\.(?P<extension>avif|webp)", re.ASCII
)


class NotAPicture(ValueError):
    """Carries one sentence that says what is wrong with the file and what would be right."""


@dataclass(frozen=True)
class Rendition:
    media_type: str
    extension: str
    width: int
    height: int
    data: bytes

    def name(self, key: str) -> str:
        """Contains a hash of the bytes, so one name never stands for two contents, and a broken file is detected."""
        return f"images/{key}-{_digest(self.data)}-{self.width}.{self.extension}"


@dataclass(frozen=True)
class Encoded:
    width: int
    height: int
    renditions: list[Rendition]


def encode(data: bytes) -> Encoded:
    """All renditions of a picture, narrowest first within each media type, AVIF before WebP.

    Raises NotAPicture.
    """
    picture = _open(data)
    widths = [width for width in WIDTHS if width < picture.width] + (
        [picture.width] if picture.width <= WIDTHS[-1] else []
    )
    sized = [picture if width == picture.width else _resized(picture, width) for width in widths]
    renditions = [_written(copy, "AVIF") for copy in sized] + [_written(copy, "WEBP") for copy in sized]
    return Encoded(sized[-1].width, sized[-1].height, renditions)


def check(data: bytes) -> None:
    """Raises NotAPicture, with the reason, for what `encode` would refuse."""
    _open(data)


def is_as_named(name: str, data: bytes) -> bool:
    """Whether the bytes match the hash in the rendition's name."""
    match = NAME.fullmatch(name)
    return bool(match) and match["digest"] == _digest(data)


def is_whole(data: bytes) -> bool:
    """Whether it decodes to the end, which a file that was cut off does not."""
    try:
        with Pillow.open(io.BytesIO(data), formats=sorted(FORMATS)) as picture:
            picture.load()
    except Exception:  # as in `_decode`
        return False
    return True


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:10]


def _open(data: bytes) -> Pillow.Image:
    if len(data) > MOST_BYTES:
        raise NotAPicture(_("The file is too large. Resize it to at most 25 MB."))
    if b"<svg" in data[:2000].lower() or data[:5].lower() == b"<?xml":
        raise NotAPicture(_("SVG drawings can carry scripts, so they can’t be used. Export it as PNG."))
    picture = _decode(data)
    if picture.width < LEAST_WIDTH or picture.height < 1:
        raise NotAPicture(_("The picture is too small. It must be at least 40 pixels wide."))
    if picture.height > TALLEST:
        raise NotAPicture(_("The picture is too tall. Crop it to at most 12,000 pixels."))
    if picture.mode.startswith("I"):  # 16 bits of gray: converting alone makes all but the darkest white
        picture = picture.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    has_alpha = picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info
    return picture.convert("RGBA" if has_alpha else "RGB")


def _decode(data: bytes) -> Pillow.Image:
    too_many_pixels = _("The picture has more than 50 million pixels. Make it smaller and try again.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Pillow.DecompressionBombWarning)
            picture = Pillow.open(io.BytesIO(data), formats=sorted(FORMATS))
            if picture.width * picture.height > MOST_PIXELS:
                raise NotAPicture(too_many_pixels)
            picture.load()
            return ImageOps.exif_transpose(picture)
    except NotAPicture:
        raise
    except (Pillow.DecompressionBombError, Pillow.DecompressionBombWarning):
        raise NotAPicture(too_many_pixels) from None
    except Exception:  # Pillow raises whatever a broken file causes: OSError, SyntaxError, struct.error, …
        raise NotAPicture(
            _("This file can’t be read as a picture. Use a JPEG, PNG, WebP or AVIF file.")
        ) from None


def _resized(picture: Pillow.Image, width: int) -> Pillow.Image:
    height = max(1, round(picture.height * width / picture.width))
    return picture.resize((width, height), Pillow.Resampling.LANCZOS)


def _written(picture: Pillow.Image, name: str) -> Rendition:
    buffer = io.BytesIO()
    if name == "AVIF":
        picture.save(buffer, "AVIF", quality=QUALITY["AVIF"], speed=8)
    else:
        picture.save(buffer, "WEBP", quality=QUALITY["WEBP"], method=4)
    if not is_whole(buffer.getvalue()):
        raise NotAPicture(_("This picture could not be re-encoded. Save it in another format and try again."))
    return Rendition(f"image/{name.lower()}", name.lower(), picture.width, picture.height, buffer.getvalue())
