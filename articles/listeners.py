"""What articles do when a source changes, or when staff restore an earlier version."""

import reversion
from django.db.models import Q
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article, Citation, Edition, SharedText
from editing.moments import in_words
from history.recording import ensure_recorded
from sources.models import Source
from sources.signals import merges_changed


@receiver(merges_changed, dispatch_uid="articles.refresh_citations")
def refresh_citations(sender, keys, **kwargs):
    """Refresh the citations of every text that uses one of these keys, which may belong to another source now."""
    for key in keys:
        holds_key = Q(body__contains=key) | Q(key_points__contains=key)
        for article in Article.objects.filter(holds_key).iterator(chunk_size=50):
            Citation.objects.refresh(article=article, texts=article.texts)
        for edition in Edition.objects.filter(holds_key).select_related("article").iterator(chunk_size=50):
            Citation.objects.refresh(article=edition.article, edition=edition, texts=edition.texts)
        for text in SharedText.objects.filter(body__contains=key).select_related("reviewer"):
            text.refresh()


@receiver(post_save, sender=Source, dispatch_uid="articles.refresh_source_names")
def refresh_source_names(sender, instance, created, raw, **kwargs):
    """A shared text lists its sources at its foot, so it changes with them."""
    if not (created or raw):
        for text in SharedText.objects.citing(instance).select_related("reviewer"):
            text.refresh()


@receiver(post_save, sender=Edition, dispatch_uid="articles.published")
def published(sender, instance, created, raw, **kwargs):
    """Also in a shell."""
    if created and not raw:
        words = {
            "number": instance.number,
            "kind": instance.get_kind_display().lower(),
            "when": in_words(instance.published_at),
        }
        if instance.published_at > timezone.now():
            message = _("Scheduled edition %(number)d for %(when)s: %(kind)s.")
        else:
            message = _("Published edition %(number)d: %(kind)s.")
        ensure_recorded(instance.article, message % words, by=instance.published_by)


@receiver(post_save, sender=Article, dispatch_uid="articles.restored")
def restored(sender, instance, raw, **kwargs):
    """A restored version is written past `Article.save`; `loaddata` too, but that brings the citations along."""
    if raw and reversion.is_active():
        Citation.objects.refresh(article=instance, texts=instance.texts)


@receiver(post_save, sender=SharedText, dispatch_uid="articles.restored_shared_text")
def restored_shared_text(sender, instance, raw, **kwargs):
    if raw and reversion.is_active():
        instance.refresh()
