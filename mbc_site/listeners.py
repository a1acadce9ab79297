"""What the site does when the organization's numbers change: articles record from when readers find which ones."""

import reversion
from django.conf import settings
from django.db.models.signals import post_save, pre_save
from django.dispatch import receiver
from django.utils import translation

from articles.markup.shared import PLACEHOLDERS, fill_text
from articles.models import Wording
from articles.models.wording import Words, of_placeholder
from mbc_site.models import OrganizationDetails


def shown_values(organization: OrganizationDetails) -> dict[str, Words]:
    """What readers find in place of each placeholder, by the subject of its record, in the site's own language."""
    with translation.override(settings.LANGUAGE_CODE):
        values = organization.placeholder_values
        return {of_placeholder(name): Words(fill_text(f"[{name}]", values)) for name in PLACEHOLDERS}


@receiver(pre_save, sender=OrganizationDetails, dispatch_uid="mbc_site.record_former_values")
def record_former_values(sender, raw, **kwargs):
    """Before the first change: what readers have found until now, also while no details were stored."""
    if raw and not reversion.is_active():
        return  # loaddata brings the record along
    now = shown_values(OrganizationDetails.objects.current())
    known = Wording.objects.by_subject(now)
    Wording.objects.record({subject: words for subject, words in now.items() if subject not in known})


@receiver(post_save, sender=OrganizationDetails, dispatch_uid="mbc_site.record_values")
def record_values(sender, instance, raw, **kwargs):
    if not raw or reversion.is_active():
        Wording.objects.record(shown_values(instance))
