"""A picture as a page shows it, as plain values: an edition keeps them, whatever becomes of the picture."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from django.core.files.storage import storages

from articles.markup import Picture

# The columns of a picture that readers see; `original` tells one file from another, because no name is used twice.
SHOWN = ("alt", "caption", "legend", "credit", "license", "original")


@dataclass(frozen=True)
class ShownPicture:
    alt: str = ""
    caption: str = ""
    legend: str = ""  # one line for each number in the picture
    credit: str = ""
    license: str = ""
    original: str = ""  # the name of the file that was uploaded, which has no address
    width: int = 0
    height: int = 0
    # [{"type", "width", "height", "name"}]; a name contains a hash of the bytes, so it always is the same file
    renditions: list[dict[str, Any]] = field(default_factory=list)

    @classmethod
    def of(cls, image) -> "ShownPicture":
        """What an Image, or a row of a migration, says now."""
        values = {one.name: getattr(image, one.name) for one in fields(cls)}
        return cls(**values | {"original": image.original.name or ""})

    @classmethod
    def read(cls, values: Mapping[str, Any] | None) -> "ShownPicture | None":
        """From what `as_dict` gave; None of nothing."""
        return cls(**values) if values else None

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def src(self) -> str:
        """The address for a browser that knows neither AVIF nor `srcset`: the widest WebP or JPEG."""
        usable = [r for r in self.renditions if r["type"] != "image/avif"] or self.renditions
        return storages["default"].url(usable[-1]["name"]) if usable else ""

    @property
    def thumbnail(self) -> Picture:
        """The narrowest width, beside a title that says what it is about, so without words of its own."""
        storage = storages["default"]
        narrowest: dict[str, tuple[str, int, str]] = {}
        for r in self.renditions:
            narrowest.setdefault(r["type"], (r["type"], r["width"], storage.url(r["name"])))
        widths = tuple(narrowest.values())
        src = widths[-1][2] if widths else ""  # WebP, for a browser without AVIF
        return Picture(src=src, width=self.width, height=self.height, alt="", renditions=widths)

    @property
    def picture(self) -> Picture:
        """With everything that is under it."""
        storage = storages["default"]
        credit = ". ".join(part for part in (self.credit.rstrip("."), self.license) if part)
        return Picture(
            src=self.src,
            width=self.width,
            height=self.height,
            alt=self.alt,
            caption=self.caption,
            credit=credit,
            legend=tuple(line.strip() for line in self.legend.splitlines() if line.strip()),
            renditions=tuple((r["type"], r["width"], storage.url(r["name"])) for r in self.renditions),
        )
