"""What the start page says about sources: notices that wait for a decision."""

import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from editing.panels import Line, Link, Panel, Task, first_lines
from sources.models import Source

LIST = "admin:sources_source_changelist"


def tasks(user) -> list[Task]:
    if not user.has_perm("sources.add_source"):
        return []
    return [
        Task(
            _("Add a source"), _("by its DOI, PubMed number or ISBN"), reverse("admin:sources_source_look_up")
        )
    ]


def panels(user, at: datetime.datetime) -> list[Panel]:
    return [_with_news()] if user.has_perm("sources.change_source") else []


def _with_news() -> Panel:
    rows = Source.objects.with_open_notices().order_by("key")
    count, lines = first_lines(rows.only("key", "title", "integrity"), _source)
    return Panel(
        code="with-news",
        title=_("Sources with news"),
        count=count,
        lines=lines,
        button=Link(_("All sources with news"), f"{reverse(LIST)}?news=open")
        if count
        else Link(_("All sources"), reverse(LIST)),
        empty=_("No retraction or expression of concern waits for a decision."),
    )


def _source(source: Source) -> Line:
    address = reverse("admin:sources_source_change", args=[source.pk])
    return Line(source.title_text, address, f"{source.key} · {source.get_integrity_display()}")
