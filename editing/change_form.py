"""How every change form reads: labels without colons, buttons in sentence case, and a list of headings if it is long."""

import json

from django.utils.translation import gettext as _

from editing.headings import headings_of
from editing.inputs import NativeInputAdmin


class ChangeFormAdmin(NativeInputAdmin):
    """A mixin; list it before ModelAdmin. `SaveFirstAdmin` contains it."""

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context["adminform"].form.label_suffix = ""
        context["headings"] = headings_of(context["adminform"], context["inline_admin_formsets"])
        return super().render_change_form(request, context, add, change, form_url, obj)

    def get_formset_kwargs(self, request, obj, inline, prefix):
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        return kwargs | {"form_kwargs": {"label_suffix": "", **kwargs.get("form_kwargs", {})}}

    def get_inline_formsets(self, request, formsets, inline_instances, obj=None):
        found = super().get_inline_formsets(request, formsets, inline_instances, obj)
        for rows in found:
            rows.inline_formset_data = _words_for_rows(rows)
        return found


def _words_for_rows(rows) -> str:
    """What Django's script needs to add a row. Django itself writes the name of a row with a capital letter."""
    told = json.loads(rows.inline_formset_data())
    told["options"]["addText"] = _("Add another %s") % (
        getattr(rows.opts, "row_name", "") or rows.opts.verbose_name
    )
    return json.dumps(told)
