from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WebConfig(AppConfig):
    name = "web"
    verbose_name = _("Mail")

    def ready(self):
        from web.page_cache import triggers, writes

        triggers.keep_installed()
        writes.notice_writes()
