"""What a card says. Pure."""

import hashlib
import unicodedata
from dataclasses import astuple, dataclass

DESIGN = 1  # raise it when `drawing` changes: addresses of cards depend on it


@dataclass(frozen=True)
class Card:
    site: str
    above: str  # what kind of thing it is about
    title: str
    below: tuple[str, ...]  # when it was reviewed; when and where people meet

    @property
    def digest(self) -> str:
        """Part of its address, which therefore never stands for two pictures.

        >>> len(Card("Stillwater", "", "Bone pain", ()).digest)
        16
        """
        return hashlib.sha256(repr((DESIGN, astuple(self))).encode()).hexdigest()[:16]

    @property
    def alt(self) -> str:
        """The same for people who don't see it.

        >>> Card("Stillwater", "Pain", "Bone pain", ("Reviewed June 2026",)).alt
        'Bone pain. Pain. Reviewed June 2026. Stillwater'
        """
        return ". ".join(filter(None, [self.title, self.above, *self.below, self.site]))


def composed(text: str) -> str:
    """With letters and their accents as one character, which is how fonts have them."""
    return unicodedata.normalize("NFC", " ".join(text.split()))
