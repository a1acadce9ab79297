"""A picture: what it shows in words, whose it is, and a few re-encoded widths of it."""

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles import pictures
from articles.markup import Picture
from articles.models.shown_picture import ShownPicture
from articles.storage import NotStored, sentence, undone_on_failure


def private_storage():
    return storages["private"]


def store_rendition(name: str, data: bytes) -> bool:
    """Replace a missing or broken file; return whether that was necessary.

    An existing file is kept only if it has exactly these bytes.
    """
    storage = storages["default"]
    if storage.exists(name):
        with storage.open(name) as file:
            if file.read() == data:
                return False
    storage.save(name, ContentFile(data))  # overwrites: the name contains a hash of the bytes
    return True


def _has_content(file, data: bytes) -> bool:
    try:
        if file.size != len(data):
            return False
        with file.open() as stored:
            return stored.read() == data
    except OSError:  # the original is missing: `check_pictures` reports it
        return False


class ImageQuerySet(models.QuerySet):
    def matching(self, words: str):
        """Every word somewhere in what staff wrote about the picture."""
        images = self
        for word in words.split()[:8]:
            images = images.filter(
                Q(title__icontains=word)
                | Q(alt__icontains=word)
                | Q(caption__icontains=word)
                | Q(credit__icontains=word)
            )
        return images

    def with_content(self, upload):
        """The picture that was made from the same bytes, or None. Only files of the same size are read."""
        upload.seek(0)
        data = upload.read()
        upload.seek(0)
        for image in self.only("original"):
            if _has_content(image.original, data):
                return self.get(pk=image.pk)
        return None

    def free_key(self, key: str) -> str:
        """The key itself, or with the first number that no picture has."""
        taken = set(self.filter(key__startswith=key).values_list("key", flat=True))
        numbered = (f"{key}-{number}" for number in range(2, len(taken) + 3))
        return key if key not in taken else next(name for name in numbered if name not in taken)

    def pictures(self, keys) -> dict[str, Picture]:
        """What the renderer needs to know of each of these images."""
        return {image.key: image.picture for image in self.filter(key__in=set(keys))}


NEITHER_DESCRIBED_NOR_DECORATIVE = _(
    "Describe the picture for people who can’t see it, or mark it as decorative and leave the description empty."
)


class Image(models.Model):
    key = models.SlugField(
        _("key"),
        max_length=80,
        unique=True,
        help_text=_("Articles use this key to show the picture. It can’t be changed later."),
    )
    title = models.CharField(
        _("title"), max_length=150, help_text=_("Staff find the picture by it. Readers don’t see it.")
    )
    original = models.FileField(
        _("picture file"),
        upload_to="images/%Y/",
        storage=private_storage,
        max_length=200,
        help_text=_(
            "JPEG, PNG, WebP or AVIF, up to 25 MB. We remove the data about where and when it was taken."
        ),
    )
    alt = models.CharField(
        _("description"),
        max_length=1000,
        blank=True,
        help_text=_("What people who can’t see it need to know. Don’t repeat the caption."),
    )
    is_decorative = models.BooleanField(
        _("decorative"), default=False, help_text=_("Only if nothing would be lost without the picture.")
    )
    caption = models.CharField(
        _("caption"),
        max_length=500,
        blank=True,
        help_text=_("A full sentence. Readers see it under the picture."),
    )
    legend = models.TextField(
        _("what the numbers stand for"),
        blank=True,
        help_text=_(
            "For a picture with numbers in it: one line for each number, without the number. Readers see them as a list. "
            "Put no words into a picture, because on a phone they are too small to read."
        ),
    )
    credit = models.CharField(
        _("credit"),
        max_length=200,
        blank=True,
        help_text=_("For example “Photo: Jane Doe” or “Drawing: Jane Doe”."),
    )
    license = models.CharField(
        _("license"),
        max_length=100,
        blank=True,
        help_text=_("For example CC BY 4.0, or “used with permission”."),
    )
    width = models.PositiveIntegerField(editable=False, default=0)
    height = models.PositiveIntegerField(editable=False, default=0)
    renditions = models.JSONField(editable=False, default=list)  # [{"type", "width", "height", "name"}]
    created_at = models.DateTimeField(_("added"), auto_now_add=True)

    objects = ImageQuerySet.as_manager()

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        ordering = ["-created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_decorative=True, alt="") | (Q(is_decorative=False) & ~Q(alt="")),
                name="image_is_described_or_decorative",
                violation_error_message=NEITHER_DESCRIBED_NOR_DECORATIVE,
            ),
        ]

    def __str__(self):
        return self.title

    def save(self, *args, **kwargs):
        """Save the row and its files, or neither. Raises NotStored if the disk refuses.

        The row comes first: another save of the same key waits for it, so neither removes files the other just wrote.
        """
        try:
            encoded = self._encoded()
            with undone_on_failure(), transaction.atomic():
                super().save(*args, **kwargs)
                if encoded:
                    self._store(encoded)
        except OSError as problem:
            raise NotStored(sentence(problem)) from problem

    def _encoded(self) -> pictures.Encoded | None:
        """The renditions of a new file, or of a row that has none yet; sets the row's fields to match.

        Raises pictures.NotAPicture, with the reason, for anything but a raster picture within the size limits.
        """
        if self.original._committed and self.renditions:
            return None
        with self.original.open() as file:
            data = file.read()
        encoded = pictures.encode(data)
        if not self.original._committed:  # the upload was read to its end, and may be closed
            self.original.file = ContentFile(data, name=self.original.name)
        self.width, self.height = encoded.width, encoded.height
        self.renditions = [
            {
                "type": rendition.media_type,
                "width": rendition.width,
                "height": rendition.height,
                "name": rendition.name(self.key),
            }
            for rendition in encoded.renditions
        ]
        return encoded

    def _store(self, encoded: pictures.Encoded) -> None:
        for rendition in encoded.renditions:
            store_rendition(rendition.name(self.key), rendition.data)

    @property
    def shown(self) -> ShownPicture:
        """What readers see of it now."""
        return ShownPicture.of(self)

    @property
    def src(self) -> str:
        return self.shown.src

    @property
    def picture(self) -> Picture:
        return self.shown.picture
