from django.contrib import admin
from django.db import OperationalError
from django.http import JsonResponse
from django.urls import path
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from articles.admin.pasted_pictures import PastedPictureViews, as_result
from articles.admin.shown_in_texts import ShownInTexts
from articles.forms import ImageForm
from articles.models import Image
from articles.storage import NotStored, disk_is_full, is_full, undone_on_failure
from editing.history import HistoryAdmin
from editing.menu import Job, Place
from editing.text import storable


@admin.register(Image)
class ImageAdmin(PastedPictureViews, ShownInTexts, HistoryAdmin):
    menu = Place(Job.PICTURES, 1)
    guide = "add-a-picture"
    finder = "with_figure"
    change_phrases = {
        "is_decorative": _("whether the picture is decorative"),
        "legend": _("what the numbers stand for"),
    }
    form = ImageForm
    list_display = ["thumbnail", "title", "credit", "created_at"]
    list_display_links = ["title"]
    search_fields = ["title", "alt", "caption", "credit", "key"]
    prepopulated_fields = {"key": ["title"]}
    readonly_fields = ["shown"]
    fields = [
        "title",
        "key",
        "original",
        "shown",
        "alt",
        "is_decorative",
        "caption",
        "legend",
        "credit",
        "license",
    ]

    @admin.display(description=_("picture"))
    def thumbnail(self, image):
        return format_html('<img src="{}" alt="" width="120" loading="lazy">', image.src) if image.src else ""

    @admin.display(description=_("as visitors see it"))
    def shown(self, image):
        return (
            format_html('<img src="{}" alt="" width="480">', image.src)
            if image and image.src
            else _("after saving")
        )

    def add_view(self, request, *args, **kwargs):
        return self._or_say_why_not(super().add_view, request, *args, **kwargs)

    def change_view(self, request, *args, **kwargs):
        return self._or_say_why_not(super().change_view, request, *args, **kwargs)

    def _or_say_why_not(self, view, request, *args, **kwargs):
        """Undo the whole save if the disk refuses it, and say why beside the field.

        This wraps the views that commit, because a full disk may accept the files and then refuse the commit.
        """
        try:
            with undone_on_failure():
                return view(request, *args, **kwargs)
        except (NotStored, OperationalError) as failure:
            if isinstance(failure, OperationalError) and not is_full(failure):
                raise
            request.not_stored = str(failure) if isinstance(failure, NotStored) else disk_is_full()
        return view(request, *args, **kwargs)

    def get_form(self, request, *args, **kwargs):
        form = super().get_form(request, *args, **kwargs)
        form.not_stored = getattr(request, "not_stored", "")  # the class is made for this request
        return form

    def get_fields(self, request, obj=None):
        """Staff who can only view see the picture; the uploaded file has no address."""
        may_choose = self.has_add_permission(request) or self.has_change_permission(request, obj)
        return [name for name in self.fields if may_choose or name != "original"]

    def get_readonly_fields(self, request, obj=None):
        return [*self.readonly_fields, "key"] if obj else self.readonly_fields

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else self.prepopulated_fields

    def get_urls(self):
        view = self.admin_site.admin_view
        return [path("find/", view(self.find_view), name="articles_image_find"), *super().get_urls()]

    def find_view(self, request):
        """Pictures for the editor's figure dialog, the newest first; or the very one with this `pk` or `key`."""
        if not self.has_view_permission(request):
            return JsonResponse({"results": []}, status=403)
        if "pk" in request.GET:
            images = filter(None, [self.get_object(request, request.GET["pk"])])
        elif "key" in request.GET:
            images = Image.objects.filter(key=storable(request.GET["key"]))
        else:
            images = Image.objects.matching(storable(request.GET.get("q", "")[:200]))[:24]
        results = [as_result(image) for image in images]
        return JsonResponse({"results": results, "canAdd": self.has_add_permission(request)})
