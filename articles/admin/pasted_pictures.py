"""Pictures pasted into a text: added one by one, with a description, by the editor's dialog."""

from pathlib import PurePath

from django.db import OperationalError, transaction
from django.http import JsonResponse
from django.urls import path
from django.utils.text import slugify
from django.utils.translation import gettext as _

from articles.forms import PastedPictureForm
from articles.models import Image
from articles.storage import NotStored, disk_is_full, is_full, undone_on_failure
from editing.addresses import post_only
from editing.text import one_line

LONGEST_TITLE = 150
LONGEST_KEY = 70  # leaves room for a number


def as_result(image: Image) -> dict:
    """What the editor's dialogs show of a picture."""
    return {
        "key": image.key,
        "title": image.title,
        "src": image.src,
        "alt": image.alt,
        "caption": image.caption,
    }


class PastedPictureViews:
    """Mixed into the admin of pictures."""

    def get_urls(self):
        view = self.admin_site.admin_view(post_only(self.paste_view))
        return [path("paste/", view, name="articles_image_paste"), *super().get_urls()]

    def paste_view(self, request):
        """{"result"} of the picture that was added, {"here"} if it is one already, or {"sentence"}: why not."""
        if not self.has_add_permission(request):
            return JsonResponse({"sentence": _("Your account can’t add pictures.")}, status=403)
        form = PastedPictureForm(request.POST, request.FILES)
        if not form.is_valid():
            return JsonResponse({"sentence": form.first_problem})
        existing = Image.objects.with_content(form.cleaned_data["original"])
        if existing and self.has_view_permission(request, existing):
            return JsonResponse({"here": as_result(existing)})
        try:
            return JsonResponse({"result": as_result(self._add(request, form))})
        except (NotStored, OperationalError) as failure:
            if isinstance(failure, OperationalError) and not is_full(failure):
                raise
            sentence = str(failure) if isinstance(failure, NotStored) else disk_is_full()
            return JsonResponse({"sentence": sentence})

    def _add(self, request, form) -> Image:
        """With its first version in the history, or not at all."""
        image = form.save(commit=False)
        image.title = _title(image, request.POST.get("name", ""))
        with undone_on_failure(), transaction.atomic(), self.create_revision(request):
            image.key = Image.objects.free_key(slugify(image.title)[:LONGEST_KEY] or "picture")
            self.save_model(request, image, form, change=False)
            self.log_addition(request, image, [{"added": {}}])
        return image


def _title(image: Image, name: str) -> str:
    """By which staff find it: its description, or the name of its file."""
    return one_line(image.alt or PurePath(name).stem)[:LONGEST_TITLE].strip() or _("Pasted picture")
