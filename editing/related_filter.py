"""A filter of a list by a related record, such as the reviewer, that stays short however many records there are."""

from django.contrib.admin import RelatedFieldListFilter

from editing.keys import is_key

MOST_CHOICES = 200


class RelatedFilter(RelatedFieldListFilter):
    """Offers the related records that the list has, or none of them if they are more than anybody reads: then the search
    box finds them by name. The chosen one is always among them, so links to a filtered list work."""

    def field_choices(self, field, request, model_admin):
        used = model_admin.model._default_manager.order_by().values(f"{self.field_path}__pk")
        related = field.related_model._default_manager.filter(pk__in=used)
        if ordering := self.field_admin_ordering(field, request, model_admin):
            related = related.order_by(*ordering)
        offered = list(related[: MOST_CHOICES + 1])
        if len(offered) > MOST_CHOICES:
            offered = related.filter(pk__in=filter(is_key, self.lookup_val or ()))
        return [(record.pk, str(record)) for record in offered]

    def has_output(self):
        """Django ignores the choice of a filter that it doesn't show."""
        return bool(self.lookup_val) or super().has_output()
