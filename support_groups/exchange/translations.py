"""Translations named in a file: no listing may be the translation of itself, nor two of each other."""

from collections.abc import Iterable

from support_groups.exchange.formats import Listing
from support_groups.exchange.formats.cells import is_uuid
from support_groups.models import Group
from support_groups.models.translations import CIRCLE, ITSELF, leads_back


def check(listings: Iterable[Listing]) -> None:
    """Add an error to each listing whose original leads back to it, in the file or in the directory."""
    listings = [listing for listing in listings if _is_translation(listing)]
    originals = {_uid(listing, "id"): _uid(listing, "translation_of") for listing in listings}

    def original_of(uid: str) -> str | None:
        return originals[uid] if uid in originals else _original_here(uid)

    for listing in listings:
        uid = _uid(listing, "id")
        if originals[uid] == uid:
            listing.add_error("translation_of", str(ITSELF))
        elif leads_back(uid, originals[uid], original_of):
            listing.add_error("translation_of", str(CIRCLE))


def _is_translation(listing: Listing) -> bool:
    return all(is_uuid(str(listing.values.get(column) or "")) for column in ("id", "translation_of"))


def _uid(listing: Listing, column: str) -> str:
    return str(listing.values[column]).strip().lower()


def _original_here(uid: str) -> str | None:
    original = Group.objects.filter(uid=uid).values_list("translation_of__uid", flat=True).first()
    return str(original) if original else None
