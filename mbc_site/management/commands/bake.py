import re
import time
from collections.abc import Iterator
from html import unescape
from urllib.parse import urlsplit

from django.core.handlers.wsgi import WSGIHandler
from django.core.management.base import BaseCommand, CommandError

from mbc_site.process_lock import AlreadyRunning, process_lock
from web.page_cache.baking import Baker, Outdated, is_right
from web.page_cache.lifetimes import Lifetimes
from web.page_cache.names import DIRECTORY

TRIES = 3
ADDRESS = re.compile(r"<loc>([^<]+)</loc>")
SITEMAP = "/sitemap.xml"


class Command(BaseCommand):
    help = (
        "Writes public pages into files for nginx, which sends them without asking the site (docs/growing.md). Pages that "
        "change within the hour, such as those of the directory, are left to the site."
    )

    def add_arguments(self, parser):
        parser.add_argument("--follow", action="store_true", help="go on, and bake again after each change")

    def handle(self, *args, follow: bool, **options):
        try:
            with process_lock("bake"):
                self._bake()
                while follow:
                    time.sleep(1)
                    self._bake()
        except AlreadyRunning as running:
            raise CommandError("Another bake is running, so this one did nothing.") from running

    def _bake(self) -> None:
        """Nothing to do while the pages that are there are right."""
        if is_right():
            return
        for _ in range(TRIES):
            baker = Baker(Lifetimes(WSGIHandler()), without=[DIRECTORY])
            try:
                version = baker.bake(_paths(baker))
            except Outdated:
                continue
            self.stdout.write(f"{baker.number} pages in {version}")
            return
        self.stderr.write("Pages changed while they were baked, so the site serves them for now.")


def _paths(baker: Baker) -> Iterator[str]:
    """Those of all pages in the sitemap."""
    for file in _addresses(baker, SITEMAP):
        yield from (path for path in _addresses(baker, file) if path.endswith("/"))


def _addresses(baker: Baker, path: str) -> list[str]:
    entry = baker.entry(path)
    if entry is None:
        raise CommandError(f"{path} can’t be read. Is the host of SITE_ADDRESS in ALLOWED_HOSTS?")
    return [urlsplit(unescape(address)).path for address in ADDRESS.findall(entry.body.decode())]
