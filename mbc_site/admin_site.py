"""The admin of this site: a menu by job, the guide for staff, and a login that always leads to one of its pages."""

from functools import partial
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.admin import AdminSite as DjangoAdminSite
from django.contrib.admin.apps import AdminConfig as DjangoAdminConfig
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import Http404, HttpResponseRedirect
from django.urls import path, resolve, reverse
from django.utils.translation import gettext as _

from editing.addresses import own_admin_page
from editing.browser_storage import person
from mbc_site import guide, menu


class AdminSite(DjangoAdminSite):
    enable_nav_sidebar = False

    def get_urls(self):
        guide_view = self.admin_view(guide.GuideView.as_view(admin_site=self))
        # These need models, and this module is imported before any.
        from mbc_site import activity
        from mbc_site.accounts.views import ChangeOwnPassword

        activity_view = self.admin_view(partial(activity.activity, admin_site=self))
        password_view = self.admin_view(ChangeOwnPassword.as_view(), cacheable=True)
        return [
            path("password_change/", password_view, name="password_change"),
            path("guide/", guide_view, name="guide"),
            path("activity/", activity_view, name="activity"),
            *super().get_urls(),
        ]

    def password_change_done(self, request, extra_context=None):
        title = {"title": _("Your password is changed")}
        return super().password_change_done(request, title | (extra_context or {}))

    def get_app_list(self, request, app_label=None):
        """Django asks for it on every page, as `available_apps`."""
        apps = super().get_app_list(request, app_label)
        return apps if app_label else menu.by_job(apps, self._registry, request.path)

    def app_index(self, request, app_label, extra_context=None):
        """There are jobs instead of apps, so the page of an app leads to the start page."""
        if not self.get_app_list(request, app_label):
            raise Http404
        return HttpResponseRedirect(reverse("admin:index"))

    def each_context(self, request):
        return super().each_context(request) | {
            "person_in_browser": person(request.user),
            "cookie_path": settings.SESSION_COOKIE_PATH,
        }

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
        leads_to = request.GET.get(REDIRECT_FIELD_NAME, "")
        return super().login(
            request, {"text_may_be_kept": self._keeps_texts(leads_to), **(extra_context or {})}
        )

    def _keeps_texts(self, address: str) -> bool:
        """Whether the browser keeps what is written in the form at that address of this admin."""
        name = resolve(urlsplit(address).path).url_name if address else ""
        keeping = {
            model._meta
            for model, owner in self._registry.items()
            if getattr(owner, "is_kept_in_browser", False)
        }
        return any(
            name in (f"{meta.app_label}_{meta.model_name}_add", f"{meta.app_label}_{meta.model_name}_change")
            for meta in keeping
        )


class AdminConfig(DjangoAdminConfig):
    default_site = "mbc_site.admin_site.AdminSite"
