"""The names of cards in addresses: `article-12-0b5c6f7a8d9e0f1a`."""

from dataclasses import dataclass

from django.urls import register_converter


@dataclass(frozen=True)
class CardName:
    kind: str  # article, group or site
    key: int  # of the article or group; it outlives a changed web address
    digest: str  # of the words

    def __str__(self):
        return f"{self.kind}-{self.key}-{self.digest}"


class CardNameConverter:
    regex = r"(?:article|group|site)-[0-9]{1,15}-[0-9a-f]{16}"

    def to_python(self, text: str) -> CardName:
        kind, key, digest = text.split("-")
        return CardName(kind, int(key), digest)

    def to_url(self, name: CardName) -> str:
        return str(name)


register_converter(CardNameConverter, "card_name")
