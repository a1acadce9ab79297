"""Files in a bucket of an S3-compatible service, for a site on several machines: docs/growing.md.

The bucket is private. Visitors get published pictures from this site's own addresses, so moving to a bucket changes no
stored text, and no visitor's browser talks to another company.
"""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from boto3.exceptions import Boto3Error
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.core.files.base import ContentFile, File
from django.utils.deconstruct import deconstructible
from django.utils.encoding import filepath_to_uri
from storages.backends.s3 import S3Storage

from articles.storage import StorageAway, note_written

# Seconds. A request that waits for the service holds a place that others wait for.
CONNECT, READ = 2, 10
CONFIG = Config(
    connect_timeout=CONNECT,
    read_timeout=READ,
    retries={"total_max_attempts": 2, "mode": "standard"},
    signature_version="s3v4",
    s3={"addressing_style": "path"},  # the name of a bucket in a host name needs a certificate that fits
    # Checksums that came in 2025 are refused by many services that speak the rest of S3.
    request_checksum_calculation="when_required",
    response_checksum_validation="when_required",
)


@contextmanager
def as_os_errors():
    """Raise what callers know of disks: FileNotFoundError, or StorageAway with what the service said."""
    try:
        yield
    except ClientError as problem:
        said = problem.response.get("Error", {})
        if said.get("Code") in ("404", "NoSuchKey"):
            raise FileNotFoundError(errno.ENOENT, "There is no such file in the bucket") from problem
        raise StorageAway(f"{said.get('Code', '')}: {said.get('Message', '')}") from problem
    except (BotoCoreError, Boto3Error) as problem:
        raise StorageAway(str(problem)) from problem


@deconstructible
class BucketStorage(S3Storage):
    """A folder of the bucket. Its files have an address only if `base_url` is given, such as /media/."""

    def __init__(self, *, base_url: str | None = None, allow_overwrite: bool = False, **options):
        self.base_url = base_url
        super().__init__(
            file_overwrite=allow_overwrite,
            client_config=CONFIG,
            transfer_config=TransferConfig(use_threads=False),
            **options,
        )

    def url(self, name: str, *args, **kwargs) -> str:
        if self.base_url is None:
            raise ValueError("This file is not accessible via a URL.")
        return self.base_url + filepath_to_uri(name)

    def _open(self, name: str, mode: str = "rb") -> ContentFile:
        with as_os_errors():
            answer = self.bucket.Object(self._normalize_name(name)).get()
            return ContentFile(answer["Body"].read(), name=name)

    def _save(self, name: str, content) -> str:
        with as_os_errors():
            is_new = not self.file_overwrite or not super().exists(name)
            saved = super()._save(name, content)
        if is_new:
            note_written(self, saved)
        return saved

    def upload(self, name: str, content: File) -> bool:
        """Put a file there under exactly this name; return False if one of the same size has it already."""
        try:
            if self.size(name) == content.size:
                return False
        except FileNotFoundError:
            pass
        with as_os_errors():
            super()._save(name, content)
        return True

    def delete(self, name: str) -> None:
        with as_os_errors():
            super().delete(name)

    def exists(self, name: str) -> bool:
        with as_os_errors():
            return super().exists(name)

    def size(self, name: str) -> int:
        with as_os_errors():
            return super().size(name)

    def older_than(self, moment: datetime, folder: str = "") -> Iterator[str]:
        """The names of files that were last written before that moment, in the order of the alphabet."""
        start = f"{self.location}/"
        with as_os_errors():
            for found in self.bucket.objects.filter(Prefix=f"{start}{folder}/" if folder else start):
                if found.last_modified < moment:
                    yield found.key.removeprefix(start)

    def trouble(self) -> str:
        """What keeps the site from using its bucket, as the service says it; "" if it can be used."""
        try:
            with as_os_errors():
                self.connection.meta.client.list_objects_v2(Bucket=self.bucket_name, MaxKeys=1)
        except OSError as problem:
            return str(problem)
        return ""

    def is_open_to_everybody(self) -> bool:
        """Whether somebody without a key can list the bucket, or read the first file in this folder."""
        client = self.unsigned_connection.meta.client
        with as_os_errors():
            found = self.connection.meta.client.list_objects_v2(
                Bucket=self.bucket_name, Prefix=f"{self.location}/", MaxKeys=1
            ).get("Contents", [])
        return _is_allowed(client.list_objects_v2, Bucket=self.bucket_name, MaxKeys=1) or any(
            _is_allowed(client.head_object, Bucket=self.bucket_name, Key=one["Key"]) for one in found
        )


def _is_allowed(ask, **what) -> bool:
    try:
        ask(**what)
    except (ClientError, BotoCoreError):
        return False
    return True
