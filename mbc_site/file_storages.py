"""Where files are kept: in folders of DATA_DIR, or in a bucket of an S3-compatible service that STORAGE_URL names."""

from importlib.util import find_spec
from pathlib import Path
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

SCHEMES = {"s3": "https", "s3+http": "http"}
EXAMPLE = "s3://KEY:SECRET@s3.example.org/bucket?region=eu-central-1"


def storages(storage_url: str, data_dir: Path, media_url: str) -> dict[str, dict]:
    """The entries of STORAGES for what this site writes.

    default: only renditions of pictures, whose names contain a hash of their bytes, so a file is only ever replaced by
    an intact copy. private: originals as uploaded, with whatever they carry, kept for encoding again and never given an
    address. cards: pictures of shared links, drawn when somebody asks for them (mbc_site/cards/files.py).
    """
    keeps = _in_bucket(storage_url) if storage_url else _in_folders(data_dir)
    return {
        "default": keeps("media", base_url=media_url, allow_overwrite=True),
        "private": keeps("private", base_url=None),
        "cards": keeps("cards", base_url=None, allow_overwrite=True),
    }


def _in_folders(data_dir: Path):
    def keeps(folder: str, **options) -> dict:
        return {
            "BACKEND": "articles.storage.WholeFileStorage",
            "OPTIONS": {"location": data_dir / folder, **options},
        }

    return keeps


def _in_bucket(storage_url: str):
    bucket = _bucket(storage_url)

    def keeps(folder: str, **options) -> dict:
        return {
            "BACKEND": "articles.bucket.BucketStorage",
            "OPTIONS": bucket | {"location": folder, **options},
        }

    return keeps


def _bucket(storage_url: str) -> dict:
    """Options of `articles.bucket.BucketStorage`. Raises ImproperlyConfigured; the message never repeats the secret."""
    try:
        url = urlsplit(storage_url)
        is_complete = url.scheme in SCHEMES and url.hostname and url.username and url.password and _name(url)
        place = f"{url.hostname}:{url.port}" if url.port else url.hostname
    except ValueError:
        is_complete = False
    if not is_complete:
        raise ImproperlyConfigured(f"STORAGE_URL is not understood. It looks like {EXAMPLE}.")
    if find_spec("storages") is None:
        raise ImproperlyConfigured(
            "STORAGE_URL needs more packages: pip install --require-hashes -r requirements-s3.lock"
        )
    return {
        "access_key": unquote(url.username),
        "secret_key": unquote(url.password),
        "bucket_name": _name(url),
        "endpoint_url": f"{SCHEMES[url.scheme]}://{place}",
        "region_name": parse_qs(url.query).get("region", ["us-east-1"])[0],
    }


def _name(url: SplitResult) -> str:
    name = url.path.strip("/")
    return "" if "/" in name else name
