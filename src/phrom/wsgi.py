"""Where the web server finds the program."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from phrom.garbage import seldom_collect

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "phrom.settings")
application = get_wsgi_application()
_ = get_resolver().url_patterns  # all pages are loaded before the first is asked for, not meanwhile
seldom_collect()
