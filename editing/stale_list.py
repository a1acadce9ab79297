"""The same guard as `editing.stale_save` for the editable columns of a list."""

from contextlib import nullcontext

from django.db import transaction

from editing.comparison import Comparison
from editing.fingerprints import OPENED, opened_at, snapshot
from editing.form_values import is_touched, sent_values
from editing.keys import is_key
from editing.last_save import stale_sentence
from editing.stale_save import StaleSave, refusing


class StaleListAdmin:
    """A mixin; list it before ModelAdmin. `SaveFirstAdmin` contains it."""

    def changelist_view(self, request, extra_context=None):
        """Lock the rows from the comparison to the end of the save."""
        if not self.list_editable:
            return super().changelist_view(request, extra_context)
        is_save = request.method == "POST" and "_save" in request.POST and self.has_change_permission(request)
        with transaction.atomic() if is_save else nullcontext():
            request.stale_list = self._stale_list(request) if is_save else None
            response = super().changelist_view(request, extra_context)
        context = getattr(response, "context_data", None) or {}
        formset = getattr(context.get("cl"), "formset", None)
        if formset:
            context["stale_save"] = getattr(request, "stale_list", None)
            context["opened"] = (
                request.POST.get(OPENED, "") if formset.is_bound else snapshot(None, [formset])
            )
        return response

    def get_changelist_formset(self, request, **kwargs):
        formset_class = super().get_changelist_formset(request, **kwargs)
        stale_list = getattr(request, "stale_list", None)
        return refusing(formset_class, stale_list.sentence) if stale_list else formset_class

    def _stale_list(self, request) -> StaleSave | None:
        formset_class = self.get_changelist_formset(request)
        prefix = formset_class.get_default_prefix()
        keys = [key for key in self._get_edited_object_pks(request, prefix) if is_key(key)]
        list(self.model._base_manager.select_for_update().filter(pk__in=keys).values_list("pk"))
        formset = formset_class(queryset=self.get_queryset(request).filter(pk__in=keys))
        formset.row_text = str
        comparison = Comparison(None, [formset], request.POST)
        if not comparison.is_stale():
            return None
        comparison.merge()
        request.POST = self._in_present_order(request, formset_class, comparison.data)
        if not any(
            is_touched(row) for row in formset_class(request.POST, queryset=self.get_queryset(request))
        ):
            return None
        sentence = stale_sentence(self.model, None, opened_at(comparison.opened), request.user)
        return StaleSave(sentence, request.POST, request.POST[OPENED], comparison.differences)

    def _in_present_order(self, request, formset_class, posted):
        """The posted rows in the order of the list as it is now: Django puts the inputs beside the rows by position."""
        rows = formset_class(queryset=self.get_changelist_instance(request).result_list)
        prefix, data = rows.prefix, posted.copy()
        numbers = range(len([name for name in posted if name.endswith("-id")]))
        posted_prefixes = {posted.get(f"{prefix}-{number}-id"): f"{prefix}-{number}" for number in numbers}
        for row in rows.initial_forms:
            source = posted_prefixes.get(str(row.instance.pk))
            for name, values in sent_values(row).items():
                is_posted = source and source + name.removeprefix(row.prefix) in posted
                sent = posted.getlist(source + name.removeprefix(row.prefix)) if is_posted else values
                data.setlist(name, sent)
        for name in ("INITIAL_FORMS", "TOTAL_FORMS"):
            data[f"{prefix}-{name}"] = str(len(rows.initial_forms))
        return data
