"""What is typed into a form stays in the browser until it is saved, and comes back through the guard against stale saves.

The script `static/editing/unsaved.js` keeps it, under a name that the form sends along. Only a committed save makes the
browser forget it. To bring it back, the script sends it here, and the form shows it as after a failed save: rows,
pickers and what somebody else has saved since need no code of their own.
"""

from django.contrib.admin.utils import unquote
from django.core.exceptions import NON_FIELD_ERRORS
from django.forms.utils import ErrorDict
from django.utils.translation import gettext as _

from editing.browser_storage import name_sent
from editing.form_values import sent_values
from editing.keys import is_key
from editing.stale_save import StaleSaveAdmin

BRING_BACK = "_bring_back"
ALL = ("*",)  # for an inline of which nothing is kept
MOST_ROWS = 1000


def shown_only(base: type) -> type:
    """The same form, never valid and without errors: nobody has tried to save it yet."""

    class ShownOnly(base):
        def full_clean(self):
            self.cleaned_data = {}
            sentence = self.error_class([_("This isn’t saved yet.")])
            self._errors = ErrorDict({NON_FIELD_ERRORS: sentence} if self.is_bound else {})

    return ShownOnly


class UnsavedTextAdmin(StaleSaveAdmin):
    """A mixin for every admin whose objects staff edit. `SaveFirstAdmin` contains it."""

    is_kept_in_browser = True
    # Fields that are never kept in the browser, because others may use it. Inlines declare theirs in the same way.
    not_kept: tuple[str, ...] = ()
    # Buttons that show the form again without saving it.
    buttons_that_only_show: tuple[str, ...] = ()

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        request.is_brought_back = request.method == "POST" and BRING_BACK in request.POST
        request.is_only_shown = request.is_brought_back or any(
            name in request.POST for name in self.buttons_that_only_show
        )
        if request.is_brought_back:
            obj = self.get_object(request, unquote(object_id)) if object_id else None
            if self._may_write(request, obj):
                request.POST = self._with_private_values(request, obj)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def _may_write(self, request, obj) -> bool:
        return self.has_change_permission(request, obj) if obj else self.has_add_permission(request)

    def _with_private_values(self, request, obj):
        """The posted data with what is stored of the fields that a browser doesn't keep."""
        data = request.POST.copy()
        form = self.get_form(request, obj, change=obj is not None)(instance=obj)
        _add_stored(data, form, [name for name in self.not_kept if name in form.fields])
        for formset_class, inline in self.get_formsets_with_inlines(request, obj):
            if names := getattr(inline, "not_kept", ()):
                prefix = formset_class.get_default_prefix()
                rows = inline.get_queryset(request)
                _add_stored_rows(data, formset_class(instance=obj, prefix=prefix, queryset=rows), names)
        return data

    def get_form(self, request, obj=None, change=False, **kwargs):
        form_class = super().get_form(request, obj, change=change, **kwargs)
        return shown_only(form_class) if _is_only_shown(request) else form_class

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if _is_only_shown(request):
            context["errors"] = None
        is_old = context.get("revert") or context.get("recover")
        if self.is_kept_in_browser and not is_old and self._may_write(request, obj if change else None):
            context["unsaved"] = self._unsaved_text(request, obj if change else None)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def _unsaved_text(self, request, obj) -> dict:
        """What the script must know of this form."""
        return {
            "form": f"{self.opts.label_lower}.{obj.pk if obj else 'add'}",
            "not_kept": " ".join(self._private_inputs(request, obj)),
            "name": name_sent(request),
            "is_brought_back": getattr(request, "is_brought_back", False),  # a form that was only shown
        }

    def _private_inputs(self, request, obj) -> list[str]:
        """The names of inputs, with an asterisk for any text: "notes", "contacts-*"."""
        names = list(self.not_kept)
        for formset_class, inline in self.get_formsets_with_inlines(request, obj):
            prefix, columns = formset_class.get_default_prefix(), getattr(inline, "not_kept", ())
            names += [f"{prefix}-*" if column in ALL else f"{prefix}-*-{column}" for column in columns]
        return names


def _is_only_shown(request) -> bool:
    """If somebody else has saved since, the guard has a sentence of its own for that."""
    return getattr(request, "is_only_shown", False) and not getattr(request, "stale_save", None)


def _add_stored(data, form, names, prefix: str = "") -> None:
    """Add what a browser would send of these fields. `prefix` is for a row that was posted under another one."""
    for name in names:
        for key, values in sent_values(form, [name]).items():
            data.setlist(prefix + key.removeprefix(form.prefix or "") if prefix else key, values)


def _add_stored_rows(data, formset, names) -> None:
    total = data.get(f"{formset.prefix}-TOTAL_FORMS", "")
    if names == ALL or not is_key(total):
        for form in [formset.management_form, *formset.initial_forms]:
            _add_stored(data, form, form.fields)
        return
    stored = {str(row.instance.pk): row for row in formset.initial_forms}
    for place in range(min(int(total), MOST_ROWS)):
        prefix = f"{formset.prefix}-{place}"
        if row := stored.get(data.get(f"{prefix}-id")):
            _add_stored(data, row, names, prefix)
