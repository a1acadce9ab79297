"""The problems found by mbc_site/health/ as system checks: `manage.py check --deploy --database default`.

Only with --database, so that a clean checkout without a database passes `check --deploy`.
"""

from django.core import checks
from django.utils import timezone

from mbc_site import health

MESSAGES = {
    health.Severity.STOP: checks.Error,
    health.Severity.WARNING: checks.Warning,
    health.Severity.NOTE: checks.Info,
}


@checks.register(checks.Tags.database, deploy=True)
def site_is_sound(app_configs, databases=None, **kwargs):
    if "default" not in (databases or ()):
        return []
    return [
        MESSAGES[finding.fact.severity](
            finding.problem.what, hint=finding.problem.to_do, id=f"mbc_site.{finding.fact.code}"
        )
        for finding in health.findings(timezone.now())
    ]
