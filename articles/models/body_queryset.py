from django.db import models


class BodyQuerySet(models.QuerySet):
    """Finds texts by what their body shows."""

    def with_figure(self, image):
        return self.filter(body__contains=f'data-image="{image.key}"')

    def with_shared_text(self, text):
        return self.filter(body__contains=f'data-text="{text.key}"')
