"""A save never overwrites a newer one. The second editor learns who changed what, and loses nothing.

A change form carries a fingerprint of each field and each row as they were when it was opened. If the stored values
have other fingerprints when it is saved, somebody else changed them in the meantime: where only they wrote, the form
takes their value; where both wrote, yours stays in the form and theirs is shown. Nothing is saved until you save again.
No model needs a column for this, and no form a field.
"""

from dataclasses import dataclass, field

from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from editing.comparison import Comparison, typed_texts
from editing.differences import Difference
from editing.fingerprints import OPENED, opened_at, snapshot
from editing.form_values import is_touched
from editing.keys import is_key
from editing.last_save import deleted_sentence, stale_sentence
from editing.prefetching import set_prefetched


@dataclass(frozen=True)
class StaleSave:
    sentence: str
    data: QueryDict  # what the form shows now
    opened: str  # fingerprints of what is stored now
    differences: list[Difference] = field(default_factory=list)
    is_conflict: bool = True  # with what was typed into the form


def refusing(base: type, sentence: str) -> type:
    """The same form or formset, but never valid."""

    class Refusing(base):
        def clean(self):
            super().clean()
            raise ValidationError(sentence, code="stale")

    return Refusing


def _keep_related(form, formsets) -> None:
    """Let the next form on this object use the related rows that this one has loaded, as a prefetch would."""
    form.instance.loaded_rows = {formset.prefix: formset.get_queryset() for formset in formsets}
    for column in form.instance._meta.many_to_many:
        if column.name in form.initial:
            set_prefetched(form.instance, column.name, form.initial[column.name])


class StaleSaveAdmin:
    """A mixin for every admin whose objects staff edit; list it before ModelAdmin. `SaveFirstAdmin` contains it."""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Lock the object from the comparison to the end of the save."""
        is_save = request.method == "POST" and object_id is not None
        if not is_save or getattr(request, "is_restoring", False):
            return super().changeform_view(request, object_id, form_url, extra_context)
        request.stale_save = request.locked_object = None
        with transaction.atomic():
            try:
                obj = self._lock(request, unquote(object_id))
                if obj is None and OPENED in request.POST:
                    return self._show_deleted(request, unquote(object_id), extra_context)
                if obj is not None and self.has_change_permission(request, obj):
                    request.stale_save = self._stale_save(request, obj)
                return super().changeform_view(request, object_id, form_url, extra_context)
            finally:
                self._unlock(request)

    def _show_deleted(self, request, object_id: str, extra_context):
        """Somebody deleted the object: the form that adds one, with what was typed."""
        if not self.has_add_permission(request):
            return self._show_typed(request, object_id)
        data = request.POST.copy()
        for formset_class, _inline in self.get_formsets_with_inlines(request):
            prefix = formset_class.get_default_prefix()
            keys = (formset_class.model._meta.pk.name, formset_class.fk.name)
            for name in request.POST:
                if name.startswith(f"{prefix}-") and name.rpartition("-")[2] in keys:
                    data[name] = ""
            data[f"{prefix}-INITIAL_FORMS"] = "0"
        request.POST = data
        request.stale_save = StaleSave(deleted_sentence(self.model, object_id, may_add=True), data, "")
        address = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_add")
        return super().changeform_view(request, None, address, extra_context)

    def _show_typed(self, request, object_id: str):
        """Somebody deleted the object, and this person may not add one: what was typed, to be copied."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        names = flatten_fieldsets(self.get_fieldsets(request))
        form = self.get_form(request, fields=names)(request.POST, request.FILES)
        rows = [
            row
            for formset in self._formsets(request, self.model(), data=request.POST)
            for row in formset.forms
        ]
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Deleted while you were editing"),
            "sentence": deleted_sentence(self.model, object_id, may_add=False),
            "differences": [typed for part in [form, *rows] for typed in typed_texts(part)],
        }
        return TemplateResponse(request, "admin/deleted_meanwhile.html", context, status=409)

    def guard_restoring(self, request, obj, object_id: str) -> None:
        """Called before a version takes the place of `obj`, which is None if it was deleted.

        The page of the version carries the fingerprints of what is stored. If they have changed when the version is
        to be restored, nothing is, and the page shows what was saved in the meantime.
        """
        if not self.has_change_permission(request, obj):
            return
        comparison = self._comparison(request, obj) if obj else Comparison(None, [], request.POST)
        request.stored = comparison.data[OPENED]
        if request.method != "POST" or not comparison.is_stale():
            return
        comparison.list_newer()
        if obj is None:
            sentence = deleted_sentence(self.model, object_id, may_add=True)
        else:
            since = opened_at(comparison.opened)
            sentence = stale_sentence(self.model, obj.pk, since, request.user, is_restoring=True)
        request.stale_save = StaleSave(
            sentence, request.POST, request.stored, comparison.differences, is_conflict=False
        )

    def _comparison(self, request, obj) -> Comparison:
        names = flatten_fieldsets(self.get_fieldsets(request, obj))
        form = self.get_form(request, obj, change=True, fields=names)(instance=obj)
        return Comparison(form, self._formsets(request, obj), request.POST, request.FILES)

    def _stale_save(self, request, obj) -> StaleSave | None:
        comparison = self._comparison(request, obj)
        _keep_related(comparison.form, comparison.formsets)
        if not comparison.is_stale():
            return None
        comparison.merge()
        request.POST = comparison.data
        if not comparison.differences or not self._is_any_touched(request, obj, type(comparison.form)):
            return None
        sentence = stale_sentence(self.model, obj.pk, opened_at(comparison.opened), request.user)
        return StaleSave(sentence, comparison.data, comparison.data[OPENED], comparison.differences)

    def _lock(self, request, object_id: str):
        if not is_key(object_id):
            return None
        rows = self.model._base_manager.select_for_update().filter(pk=object_id)
        obj = self.get_object(request, object_id) if rows.values_list("pk").first() else None
        request.locked_object = obj
        return obj

    def _unlock(self, request) -> None:
        if request.locked_object is not None:
            request.locked_object.__dict__.pop("loaded_rows", None)
        request.locked_object = None

    def get_object(self, request, object_id, from_field=None):
        """The locked object while it is saved, so that it is read once."""
        locked = getattr(request, "locked_object", None)
        if locked is not None and isinstance(locked, self.model) and str(locked.pk) == str(object_id):
            return locked
        return super().get_object(request, object_id, from_field)

    def _formsets(self, request, obj, **bound) -> list:
        """Without the rows that this person can only look at."""
        formsets = []
        for formset_class, inline in self.get_formsets_with_inlines(request, obj):
            if not inline.has_change_permission(request, obj):
                continue
            formset = formset_class(
                instance=obj,
                prefix=formset_class.get_default_prefix(),
                queryset=inline.get_queryset(request),
                **bound,
            )
            formset.row_text = getattr(inline, "row_text", str)
            formsets.append(formset)
        return formsets

    def _is_any_touched(self, request, obj, form_class) -> bool:
        """Whether the post changes anything of what is stored now."""
        bound = {"data": request.POST, "files": request.FILES}
        rows = [row for formset in self._formsets(request, obj, **bound) for row in formset.forms]
        return any(is_touched(form) for form in [form_class(instance=obj, **bound), *rows])

    def get_form(self, request, obj=None, change=False, **kwargs):
        form_class = super().get_form(request, obj, change=change, **kwargs)
        stale_save = getattr(request, "stale_save", None)
        return refusing(form_class, stale_save.sentence) if stale_save else form_class

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        stale_save = getattr(request, "stale_save", None)
        if change and request.method == "POST":
            context["opened"] = stale_save.opened if stale_save else request.POST.get(OPENED, "")
        elif change and self.has_change_permission(request, obj):
            inlines = context["inline_admin_formsets"]
            formsets = [inline.formset for inline in inlines if inline.has_change_permission]
            context["opened"] = getattr(request, "stored", "") or snapshot(
                context["adminform"].form, formsets
            )
        context["stale_save"] = stale_save
        return super().render_change_form(request, context, add, change, form_url, obj)
