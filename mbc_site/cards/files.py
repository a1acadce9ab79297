"""Drawn cards, kept in files so that each is drawn once. Whoever removes one only makes it be drawn again."""

import datetime
import logging

from django.core.files.base import ContentFile
from django.core.files.storage import storages

from mbc_site.cards.card import Card
from mbc_site.cards.drawing import png

KEPT_FOR = datetime.timedelta(days=60)
logger = logging.getLogger(__name__)


def picture(card: Card) -> bytes:
    """The card as a PNG. A disk that is full only means that it will be drawn again."""
    storage, name = storages["cards"], f"{card.digest}.png"
    try:
        with storage.open(name) as file:
            return file.read()
    except OSError:
        data = png(card)
    try:
        storage.save(name, ContentFile(data))
    except OSError as problem:
        logger.warning("A card could not be kept: %s", problem)
    return data


def purge(at: datetime.datetime) -> int:
    """Remove cards drawn long ago, of which most are out of date. Returns how many."""
    storage = storages["cards"]
    old = list(storage.older_than(at - KEPT_FOR))
    for name in old:
        storage.delete(name)
    return len(old)
