"""A text as readers get it, for whoever may look at it here and not change it."""

from django.http import HttpRequest
from django.template.loader import render_to_string


def as_read(template: str, **context) -> str:
    """What is put in when a page is read (shared texts, the organization's numbers) stands here too.

    The empty request lets the context processors bring the organization, which this app does not know.
    """
    return render_to_string(f"admin/articles/{template}", context, request=HttpRequest())
