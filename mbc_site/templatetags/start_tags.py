"""The start page of the admin: what a person can begin, and what waits."""

from django import template
from django.utils import timezone

from articles import panels as of_articles
from mbc_site.search_pages import panels as of_search
from sources import panels as of_sources
from support_groups import panels as of_groups

APPS = (of_articles, of_sources, of_groups, of_search)

register = template.Library()


@register.inclusion_tag("admin/_start.html", takes_context=True)
def start_page(context):
    """Each app decides what this person may do and see."""
    user, at = context["request"].user, timezone.now()
    return {
        "user": user,
        "tasks": [task for app in APPS for task in app.tasks(user)],
        "panels": [panel for app in APPS for panel in app.panels(user, at)],
    }
