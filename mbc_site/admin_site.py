"""The admin of this site: logging in always leads to one of its pages."""

from django.contrib.admin import AdminSite as DjangoAdminSite
from django.contrib.admin.apps import AdminConfig as DjangoAdminConfig
from django.contrib.auth import REDIRECT_FIELD_NAME

from editing.addresses import own_admin_page


class AdminSite(DjangoAdminSite):
    def login(self, request, extra_context=None):
        """If the address to go to is not a page of this admin, go to the start page."""
        for name in ("GET", "POST"):
            sent = getattr(request, name)
            if REDIRECT_FIELD_NAME in sent and not own_admin_page(sent[REDIRECT_FIELD_NAME]):
                sent = sent.copy()
                del sent[REDIRECT_FIELD_NAME]
                setattr(request, name, sent)
        if REDIRECT_FIELD_NAME not in request.GET:
            request.META["QUERY_STRING"] = ""  # the form posts back to its own address
        return super().login(request, extra_context)


class AdminConfig(DjangoAdminConfig):
    default_site = "mbc_site.admin_site.AdminSite"
