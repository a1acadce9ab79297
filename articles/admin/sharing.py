"""Sharing a preview by a link with somebody who has no account, and revoking it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from articles.markup.passages import pieces
from articles.models import SharedPreview
from articles.preview_forms import SharePreviewForm
from articles.previews import freeze
from editing.addresses import post_only
from web import mail


class SharingViews:
    """Mixed into the article admin."""

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/share/", view(self.share_view), name="articles_article_share"),
            path("<int:pk>/share/<int:link>/", view(self.shared_view), name="articles_article_shared"),
            path(
                "<int:pk>/share/<int:link>/revoke/",
                view(post_only(self.revoke_view)),
                name="articles_article_revoke",
            ),
            *super().get_urls(),
        ]

    def share_view(self, request, pk):
        """The links of an article, and a form for another one. A new link is shown in this answer and never again."""
        article = self._article_to_share(request, pk)
        form = SharePreviewForm(request.POST if request.method == "POST" else None)
        address = ""
        if request.method == "POST" and form.is_valid():
            address = self._share(request, article, form.cleaned_data)
            if not address:
                messages.warning(
                    request, _("This form was sent twice. It made one link, which is listed below.")
                )
            form = SharePreviewForm()
        now = timezone.now()
        context = self.admin_site.each_context(request) | {
            "title": _("Share a preview of “%s”") % article,
            "opts": self.opts,
            "original": article,
            "form": form,
            "address": address,
            "links": [(link, link.is_open(now)) for link in article.shared_previews.without_texts()],
        }
        return TemplateResponse(request, "admin/articles/article/share.html", context)

    @sensitive_variables()
    def _share(self, request, article, chosen) -> str:
        """The address of the new link, or "" if this form has made one before."""
        at = timezone.now()
        frozen = freeze(article, request=request, at=at)
        values = {"for_whom": chosen["for_whom"], "days": chosen["days"], "once": chosen["once"]}
        try:
            with transaction.atomic():
                preview, token = SharedPreview.objects.share(
                    article, frozen, by=request.user, at=at, **values
                )
                address = request.build_absolute_uri(reverse("articles:shared_preview", args=[token]))
                self._send(request, preview, chosen["email"], address)
        except IntegrityError:
            return ""
        words = _("Shared a preview with %(name)s until %(day)s.")
        self.log_change(request, article, words % {"name": preview.for_whom, "day": _day(preview.expires_at)})
        return address

    def _send(self, request, preview, email: str, address: str) -> None:
        if not email:
            return
        values = {"title": preview.title, "address": address, "day": _day(preview.expires_at)}
        text = _(
            "You are asked to read a text that is not public yet: “%(title)s”\n\n%(address)s\n\n"
            "The link is for you alone and works until %(day)s. Choose “Comment” below a passage to say something about it."
        )
        subject = _("Please read: %(title)s") % values
        mail.queue(subject, text % values, [email], at=preview.created_at, reply_to=request.user.email)
        messages.success(request, _("The link is on its way to %s.") % email)

    def revoke_view(self, request, pk, link):
        article = self._article_to_share(request, pk)
        preview = self._link(article, link)
        if preview.revoke(by=request.user):
            self.log_change(request, article, _("Revoked the link for %s.") % preview.for_whom)
            messages.success(request, _("The link for %s no longer works.") % preview.for_whom)
        return HttpResponseRedirect(reverse("admin:articles_article_share", args=[pk]))

    def shared_view(self, request, pk, link):
        """The text as it was shared, for staff."""
        article = self.get_object(request, str(pk))
        if article is None or not self.has_view_permission(request, article):
            raise PermissionDenied
        preview = self._link(article, link)
        parts = [(piece, []) for piece in pieces(preview.html, preview.passages)]
        context = {"page": preview, "parts": parts, "is_for_staff": True}
        response = TemplateResponse(request, "articles/shared_preview.html", context)
        response.is_public_page = True
        return response

    def _article_to_share(self, request, pk):
        article = self.get_object(request, str(pk))
        if article is None or not self.has_change_permission(request, article):
            raise PermissionDenied
        return article

    def _link(self, article, pk) -> SharedPreview:
        preview = article.shared_previews.filter(pk=pk).first()
        if preview is None:
            raise Http404
        return preview


def _day(moment) -> str:
    return date_format(localtime(moment), "F j, Y")
