from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WebConfig(AppConfig):
    name = "web"
    verbose_name = _("Mail")

    def ready(self):
        from web import kept_counts
        from web.page_cache import triggers, writes

        kept_counts.keep_installed()
        triggers.keep_installed()
        writes.notice_writes()
