"""Which filters the address of an admin list may use: those the list itself offers, and no others.

Django accepts any look-up on any column of the model and leaves it to the database whether the value makes sense.
"""

from django.contrib.admin.options import IS_FACETS_VAR, IS_POPUP_VAR, TO_FIELD_VAR, ModelAdmin
from django.contrib.admin.views.main import ALL_VAR, ERROR_FLAG, ORDER_VAR, PAGE_VAR, SEARCH_VAR

ALWAYS_ALLOWED = {
    *(ALL_VAR, ERROR_FLAG, ORDER_VAR, PAGE_VAR, SEARCH_VAR),
    *(IS_FACETS_VAR, IS_POPUP_VAR, TO_FIELD_VAR, "_changelist_filters"),
}
SUFFIXES = ("", "__exact", "__isnull", "__id__exact", "__gte", "__lt", "__isempty")  # of Django's own filters


def offered_parameters(model_admin: ModelAdmin, request) -> set[str]:
    """The names of all parameters that links on this list use."""
    names = set(ALWAYS_ALLOWED)
    for item in model_admin.get_list_filter(request):
        list_filter = item[0] if isinstance(item, tuple | list) else item
        if isinstance(list_filter, str):
            names.update(f"{list_filter}{suffix}" for suffix in SUFFIXES)
        else:
            names.add(list_filter.parameter_name)
    if model_admin.date_hierarchy:
        names.update(f"{model_admin.date_hierarchy}__{part}" for part in ("year", "month", "day"))
    return names


def unknown_parameters(model_admin: ModelAdmin, request) -> list[str]:
    offered = offered_parameters(model_admin, request)
    return [name for name in request.GET if name not in offered]
