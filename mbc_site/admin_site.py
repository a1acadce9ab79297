"""The admin of this site: who logs in lands on one of its pages."""

from django.contrib.admin import AdminSite as DjangoAdminSite
from django.contrib.admin.apps import AdminConfig as DjangoAdminConfig
from django.contrib.auth import REDIRECT_FIELD_NAME

from editing.addresses import own_admin_page


class AdminSite(DjangoAdminSite):
    def login(self, request, extra_context=None):
        """Where nobody can be led, the start page is."""
        for name in ("GET", "POST"):
            sent = getattr(request, name)
            if REDIRECT_FIELD_NAME in sent and not own_admin_page(sent[REDIRECT_FIELD_NAME]):
                sent = sent.copy()
                del sent[REDIRECT_FIELD_NAME]
                setattr(request, name, sent)
        if REDIRECT_FIELD_NAME not in request.GET:
            request.META["QUERY_STRING"] = ""  # the form is sent to the very address it was shown at
        return super().login(request, extra_context)


class AdminConfig(DjangoAdminConfig):
    default_site = "mbc_site.admin_site.AdminSite"
