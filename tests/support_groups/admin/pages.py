"""The pages of the directory's admin, as a coordinator sends them."""

from django.urls import reverse

from support_groups.models import Group
from tests.posting import as_submitted, kept

ADD = "admin:support_groups_group_add"
ROWS = ("meeting_patterns", "schedule_exceptions", "contacts")


def change_page(thing) -> str:
    return reverse(f"admin:support_groups_{thing._meta.model_name}_change", args=[thing.pk])


def opened(client, thing, **changes) -> dict:
    """What this coordinator would send, having opened the form now."""
    return as_submitted(client.get(change_page(thing)), **changes)


def saved(client, thing, **changes):
    response = client.post(change_page(thing), opened(client, thing, **changes))
    assert response.status_code == 302, errors(response)
    if not changes:
        kept(thing)
    return response


def errors(response) -> dict:
    """Of the form and of its rows, by the name of the input."""
    found = dict(response.context["adminform"].form.errors)
    for inline in response.context["inline_admin_formsets"]:
        for form in inline.formset.forms:
            found |= {f"{form.prefix}-{name}": list(told) for name, told in form.errors.items()}
        if inline.formset.non_form_errors():
            found[inline.formset.prefix] = list(inline.formset.non_form_errors())
    return found


def new_group(client, **changes) -> dict:
    """What is sent for a new online group, with changes."""
    typed = {
        "name": "Tuesday circle",
        "slug": "tuesday-circle",
        "summary": "A circle.",
        "stage_fit": "mbc",
        "attendance": "online",
        "zone": "America/New_York",
        "joining": "Call 330-555-0100 first.",
        "status": "listed",
    }
    return as_submitted(client.get(reverse(ADD)), **typed | changes)


def added(client, **changes) -> Group:
    response = client.post(reverse(ADD), new_group(client, **changes))
    assert response.status_code == 302, errors(response)
    return Group.objects.latest("pk")
