"""The site's own problems on the admin's start page."""

from django import template
from django.utils import timezone

from mbc_site import health

register = template.Library()


@register.inclusion_tag("admin/_health.html", takes_context=True)
def site_health(context):
    """Everything for superusers; for other staff, the problems they should pass on."""
    is_operator = context["request"].user.is_superuser
    return {
        "is_operator": is_operator,
        "problems": [
            finding.problem
            for finding in health.findings(timezone.now())
            if is_operator or finding.fact.severity > health.Severity.NOTE
        ],
    }
