import os

from django.core.wsgi import get_wsgi_application

from web.time_limits import limit_statements

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mbc_site.settings")

django_application = get_wsgi_application()
limit_statements()

from django.conf import settings  # noqa: E402  only now can anything of the site be imported
from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from mbc_site import health  # noqa: E402
from mbc_site.backups import swap  # noqa: E402
from mbc_site.file_server import FileServer  # noqa: E402
from mbc_site.overload import Refusals  # noqa: E402
from web.page_cache import counters  # noqa: E402
from web.page_cache.lifetimes import Lifetimes  # noqa: E402
from web.page_cache.wrapper import PageCache  # noqa: E402
from web.waiting_room import WaitingRoom  # noqa: E402

application = FileServer(
    PageCache.from_settings(
        WaitingRoom(
            Lifetimes(django_application),
            lanes=settings.SERVER_CONNECTIONS,
            seats=settings.SERVER_WAITING,
            refuse=Refusals(),
        )
    )
)

swap.serve()
health.log_findings(timezone.now())
connection.close()  # it belongs to this thread, which answers no request
if settings.PAGE_CACHE:
    counters.start()
