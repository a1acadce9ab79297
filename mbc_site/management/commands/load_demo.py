from django.conf import settings
from django.contrib.auth.models import Group, User
from django.core.management.base import BaseCommand, CommandError

from articles.models import Article
from mbc_site.demo import loading

# Only ever made on a development site, which answers on localhost alone.
LOGINS = {
    "admin": ("everything", None),
    "ada": ("writes and publishes articles", "Editors"),
    "rosalind": ("reviews: may read everything, change nothing", "Medical reviewers"),
    "grace": ("keeps the directory of support groups", "Directory coordinators"),
}
PASSWORD = "demonstration"  # noqa: S105  see LOGINS


class Command(BaseCommand):
    help = "Loads the demonstration content. Safe to run again: what is already there is left alone."

    def add_arguments(self, parser):
        parser.add_argument("--if-empty", action="store_true", help="do nothing if there is any article")
        parser.add_argument("--logins", action="store_true", help="also make the demo logins (DEBUG only)")

    def handle(self, *args, if_empty, logins, **options):
        if logins and not settings.DEBUG:
            raise CommandError("Demo logins have a public password; they are made only with DEBUG=1.")
        if not (if_empty and Article.objects.exists()):
            added = loading.load()
            self.stdout.write(
                "Added " + ", ".join(f"{number} {kind}" for kind, number in added.items()) + "."
                if sum(added.values())
                else "The demonstration content is already there."
            )
        if logins:
            self._make_logins()

    def _make_logins(self):
        for name, (_may, group) in LOGINS.items():
            user, is_new = User.objects.get_or_create(
                username=name,
                defaults={"is_staff": True, "is_superuser": group is None, "first_name": name.title()},
            )
            if is_new:
                user.set_password(PASSWORD)
                user.save()
                if group:
                    user.groups.add(Group.objects.get(name=group))
        self.stdout.write(f"Demo logins, all with the password “{PASSWORD}”:")
        for name, (may, _group) in LOGINS.items():
            self.stdout.write(f"  {name:9} {may}")
