from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SupportGroupsConfig(AppConfig):
    name = "support_groups"
    verbose_name = _("Support groups")

    def ready(self):
        from support_groups import listeners, shown_tables  # noqa: F401  they connect themselves
