import os
import sys
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

# Beside those that work or wait, some for kept pages and static files, so that these never wait.
SPARE_THREADS = 4


class Command(BaseCommand):
    help = (
        "Serves the site with granian. SERVER_WORKERS, SERVER_CONNECTIONS and SERVER_WAITING bound what it takes; "
        "docs/growing.md says how to choose them. Put a web server in front of it that ends TLS."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument(
            "--host", default="127.0.0.1", help="the address to listen at (default: %(default)s)"
        )
        parser.add_argument("--port", default="8000", help="the port to listen at (default: %(default)s)")
        parser.add_argument("granian", nargs="*", help="more options of granian, after --")

    def handle(self, *args, host: str, port: str, granian: list[str], **options):
        """Become granian: signals reach it directly, and a service manager sees one process."""
        os.chdir(settings.BASE_DIR)
        command = Path(sys.executable).with_name("granian")
        os.execv(command, [str(command), *arguments(), "--host", host, "--port", port, *granian, APPLICATION])  # noqa: S606  no shell


APPLICATION = "mbc_site.wsgi:application"


def arguments() -> list[str]:
    threads = settings.SERVER_CONNECTIONS + settings.SERVER_WAITING + SPARE_THREADS
    return [
        *("--interface", "wsgi"),
        *("--workers", str(settings.SERVER_WORKERS)),
        *("--blocking-threads", str(threads)),
    ]
