from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SiteConfig(AppConfig):
    name = "mbc_site"
    verbose_name = _("This site")

    def ready(self):
        from mbc_site import checks, listeners, shown_tables, sign_ins, upgrades  # noqa: F401  they register themselves
        from mbc_site.accounts import traces  # noqa: F401  as do these
        from mbc_site.backups import swap
        from mbc_site.search import before_commit, triggers

        triggers.keep_installed()
        before_commit.index_before_commits()
        swap.finish_interrupted()
