"""Where tests keep files."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.storage import storages
from django.test import override_settings

from articles.models import Image


@contextmanager
def files_in(folder: Path) -> Iterator[None]:
    """Everything the site writes goes into this folder."""
    storage = "articles.storage.WholeFileStorage"
    public = {"BACKEND": storage, "OPTIONS": {"location": folder / "media", "allow_overwrite": True}}
    private = {"BACKEND": storage, "OPTIONS": {"location": folder / "private", "base_url": None}}
    cards = {
        "BACKEND": storage,
        "OPTIONS": {"location": folder / "cards", "base_url": None, "allow_overwrite": True},
    }
    with (
        override_settings(
            DATA_DIR=folder,
            MEDIA_ROOT=folder / "media",
            PRIVATE_ROOT=folder / "private",
            BACKUP_DIR=folder / "backups",
            STORAGES=settings.STORAGES | {"default": public, "private": private, "cards": cards},
        ),
        pytest.MonkeyPatch.context() as patch,
    ):
        # A file field asks for its storage once, when its model is defined.
        patch.setattr(Image._meta.get_field("original"), "storage", storages["private"])
        yield
