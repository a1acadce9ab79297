"""What a service answered about an identifier, kept with its date so that nobody is asked twice in a day."""

from django.db import models


class KeptAnswer(models.Model):
    url = models.CharField(max_length=1000, unique=True)
    status = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True)
    fetched_at = models.DateTimeField(db_index=True)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return self.url
