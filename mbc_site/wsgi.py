import os

from django.core.wsgi import get_wsgi_application

from web.time_limits import limit_statements

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mbc_site.settings")

application = get_wsgi_application()
limit_statements()
