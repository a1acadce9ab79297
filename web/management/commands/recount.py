from django.core.management.base import BaseCommand

from web import kept_counts


class Command(BaseCommand):
    help = "Counts anew what triggers keep count of, and adds up the rows that changes have left."

    def handle(self, *args, **options):
        for model in kept_counts.tables():
            model.recount()
            self.stdout.write(f"{model._meta.label}: {model.objects.total()}.")
