import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mbc_site.settings")

application = get_wsgi_application()

from mbc_site.backups import swap  # noqa: E402  needs the settings

swap.serve()
