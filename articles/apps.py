from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("Articles")

    def ready(self):
        from articles import listeners, moments, permanence, shown_tables  # noqa: F401  they connect themselves
        from articles.models import appearance_triggers  # noqa: F401  they too
